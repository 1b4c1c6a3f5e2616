/** The boxes of a HEIC photo: where its embedded JPEG or its EXIF data is, if it has them. */
import { Numbers } from "../parts/numbers";
import type { Windows } from "../reading";

interface Box {
  type: string;
  start: number;
  end: number;
}

/** Where a part of the file is. */
export interface Extent {
  start: number;
  length: number;
}

const mostBoxes = 200;
const mostItems = 2_000;
/** Bytes of the table of contents. */
const mostMeta = 1_000_000;

export function isBoxed(head: Uint8Array): boolean {
  return new Numbers(head, false).text(4, 4) === "ftyp";
}

/** The boxes between two places in `numbers`; `offset` is where the numbers begin in the file. */
function boxesIn(numbers: Numbers, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to && boxes.length < mostBoxes;) {
    let length = numbers.u32(at);
    let head = 8;
    if (length === 1) {
      length = numbers.u32(at + 8) * 2 ** 32 + numbers.u32(at + 12);
      head = 16;
    } else if (length === 0) length = to - at;
    if (length < head) break;
    boxes.push({ type: numbers.text(at + 4, 4), start: at + head, end: Math.min(to, at + length) });
    at += length;
  }
  return boxes;
}

/** The parts of the file of each type: `jpeg`, `Exif`, `hvc1`. */
export async function itemsIn(pieces: Windows): Promise<Map<string, Extent[]>> {
  const found = new Map<string, Extent[]>();
  const meta = await boxOf(pieces, "meta");
  if (!meta) return found;
  const numbers = new Numbers(meta, false);
  const boxes = boxesIn(numbers, 4, meta.length);
  const infos = boxes.find(({ type }) => type === "iinf");
  const places = boxes.find(({ type }) => type === "iloc");
  if (!infos || !places) return found;
  const types = typesIn(numbers, infos);
  for (const [id, extent] of extentsIn(numbers, places)) {
    const type = types.get(id);
    if (type && extent.start + extent.length <= pieces.size) {
      found.set(type, [...(found.get(type) ?? []), extent]);
    }
  }
  return found;
}

/**
 * The content of a box that is in no other; null where there is none, or it is beyond the bound.
 */
export async function boxOf(pieces: Windows, type: string): Promise<Uint8Array | null> {
  for (let at = 0, tries = 0; tries < 12 && at + 8 < pieces.size; tries += 1) {
    const numbers = new Numbers(await pieces.read(at, 16), false);
    const short = numbers.u32(0);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? numbers.u32(8) * 2 ** 32 + numbers.u32(12) : short;
    if (length < head) return null;
    if (numbers.text(4, 4) === type) {
      return length > mostMeta ? null : await pieces.read(at + head, length - head);
    }
    at += length;
  }
  return null;
}

function typesIn(numbers: Numbers, box: Box): Map<number, string> {
  const types = new Map<number, string>();
  const version = numbers.u8(box.start);
  for (const info of boxesIn(numbers, box.start + (version === 0 ? 6 : 8), box.end)) {
    const of = numbers.u8(info.start);
    if (info.type !== "infe" || of < 2) continue;
    const id = of === 2 ? numbers.u16(info.start + 4) : numbers.u32(info.start + 4);
    types.set(id, numbers.text(info.start + (of === 2 ? 8 : 10), 4));
  }
  return types;
}

/** Items that lie in one stretch of the file itself; others are of no use here. */
function extentsIn(numbers: Numbers, box: Box): Map<number, Extent> {
  const extents = new Map<number, Extent>();
  const version = numbers.u8(box.start);
  const sizes = numbers.u16(box.start + 4);
  const [offset, length, base] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const index = version > 0 ? sizes & 15 : 0;
  const number = (at: number, size: number) =>
    size === 8 ? numbers.u32(at) * 2 ** 32 + numbers.u32(at + 4) : size === 4 ? numbers.u32(at) : 0;
  const wide = version === 2;
  const count = wide ? numbers.u32(box.start + 6) : numbers.u16(box.start + 6);
  let at = box.start + (wide ? 10 : 8);
  for (let item = 0; item < Math.min(count, mostItems) && at < box.end; item += 1) {
    const id = wide ? numbers.u32(at) : numbers.u16(at);
    at += wide ? 4 : 2;
    const inFile = version === 0 || (numbers.u16(at) & 15) === 0;
    if (version > 0) at += 2;
    at += 2;
    const from = number(at, base);
    at += base;
    const pieces = numbers.u16(at);
    at += 2;
    if (inFile && pieces === 1) {
      const start = from + number(at + index, offset);
      extents.set(id, { start, length: number(at + index + offset, length) });
    }
    at += pieces * (index + offset + length);
  }
  return extents;
}
