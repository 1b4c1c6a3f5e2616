/**
 * What a font file says of itself: its names, and which letters it has. Bounds are checked at each
 * step.
 */
import { unzlibSync } from "fflate";

export interface About {
  family: string | null;
  style: string | null;
  version: string | null;
  designer: string | null;
  copyright: string | null;
  license: string | null;
}

export interface Font {
  /** Null for a file whose tables are packed in a way that is not undone here (WOFF2). */
  about: About | null;
  /** The characters that it has; null where its table is of an unknown form. */
  characters: Ranges | null;
}

/** From the first to the last, both in it. */
type Ranges = [number, number][];

/** Unpacked bytes of one table at most. */
const tableLimit = 4 * 1024 * 1024;
const rangeLimit = 100_000;
const nameLimit = 2_000;

export function fontOf(bytes: Uint8Array): Font {
  const tables = tablesOf(bytes);
  if (!tables) return { about: null, characters: null };
  return { about: read(tables("name"), namesOf), characters: read(tables("cmap"), charactersOf) };
}

/** A table that ends too soon has nothing to say. */
function read<T>(table: DataView | null, how: (table: DataView) => T | null): T | null {
  try {
    return table && how(table);
  } catch {
    return null;
  }
}

function tablesOf(bytes: Uint8Array): ((tag: string) => DataView | null) | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 16) return null;
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (tag(0) === "wOF2") return null;
  const woff = tag(0) === "wOFF";
  // A collection: its first font.
  const start = tag(0) === "ttcf" ? view.getUint32(12) : 0;
  if (start + 12 > bytes.length) return null;
  const [count, first, step] = woff
    ? [view.getUint16(12), 44, 20]
    : [view.getUint16(start + 4), start + 12, 16];
  return (wanted) => {
    for (let at = first; at < first + count * step && at + step <= bytes.length; at += step) {
      if (tag(at) !== wanted) continue;
      const offset = view.getUint32(at + (woff ? 4 : 8));
      const packed = view.getUint32(at + (woff ? 8 : 12));
      const length = view.getUint32(at + 12);
      const table = bytes.subarray(offset, offset + packed);
      if (length > tableLimit) return null;
      return viewOf(woff && packed < length ? unpacked(table, length) : table);
    }
    return null;
  };
}

function unpacked(table: Uint8Array, length: number): Uint8Array {
  try {
    return unzlibSync(table, { out: new Uint8Array(length) });
  } catch {
    return new Uint8Array(0);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function namesOf(table: DataView): About {
  const strings = table.getUint16(4);
  const names = new Map<number, string>();
  for (let at = 6; at < 6 + table.getUint16(2) * 12 && at + 12 <= table.byteLength; at += 12) {
    const [platform, language, id] = [table.getUint16(at), table.getUint16(at + 4), table.getUint16(at + 6)];
    const start = table.byteOffset + strings + table.getUint16(at + 10);
    const end = Math.min(start + table.getUint16(at + 8), table.byteOffset + table.byteLength);
    if (start >= end || (platform !== 3 && names.has(id))) continue;
    // Windows' English name is the one that programs list; before it any is better than none.
    if (platform === 3 && language !== 0x409 && names.has(id)) continue;
    const text = new TextDecoder(platform === 1 ? "macintosh" : "utf-16be").decode(
      new Uint8Array(table.buffer, start, end - start) as Uint8Array<ArrayBuffer>,
    );
    names.set(id, text.slice(0, nameLimit).trim());
  }
  const name = (...ids: number[]) => ids.map((id) => names.get(id)).find(Boolean) ?? null;
  return {
    family: name(16, 1),
    style: name(17, 2),
    version: name(5),
    designer: name(9),
    copyright: name(0),
    license: name(13),
  };
}

function charactersOf(table: DataView): Ranges | null {
  let best: { offset: number; format: number } | null = null;
  for (let at = 4; at < 4 + table.getUint16(2) * 8 && at + 8 <= table.byteLength; at += 8) {
    const offset = table.getUint32(at + 4);
    const format = offset + 2 <= table.byteLength ? table.getUint16(offset) : 0;
    const platform = table.getUint16(at);
    if ((platform === 0 || platform === 3) && (format === 12 || (format === 4 && best?.format !== 12)))
      best = { offset, format };
  }
  if (!best) return null;
  return best.format === 12 ? longRanges(table, best.offset) : shortRanges(table, best.offset);
}

function longRanges(table: DataView, offset: number): Ranges {
  const count = Math.min(table.getUint32(offset + 12), rangeLimit);
  return Array.from({ length: count }, (_, at) => {
    const group = offset + 16 + at * 12;
    return [table.getUint32(group), table.getUint32(group + 4)];
  });
}

function shortRanges(table: DataView, offset: number): Ranges {
  const doubled = table.getUint16(offset + 6);
  return Array.from({ length: doubled / 2 }, (_, at): [number, number] => {
    const end = offset + 14 + at * 2;
    return [table.getUint16(end + doubled + 2), table.getUint16(end)];
  }).filter(([first]) => first !== 0xffff);
}

export function has(characters: Ranges, text: string): boolean {
  return Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
    .filter((code) => code > 32)
    .every((code) => characters.some(([first, last]) => code >= first && code <= last));
}

export function countOf(characters: Ranges): number {
  const sum = characters.reduce((all, [first, last]) => all + Math.max(0, last - first + 1), 0);
  return Math.min(sum, 0x110000);
}
