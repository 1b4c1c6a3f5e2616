/**
 * A table in text: its rows as they are scrolled to, its columns as they were guessed, and the
 * order of what is loaded.
 */
import { inOrder } from "../../../../lib/words";
import type { Source } from "../../source";
import { Reads, type Trouble } from "../reads";
import { encodingOf } from "../text/decode";
import { delimiterOf, hasHeader, kindOfAll, valueOf, type ColumnKind } from "./guess";
import { addKeys, cellsOf } from "./lines";
import { firstBlock, Rows } from "./rows";
import { split, type Dialect } from "./scan";

export interface Column {
  /** Empty where nothing names it. */
  name: string;
  kind: ColumnKind;
  /** Letters of its longest cell that was looked at. */
  letters: number;
}

export interface Order {
  column: number;
  descending: boolean;
}

/** Columns that are shown at most. */
export const mostColumns = 5_000;
/** Rows that are sorted at most. */
export const mostSorted = 50_000;
/** Rows that columns are guessed from. */
const sampled = 200;
/** Letters of rows whose cells are kept split. */
const mostSplit = 4_000_000;
/** Reads for what is in sight: rows so long that they do not fit in memory at once stay blank. */
const mostReads = 24;
/** Rows beyond those in sight that are found ahead. */
const ahead = 100;

export class TableState {
  columns = $state.raw<Column[]>([]);
  /** Rows that are known, without the header. */
  count = $state(0);
  complete = $state(false);
  stuck = $state(false);
  broken = $state(0);
  /** Rows in the whole file, if it goes on as it began. Null where they are known. */
  about = $state<number | null>(null);
  delimiter = $state<string | null>(",");
  encoding = $state("utf-8");
  header = $state(false);
  order = $state.raw<Order | null>(null);
  opened = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** Counts what came, so that what is drawn follows it. */
  private came = $state(0);

  private readonly source: Source;
  private readonly jsonLines: boolean;
  private rows: Rows;
  private reading: Reads;
  private busy = false;
  private wish: { first: number; len: number; reads: number } | null = null;
  private sorted: number[] | null = null;
  private keys: string[] = [];
  /** Rows whose keys are known. */
  private keyed = 0;
  private readonly cells = new Map<number, { cells: string[]; letters: number }>();
  private letters = 0;
  /** What a person chose, which no guess changes. */
  private chosen: { delimiter?: string; encoding?: string; header?: boolean } = {};

  constructor(source: Source) {
    this.source = source;
    this.reading = new Reads(source);
    this.jsonLines =
      /ndjson|jsonl|json-?lines|json-seq/.test(source.format) || /\.(jsonl|ndjson)$/i.test(source.name);
    this.rows = this.fresh(0);
  }

  get lines(): boolean {
    return this.jsonLines;
  }

  async open(): Promise<void> {
    this.reading.leave();
    const reading = (this.reading = new Reads(this.source));
    const { signal } = reading;
    this.trouble = null;
    this.busy = true;
    try {
      const bytes = this.source.size === 0 ? new Uint8Array() : await reading.read(0, firstBlock);
      await this.begin(bytes, signal);
    } catch (caught) {
      this.trouble = reading.trouble(caught) ?? this.trouble;
    }
    if (signal.aborted) return;
    this.busy = false;
    if (!this.trouble) await this.serve();
  }

  /** What a person knows better than the guesses. */
  async choose(choice: { delimiter?: string; encoding?: string }): Promise<void> {
    this.chosen = { ...this.chosen, ...choice };
    await this.open();
  }

  chooseHeader(on: boolean): void {
    this.chosen = { ...this.chosen, header: on };
    this.sortBy(null);
    this.header = on;
    this.guess(true);
    this.tell();
  }

  /**
   * Sees to it that these rows are here. One read at a time: what scrolled past meanwhile is not
   * asked for.
   */
  want(first: number, len: number): void {
    if (this.wish?.first === first && this.wish.len === len) return;
    this.wish = { first, len, reads: 0 };
    if (!this.busy && !this.trouble && this.opened) void this.serve();
  }

  async retry(): Promise<void> {
    if (!this.opened) return this.open();
    this.trouble = null;
    await this.serve();
  }

  close(): void {
    this.reading.leave();
  }

  /** The cells of a row of the table, null where they are not here yet. */
  row(at: number): string[] | null {
    // Read so that whoever draws is told.
    if (this.came < 0) return null;
    return this.cellsOf(this.placeOf(at));
  }

  /** The number of a row in the file, from 1; sorting does not change it. */
  numberOf(at: number): number {
    return this.placeOf(at) + (this.header ? 0 : 1);
  }

  /** Sorts what is here; null is the order of the file. */
  sortBy(order: Order | null): void {
    this.order = order;
    this.sorted = order ? this.inOrderOf(order) : null;
    this.tell();
  }

  private async begin(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void> {
    const whole = bytes.length >= this.source.size;
    this.encoding = this.chosen.encoding ?? encodingOf(bytes, this.source.encoding, whole);
    const text = new TextDecoder(this.encoding).decode(bytes.subarray(0, 65_536));
    this.delimiter = this.jsonLines ? null : (this.chosen.delimiter ?? delimiterOf(text, this.source.format));
    const mark = markLength(bytes, this.encoding);
    this.rows = this.fresh(mark);
    this.forget();
    this.keys = [];
    this.keyed = 0;
    this.order = null;
    this.sorted = null;
    await this.rows.extend(signal, bytes.slice(mark));
    const first = this.sample(sampled);
    this.header = !this.jsonLines && (this.chosen.header ?? hasHeader(first));
    this.guess(true);
    this.tell();
    this.opened = true;
  }

  private fresh(start: number): Rows {
    const dialect: Dialect = {
      delimiter: this.delimiter,
      unit: this.encoding.startsWith("utf-16") ? 2 : 1,
      littleEndian: this.encoding === "utf-16le",
    };
    return new Rows(this.reading, dialect, this.encoding, start);
  }

  private async serve(): Promise<void> {
    const { reading } = this;
    const { signal } = reading;
    this.busy = true;
    try {
      for (let next = this.lacking(); next; next = this.lacking()) {
        await next(signal);
        signal.throwIfAborted();
        this.guess(false);
        this.tell();
      }
    } catch (caught) {
      this.trouble = reading.trouble(caught) ?? this.trouble;
    }
    if (!signal.aborted) this.busy = false;
  }

  /** What has to be read for the rows that are wanted. */
  private lacking(): ((signal: AbortSignal) => Promise<void>) | null {
    if (!this.wish || this.sorted || this.wish.reads >= mostReads) return null;
    this.wish.reads += 1;
    const { rows } = this;
    const first = this.wish.first + (this.header ? 1 : 0);
    const end = first + this.wish.len;
    for (let row = first; row < Math.min(end, rows.count); row += 1) {
      if (!rows.has(row)) return (signal) => rows.fetch(row, signal);
    }
    const more = end + ahead >= rows.count && !rows.complete && !rows.stuck;
    return more ? (signal) => rows.extend(signal) : null;
  }

  /** Columns are guessed from the first rows; later ones may add columns, and change none. */
  private guess(anew: boolean): void {
    if (this.jsonLines) this.findKeys();
    const width = this.jsonLines ? this.keys.length : Math.min(this.rows.widest, mostColumns);
    const known = anew ? [] : this.columns;
    if (!anew && width <= known.length) return;
    const names = this.jsonLines ? this.keys : this.header ? (this.cellsOf(0) ?? []) : [];
    const rows = this.sample(sampled).slice(this.header ? 1 : 0);
    const made = Array.from({ length: width - known.length }, (_, more) => {
      const at = known.length + more;
      const cells = rows.map((row) => row[at] ?? "");
      const letters = cells.reduce((most, cell) => Math.max(most, cell.length), 0);
      return { name: names[at] ?? "", kind: kindOfAll(cells), letters };
    });
    this.columns = [...known, ...made];
  }

  private findKeys(): void {
    const lines: string[] = [];
    for (; this.keyed < this.rows.count; this.keyed += 1) {
      const row = this.rows.row(this.keyed);
      if (row) lines.push(row.text);
    }
    const before = this.keys.length;
    addKeys(this.keys, lines);
    if (this.keys.length > before) this.forget();
  }

  private sample(most: number): string[][] {
    const rows: string[][] = [];
    for (let row = 0; row < this.rows.count && row < most; row += 1) {
      const cells = this.cellsOf(row);
      if (cells) rows.push(cells);
    }
    return rows;
  }

  private tell(): void {
    const { rows } = this;
    const offset = this.header ? 1 : 0;
    this.count = this.sorted ? this.sorted.length : Math.max(0, rows.count - offset);
    this.complete = rows.complete;
    this.stuck = rows.stuck;
    this.broken = rows.broken;
    this.about =
      rows.complete || rows.stuck || rows.count === 0
        ? null
        : Math.round((this.source.size / rows.covered) * rows.count) - offset;
    this.came += 1;
  }

  private placeOf(at: number): number {
    return this.sorted?.[at] ?? at + (this.header ? 1 : 0);
  }

  private cellsOf(place: number): string[] | null {
    const before = this.cells.get(place);
    if (before) return before.cells;
    const row = this.rows.row(place);
    if (!row) return null;
    const cells =
      this.delimiter === null
        ? cellsOf(row.text, this.keys)
        : split(row.text, this.delimiter, !row.raw, mostColumns);
    this.cells.set(place, { cells, letters: row.text.length });
    this.letters += row.text.length;
    for (const [oldest, { letters }] of this.cells) {
      if (this.letters <= mostSplit || oldest === place) break;
      this.cells.delete(oldest);
      this.letters -= letters;
    }
    return cells;
  }

  private forget(): void {
    this.cells.clear();
    this.letters = 0;
  }

  private inOrderOf({ column, descending }: Order): number[] {
    const places = this.rows.here(mostSorted).filter((place) => !(this.header && place === 0));
    const cells = new Map(places.map((place) => [place, this.cellsOf(place)?.[column]?.slice(0, 200) ?? ""]));
    const numeric = this.columns[column]?.kind === "number";
    const values = numeric ? new Map([...cells].map(([place, cell]) => [place, valueOf(cell)])) : null;
    const compare = (a: number, b: number) =>
      values ? (values.get(a) ?? 0) - (values.get(b) ?? 0) : inOrder(cells.get(a) ?? "", cells.get(b) ?? "");
    // Cells without a value come last in both orders.
    const lacks = (place: number) => (values ? isNaN(values.get(place) ?? NaN) : cells.get(place) === "");
    const filled = places
      .filter((place) => !lacks(place))
      .sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
    return [...filled, ...places.filter(lacks)];
  }
}

function markLength(bytes: Uint8Array, encoding: string): number {
  const [a, b, c] = bytes;
  if (encoding === "utf-8") return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  if (encoding === "utf-16le") return a === 0xff && b === 0xfe ? 2 : 0;
  return encoding === "utf-16be" && a === 0xfe && b === 0xff ? 2 : 0;
}
