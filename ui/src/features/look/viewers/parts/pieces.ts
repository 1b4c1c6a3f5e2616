/**
 * Small pieces of a file for a parser that follows offsets: few reads, a bound on them and on
 * their bytes.
 */
import type { Source } from "../../source";

/** The file leads to more places than a file of its kind has reason to. */
export class TooFar extends Error {}

/** Bytes of one read, unless more is asked for at once. */
const step = 128 * 1024;

export class Pieces {
  readonly size: number;
  private readonly source: Source;
  private readonly signal: AbortSignal;
  private readonly held: { start: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  private reads: number;
  private bytes: number;

  constructor(source: Source, signal: AbortSignal, most: { reads: number; bytes: number }) {
    this.source = source;
    this.size = source.size;
    this.signal = signal;
    this.reads = most.reads;
    this.bytes = most.bytes;
  }

  /** The bytes from `start`; fewer only where the file ends. */
  async at(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (!(start >= 0) || start >= this.size) return new Uint8Array();
    const end = Math.min(this.size, start + length);
    const held = this.held.find((piece) => piece.start <= start && end <= piece.start + piece.bytes.length);
    if (held) return held.bytes.subarray(start - held.start, end - held.start);
    const wanted = Math.max(length, step);
    if (this.reads < 1 || this.bytes < wanted) throw new TooFar();
    this.reads -= 1;
    this.bytes -= wanted;
    const bytes = await this.source.read(start, wanted, this.signal);
    this.signal.throwIfAborted();
    this.held.push({ start, bytes });
    return bytes.subarray(0, end - start);
  }
}

/** Numbers in bytes that may end early: what is not there is zero. */
export class Numbers {
  readonly bytes: Uint8Array;
  readonly little: boolean;

  constructor(bytes: Uint8Array, little: boolean) {
    this.bytes = bytes;
    this.little = little;
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number): number {
    return this.little ? this.u8(at) | (this.u8(at + 1) << 8) : (this.u8(at) << 8) | this.u8(at + 1);
  }

  u32(at: number): number {
    return this.little
      ? this.u16(at) + this.u16(at + 2) * 0x10000
      : this.u16(at) * 0x10000 + this.u16(at + 2);
  }

  text(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }
}
