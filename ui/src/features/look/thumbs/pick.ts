/** Which bytes of a file its thumbnail is made of: an embedded preview where there is one. */
import type { Row } from "../../../lib/backend/contract";
import type { Source } from "../source";
import { dimensionsOf, type Dimensions } from "../viewers/image/dimensions";
import { jpegHead, turned } from "../viewers/image/jpeg";
import { orientationOf, previewOf } from "../viewers/image/previews";
import { first, tag, tiffAt } from "../viewers/image/tiff";
import { Windows } from "../viewers/reading";
import { Reads } from "../viewers/reads";

/** Bytes of one file that are read at most. */
export const mostRead = 4_000_000;
/** Bytes of a JPEG that is read whole at once: most of this size have no preview in them. */
const wholeJpeg = 524_288;
/** Bytes in which a camera's JPEG has its preview, and a photo says where it is. */
const head = 131_072;
/** Pixels of an embedded preview that is good enough for a tile. */
const leastPreview = 100;

const archives = ["GLACIER", "DEEP_ARCHIVE"];

/** A picture for the browser to decode. */
export interface Picked {
  bytes: Uint8Array<ArrayBuffer>;
  format: string;
  /** Of the whole picture, where this is its preview: cameras put black bars around those. */
  whole: Dimensions | null;
}

/**
 * How many bytes the first request asks for; null for what has no thumbnail, or where nothing may
 * be asked.
 */
export function firstBytes(
  row: Pick<Row, "kind" | "file_type" | "size" | "class" | "restore">,
): number | null {
  const { size } = row;
  if (row.kind !== "file" || size === null || size === 0) return null;
  if (archives.includes(row.class ?? "") && !row.restore?.until) return null;
  switch (row.file_type) {
    case "jpeg_image":
      return size <= wholeJpeg ? size : head;
    case "png_image":
    case "gif_image":
    case "webp_image":
    case "avif_image":
    case "bitmap_image":
      return size <= mostRead ? size : null;
    case "heic_photo":
    case "raw_photo":
      return Math.min(size, head);
    default:
      return null;
  }
}

/** Null where the file is no picture after all, or a thumbnail of it would take too many bytes. */
export async function picked(source: Source, signal: AbortSignal): Promise<Picked | null> {
  const reads = new Reads(source);
  signal.throwIfAborted();
  signal.addEventListener("abort", () => reads.leave(), { once: true });
  const pieces = Windows.bounded(reads, { reads: 4, bytes: mostRead });
  if (source.format === "image/jpeg") return pickedJpeg(source, pieces, signal);
  if (source.kind === "photo") return pickedPhoto(pieces);
  // What is text by itself runs nothing as a picture, and is not decoded like one either.
  if (source.kind !== "image" || source.format === "image/svg+xml") return null;
  return whole(source, signal);
}

async function whole(source: Source, signal: AbortSignal): Promise<Picked | null> {
  if (source.size > mostRead) return null;
  return { bytes: await source.read(0, source.size, signal), format: source.format, whole: null };
}

async function pickedJpeg(source: Source, pieces: Windows, signal: AbortSignal): Promise<Picked | null> {
  if (source.size <= wholeJpeg) return whole(source, signal);
  const found = jpegHead(await pieces.read(0, head));
  const exif = found?.exif ?? null;
  const tiff = exif === null ? null : await tiffAt(pieces, exif).catch(() => null);
  for (const { fields } of tiff?.directories ?? []) {
    const [start, length] = [first(fields, tag.jpegStart), first(fields, tag.jpegLength)];
    if (start === null || length === null || exif === null) continue;
    // One that is further on takes a request of its own, and then the whole is better.
    const at = exif + start;
    if (at + length > head) continue;
    const bytes = (await pieces.read(at, length)).slice();
    const size = await dimensionsOf(bytes);
    if (!size || Math.max(size.width, size.height) < leastPreview) continue;
    return { bytes: turned(bytes, orientationOf(tiff)), format: "image/jpeg", whole: found };
  }
  return whole(source, signal);
}

async function pickedPhoto(pieces: Windows): Promise<Picked | null> {
  await pieces.read(0, head);
  const preview = await previewOf(pieces);
  if (!preview || preview.length > mostRead) return null;
  const bytes = (await pieces.read(preview.start, preview.length)).slice();
  return { bytes: turned(bytes, preview.orientation), format: "image/jpeg", whole: null };
}
