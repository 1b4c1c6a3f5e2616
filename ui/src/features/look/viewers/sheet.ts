/** Rows of a table as they are sorted. */
import { inOrder } from "../../../lib/words";

export interface SheetColumn {
  name: string;
  /** Under the name, where the format knows it. */
  type?: string;
  numeric: boolean;
}

export interface Sort {
  column: number;
  descending: boolean;
}

/** What a click on a column's head makes of the order: ascending, descending, as in the file. */
export function turned(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

type Row = readonly (string | null | undefined)[];

/**
 * The rows in the order of one column; those without a value come last. Equal ones keep their
 * order.
 */
export function sorted<T extends { cells: Row }>(rows: readonly T[], sort: Sort, numeric: boolean): T[] {
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one.cells[sort.column] ?? null, other.cells[sort.column] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (numeric ? byNumber(a, b) : inOrder(a, b));
  });
}

/** Whole numbers may have more digits than a `Number` keeps apart. */
function byNumber(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  if (/^-?\d{16,}$/.test(a) && /^-?\d{16,}$/.test(b))
    return Number(BigInt(a) > BigInt(b)) - Number(BigInt(a) < BigInt(b));
  return Number(a > b) - Number(a < b);
}

/** A width for each column, in characters, from its name and its first cells. */
export function widths(columns: readonly SheetColumn[], rows: readonly Row[]): number[] {
  return columns.map((column, at) => {
    const texts = rows.slice(0, 50).map((row) => row[at] ?? "");
    const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
    return Math.min(40, Math.max(longest + 1, column.name.length + 3, column.type?.length ?? 0, 10));
  });
}
