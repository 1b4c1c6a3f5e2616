/**
 * How many pixels a picture says it has, from its first bytes: asked before anything decodes it.
 */
import { Numbers } from "../parts/pieces";
import { jpegHead } from "./jpeg";

export interface Dimensions {
  width: number;
  height: number;
}

/** Pixels of a picture that is handed to the browser at most. */
export const mostPixels = 120_000_000;

/** Null where the bytes do not tell. */
export function dimensionsOf(bytes: Uint8Array): Dimensions | null {
  const big = new Numbers(bytes, false);
  const little = new Numbers(bytes, true);
  if (big.u32(0) === 0x89504e47) {
    return big.text(12, 4) === "IHDR" ? sized(big.u32(16), big.u32(20)) : null;
  }
  if (/^GIF8[79]a$/.test(big.text(0, 6))) return sized(little.u16(6), little.u16(8));
  if (big.text(0, 4) === "RIFF" && big.text(8, 4) === "WEBP") return webp(little);
  if (big.text(0, 2) === "BM") return sized(Math.abs(little.u32(18) | 0), Math.abs(little.u32(22) | 0));
  if (big.u32(0) === 0x00000100) return icon(little);
  if (big.text(4, 4) === "ftyp") return boxed(bytes, big);
  const jpeg = jpegHead(bytes);
  return jpeg ? sized(jpeg.width, jpeg.height) : null;
}

function sized(width: number, height: number): Dimensions | null {
  return width > 0 && height > 0 ? { width, height } : null;
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

/** The largest of an icon's pictures; zero stands for 256. */
function icon(little: Numbers): Dimensions | null {
  let most = 0;
  for (let at = 0; at < Math.min(little.u16(4), 64); at += 1) {
    most = Math.max(most, little.u8(6 + at * 16) || 256);
  }
  return sized(most, most);
}

/** AVIF says the size of each of its parts in a box of its own: the largest is the picture. */
function boxed(bytes: Uint8Array, big: Numbers): Dimensions | null {
  let found: Dimensions | null = null;
  for (let at = bytes.indexOf(0x69); at >= 0 && at < 65_536; at = bytes.indexOf(0x69, at + 1)) {
    if (big.text(at, 4) !== "ispe") continue;
    const one = sized(big.u32(at + 8), big.u32(at + 12));
    if (one && one.width * one.height > (found ? found.width * found.height : 0)) found = one;
  }
  return found;
}
