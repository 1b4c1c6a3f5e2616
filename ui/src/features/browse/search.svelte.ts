/**
 * What is looked for below a folder, as it is typed: words, a pattern, sizes and dates; and what of
 * it cannot be read.
 */
import type { Query } from "../../lib/backend/contract";
import { say } from "../../lib/words";

type Field = "words" | "pattern" | "min" | "max" | "from" | "until";

const units: Record<string, number> = { "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** "5 MB" → 5,000,000; null for none, undefined for what is no size. */
export function readSize(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const [, number, unit = ""] = /^\s*(\d+(?:[.,]\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const times = units[unit.toLowerCase()];
  if (number === undefined || times === undefined) return undefined;
  return Math.round(parseFloat(number.replace(",", ".")) * times);
}

/**
 * "2026-11-18" → its first moment here, or its last; null for none, undefined for what is no day.
 */
export function readDay(text: string, last = false): number | null | undefined {
  if (text.trim() === "") return null;
  const [, year, month, day] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? [];
  const at = new Date(Number(year), Number(month) - 1, Number(day) + (last ? 1 : 0));
  const there = new Date(Number(year), Number(month) - 1, Number(day));
  // A day that is not in the calendar would be another one.
  if (Number.isNaN(at.getTime()) || there.getDate() !== Number(day) || there.getMonth() !== Number(month) - 1)
    return undefined;
  return at.getTime() - (last ? 1 : 0);
}

export class Search {
  fields = $state<Record<Field, string>>({ words: "", pattern: "", min: "", max: "", from: "", until: "" });
  /** Shown only once the person tried. */
  tried = $state(false);

  type(field: Field, text: string): void {
    this.fields[field] = text;
    this.tried = false;
  }

  /** What cannot be read in a field, once it was tried. */
  wrong(field: Field): string | null {
    if (!this.tried) return null;
    const text = this.fields[field];
    if ((field === "min" || field === "max") && readSize(text) === undefined)
      return say("browse-search-size-wrong");
    if ((field === "from" || field === "until") && readDay(text) === undefined)
      return say("browse-search-day-wrong");
    return null;
  }

  get empty(): boolean {
    return Object.values(this.fields).every((text) => text.trim() === "");
  }

  /** What is looked for; null while something cannot be read or nothing is asked. */
  query(): Query | null {
    this.tried = true;
    const { words, pattern, min, max, from, until } = this.fields;
    const sizes = [readSize(min), readSize(max)] as const;
    const days = [readDay(from), readDay(until, true)] as const;
    if (this.empty || [...sizes, ...days].includes(undefined)) return null;
    return {
      ...{ words, pattern },
      ...{ min_size: sizes[0] ?? null, max_size: sizes[1] ?? null },
      ...{ changed_from: days[0] ?? null, changed_until: days[1] ?? null },
    };
  }
}
