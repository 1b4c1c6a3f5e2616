/** Decodes TIFF beside the page: what hangs or breaks here leaves the window alone. */
import { decode, decodeImage, toRGBA8, type IFD } from "utif2";
import { jpegHead } from "./jpeg";

export type Answer =
  | { of: number; width: number; height: number; pixels: ArrayBuffer }
  | { large: { width: number; height: number } | null };

type Question = { bytes: ArrayBuffer; most: number } | { page: number };

let file: ArrayBuffer = new ArrayBuffer(0);
let most = 0;
let pages: IFD[] = [];

self.onmessage = ({ data }: MessageEvent<Question>) => {
  if ("bytes" in data) {
    file = data.bytes;
    most = data.most;
    return;
  }
  let answer: Answer;
  try {
    answer = page(data.page);
  } catch {
    answer = { large: null };
  }
  self.postMessage(answer, { transfer: "pixels" in answer ? [answer.pixels] : [] });
};

function page(at: number): Answer {
  if (pages.length === 0) pages = decode(file).filter((each) => number(each, "t256") > 0);
  const chosen = pages[at];
  if (!chosen) return { large: null };
  const [width, height] = [number(chosen, "t256"), number(chosen, "t257")];
  if (width * height > most || height < 1) return { large: { width, height } };
  const inside = jpegsIn(chosen);
  if (inside) return { large: inside };
  decodeImage(file, chosen);
  const rgba = toRGBA8(chosen);
  // The decoded samples are not wanted again: only one page is held.
  chosen.data = new Uint8Array();
  const length = width * height * 4;
  // A copy only where the library's own is of another length.
  const pixels = rgba.buffer.byteLength === length ? rgba : new Uint8Array(length);
  if (pixels !== rgba) pixels.set(rgba.subarray(0, length));
  return { of: pages.length, width, height, pixels: pixels.buffer as ArrayBuffer };
}

/**
 * A JPEG inside says a size of its own, which its decoder believes: the one that is too large, if
 * any is.
 */
function jpegsIn(page: IFD): { width: number; height: number } | null {
  if (![6, 7].includes(number(page, "t259"))) return null;
  const places = ["t273", "t324", "t513"].flatMap((tag) =>
    Array.isArray(page[tag]) ? (page[tag] as unknown[]) : [],
  );
  for (const at of places) {
    const head = jpegHead(new Uint8Array(file, Math.min(Number(at) || 0, file.byteLength)));
    if (head && head.width * head.height > most) return { width: head.width, height: head.height };
  }
  return null;
}

function number(of: IFD, tag: string): number {
  const value = of[tag];
  return Array.isArray(value) ? Number(value[0]) : 0;
}
