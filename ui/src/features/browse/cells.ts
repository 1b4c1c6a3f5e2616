/** What the cells of a file's or folder's row say. */
import type { Place, Row } from "../../lib/backend/contract";
import { spoken } from "../../lib/kit/exact";
import type { Title, Wish } from "../../lib/kit/grid/grid";
import { date, day, exactDate, exactSize, said, say, size } from "../../lib/words";
import { thumbs } from "../look/thumbs/thumbs";
import { className, exactClass } from "./classes";
import { iconOf } from "./icons";

/** A folder's name ends with the slash that makes it one; it is not shown. */
export function nameOf(row: Row): string {
  return row.kind === "folder" ? row.name.slice(0, -1) : row.name;
}

/** What kind of file it is. */
export function typeName({ file_type }: Pick<Row, "file_type">): string {
  return said({ id: `types-${file_type}`, values: {} });
}

/** Nothing is left of it but that it was deleted. */
function isLost({ kind, past }: Row): boolean {
  return kind === "file" && past?.gone === true && past.version === null;
}

/** What a deleted row says of itself. */
export function deletedOn(row: Row, date: (at: number) => string): string {
  if (isLost(row)) return say("time-row-lost");
  const at = row.past?.deleted ?? null;
  return at === null ? say("time-row-gone") : say("time-row-deleted", { when: date(at) });
}

export function titleOf(row: Row): Title {
  return { name: nameOf(row), icon: iconOf(row), accent: row.kind === "folder" };
}

/** The thumbnail of a file, which is asked for while its row is in sight. */
export function pictureOf(place: Place, row: Row): Wish | undefined {
  if (row.kind === "folder") return undefined;
  const stamp = [place.connection, place.bucket, row.key, row.etag, row.size].join("\n");
  return { stamp, ask: (arrived) => thumbs.ask(place, row, arrived) };
}

export function wordsOf(row: Row, column: string): string {
  switch (column) {
    case "size":
      return row.size === null || isLost(row) ? "" : size(row.size);
    case "modified":
      if (row.past?.gone) return deletedOn(row, day);
      return row.modified === null ? "" : date(row.modified, Date.now());
    case "since":
      return row.past?.since ? say(`time-since-${row.past.since}`) : "";
    case "class":
      return className(row);
    default:
      return typeName(row);
  }
}

/** The same for the hover. */
export function exactlyOf(row: Row, column: string): string {
  switch (column) {
    case "name":
      return spoken(nameOf(row));
    case "size":
      return row.size === null ? "" : exactSize(row.size);
    case "modified":
      if (row.past?.gone) return deletedOn(row, exactDate);
      return row.modified === null ? "" : exactDate(row.modified);
    case "since":
      return row.past?.since ? say(`time-since-${row.past.since}`) : "";
    case "class":
      return exactClass(row);
    default:
      return typeName(row);
  }
}
