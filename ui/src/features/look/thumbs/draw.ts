/** A picture made small by the browser. What says that it has too many pixels is never decoded. */
import { dimensionsOf, type Dimensions } from "../viewers/image/dimensions";
import type { Picked } from "./pick";

/** The longer side of a thumbnail: twice that of a tile's picture, for fine screens. */
const edge = 256;
/** Pixels of a picture that is decoded for a thumbnail: some of it may be decoded at once. */
export const mostPixels = 24_000_000;

/** The part of a preview that the picture fills, without the bars that give it another shape. */
export function filled(preview: Dimensions, whole: Dimensions | null) {
  const { width, height } = preview;
  if (!whole || whole.width === 0 || whole.height === 0) return { x: 0, y: 0, width, height };
  // A preview that stands upright is of a picture that was turned.
  const upright = width > height === whole.width > whole.height;
  const shape = upright ? whole.width / whole.height : whole.height / whole.width;
  if (Math.abs(width / height / shape - 1) < 0.02) return { x: 0, y: 0, width, height };
  const [wide, high] = [
    Math.min(width, Math.round(height * shape)),
    Math.min(height, Math.round(width / shape)),
  ];
  return { x: Math.round((width - wide) / 2), y: Math.round((height - high) / 2), width: wide, height: high };
}

/** The size in which a picture is kept: never larger than it is. */
export function fitted({ width, height }: Dimensions): Dimensions {
  const scale = Math.min(1, edge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Null for what cannot be decoded, or may not be. */
export async function drawn({ bytes, format, whole }: Picked): Promise<Blob | null> {
  const said = await dimensionsOf(bytes);
  if (!said || said.width * said.height > mostPixels) return null;
  const bitmap = await createImageBitmap(new Blob([bytes], { type: format })).catch(() => null);
  if (!bitmap) return null;
  try {
    const part = filled(bitmap, whole);
    const { width, height } = fitted(part);
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const paper = canvas.getContext("2d");
    if (!paper) return null;
    paper.imageSmoothingQuality = "high";
    paper.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, width, height);
    // What a browser cannot write as WebP comes as PNG, which is clear where the picture is.
    const into = format === "image/jpeg" ? "image/jpeg" : "image/webp";
    return await new Promise((done) => canvas.toBlob(done, into, 0.8));
  } finally {
    bitmap.close();
  }
}
