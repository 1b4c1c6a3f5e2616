/** What is left of deleted files, and how they can be recovered: by what their bucket does. */
import type { Remains } from "../../lib/backend/contract";
import { say } from "../../lib/words";

export function said(remains: Remains | null, files: number): string {
  switch (remains?.remains) {
    case "nothing":
      return say("browse-remains-nothing");
    case "versions":
      return remains.days === null
        ? say("browse-remains-versions", { count: files })
        : say("browse-remains-expiring", { count: files, days: remains.days });
    case "older_versions":
      return say("browse-remains-older");
    case "unknown":
    case undefined:
      return say("browse-remains-unknown");
  }
}
