/**
 * A text that is read as far as it is wanted: the first piece at once, more on demand, up to a
 * bound. The letters themselves are kept by who draws them.
 */
import type { Source } from "../../source";
import { Reads, type Trouble } from "../reads";
import { Decoding, encodingOf } from "./decode";
import { indented } from "./json";
import { Lines, longestLine, Nesting } from "./lines";

/** Bytes of the first piece. */
export const firstPiece = 256 * 1024;
/** Bytes of each further piece. */
export const nextPiece = 2_000_000;
/** Bytes that are shown at most. */
export const mostText = 16_000_000;
/** Bytes of JSON that is indented at most. */
export const mostJson = 4_000_000;
/** Nested deeper than this, a text has no colours: a highlighter's own tree would be as deep. */
export const deepestColours = 1_000;

export interface TextBounds {
  /** Bytes that are shown at most. */
  most: number;
  /** Letters of a line that are shown. */
  longest: number;
}

/** Draws the text. */
export interface Canvas {
  /** In the place of what is there. */
  show(text: string): void;
  append(text: string): void;
}

export class TextState {
  encoding = $state("utf-8");
  /** Bytes that are shown. */
  loaded = $state(0);
  /** Lines that are not shown whole. */
  cut = $state(0);
  busy = $state(false);
  /** Whether anything was read. */
  opened = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** Whether the JSON is indented. */
  formatted = $state(false);
  /** Nested too deep for colours. */
  deep = $state(false);

  private readonly source: Source;
  private readonly canvas: Canvas;
  private readonly bounds: TextBounds;
  private reading: Reads;
  private decoding = new Decoding("utf-8");
  private lines = new Lines();
  private nesting = new Nesting();
  private chosen: string | null = null;
  /** What a retry does. */
  private wanted: () => Promise<void>;

  constructor(source: Source, canvas: Canvas, bounds: TextBounds = { most: mostText, longest: longestLine }) {
    this.source = source;
    this.reading = new Reads(source);
    this.canvas = canvas;
    this.bounds = bounds;
    this.wanted = () => this.open();
  }

  get ended(): boolean {
    return this.loaded >= this.source.size;
  }

  /** Whether the rest stays unshown. */
  get full(): boolean {
    return !this.ended && this.loaded >= this.bounds.most;
  }

  get isJson(): boolean {
    return /[/+]json$/.test(this.source.format) || /\.(json|geojson|ipynb|har|map)$/i.test(this.source.name);
  }

  get canFormat(): boolean {
    return this.isJson && this.source.size <= mostJson;
  }

  async open(): Promise<void> {
    await this.read(
      (reading) => this.readFirst(reading),
      () => this.open(),
    );
  }

  async more(): Promise<void> {
    if (this.busy || this.ended || this.full) return;
    await this.read(
      (reading) => this.readNext(reading),
      () => this.more(),
    );
  }

  async decodeAs(encoding: string): Promise<void> {
    this.encoding = this.chosen = encoding;
    await this.again();
  }

  async format(on: boolean): Promise<void> {
    this.formatted = on;
    await this.again();
  }

  async retry(): Promise<void> {
    await this.wanted();
  }

  /**
   * Ends what is being read: somebody else draws from now on, and nothing is put into that. A retry
   * draws the first piece.
   */
  rest(): void {
    this.reading.leave();
    [this.busy, this.trouble] = [false, null];
    this.wanted = () => this.again();
  }

  close(): void {
    this.reading.leave();
  }

  private again(): Promise<void> {
    return this.formatted
      ? this.read(
          (reading) => this.readFormatted(reading),
          () => this.again(),
        )
      : this.open();
  }

  private async read(how: (reading: Reads) => Promise<void>, again: () => Promise<void>): Promise<void> {
    this.reading.leave();
    const reading = (this.reading = new Reads(this.source));
    this.wanted = again;
    this.busy = true;
    this.trouble = null;
    try {
      await how(reading);
    } catch (caught) {
      this.trouble = reading.trouble(caught) ?? this.trouble;
    }
    // A newer reading is on its own.
    if (!reading.signal.aborted) this.busy = false;
  }

  private async readFirst(reading: Reads): Promise<void> {
    const bytes = await this.piece(0, firstPiece, reading);
    this.begin(bytes);
    this.loaded = bytes.length;
    this.canvas.show(this.fit(this.decoding.next(bytes, this.ended)));
    this.opened = true;
  }

  private async readNext(reading: Reads): Promise<void> {
    const bytes = await this.piece(this.loaded, Math.min(nextPiece, this.bounds.most - this.loaded), reading);
    this.loaded += bytes.length;
    this.canvas.append(this.fit(this.decoding.next(bytes, this.ended)));
  }

  private async readFormatted(reading: Reads): Promise<void> {
    const bytes = await this.piece(0, mostJson, reading);
    this.begin(bytes);
    this.loaded = bytes.length;
    const { text } = indented(this.decoding.next(bytes, true), mostText);
    this.canvas.show(this.fit(text));
    this.opened = true;
  }

  private async piece(start: number, length: number, reading: Reads): Promise<Uint8Array<ArrayBuffer>> {
    return reading.size === 0 ? new Uint8Array() : reading.read(start, length);
  }

  private begin(bytes: Uint8Array<ArrayBuffer>): void {
    this.encoding = this.chosen ?? encodingOf(bytes, this.source.encoding, bytes.length >= this.source.size);
    this.decoding = new Decoding(this.encoding);
    this.lines = new Lines(this.bounds.longest);
    this.nesting = new Nesting();
    this.deep = false;
  }

  private fit(text: string): string {
    this.nesting.next(text);
    this.deep = this.nesting.deepest > deepestColours;
    const fit = this.lines.next(text);
    this.cut = this.lines.cut;
    return fit;
  }
}
