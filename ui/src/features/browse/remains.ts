/** What is left of deleted files, and how they can be recovered: by what their bucket does. */
import type { Remains } from "../../lib/backend/contract";
import type { MessageId, TermId } from "../../lib/words";

/** The terms in it, which explain themselves. */
export const terms: Record<string, TermId> = { versioning: "versioning", lifecycle: "lifecycle" };

export function left(
  remains: Remains | null,
  files: number,
): { id: MessageId; values: Record<string, number> } {
  switch (remains?.remains) {
    case "nothing":
      return { id: "browse-remains-nothing", values: {} };
    case "versions":
      return remains.days === null
        ? { id: "browse-remains-versions", values: { count: files } }
        : { id: "browse-remains-expiring", values: { count: files, days: remains.days } };
    case "older_versions":
      return { id: "browse-remains-older", values: {} };
    case "unknown":
    case undefined:
      return { id: "browse-remains-unknown", values: {} };
  }
}
