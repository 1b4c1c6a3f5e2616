/** The embedded previews of a photo: JPEGs that cameras put beside what only they can read. */
import { Numbers } from "../parts/numbers";
import { TooFar, type Windows } from "../reading";
import { isBoxed, itemsIn, type Extent } from "./boxes";
import { jpegHead, jpegHeadIn } from "./jpeg";
import { first, tag, tiffAt, type Directory, type Tiff } from "./tiff";

export interface Preview extends Extent {
  width: number;
  height: number;
  /** Which way is up, as EXIF counts it: 1 where nothing has to be turned. */
  orientation: number;
}

/** Bytes of a preview at most; a smaller one that fits is taken first. */
export const mostPreview = 16_000_000;
const easily = 4_000_000;
/** Previews that are looked at. */
const mostTried = 6;
/** Bytes in which the head of a preview is looked for. */
const head = 65_536;
/** Bytes that are searched for a JPEG where nothing names one. */
const searched = 524_288;

/** The best preview of a RAW or HEIC photo. Null where there is none. */
export async function previewOf(pieces: Windows): Promise<Preview | null> {
  try {
    const { extents, orientation } = await named(pieces);
    return (await best(pieces, extents, orientation)) ?? (await searchedFor(pieces, orientation));
  } catch (caught) {
    if (caught instanceof TooFar) return null;
    throw caught;
  }
}

/**
 * The previews of a JPEG file, which its own EXIF data names; offsets from where the file begins.
 */
export async function previewInJpeg(pieces: Windows): Promise<Preview | null> {
  try {
    const found = await jpegHeadIn(pieces);
    if (!found) return null;
    const exif = found.exif === null ? null : await tiffAt(pieces, found.exif);
    const extents = found.exif === null ? [] : jpegsIn(exif, found.exif);
    if (found.pictures !== null) extents.push(...(await listed(pieces, found.pictures)));
    return await best(pieces, extents, orientationOf(exif));
  } catch (caught) {
    if (caught instanceof TooFar) return null;
    throw caught;
  }
}

export function orientationOf(tiff: Tiff | null): number {
  const fields = tiff?.directories[0]?.fields;
  const orientation = fields ? first(fields, tag.orientation) : null;
  return orientation !== null && orientation >= 1 && orientation <= 8 ? orientation : 1;
}

async function named(pieces: Windows): Promise<{ extents: Extent[]; orientation: number }> {
  const start = await pieces.read(0, 96);
  if (isBoxed(start)) return inBoxes(pieces);
  const numbers = new Numbers(start, false);
  if (numbers.text(0, 8) === "FUJIFILM") {
    return { extents: [{ start: numbers.u32(84), length: numbers.u32(88) }], orientation: 1 };
  }
  const tiff = await tiffAt(pieces, 0);
  return { extents: jpegsIn(tiff, 0), orientation: orientationOf(tiff) };
}

async function inBoxes(pieces: Windows): Promise<{ extents: Extent[]; orientation: number }> {
  const items = await itemsIn(pieces);
  const extents = [...(items.get("jpeg") ?? [])];
  // eslint-disable-next-line page/words -- the name of a part of the file
  const [exif] = items.get("Exif") ?? [];
  if (!exif) return { extents, orientation: 1 };
  // Four bytes say how far on the structure begins.
  const skip = new Numbers(await pieces.read(exif.start, 4), false).u32(0);
  const base = exif.start + 4 + Math.min(skip, exif.length);
  const tiff = await tiffAt(pieces, base);
  return { extents: [...extents, ...jpegsIn(tiff, base)], orientation: orientationOf(tiff) };
}

function jpegsIn(tiff: Tiff | null, base: number): Extent[] {
  return (tiff?.directories ?? []).flatMap(({ fields }) => jpegsOf(fields, base));
}

function jpegsOf(fields: Directory, base: number): Extent[] {
  const extents: Extent[] = [];
  const add = (start: number | null, length: number | null) => {
    if (start !== null && length !== null && length > 0) extents.push({ start: base + start, length });
  };
  add(first(fields, tag.jpegStart), first(fields, tag.jpegLength));
  const strips = fields.get(tag.stripOffsets);
  const packed = [6, 7].includes(first(fields, tag.compression) ?? 0);
  if (packed && strips?.values.length === 1) add(strips.values[0] ?? null, first(fields, tag.stripLengths));
  const whole = fields.get(tag.jpgFromRaw);
  if (whole && whole.length > 4) extents.push({ start: whole.start, length: whole.length });
  return extents;
}

/** The further pictures of a JPEG of several: the large previews among them. */
async function listed(pieces: Windows, base: number): Promise<Extent[]> {
  const tiff = await tiffAt(pieces, base);
  const field = tiff?.directories[0]?.fields.get(tag.entries);
  if (!tiff || !field) return [];
  const numbers = new Numbers(await pieces.read(field.start, Math.min(field.length, 16 * 16)), tiff.little);
  const extents: Extent[] = [];
  for (let at = 0; at + 16 <= numbers.bytes.length; at += 16) {
    const kind = numbers.u32(at) & 0xffffff;
    const start = numbers.u32(at + 8);
    if ((kind === 0x010001 || kind === 0x010002) && start > 0) {
      extents.push({ start: base + start, length: numbers.u32(at + 4) });
    }
  }
  return extents;
}

/** The largest that is read easily, else the smallest of the others. */
async function best(pieces: Windows, extents: Extent[], orientation: number): Promise<Preview | null> {
  const fit = extents.filter(
    ({ start, length }) =>
      length > 100 && length <= mostPreview && start > 0 && start + length <= pieces.size,
  );
  const easy = fit.filter(({ length }) => length <= easily).sort((a, b) => b.length - a.length);
  const hard = fit.filter(({ length }) => length > easily).sort((a, b) => a.length - b.length);
  for (const [tries, extent] of [...easy, ...hard].slice(0, mostTried).entries()) {
    // The first is most likely the one: it is read whole, which saves a request.
    const look = tries === 0 && extent.length <= easily ? extent.length : head;
    const preview = await checked(pieces, extent, orientation, look);
    if (preview) return preview;
  }
  return null;
}

async function checked(
  pieces: Windows,
  extent: Extent,
  orientation: number,
  look = head,
): Promise<Preview | null> {
  const found = jpegHead(await pieces.read(extent.start, Math.min(look, extent.length)));
  if (!found?.shown || found.width === 0 || found.height === 0) return null;
  const { width, height } = found;
  // One with EXIF data of its own is turned by that.
  return { ...extent, width, height, orientation: found.exif === null ? orientation : 1 };
}

/** A JPEG near the beginning that nothing names, as some cameras have it. Its end is not known. */
async function searchedFor(pieces: Windows, orientation: number): Promise<Preview | null> {
  const bytes = await pieces.read(0, searched);
  let found: Preview | null = null;
  for (let at = bytes.indexOf(0xff, 1), tries = 0; at >= 0 && tries < 64; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] !== 0xd8 || bytes[at + 2] !== 0xff) continue;
    tries += 1;
    const length = Math.min(easily, pieces.size - at);
    const preview = await checked(pieces, { start: at, length }, orientation);
    if (preview && preview.width * preview.height > (found ? found.width * found.height : 0)) found = preview;
  }
  return found;
}
