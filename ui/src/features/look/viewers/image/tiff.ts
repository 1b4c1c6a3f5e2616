/**
 * The directories of a TIFF structure, as TIFF, EXIF and most RAW photos have it. Reads the few
 * tags that say where pictures are, and follows offsets only so far.
 */
import { Numbers } from "../parts/numbers";
import type { Windows } from "../reading";

export const tag = {
  jpgFromRaw: 0x2e,
  subfile: 0xfe,
  width: 0x100,
  height: 0x101,
  bits: 0x102,
  compression: 0x103,
  photometric: 0x106,
  stripOffsets: 0x111,
  orientation: 0x112,
  samples: 0x115,
  stripLengths: 0x117,
  directories: 0x14a,
  jpegStart: 0x201,
  jpegLength: 0x202,
  entries: 0xb002,
} as const;

const wanted = new Set<number>(Object.values(tag));

export interface Field {
  /** The first of its numbers, 8 at most. */
  values: number[];
  /** Where its bytes are in the file, and how many. */
  start: number;
  length: number;
}

export type Directory = Map<number, Field>;

export interface Tiff {
  little: boolean;
  /** In the order in which they are met; `chained` are those of the main chain. */
  directories: { fields: Directory; chained: boolean }[];
}

const mostDirectories = 24;
const mostEntries = 512;
const mostValues = 8;
/** Bytes of a value of each type. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Null where there is no such structure at `base`; offsets in it count from there. */
export async function tiffAt(pieces: Windows, base: number): Promise<Tiff | null> {
  const head = await pieces.read(base, 8);
  const order = String.fromCharCode(head[0] ?? 0, head[1] ?? 0);
  if (head.length < 8 || (order !== "II" && order !== "MM")) return null;
  const numbers = new Numbers(head, order === "II");
  // 42 is TIFF; Olympus and Panasonic have marks of their own.
  if (![42, 0x4f52, 0x5352, 0x55].includes(numbers.u16(2))) return null;
  const found: Tiff = { little: numbers.little, directories: [] };
  const queue = [{ at: base + numbers.u32(4), chained: true }];
  const seen = new Set<number>();
  for (let next = queue.shift(); next && seen.size < mostDirectories; next = queue.shift()) {
    if (next.at <= base || seen.has(next.at)) continue;
    seen.add(next.at);
    const read = await directoryAt(pieces, base, next.at, found.little);
    if (!read) continue;
    found.directories.push({ fields: read.fields, chained: next.chained });
    for (const at of read.fields.get(tag.directories)?.values ?? []) {
      queue.push({ at: base + at, chained: false });
    }
    if (next.chained && read.next > 0) queue.push({ at: base + read.next, chained: true });
  }
  return found;
}

async function directoryAt(
  pieces: Windows,
  base: number,
  at: number,
  little: boolean,
): Promise<{ fields: Directory; next: number } | null> {
  const count = new Numbers(await pieces.read(at, 2), little).u16(0);
  if (count === 0 || count > mostEntries) return null;
  const bytes = await pieces.read(at + 2, count * 12 + 4);
  const numbers = new Numbers(bytes, little);
  const fields: Directory = new Map();
  for (let entry = 0; entry < count && (entry + 1) * 12 <= bytes.length; entry += 1) {
    const from = entry * 12;
    const name = numbers.u16(from);
    if (!wanted.has(name)) continue;
    const type = numbers.u16(from + 2);
    const unit = sizes[type] ?? 0;
    const length = numbers.u32(from + 4) * unit;
    const start = length <= 4 ? at + 2 + from + 8 : base + numbers.u32(from + 8);
    if (unit === 0 || start + length > pieces.size) continue;
    fields.set(name, { values: await valuesAt(pieces, start, length, type, little), start, length });
  }
  return { fields, next: numbers.u32(count * 12) };
}

/** Whole numbers only: nothing else is wanted here. */
async function valuesAt(
  pieces: Windows,
  start: number,
  length: number,
  type: number,
  little: boolean,
): Promise<number[]> {
  const unit = sizes[type] ?? 1;
  if (![1, 3, 4, 13].includes(type)) return [];
  const count = Math.min(mostValues, Math.floor(length / unit));
  const numbers = new Numbers(await pieces.read(start, count * unit), little);
  return Array.from({ length: count }, (_, each) =>
    unit === 1 ? numbers.u8(each) : unit === 2 ? numbers.u16(each * 2) : numbers.u32(each * 4),
  );
}

export function first(fields: Directory, name: number): number | null {
  return fields.get(name)?.values[0] ?? null;
}
