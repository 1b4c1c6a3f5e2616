/**
 * A Parquet file in windows of rows. Of each column only what holds those rows is read: the pages
 * that the file's own index names, else the beginning of the column for its first rows, and more
 * only when asked to.
 */
import {
  parquetMetadata,
  parquetRead,
  parquetSchema,
  readOffsetIndex,
  type FileMetaData,
  type RowGroup,
} from "hyparquet";
import { merged, type Bytes, type Windows } from "../reading";
import { unshown } from "../why";
import { cellOf, columnOf, type Column } from "./cells";
import { codecs } from "./codecs";

/**
 * Read of the end of the file: with most files the whole footer, and often the page index before
 * it.
 */
const tail = 512 * 1024;
const footerLimit = 16 * 1024 * 1024;
/** Bytes that a page has as it is usually written, and its header. */
const usualPage = 1_100_000;

export interface Summary {
  rows: number;
  groups: number;
  columns: Column[];
}

/**
 * Of one column: its cells; or what reading them would cost, where that is more than was allowed.
 */
export type ColumnRows = { cells: (string | null)[] } | { dear: number } | { broken: true };

/** How much may be read, and whether a column whose length was only guessed is read whole. */
export interface Allowance {
  budget: number;
  sure: boolean;
}

/** The rows that one row group has of those that are wanted, counted from its own first one. */
interface Share {
  group: RowGroup;
  from: number;
  to: number;
}

/** What a column's rows take: its ranges, and whether one is only believed to be long enough. */
interface Cost {
  name: string;
  ranges: Bytes[];
  bytes: number;
  guessed: boolean;
}

export class Table {
  readonly #windows: Windows;
  readonly #metadata: FileMetaData;
  readonly #size: number;
  readonly summary: Summary;
  /** The bytes of the beginning of a column that were read in its place, by where it begins. */
  #cutAt = new Map<number, number>();

  private constructor(windows: Windows, metadata: FileMetaData, size: number) {
    this.#windows = windows;
    this.#metadata = metadata;
    this.#size = size;
    const columns = parquetSchema(metadata).children.map(columnOf);
    const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    this.summary = { rows, groups: metadata.row_groups.length, columns };
  }

  static async open(windows: Windows, size: number): Promise<Table> {
    if (size < 12) throw unshown("look-parquet-broken");
    const end = await windows.read(Math.max(0, size - tail), tail);
    const view = new DataView(end.buffer);
    const length = view.getUint32(end.length - 8, true) + 8;
    const magic = String.fromCharCode(...end.subarray(-4));
    if (magic === "PARE") throw unshown("look-parquet-encrypted");
    if (magic !== "PAR1" || length > size) throw unshown("look-parquet-broken");
    if (length > footerLimit) throw unshown("look-parquet-footer", { size: length, limit: footerLimit });
    const footer = length <= end.length ? end : await windows.read(size - length, length);
    return new Table(windows, parquetMetadata(footer.buffer), size);
  }

  /**
   * Rows `first` to `end` of the named columns: in their order, as many of them as the budget is
   * enough for.
   */
  async rows(
    first: number,
    end: number,
    names: string[],
    { budget, sure }: Allowance,
  ): Promise<ColumnRows[]> {
    const shares = this.#shares(first, end);
    await this.#index(shares, names);
    const costs = await Promise.all(names.map((name) => this.#cost(name, shares, sure)));
    let left = budget;
    const chosen = costs.map((cost) => {
      if (cost.bytes > left) return false;
      left -= cost.bytes;
      return true;
    });
    for (const part of merged(costs.flatMap((cost, at) => (chosen[at] ? cost.ranges : []))))
      this.#windows.expect(part.start, part.end - part.start);
    const rows: ColumnRows[] = [];
    for (const [at, cost] of costs.entries())
      rows.push(chosen[at] ? await this.#decode(cost, first, end) : { dear: cost.bytes });
    return rows;
  }

  async #decode(cost: Cost, first: number, end: number): Promise<ColumnRows> {
    this.#cutAt = new Map(cost.guessed ? cost.ranges.map((part) => [part.start, part.end]) : []);
    try {
      return { cells: await this.#column(cost.name, first, end) };
    } catch (caught) {
      if (caught instanceof Error && caught.message === "unread") throw caught;
      // Of a column of which only the beginning was read, an end that came too soon is no fault of
      // the file.
      if (cost.guessed && caught instanceof RangeError) return { dear: this.#whole(cost.name, first, end) };
      return { broken: true };
    }
  }

  async #column(name: string, rowStart: number, rowEnd: number): Promise<(string | null)[]> {
    let cells: (string | null)[] = [];
    await parquetRead({
      file: { byteLength: this.#size, slice: (start, end) => this.#slice(start, end ?? this.#size) },
      metadata: this.#metadata,
      compressors: codecs,
      columns: [name],
      rowStart,
      rowEnd,
      useOffsetIndex: true,
      utf8: false,
      onComplete: (all) => (cells = all.map(([value]) => cellOf(value))),
    });
    return cells;
  }

  async #slice(start: number, end: number): Promise<ArrayBuffer> {
    const cut = this.#cutAt.get(start);
    return (await this.#windows.read(start, Math.min(end, cut ?? end) - start)).buffer;
  }

  /** The row groups that hold some of these rows, and which of their own rows. */
  #shares(first: number, end: number): Share[] {
    let start = 0;
    return this.#metadata.row_groups.flatMap((group) => {
      const rows = Number(group.num_rows);
      const [from, to] = [Math.max(0, first - start), Math.min(rows, end - start)];
      start += rows;
      return from < to ? [{ group, from, to }] : [];
    });
  }

  /** Has the page indexes of these columns read, in one go: they lie side by side. */
  async #index(shares: Share[], names: string[]): Promise<void> {
    const ranges = shares.flatMap(({ group }) =>
      chunksOf(group, names).flatMap(({ offset_index_offset: at, offset_index_length: length }) =>
        at && length ? [{ start: Number(at), end: Number(at) + length }] : [],
      ),
    );
    await Promise.all(merged(ranges).map(({ start, end }) => this.#windows.read(start, end - start)));
  }

  async #cost(name: string, shares: Share[], sure: boolean): Promise<Cost> {
    const parts = await Promise.all(
      shares.flatMap((share) => chunksOf(share.group, [name]).map((chunk) => this.#part(chunk, share, sure))),
    );
    const ranges = parts.flatMap((part) => part.ranges);
    const bytes = ranges.reduce((sum, part) => sum + part.end - part.start, 0);
    return { name, ranges, bytes, guessed: parts.some((part) => part.guessed) };
  }

  /** What of one column in one row group holds the rows `from` to `to`. */
  async #part(
    chunk: Chunk,
    { group, from, to }: Share,
    sure: boolean,
  ): Promise<{ ranges: Bytes[]; guessed: boolean }> {
    const rows = Number(group.num_rows);
    const { start, data, end, flat, ratio } = this.#extent(chunk);
    const { offset_index_offset: index, offset_index_length: length } = chunk;
    const narrow = from > 0 || to < rows;
    if (narrow && index && length) {
      const bytes = await this.#windows.read(Number(index), length);
      const pages = readOffsetIndex({ view: new DataView(bytes.buffer), offset: 0 }).page_locations;
      const within = pages.filter(
        (page, at) =>
          Number(page.first_row_index) < to && Number(pages[at + 1]?.first_row_index ?? rows) > from,
      );
      const ranges = within.map(({ offset, compressed_page_size: size }) => ({
        start: Number(offset),
        end: Number(offset) + size,
      }));
      const dictionary = Number(pages[0]?.offset ?? start);
      if (dictionary > start) ranges.unshift({ start, end: dictionary });
      return { ranges: merged(ranges), guessed: false };
    }
    const before = ((end - data) * to) / rows;
    const believed = Math.min(end, data + Math.ceil(usualPage * ratio + before * 1.1) + 4096);
    const guessed = narrow && flat && !sure && believed < end;
    return { ranges: [{ start, end: guessed ? believed : end }], guessed };
  }

  #extent(chunk: Chunk): { start: number; data: number; end: number; flat: boolean; ratio: number } {
    const meta = chunk.meta_data;
    if (!meta) throw unshown("look-parquet-encrypted");
    const data = Number(meta.data_page_offset);
    const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
    const end = start + Number(meta.total_compressed_size);
    if (start < 0 || end > this.#size || data < start) throw unshown("look-parquet-broken");
    const ratio = Number(meta.total_compressed_size) / Math.max(1, Number(meta.total_uncompressed_size));
    return { start, data, end, flat: meta.path_in_schema.length === 1, ratio: Math.min(1, ratio) };
  }

  #whole(name: string, first: number, end: number): number {
    return this.#shares(first, end)
      .flatMap(({ group }) => chunksOf(group, [name]))
      .reduce((sum, chunk) => sum + Number(chunk.meta_data?.total_compressed_size ?? 0), 0);
  }
}

type Chunk = RowGroup["columns"][number];

function chunksOf(group: RowGroup, names: string[]): Chunk[] {
  const wanted = new Set(names);
  return group.columns.filter((chunk) => wanted.has(chunk.meta_data?.path_in_schema[0] ?? ""));
}
