/** A stream of bytes that goes forwards only: a file by ranges, or what a gzip file holds. */
import { Gunzip } from "fflate";
import type { Source } from "../../source";
import { range } from "../reading";

export interface Reel {
  /** Where it stands in the stream. */
  readonly at: number;
  /**
   * What it has cost so far, in bytes read; a request counts as some, and so do bytes that were
   * unpacked.
   */
  readonly spent: number;
  /** The next `length` bytes; fewer where the stream ends. */
  take(length: number): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Leaves up to `length` bytes out, and says how many; 0 where the stream ends. It may stop on the
   * way.
   */
  skip(length: number): Promise<number>;
}

/**
 * Read with a header, at first and at most: where many small files follow each other, more of them
 * at once.
 */
const least = 32 * 1024;
const most = 512 * 1024;
/** A request costs as much as so many bytes. */
const request = 128 * 1024;

export class RangeReel implements Reel {
  readonly #source: Source;
  readonly #signal: AbortSignal;
  #start = 0;
  #held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #ahead = least;
  at = 0;
  spent = 0;

  constructor(source: Source, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
  }

  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const wanted = Math.max(0, Math.min(length, this.#source.size - this.at));
    const end = this.at + wanted;
    if (end > this.#start + this.#held.length || this.at < this.#start) {
      const past = this.at - (this.#start + this.#held.length);
      const near = this.#held.length > 0 && this.at >= this.#start && past < least;
      this.#ahead = near ? Math.min(most, 2 * this.#ahead) : least;
      const read = Math.min(Math.max(wanted, this.#ahead), this.#source.size - this.at);
      this.#held = await range(this.#source, this.at, read, this.#signal);
      this.#start = this.at;
      this.spent += Math.max(read, request);
    }
    const from = this.at - this.#start;
    this.at = end;
    return this.#held.slice(from, from + wanted);
  }

  skip(length: number): Promise<number> {
    const skipped = Math.max(0, Math.min(length, this.#source.size - this.at));
    this.at += skipped;
    return Promise.resolve(skipped);
  }
}

/** Packed bytes of the first request and of a later one at most. */
const fetched = 256 * 1024;
const fetchedMost = 1024 * 1024;
/** Packed bytes of a step of unpacking: the worst of them become 8 MB. */
const step = 8 * 1024;
/** Unpacked bytes that cost as much as one that is read. */
const cheap = 32;

export class GzipReel implements Reel {
  readonly #source: Source;
  readonly #signal: AbortSignal;
  readonly #unpacker: Gunzip;
  #from = 0;
  #packed: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #ended = false;
  #chunks: Uint8Array[] = [];
  #held = 0;
  at = 0;
  spent = 0;

  constructor(source: Source, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
    this.#unpacker = new Gunzip((chunk) => {
      if (chunk.length === 0) return;
      this.#chunks.push(chunk);
      this.#held += chunk.length;
      this.spent += chunk.length / cheap;
    });
  }

  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    while (this.#held < length && !this.#ended) await this.#fill();
    const taken = new Uint8Array(Math.min(length, this.#held));
    this.#drop(taken.length, (part, at) => taken.set(part, at));
    return taken;
  }

  async skip(length: number): Promise<number> {
    while (this.#held === 0 && !this.#ended) await this.#fill();
    const skipped = Math.min(length, this.#held);
    this.#drop(skipped, () => {});
    return skipped;
  }

  #drop(length: number, use: (part: Uint8Array, at: number) => void): void {
    let left = length;
    while (left > 0) {
      const chunk = this.#chunks[0] ?? new Uint8Array(0);
      const part = chunk.subarray(0, left);
      use(part, length - left);
      left -= part.length;
      if (part.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(part.length);
    }
    this.#held -= length;
    this.at += length;
  }

  async #fill(): Promise<void> {
    if (this.#packed.length === 0) {
      const wanted = Math.min(fetchedMost, fetched + this.#from);
      const length = Math.min(wanted, this.#source.size - this.#from);
      this.#packed = await range(this.#source, this.#from, length, this.#signal);
      this.#from += length;
      this.spent += length;
    }
    this.#signal.throwIfAborted();
    const part = this.#packed.slice(0, step);
    this.#packed = this.#packed.subarray(part.length);
    this.#ended = this.#packed.length === 0 && this.#from >= this.#source.size;
    this.#unpacker.push(part, this.#ended);
  }
}
