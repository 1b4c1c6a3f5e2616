/** New names for several files at once, by a pattern: pure. The ending of a file stays as it is. */
import type { Row } from "../../lib/backend/contract";
import { stemOf, wrongName, type Wrong } from "./naming";

export interface Pattern {
  /** A new name for all, or text that is replaced in each. */
  way: "name" | "replace";
  /**
   * `{name}` is the old name without its ending, `{n}` the number, `{date}` the day it was changed.
   */
  name: string;
  start: number;
  step: number;
  /** Numbers have at least so many. */
  digits: number;
  find: string;
  replace: string;
}

export type Problem = Wrong | "taken" | "twice" | "undated";

export interface Renamed {
  row: Row;
  /** Without the slash of a folder. */
  old: string;
  name: string;
  problem: Problem | null;
}

/** "2026-11-18", in this computer's time zone: names sort by it. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function numberOf({ start, step, digits }: Pattern, nth: number): string {
  const number = start + nth * step;
  return `${number < 0 ? "-" : ""}${String(Math.abs(number)).padStart(digits, "0")}`;
}

function named(pattern: Pattern, row: Row, old: string, nth: number): string {
  const end = stemOf(old, row.kind === "folder");
  const [stem, ending] = [old.slice(0, end), old.slice(end)];
  if (pattern.way === "replace")
    return pattern.find === "" ? old : stem.replaceAll(pattern.find, () => pattern.replace) + ending;
  const parts: Record<string, string> = {
    "{name}": stem,
    "{n}": numberOf(pattern, nth),
    "{date}": row.modified === null ? "" : dayOf(row.modified),
  };
  const whole = pattern.name.trim();
  return whole === "" ? "" : whole.replaceAll(/\{(?:name|n|date)\}/g, (part) => parts[part] ?? part) + ending;
}

/**
 * Every new name, in the order of the rows. `there`: what the folder has; `prefix`: where it is.
 */
export function renamed(
  rows: Row[],
  pattern: Pattern,
  prefix: string,
  there: ReadonlySet<string>,
): Renamed[] {
  const all = rows.map((row, nth) => {
    const old = row.name.replace(/\/$/, "");
    return { row, old, name: named(pattern, row, old, nth).trim() };
  });
  const times = new Map<string, number>();
  for (const { name } of all) times.set(name, (times.get(name) ?? 0) + 1);
  const undated = (row: Row) =>
    pattern.way === "name" && pattern.name.includes("{date}") && row.modified === null;
  return all.map((one) => {
    if (undated(one.row)) return { ...one, problem: "undated" };
    if (one.name === one.old) return { ...one, problem: (times.get(one.name) ?? 0) > 1 ? "twice" : null };
    const taken = there.has(one.name) || there.has(`${one.name}/`);
    const clash = (times.get(one.name) ?? 0) > 1 ? "twice" : taken ? "taken" : null;
    return { ...one, problem: wrongName(prefix, one.name) ?? clash };
  });
}
