/** The bytes of a file of any size, in blocks: those that were asked for last are held. */
import type { Source } from "../../source";
import { Reads, type Trouble } from "../reads";

export const blockSize = 65_536;
/** Blocks that are held: 4 MB. */
export const mostBlocks = 64;

export class BytesState {
  trouble = $state.raw<Trouble | null>(null);
  /** Counts the blocks that came, so that what is drawn follows them. */
  private came = $state(0);
  /** By number, the one used last at the end. */
  private readonly blocks = new Map<number, Uint8Array>();
  private readonly source: Reads;
  /** The bytes that are wanted now; an older wish is forgotten. */
  private wish: [number, number] | null = null;
  private reading = false;

  constructor(source: Source) {
    this.source = new Reads(source);
  }

  /** The bytes from `start`, null where they are not here yet. */
  slice(start: number, length: number): Uint8Array | null {
    // Read so that whoever draws is told.
    if (this.came < 0) return null;
    const end = Math.min(this.source.size, start + length);
    const all = new Uint8Array(Math.max(0, end - start));
    for (let at = start; at < end;) {
      const block = this.blocks.get(Math.floor(at / blockSize));
      if (!block) return null;
      const from = at % blockSize;
      const part = block.subarray(from, Math.min(block.length, from + end - at));
      if (part.length === 0) return null;
      all.set(part, at - start);
      at += part.length;
    }
    return all;
  }

  /**
   * Sees to it that bytes are here. One read at a time: what scrolled past meanwhile is not asked
   * for.
   */
  want(start: number, length: number): void {
    if (length <= 0 || this.source.size === 0) return;
    this.wish = [start, Math.min(this.source.size, start + length)];
    if (!this.reading && !this.trouble) void this.read();
  }

  retry(): void {
    this.trouble = null;
    if (!this.reading) void this.read();
  }

  close(): void {
    this.source.leave();
  }

  private async read(): Promise<void> {
    this.reading = true;
    try {
      for (let block = this.missing(); block !== null; block = this.missing()) {
        const bytes = await this.source.read(block * blockSize, blockSize);
        this.keep(block, bytes);
        if (bytes.length === 0) break;
      }
    } catch (caught) {
      this.trouble = this.source.trouble(caught);
    }
    this.reading = false;
  }

  private missing(): number | null {
    if (!this.wish) return null;
    const [start, end] = this.wish;
    const last = Math.min(Math.floor((end - 1) / blockSize), Math.floor(start / blockSize) + mostBlocks - 1);
    for (let block = Math.floor(start / blockSize); block <= last; block += 1) {
      const held = this.blocks.get(block);
      if (!held) return block;
      this.blocks.delete(block);
      this.blocks.set(block, held);
    }
    return null;
  }

  private keep(block: number, bytes: Uint8Array): void {
    this.blocks.set(block, bytes);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= mostBlocks) break;
      this.blocks.delete(oldest);
    }
    this.came += 1;
  }
}
