/**
 * Numbers, sizes, dates and lists in the language that is shown, each with an exact form for the
 * hover. What time it is now is passed in. Sizes are decimal (1 MB is 1,000,000 bytes), as storage
 * bills count.
 */
import { shown } from "./language.svelte";
import { harmless, say } from "./say";

const units = ["b", "kb", "mb", "gb", "tb", "pb", "eb"] as const;
/** Whatever was yesterday or is today lies within it, ms: also where a clock is put back. */
const near = 3 * 24 * 3_600_000;

interface Forms {
  whole: Intl.NumberFormat;
  tenth: Intl.NumberFormat;
  day: Intl.DateTimeFormat;
  month: Intl.DateTimeFormat;
  clock: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
  ago: Intl.RelativeTimeFormat;
  list: Intl.ListFormat;
  either: Intl.ListFormat;
  order: Intl.Collator;
  scripts: Intl.DisplayNames;
}

const made = new Map<string, Forms>();

/** Making one takes a thousand times as long as using it. */
function forms(): Forms {
  const { locale } = shown.now;
  const before = made.get(locale);
  if (before) return before;
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const fresh: Forms = {
    whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    tenth: new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    day: new Intl.DateTimeFormat(locale, day),
    month: new Intl.DateTimeFormat(locale, { month: "short", year: "numeric" }),
    clock: new Intl.DateTimeFormat(locale, clock),
    exact: new Intl.DateTimeFormat(locale, { ...day, ...clock, second: "2-digit" }),
    ago: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    list: new Intl.ListFormat(locale, { type: "conjunction" }),
    either: new Intl.ListFormat(locale, { type: "disjunction" }),
    order: new Intl.Collator(locale, { numeric: true }),
    scripts: new Intl.DisplayNames(locale, { type: "script" }),
  };
  made.set(locale, fresh);
  return fresh;
}

/** `1204` → "1,204". */
export function count(n: number): string {
  return forms().whole.format(n);
}

/** Bytes, rounded for people: "912 B", "14 KB", "1.8 MB". */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 KB would be shown as "1000 KB": what rounds up to a thousand takes the next unit.
  while (value >= (unit >= 2 ? 999.95 : 999.5) && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const { whole, tenth } = forms();
  return say(`common-size-${units[unit] ?? "b"}`, {
    n: unit >= 2 ? tenth.format(value) : whole.format(value),
  });
}

/** "1,812,004 bytes". */
export function exactSize(bytes: number): string {
  return say("common-bytes", { count: bytes });
}

/** Bytes a second: "42.6 MB/s". */
export function speed(bytesPerSecond: number): string {
  return say("common-speed", { size: size(bytesPerSecond) });
}

/** "Today 09:12", "Yesterday 17:03", "18 Nov 2026", in this computer's time zone. */
export function date(at: number, now: number): string {
  // When a day begins is asked only where it matters: it takes as long as all the other words of a
  // row.
  if (Math.abs(at - now) < near) {
    const today = startOfDay(now);
    if (at >= today && at < startOfDay(now, 1)) return say("common-today-at", { time: clock(at) });
    if (at >= startOfDay(now, -1) && at < today) return say("common-yesterday-at", { time: clock(at) });
  }
  return day(at);
}

/** "18 Nov 2026". */
export function day(at: number): string {
  return forms().day.format(at);
}

/** "Nov 2026". */
export function month(at: number): string {
  return forms().month.format(at);
}

/** "17:03". */
export function clock(at: number): string {
  return forms().clock.format(at);
}

/** "18 Nov 2026, 17:03:12". */
export function exactDate(at: number): string {
  return forms().exact.format(at);
}

const spans = [
  ["year", 365 * 24 * 3_600_000],
  ["month", 30 * 24 * 3_600_000],
  ["day", 24 * 3_600_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "3 days ago", "yesterday", "this minute": in the largest unit that there is one of. */
export function ago(at: number, now: number): string {
  const [unit, span] = spans.find(([, ms]) => Math.abs(at - now) >= ms) ?? ["minute", 60_000];
  return forms().ago.format(Math.trunc((at - now) / span), unit);
}

/**
 * "about 2 minutes left"; coarse on purpose, because a number that jumps is worse than a rough one.
 */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return say("common-few-seconds-left");
  if (seconds < 55) return say("common-seconds-left", { count: Math.ceil(seconds / 10) * 10 });
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 55) return say("common-minutes-left", { count: minutes });
  const hours = Math.max(1, Math.round(seconds / 3600));
  return hours < 36
    ? say("common-hours-left", { count: hours })
    : say("common-days-left", { count: Math.round(hours / 24) });
}

/** Files and folders, naming only what is there: "3 files", "2 folders and 1 file". */
export function things(files: number, folders: number): string {
  const parts = [];
  if (folders > 0) parts.push(say("common-folders", { count: folders }));
  if (files > 0 || folders === 0) parts.push(say("common-files", { count: files }));
  return list(parts);
}

/** `["a", "b", "c"]` → "a, b and c". */
export function list(words: readonly string[]): string {
  return forms().list.format(words.map(harmless));
}

/** `["a", "b", "c"]` → "a, b or c". */
export function either(words: readonly string[]): string {
  return forms().either.format(words.map(harmless));
}

/** The order of names as the language has it, "file 9" before "file 10". */
export function inOrder(a: string, b: string): number {
  return forms().order.compare(a, b);
}

/** A way of writing by its code: "Cyrl" → "Cyrillic". */
export function script(code: string): string {
  return forms().scripts.of(code) ?? code;
}

function startOfDay(now: number, days = 0): number {
  const then = new Date(now);
  return new Date(then.getFullYear(), then.getMonth(), then.getDate() + days).getTime();
}
