/**
 * What is shown of a picture: first its embedded preview where the whole is large, then the
 * whole. The browser decodes, except TIFF; nothing is given to it that says it has more pixels
 * than the bound, or does not say how many.
 */
import type { Source } from "../../source";
import { endingOf, raw } from "../kinds";
import { TooFar, whole, Windows } from "../reading";
import { Reads, type Trouble } from "../reads";
import { unshown, why, type Unshown, type Why } from "../why";
import { dimensionsIn, mostPixels, type Dimensions } from "./dimensions";
import { jpegHeadIn, turned } from "./jpeg";
import { orientationOf, previewInJpeg, previewOf, type Preview } from "./previews";
import { drawable } from "./svg";
import { tiffAt } from "./tiff";
import { mostTiff, TiffPages, type Page } from "./tiffpages";

/** Bytes of a picture that is read at once and needs no second request. */
const small = 262_144;
/** Bytes of a JPEG from which its preview is shown first. */
export const largeJpeg = 2_000_000;
/** Bytes of a picture that is shown whole at most. */
export const mostWhole = 64_000_000;
/** Bytes of an SVG at most: it is text that a program runs over. */
export const mostSvg = 8_000_000;
const bounds = { reads: 12, bytes: 20_000_000 };
export type Stage = "none" | "preview" | "whole";

export class PictureState {
  stage = $state<Stage>("none");
  /** What an `<img>` shows. */
  shown = $state.raw<string | null>(null);
  /** What is shown in its place once it is decoded. */
  coming = $state.raw<string | null>(null);
  /** Of the picture itself, upright, not of its preview. */
  dimensions = $state.raw<Dimensions | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** Why the whole picture is not shown. */
  note = $state.raw<Why | null>(null);
  /** A page of a TIFF. */
  page = $state.raw<Page | null>(null);
  turning = $state(false);

  private readonly source: Source;
  private reads: Reads;
  private blobs: string[] = [];
  private pages: TiffPages | null = null;

  constructor(source: Source) {
    this.source = source;
    this.reads = new Reads(source);
  }

  async open(): Promise<void> {
    this.close();
    const reads = (this.reads = new Reads(this.source));
    [this.trouble, this.note] = [null, null];
    try {
      await this.read(reads);
    } catch (caught) {
      this.trouble = reads.trouble(caught);
    }
  }

  /**
   * The browser could not decode what `shown` or `coming` names: all of it was read, so it is the
   * file.
   */
  failed(): void {
    if (this.coming) {
      this.coming = null;
      this.note = why("look-image-whole-broken");
    } else if (this.shown) {
      this.stage = "none";
      this.shown = null;
      this.trouble = this.reads.trouble(unshown("look-image-broken"));
    }
  }

  /** What was coming is decoded. */
  arrived(): void {
    if (!this.coming) return;
    this.shown = this.coming;
    this.coming = null;
    this.stage = "whole";
  }

  /** The size that the browser found, where the first bytes did not tell. */
  measured(width: number, height: number): void {
    if (!this.dimensions && width > 0 && height > 0) this.dimensions = { width, height };
  }

  async turnTo(page: number): Promise<void> {
    if (!this.pages || this.turning) return;
    const { reads } = this;
    this.turning = true;
    try {
      this.page = await this.pages.show(page, reads.signal);
      this.dimensions = this.page;
    } catch (caught) {
      this.trouble = reads.trouble(caught);
    }
    this.turning = false;
  }

  close(): void {
    this.reads.leave();
    this.pages?.close();
    this.pages = null;
    for (const blob of this.blobs) URL.revokeObjectURL(blob);
    this.blobs = [];
  }

  private async read(reads: Reads): Promise<void> {
    const { size, format } = reads;
    if (size === 0) throw unshown("look-empty-file");
    if (format === "image/tiff" && !raw.includes(endingOf(reads.name))) return this.readTiff(reads);
    if (reads.kind === "photo") return this.readPhoto(reads);
    if (format === "image/svg+xml") return this.readSvg(reads);
    if (format !== "image/jpeg" && size > mostWhole) throw tooLarge(size);
    const windows = Windows.bounded(reads, bounds);
    if (size <= small) await windows.read(0, size);
    if (format === "image/jpeg") return this.readJpeg(reads, windows);
    this.accept(await dimensionsIn(windows), 1);
    this.show("whole", await this.all(reads, windows));
  }

  private async readJpeg(reads: Reads, windows: Windows): Promise<void> {
    const { size } = reads;
    const head = await jpegHeadIn(windows).catch(tooFar);
    const tiff = !head || head.exif === null ? null : await tiffAt(windows, head.exif).catch(tooFar);
    this.accept(head, orientationOf(tiff));
    if (size > largeJpeg) {
      const preview = await previewInJpeg(windows);
      if (preview) await this.showPreview(windows, preview);
    }
    if (size > mostWhole && this.stage === "none") throw tooLarge(size);
    if (size > mostWhole) this.note = why("look-image-preview-only", { size });
    else if (this.stage === "none") this.show("whole", await this.all(reads, windows));
    else this.coming = await this.all(reads, windows);
  }

  private async readPhoto(reads: Reads): Promise<void> {
    const windows = Windows.bounded(reads, bounds);
    const preview = await previewOf(windows);
    const format = photoName(reads);
    if (!preview) throw unshown("look-photo-none", { format }).under("look-photo-none-title");
    await this.showPreview(windows, preview);
    this.accept(preview, preview.orientation);
    this.note = why("look-photo-preview", { format });
  }

  private async showPreview(windows: Windows, preview: Preview): Promise<void> {
    fits(preview);
    const bytes = await windows.read(preview.start, preview.length);
    this.show("preview", this.blob(turned(bytes, preview.orientation), "image/jpeg"));
  }

  private async readSvg(reads: Reads): Promise<void> {
    if (reads.size > mostSvg) throw tooLarge(reads.size);
    const text = await drawable(await whole(reads, mostSvg, reads.signal));
    reads.signal.throwIfAborted();
    // The mark outdoes whatever else says how it is encoded.
    this.show("whole", this.blob(new TextEncoder().encode(`\ufeff${text}`), "image/svg+xml"));
  }

  private async readTiff(reads: Reads): Promise<void> {
    if (reads.size > mostTiff) throw tooLarge(reads.size);
    this.pages = new TiffPages(await whole(reads, mostTiff, reads.signal));
    this.page = await this.pages.show(0, reads.signal);
    this.dimensions = this.page;
    this.stage = "whole";
  }

  /**
   * The whole picture. It is read here and not by an `<img>` of its address, which could not tell a
   * file that cannot be read from one that cannot be decoded.
   */
  private async all(reads: Reads, windows: Windows): Promise<string> {
    const bytes =
      reads.size <= small ? await windows.read(0, reads.size) : await whole(reads, mostWhole, reads.signal);
    reads.signal.throwIfAborted();
    return this.blob(bytes, reads.format);
  }

  /** Takes the size that a picture says it has, if it is one to decode. */
  private accept(found: Dimensions | null, orientation: number): void {
    const { width, height } = fits(found);
    this.dimensions = orientation >= 5 ? { width: height, height: width } : { width, height };
  }

  private show(stage: Stage, address: string): void {
    this.stage = stage;
    this.shown = address;
  }

  private blob(bytes: Uint8Array<ArrayBuffer>, type: string): string {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    this.blobs.push(address);
    return address;
  }
}

/** The size, if it is known and one to decode. */
function fits(found: Dimensions | null): Dimensions {
  const { width, height } = found ?? { width: 0, height: 0 };
  if (width === 0 || height === 0) throw unshown("look-image-unmeasured");
  if (width * height > mostPixels)
    throw unshown("look-image-pixels", { width, height }).under("look-image-pixels-title");
  return { width, height };
}

/** A file that leads too far says nothing. */
function tooFar(caught: unknown): null {
  if (caught instanceof TooFar) return null;
  throw caught;
}

function tooLarge(bytes: number): Unshown {
  return unshown("look-image-large", { size: bytes }).under("look-image-large-title");
}

/** "CR2", "HEIC": by the name, as people call it. */
function photoName(source: Source): string {
  const ending = /\.([a-z0-9]{2,5})$/i.exec(source.name)?.[1];
  return (ending ?? source.format.replace(/^image\/(x-)?/, "")).toUpperCase();
}
