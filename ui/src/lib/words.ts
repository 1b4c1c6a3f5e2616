/**
 * Numbers and dates as people say them, each with an exact form for the hover. Everything is a pure function:
 * what time it is now is passed in. Sizes are decimal (1 MB is 1,000,000 bytes), as storage bills count.
 */

const grouped = new Intl.NumberFormat("en-GB");
const units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];
/** Whatever was yesterday or is today lies within it, ms: also where a clock is put back. */
const near = 3 * 24 * 3_600_000;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `1204` → "1,204". */
export function count(n: number): string {
  return grouped.format(n);
}

/** `1, "item"` → "1 item"; `1204, "item"` → "1,204 items". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
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
  return `${unit >= 2 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** "1,812,004 bytes". */
export function exactSize(bytes: number): string {
  return counted(bytes, "byte");
}

/** Bytes a second: "42.6 MB/s". */
export function speed(bytesPerSecond: number): string {
  return `${size(bytesPerSecond)}/s`;
}

/** "Today 09:12", "Yesterday 17:03", "18 Nov 2026", in this computer's time zone. */
export function date(at: number, now: number): string {
  const then = new Date(at);
  // When a day begins is asked only where it matters: it takes as long as all the other words of a row.
  if (Math.abs(at - now) < near) {
    const today = startOfDay(now);
    if (at >= today && at < startOfDay(now, 1)) return `Today ${clock(then)}`;
    if (at >= startOfDay(now, -1) && at < today) return `Yesterday ${clock(then)}`;
  }
  return `${then.getDate()} ${months[then.getMonth()]} ${then.getFullYear()}`;
}

/** "18 Nov 2026, 17:03:12". */
export function exactDate(at: number): string {
  const then = new Date(at);
  return `${then.getDate()} ${months[then.getMonth()]} ${then.getFullYear()}, ${clock(then)}:${two(then.getSeconds())}`;
}

/** "about 2 minutes left"; coarse on purpose, because a number that jumps is worse than a rough one. */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return "a few seconds left";
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "about a minute left";
  if (minutes < 55) return `about ${minutes} minutes left`;
  const hours = Math.round(seconds / 3600);
  if (hours <= 1) return "about an hour left";
  return hours < 36 ? `about ${hours} hours left` : `about ${Math.round(hours / 24)} days left`;
}

/** Files and folders, naming only what is there: "3 files", "2 folders and 1 file". */
export function things(files: number, folders: number): string {
  const parts = [];
  if (folders > 0) parts.push(counted(folders, "folder"));
  if (files > 0 || folders === 0) parts.push(counted(files, "file"));
  return parts.join(" and ");
}

function startOfDay(now: number, days = 0): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

function clock(then: Date): string {
  return `${two(then.getHours())}:${two(then.getMinutes())}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
