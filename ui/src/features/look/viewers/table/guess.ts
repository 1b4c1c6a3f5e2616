/** What a table most likely is: guesses from its first rows, which a person can overrule. */
import { split } from "./scan";

export const delimiters = [",", ";", "\t", "|"] as const;

export type ColumnKind = "number" | "date" | "truth" | "text" | "empty";

/** Rows that the guesses look at. */
const sampled = 100;

/** Commas stand in numbers and in prose as well: where two fit as well, it is the other one. */
const byTrust = ["\t", ";", "|", ","];

/** The delimiter that gives the rows the most even, and then the widest, shape. */
export function delimiterOf(text: string, format: string): string {
  if (format === "text/tab-separated-values") return "\t";
  const lines = text.split(/\r\n?|\n/).slice(0, sampled);
  // The last line of a piece is cut.
  if (lines.length > 1) lines.pop();
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of byTrust) {
    const widths = lines
      .filter((line) => line !== "")
      .map((line) => split(line, delimiter, true, 2_000).length);
    const usual = commonest(widths);
    if (usual < 2) continue;
    const even = widths.filter((width) => width === usual).length / widths.length;
    const score = even + Math.min(usual, 50) / 500;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function commonest(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  return [...times].sort(([a, x], [b, y]) => y - x || b - a)[0]?.[0] ?? 0;
}

const number = /^[-+]?(?:\d{1,3}(?:[ ,'\u00a0\u202f]\d{3})+|\d+)?(?:[.,]\d+)?(?:e[-+]?\d{1,3})?\s?%?$/i;
const date =
  /^\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|UTC|[-+]\d\d:?\d\d)?)?$|^\d\d?[./-]\d\d?[./-](?:\d{4}|\d\d)(?: \d\d?:\d\d(?::\d\d)?)?$/;
const truth = /^(?:true|false|yes|no)$/i;

export function kindOf(cell: string): ColumnKind {
  const text = cell.trim();
  if (text === "" || /^(?:null|na|n\/a|nan|none|-)$/i.test(text)) return "empty";
  if (/\d/.test(text) && text.length < 40 && number.test(text)) return "number";
  if (text.length < 40 && date.test(text)) return "date";
  return truth.test(text) ? "truth" : "text";
}

/** The kind of a column: that of all its cells that say anything. */
export function kindOfAll(cells: readonly string[]): ColumnKind {
  const kinds = new Set(cells.map(kindOf));
  kinds.delete("empty");
  if (kinds.size === 0) return "empty";
  const [only = "text"] = kinds;
  return kinds.size === 1 ? only : "text";
}

/**
 * Whether the first row names the columns: all of it words, none twice, unlike what is below it.
 */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (!first || rest.length === 0) return false;
  const names = first.map((name) => name.trim());
  // A last name may be lacking where rows end with a delimiter.
  if (names.slice(0, -1).some((name) => name === "") || names[0] === "") return false;
  if (names.some((name) => ["number", "date", "truth"].includes(kindOf(name)))) return false;
  if (new Set(names).size < names.length) return false;
  // Names are short; a first row of data as long as the others has no other sign than its kinds.
  return names.every((name) => name.length <= 120);
}

/** A number as it is sorted. NaN where there is none. */
export function valueOf(cell: string): number {
  const text = cell.replaceAll(/[\s'%\u00a0\u202f]/g, "");
  if (text === "") return NaN;
  const comma = text.lastIndexOf(",");
  const dot = text.lastIndexOf(".");
  // "1,234" and "1,234.5" have commas between thousands, "1.234,5" and "0,5" have them before
  // decimals.
  const thousands = dot > comma || /^[-+]?\d{1,3}(?:,\d{3})+$/.test(text);
  return Number(thousands ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", "."));
}
