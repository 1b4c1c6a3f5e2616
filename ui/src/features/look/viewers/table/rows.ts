/**
 * The rows of a table in text, read forward in blocks. Where each block begins is remembered for
 * good; what is in it only for those used last, and it is read again when it is wanted again.
 */
import type { Source } from "../../source";
import { scan, type Dialect, type Scanned } from "./scan";

export const firstBlock = 256 * 1024;
export const nextBlock = 512 * 1024;
/** A row longer than this is not read to its end. */
export const longestRow = 1_048_576;
/** Bytes of blocks that are held. */
export const mostHeld = 16_000_000;

interface Block {
  start: number;
  end: number;
  /** Number of its first row. */
  first: number;
  rows: number;
  /** Whether it was scanned without quotes: it is so again. */
  plain: boolean;
}

interface Held {
  bytes: Uint8Array<ArrayBuffer>;
  starts: Uint32Array;
  raw: Set<number>;
}

export interface Row {
  text: string;
  /** Whether quotes are letters in it. */
  raw: boolean;
}

export class Rows {
  count = 0;
  /** Whether the last row was found. */
  complete = false;
  /** Whether the next row is too long. */
  stuck = false;
  /** Cells of the widest row. */
  widest = 0;
  /** Rows in which a quote was never closed. */
  broken = 0;

  private readonly source: Source;
  private readonly dialect: Dialect;
  private readonly decoder: TextDecoder;
  private readonly known: Block[] = [];
  /** By place in `known`, the one used last at the end. */
  private readonly held = new Map<number, Held>();
  private heldBytes = 0;
  /** Where the next block begins. */
  private edge: number;

  constructor(source: Source, dialect: Dialect, encoding: string, start: number) {
    this.source = source;
    this.dialect = dialect;
    this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.edge = start;
    this.complete = start >= source.size;
  }

  /** Bytes of the file that rows are known of. */
  get covered(): number {
    return this.edge;
  }

  /** Finds the next rows. `given` are the bytes there, if somebody has them. */
  async extend(signal: AbortSignal, given?: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.complete || this.stuck) return;
    let bytes =
      given ?? (await this.read(this.edge, this.known.length === 0 ? firstBlock : nextBlock, signal));
    let last = this.reaches(bytes);
    let scanned = scan(bytes, this.dialect, last);
    if (scanned.starts.length === 0 && !last && bytes.length < longestRow) {
      bytes = await this.read(this.edge, longestRow, signal);
      last = this.reaches(bytes);
      scanned = scan(bytes, this.dialect, last);
    }
    const plain = scanned.starts.length === 0 && scanned.open;
    if (plain) scanned = scan(bytes, this.dialect, last, true);
    this.keep(bytes, scanned, plain);
    this.complete = last;
    this.stuck = !last && scanned.starts.length === 0;
  }

  /** Sees to it that the block with this row is here. Rows that are not known are not read. */
  async fetch(row: number, signal: AbortSignal): Promise<void> {
    const at = this.blockOf(row);
    const block = this.known[at];
    if (!block || this.held.has(at)) return;
    const bytes = await this.read(block.start, block.end - block.start, signal);
    this.hold(at, bytes, scan(bytes, this.dialect, true, block.plain));
  }

  has(row: number): boolean {
    return this.held.has(this.blockOf(row));
  }

  /** Null where the row is not here. */
  row(row: number): Row | null {
    const at = this.blockOf(row);
    const block = this.known[at];
    const held = this.held.get(at);
    if (!block || !held) return null;
    // It was used now.
    this.held.delete(at);
    this.held.set(at, held);
    const within = row - block.first;
    const start = held.starts[within];
    if (start === undefined) return null;
    const end = held.starts[within + 1] ?? held.bytes.length;
    const text = this.decoder.decode(held.bytes.subarray(start, end));
    return { text: text.replace(/\r?\n$|\r$/, ""), raw: held.raw.has(within) };
  }

  /** The numbers of the rows that are here, in their order; so many at most. */
  here(most: number): number[] {
    const rows: number[] = [];
    for (const at of [...this.held.keys()].sort((a, b) => a - b)) {
      const block = this.known[at];
      for (let row = 0; block && row < block.rows && rows.length < most; row += 1) {
        rows.push(block.first + row);
      }
    }
    return rows;
  }

  private async read(start: number, length: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.source.read(start, length, signal);
    signal.throwIfAborted();
    return bytes;
  }

  private reaches(bytes: Uint8Array): boolean {
    return bytes.length === 0 || this.edge + bytes.length >= this.source.size;
  }

  private keep(bytes: Uint8Array<ArrayBuffer>, scanned: Scanned, plain: boolean): void {
    if (scanned.starts.length === 0) return;
    const end = this.edge + scanned.end;
    this.known.push({ start: this.edge, end, first: this.count, rows: scanned.starts.length, plain });
    this.hold(this.known.length - 1, bytes.slice(0, scanned.end), scanned);
    this.edge = end;
    this.count += scanned.starts.length;
    this.widest = Math.max(this.widest, scanned.widest);
    this.broken += scanned.raw.size;
  }

  private hold(at: number, bytes: Uint8Array<ArrayBuffer>, scanned: Scanned): void {
    this.held.set(at, { bytes, starts: Uint32Array.from(scanned.starts), raw: scanned.raw });
    this.heldBytes += bytes.length;
    for (const [oldest, held] of this.held) {
      if (this.heldBytes <= mostHeld || oldest === at) break;
      this.held.delete(oldest);
      this.heldBytes -= held.bytes.length;
    }
  }

  private blockOf(row: number): number {
    let low = 0;
    let high = this.known.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.known[middle]?.first ?? Infinity) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
