/**
 * What the head of a JPEG says: its size, which way is up, and where its EXIF data and further
 * pictures are.
 */
import { Numbers } from "../parts/pieces";

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

/** Null where no JPEG begins here, or its size is not in these bytes. */
export function jpegHead(bytes: Uint8Array): JpegHead | null {
  const numbers = new Numbers(bytes, false);
  if (bytes.length < 4 || numbers.u16(0) !== startOfImage) return null;
  const head: JpegHead = { width: 0, height: 0, exif: null, pictures: null, shown: false };
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (numbers.u8(at) !== 0xff) return null;
    const marker = numbers.u8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The pictures begin, or end.
    if (marker === 0xda || marker === 0xd9) return null;
    const length = numbers.u16(at + 2);
    if (length < 2) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (at + 9 > bytes.length) return null;
      return {
        ...head,
        height: numbers.u16(at + 5),
        width: numbers.u16(at + 7),
        shown: marker <= 0xc2,
      };
    }
    if (marker === 0xe1 && numbers.text(at + 4, 6) === "Exif\0\0") head.exif ??= at + 10;
    if (marker === 0xe2 && numbers.text(at + 4, 4) === "MPF\0") head.pictures ??= at + 8;
    at += 2 + length;
  }
  return null;
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
