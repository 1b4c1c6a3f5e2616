/**
 * How many pixels a picture says it has, asked before anything decodes it: where decoders believe
 * several numbers, it is the largest of them.
 */
import { Numbers } from "../parts/numbers";
import { TooFar, Windows } from "../reading";
import { Reads } from "../reads";
import { boxOf } from "./boxes";
import { jpegHeadIn } from "./jpeg";

export interface Dimensions {
  width: number;
  height: number;
}

/** Pixels of a picture that is handed to the browser at most. */
export const mostPixels = 120_000_000;
/** Bytes in which the size of a format is that has it near its beginning. */
const head = 65_536;
/** Places in a picture in memory that are looked at. */
const mostSteps = 200;

/** Null where the file does not tell. */
export async function dimensionsIn(file: Windows): Promise<Dimensions | null> {
  try {
    const bytes = await file.read(0, head);
    const [big, little] = [new Numbers(bytes, false), new Numbers(bytes, true)];
    if (big.u32(0) === 0x89504e47) return png(big, 0);
    if (/^GIF8[79]a$/.test(big.text(0, 6))) return gif(little);
    if (big.text(0, 4) === "RIFF" && big.text(8, 4) === "WEBP") return webp(little);
    if (big.text(0, 2) === "BM") return bitmap(little, 14, 1);
    if (big.u32(0) === 0x00000100 || big.u32(0) === 0x00000200) return await icon(file, little);
    if (big.text(4, 4) === "ftyp") return await boxed(file);
    const jpeg = await jpegHeadIn(file);
    return jpeg ? sized(jpeg.width, jpeg.height) : null;
  } catch (caught) {
    if (caught instanceof TooFar) return null;
    throw caught;
  }
}

/** Of a picture that is in memory. */
export function dimensionsOf(bytes: Uint8Array<ArrayBuffer>): Promise<Dimensions | null> {
  const held = new Reads({
    ...{ name: "", size: bytes.length, kind: "image", format: "", encoding: null, address: "" },
    read: (start, length) => Promise.resolve(bytes.slice(start, start + length)),
  });
  return dimensionsIn(Windows.bounded(held, { reads: mostSteps, bytes: bytes.length + mostSteps * head }));
}

function sized(width: number, height: number): Dimensions | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

function largest(all: readonly (Dimensions | null)[]): Dimensions | null {
  const known = all.filter((each) => each !== null);
  return known.reduce<Dimensions | null>(
    (most, each) => (most && most.width * most.height >= each.width * each.height ? most : each),
    null,
  );
}

function png(big: Numbers, at: number): Dimensions | null {
  return big.text(at + 12, 4) === "IHDR" ? sized(big.u32(at + 16), big.u32(at + 20)) : null;
}

/** A first frame that is larger than the screen makes it as large. */
function gif(little: Numbers): Dimensions | null {
  const screen = { width: little.u16(6), height: little.u16(8) };
  const colours = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  let at = 13 + colours(little.u8(10));
  while (little.u8(at) === 0x21) {
    at += 2;
    while (little.u8(at) > 0) at += little.u8(at) + 1;
    at += 1;
  }
  if (little.u8(at) !== 0x2c || at + 9 > little.bytes.length) return null;
  return sized(
    Math.max(screen.width, little.u16(at + 1) + little.u16(at + 5)),
    Math.max(screen.height, little.u16(at + 3) + little.u16(at + 7)),
  );
}

function webp(little: Numbers): Dimensions | null {
  const kind = little.text(12, 4);
  if (kind === "VP8X") {
    const u24 = (at: number) => little.u16(at) + little.u8(at + 2) * 0x10000;
    return sized(u24(24) + 1, u24(27) + 1);
  }
  if (kind === "VP8 ") return sized(little.u16(26) & 0x3fff, little.u16(28) & 0x3fff);
  if (kind !== "VP8L") return null;
  const packed = little.u32(21);
  return sized((packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
}

/** The oldest header has short numbers. In an icon, the height counts its mask too. */
function bitmap(little: Numbers, at: number, masks: 1 | 2): Dimensions | null {
  if (little.u32(at) === 12) return sized(little.u16(at + 4), Math.ceil(little.u16(at + 6) / masks));
  const side = (from: number) => Math.abs(little.u32(from) | 0);
  return sized(side(at + 4), Math.ceil(side(at + 8) / masks));
}

/**
 * The largest of an icon's pictures, by themselves: what its list says of them is not what is
 * decoded.
 */
async function icon(file: Windows, little: Numbers): Promise<Dimensions | null> {
  const found: (Dimensions | null)[] = [];
  for (let entry = 0; entry < little.u16(4); entry += 1) {
    const bytes = await file.read(little.u32(6 + entry * 16 + 12), 40);
    const [big, small] = [new Numbers(bytes, false), new Numbers(bytes, true)];
    const one = big.u32(0) === 0x89504e47 ? png(big, 0) : bitmap(small, 0, 2);
    if (!one) return null;
    found.push(one);
  }
  return largest(found);
}

/**
 * AVIF says the size of each of its parts in a box of its own, and that of a film in each track.
 */
async function boxed(file: Windows): Promise<Dimensions | null> {
  const [meta, film] = [await boxOf(file, "meta"), await boxOf(file, "moov")];
  return largest([
    ...(meta ? places(meta, "ispe").map((at) => pair(meta, at + 8, 1)) : []),
    ...(film
      ? places(film, "tkhd").map((at) =>
          pair(film, at - 4 + new Numbers(film, false).u32(at - 4) - 8, 65_536),
        )
      : []),
  ]);
}

function pair(bytes: Uint8Array, at: number, scale: number): Dimensions | null {
  const big = new Numbers(bytes, false);
  return sized(big.u32(at) / scale, big.u32(at + 4) / scale);
}

/** Where boxes of this name are. */
function places(bytes: Uint8Array, name: string): number[] {
  const found: number[] = [];
  const numbers = new Numbers(bytes, false);
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (numbers.text(at, 4) === name) found.push(at);
  }
  return found;
}
