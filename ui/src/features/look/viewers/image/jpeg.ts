/**
 * What the head of a JPEG says: its size, which way is up, and where its EXIF data and further
 * pictures are.
 */
import { Numbers } from "../parts/numbers";
import type { Windows } from "../reading";

export interface JpegHead {
  width: number;
  height: number;
  /** Offsets of TIFF structures, from where the JPEG begins. */
  exif: number | null;
  pictures: number | null;
  /** Whether a browser decodes it: not the lossless kind that RAW data is packed with. */
  shown: boolean;
}

const startOfImage = 0xffd8;

const blank: JpegHead = { width: 0, height: 0, exif: null, pictures: null, shown: false };
/** Bytes of one look at the head. */
const look = 131_072;

/** Null where no JPEG begins here, or its size is not in these bytes. */
export function jpegHead(bytes: Uint8Array): JpegHead | null {
  if (new Numbers(bytes, false).u16(0) !== startOfImage) return null;
  const head = { ...blank };
  return walk(bytes, 2, 0, head) === "sized" ? head : null;
}

/** Null where no JPEG begins at `start`, or nothing says its size, however much comes before it. */
export async function jpegHeadIn(windows: Windows, start = 0): Promise<JpegHead | null> {
  const head = { ...blank };
  let [from, at] = [start, 2];
  for (;;) {
    const bytes = await windows.read(from, look);
    if (from === start && new Numbers(bytes, false).u16(0) !== startOfImage) return null;
    const came = walk(bytes, at, from - start, head);
    if (came === "sized") return head;
    if (came === "none" || came === 0 || from + bytes.length >= windows.size) return null;
    [from, at] = [from + came, 0];
  }
}

/**
 * Goes from marker to marker, as decoders do: what lies between two segments is passed over. Ends
 * at the size, at the picture itself, or at the marker that these bytes do not hold. `base` is
 * where they are in the JPEG.
 */
function walk(bytes: Uint8Array, from: number, base: number, head: JpegHead): "sized" | "none" | number {
  const numbers = new Numbers(bytes, false);
  let at = from;
  while (at + 4 <= bytes.length) {
    const marker = numbers.u8(at + 1);
    if (numbers.u8(at) !== 0xff || marker === 0xff || marker === 0) {
      at += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const length = numbers.u16(at + 2);
    // The pictures begin, or end, or begin anew.
    if (marker === 0xda || marker === 0xd9 || marker === 0xd8 || length < 2) return "none";
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (at + 9 > bytes.length) return at;
      [head.height, head.width] = [numbers.u16(at + 5), numbers.u16(at + 7)];
      head.shown = marker <= 0xc2;
      return "sized";
    }
    if (at + 10 > bytes.length) return at;
    if (marker === 0xe1 && numbers.text(at + 4, 6) === "Exif\0\0") head.exif ??= base + at + 10;
    if (marker === 0xe2 && numbers.text(at + 4, 4) === "MPF\0") head.pictures ??= base + at + 8;
    at += 2 + length;
  }
  return at;
}

/** The JPEG with a word before it on which way is up, for one that has none itself. */
export function turned(jpeg: Uint8Array<ArrayBuffer>, orientation: number): Uint8Array<ArrayBuffer> {
  if (orientation < 2 || orientation > 8) return jpeg;
  const exif = [
    [0xff, 0xd8, 0xff, 0xe1, 0, 34],
    [0x45, 0x78, 0x69, 0x66, 0, 0],
    [0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    [0, 0, 0, 0],
  ].flat();
  const whole = new Uint8Array(exif.length + jpeg.length - 2);
  whole.set(exif);
  whole.set(jpeg.subarray(2), exif.length);
  return whole;
}
