/** Storage classes as AWS names them on its pages; the API's own word stays findable on hover. */
import type { Row } from "../../lib/backend/contract";
import { exactDate, say, type MessageId } from "../../lib/words";

const names: Record<string, MessageId> = {
  STANDARD: "browse-class-standard",
  STANDARD_IA: "browse-class-standard-ia",
  ONEZONE_IA: "browse-class-onezone-ia",
  INTELLIGENT_TIERING: "browse-class-intelligent",
  GLACIER_IR: "browse-class-glacier-ir",
  GLACIER: "browse-class-glacier",
  DEEP_ARCHIVE: "browse-class-deep-archive",
  ARCHIVE_ACCESS: "browse-class-archive-access",
  DEEP_ARCHIVE_ACCESS: "browse-class-deep-archive-access",
  REDUCED_REDUNDANCY: "browse-class-reduced",
  EXPRESS_ONEZONE: "browse-class-express",
};

/** One that nobody knows is shown as it is. */
export function namedClass(code: string): string {
  const name = names[code];
  return name ? say(name) : code;
}

/** Whether files of this class have to be restored before they can be read. */
export function isArchived(code: string | null): boolean {
  return code === "GLACIER" || code === "DEEP_ARCHIVE";
}

/** Empty where the server told none. */
export function className(row: Row): string {
  if (row.class === null) return "";
  const known = namedClass(row.class);
  if (row.restore?.under_way) return say("browse-class-restoring", { class: known });
  return row.restore?.until ? say("browse-class-restored", { class: known }) : known;
}

/** For the hover: the API's word, and until when a restored copy stays. */
export function exactClass(row: Row): string {
  const name = row.class ?? "";
  if (!row.restore?.until) return name;
  return say("browse-class-until", { class: name, time: exactDate(row.restore.until) });
}
