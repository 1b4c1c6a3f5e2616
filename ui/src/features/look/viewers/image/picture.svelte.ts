/**
 * What is shown of a picture: first its embedded preview where the whole is large, then the
 * whole. The browser decodes, except TIFF; nothing is given to it that says it has more pixels
 * than the bound.
 */
import { say, size } from "../../../../lib/words";
import type { Source } from "../../source";
import { Pieces } from "../parts/pieces";
import { troubleOf, Unreadable, type Trouble } from "../parts/trouble";
import { dimensionsOf, mostPixels, type Dimensions } from "./dimensions";
import { jpegHead, turned } from "./jpeg";
import { orientationOf, previewInJpeg, previewOf, type Preview } from "./previews";
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
const headLength = 131_072;
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
  note = $state("");
  /** A page of a TIFF. */
  page = $state.raw<Page | null>(null);
  turning = $state(false);

  private readonly source: Source;
  private closing = new AbortController();
  private blobs: string[] = [];
  private pages: TiffPages | null = null;

  constructor(source: Source) {
    this.source = source;
  }

  async open(): Promise<void> {
    this.close();
    this.closing = new AbortController();
    const { signal } = this.closing;
    this.trouble = null;
    try {
      await this.read(signal);
    } catch (caught) {
      this.trouble = troubleOf(caught, signal);
    }
  }

  /** The browser could not decode what `shown` or `coming` names. */
  failed(): void {
    if (this.coming) {
      this.coming = null;
      this.note = say("look-image-whole-broken");
    } else if (this.shown) {
      this.stage = "none";
      this.shown = null;
      this.trouble = troubleOf(broken(), this.closing.signal);
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
    const { signal } = this.closing;
    this.turning = true;
    try {
      this.page = await this.pages.show(page, signal);
      this.dimensions = this.page;
    } catch (caught) {
      this.trouble = troubleOf(caught, signal);
    }
    this.turning = false;
  }

  close(): void {
    this.closing.abort();
    this.pages?.close();
    this.pages = null;
    for (const blob of this.blobs) URL.revokeObjectURL(blob);
    this.blobs = [];
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { source } = this;
    if (source.size === 0) throw new Unreadable(say("look-image-broken-title"), say("look-empty-file"));
    if (source.kind === "photo") return this.readPhoto(signal);
    if (source.format === "image/svg+xml") return this.readSvg(signal);
    if (source.format === "image/tiff") return this.readTiff(signal);
    if (source.size <= small) {
      const bytes = await this.bytes(0, source.size, signal);
      this.accept(
        dimensionsOf(bytes),
        orientationFree(source.format) ? 1 : await this.upright(signal, bytes),
      );
      this.show("whole", this.blob(bytes, source.format));
      return;
    }
    if (source.format === "image/jpeg") return this.readJpeg(signal);
    if (source.size > mostWhole) throw tooLarge(source.size);
    this.accept(dimensionsOf(await this.bytes(0, 65_536, signal)), 1);
    this.show("whole", source.address);
  }

  private async readJpeg(signal: AbortSignal): Promise<void> {
    const { source } = this;
    const pieces = new Pieces(source, signal, bounds);
    const head = jpegHead(await pieces.at(0, headLength));
    const exif = head?.exif ?? null;
    const tiff = exif === null ? null : await tiffAt(pieces, exif).catch(() => null);
    if (head) this.accept(head, orientationOf(tiff));
    if (source.size > largeJpeg) {
      const preview = await previewInJpeg(pieces);
      if (preview) await this.showPreview(pieces, preview);
    }
    if (source.size > mostWhole && this.stage === "none") throw tooLarge(source.size);
    if (source.size > mostWhole) this.note = say("look-image-preview-only", { size: size(source.size) });
    else if (this.stage === "preview") this.coming = source.address;
    else this.show("whole", source.address);
  }

  private async readPhoto(signal: AbortSignal): Promise<void> {
    const pieces = new Pieces(this.source, signal, bounds);
    await pieces.at(0, headLength);
    const preview = await previewOf(pieces);
    if (!preview) {
      throw new Unreadable(
        say("look-photo-none-title"),
        say("look-photo-none", { format: photoName(this.source) }),
      );
    }
    await this.showPreview(pieces, preview);
    this.note = say("look-photo-preview", { format: photoName(this.source) });
    this.accept(preview, preview.orientation);
  }

  private async showPreview(pieces: Pieces, preview: Preview): Promise<void> {
    const bytes = await pieces.at(preview.start, preview.length);
    this.show("preview", this.blob(turned(bytes, preview.orientation), "image/jpeg"));
  }

  private async readSvg(signal: AbortSignal): Promise<void> {
    if (this.source.size > mostSvg) throw tooLarge(this.source.size);
    this.show("whole", this.blob(await this.bytes(0, this.source.size, signal), "image/svg+xml"));
  }

  private async readTiff(signal: AbortSignal): Promise<void> {
    if (this.source.size > mostTiff) throw tooLarge(this.source.size);
    const bytes = new Uint8Array(this.source.size);
    for (let at = 0; at < bytes.length;) {
      const piece = await this.bytes(at, Math.min(8_000_000, bytes.length - at), signal);
      if (piece.length === 0) throw broken();
      bytes.set(piece, at);
      at += piece.length;
    }
    this.pages = new TiffPages(bytes);
    this.page = await this.pages.show(0, signal);
    this.dimensions = this.page;
    this.stage = "whole";
  }

  private async upright(signal: AbortSignal, bytes: Uint8Array): Promise<number> {
    const exif = jpegHead(bytes)?.exif ?? null;
    if (exif === null) return 1;
    const read = (start: number, length: number) => Promise.resolve(bytes.slice(start, start + length));
    const pieces = new Pieces({ ...this.source, size: bytes.length, read }, signal, bounds);
    return orientationOf(await tiffAt(pieces, exif).catch(() => null));
  }

  /** Takes the size that a picture says it has, if it is one to decode. */
  private accept(found: Dimensions | null, orientation: number): void {
    if (!found) return;
    const { width, height } = found;
    if (width * height > mostPixels) {
      throw new Unreadable(say("look-image-pixels-title"), say("look-image-pixels", { width, height }));
    }
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

  private async bytes(start: number, length: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.source.read(start, length, signal);
    signal.throwIfAborted();
    return bytes;
  }
}

function orientationFree(format: string): boolean {
  return format !== "image/jpeg";
}

function tooLarge(bytes: number): Unreadable {
  return new Unreadable(say("look-image-large-title"), say("look-image-large", { size: size(bytes) }));
}

export function broken(): Unreadable {
  return new Unreadable(say("look-image-broken-title"), say("look-image-broken"));
}

/** "CR2", "HEIC": by the name, as people call it. */
function photoName(source: Source): string {
  const ending = /\.([a-z0-9]{2,5})$/i.exec(source.name)?.[1];
  return (ending ?? source.format.replace(/^image\/(x-)?/, "")).toUpperCase();
}
