/** Storage classes in people's words; the server's own word stays findable on hover. */
import type { Row } from "../../lib/backend/contract";
import { exactDate } from "../../lib/words";

const words: Record<string, string> = {
  STANDARD: "Standard",
  STANDARD_IA: "Infrequent access",
  ONEZONE_IA: "Infrequent, one zone",
  INTELLIGENT_TIERING: "Automatic",
  GLACIER_IR: "Archive, instant",
  GLACIER: "Archive",
  DEEP_ARCHIVE: "Deep archive",
  REDUCED_REDUNDANCY: "Reduced redundancy",
  EXPRESS_ONEZONE: "Express, one zone",
};

/** Empty where the server told none; one nobody knows is shown as it is. */
export function className(row: Row): string {
  if (row.class === null) return "";
  const known = words[row.class] ?? row.class;
  if (row.restore?.under_way) return `${known}, being fetched`;
  return row.restore?.until ? `${known}, fetched` : known;
}

/** For the hover: the server's word, and until when a fetched copy stays. */
export function exactClass(row: Row): string {
  const until = row.restore?.until ? `, a fetched copy stays until ${exactDate(row.restore.until)}` : "";
  return `${row.class ?? ""}${until}`;
}
