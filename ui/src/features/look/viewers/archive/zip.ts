/**
 * A ZIP by ranges: its directory at the end of the file, and single entries, unpacked up to a
 * limit.
 */
import { configure, Reader, ZipReader, type Entry as ZipEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { Source } from "../../source";
import { rest } from "../parts/slices";
import { merged, Windows, type Bytes } from "../reading";
import { Unshown, unshown } from "../why";
import { entryLimit, type Archive, type Entry } from "./entries";

/** The directory of 200,000 entries has about 20 MB. */
const directoryLimit = 32 * 1024 * 1024;
/** Holds the end record, whose comment may have 64 KB, and the whole directory of most files. */
const tail = 128 * 1024;
/** Read with the first look at a directory, and with each look at an entry's data. */
const ahead = 1024 * 1024;
/** Before and behind an entry's data: its own head, with its name. */
const heads = 4096;
/** Told at a time. */
const batch = 2_000;

// Without workers and WebAssembly; the browser's own inflate does the work.
configure({ useWebWorkers: false, useCompressionStream: true, chunkSize: 64 * 1024 });

class Ranges extends Reader<Windows> {
  readonly #windows: Windows;

  constructor(windows: Windows, size: number) {
    super(windows);
    this.#windows = windows;
    this.size = size;
  }

  override async readUint8Array(start: number, length: number): Promise<Uint8Array> {
    if (length > directoryLimit) throw unshown("look-archive-list-too-large");
    return this.#windows.read(start, length);
  }
}

/**
 * Names are shown, never used as paths: none is refused. What follows the end record is looked
 * through so far.
 */
const lenient = { strictness: "tolerant", maxAppendedDataSize: 1024 * 1024, checkCrc32: true } as const;

export class Zip implements Archive {
  readonly #windows: Windows;
  readonly #size: number;
  readonly #signal: AbortSignal;

  constructor(source: Pick<Source, "read" | "size">, signal: AbortSignal) {
    this.#size = source.size;
    this.#signal = signal;
    this.#windows = new Windows(source, signal, { held: directoryLimit + 4 * ahead, ahead });
    this.#windows.expect(Math.max(0, source.size - tail), tail);
  }

  async list(found: (entries: Entry[]) => void): Promise<boolean> {
    let entries: Entry[] = [];
    let count = 0;
    try {
      for await (const entry of this.#entries()) {
        entries.push(about(entry, count));
        count += 1;
        if (count === entryLimit) return false;
        if (entries.length < batch) continue;
        found(entries);
        entries = [];
        await rest();
        this.#signal.throwIfAborted();
      }
      return true;
    } finally {
      found(entries);
    }
  }

  #entries(): AsyncGenerator<ZipEntry, boolean> {
    return new ZipReader(new Ranges(this.#windows, this.#size), lenient).getEntriesGenerator();
  }

  /**
   * Begins to read the data of all of these, side by side: they will be unpacked one after the
   * other.
   */
  async expect(wanted: readonly Entry[]): Promise<void> {
    const numbers = new Set(wanted.map(({ from }) => from));
    const ranges: Bytes[] = [];
    let at = 0;
    for await (const { offset, compressedSize } of this.#entries()) {
      if (numbers.has(at)) ranges.push({ start: offset, end: offset + compressedSize + heads });
      at += 1;
    }
    for (const { start, end } of merged(ranges)) this.#windows.expect(start, end - start);
  }

  /** The directory is read anew from memory: what zip.js knows of 100,000 entries would fill it. */
  async unpack(wanted: Entry, limit: number): Promise<Uint8Array<ArrayBuffer>> {
    if (wanted.sealed) throw unshown("look-archive-entry-sealed");
    this.#windows.ahead = ahead;
    let at = 0;
    for await (const entry of this.#entries()) {
      if (at === wanted.from) return this.#data(entry, limit);
      at += 1;
    }
    throw unshown("look-archive-entry-broken");
  }

  async #data(entry: ZipEntry, limit: number): Promise<Uint8Array<ArrayBuffer>> {
    if (entry.directory) throw unshown("look-archive-entry-broken");
    this.#windows.ahead = Math.min(ahead, entry.compressedSize + heads);
    const held = new Held(Math.min(limit, 64 * 1024), limit);
    try {
      await entry.getData(held.writable(), { signal: this.#signal });
    } catch (caught) {
      this.#signal.throwIfAborted();
      if (!held.full) throw readable(caught);
    }
    return held.bytes();
  }
}

/** Bytes as they are unpacked; the writing fails when there are as many as may be held. */
export class Held {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  readonly #limit: number;
  full = false;

  constructor(first: number, limit: number) {
    this.#bytes = new Uint8Array(first);
    this.#limit = limit;
  }

  add(chunk: Uint8Array): void {
    const taken = chunk.subarray(0, this.#limit - this.#length);
    const needed = this.#length + taken.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.min(this.#limit, Math.max(needed, 2 * this.#bytes.length)));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(taken, this.#length);
    this.#length = needed;
    if (taken.length < chunk.length) this.full = true;
  }

  writable(): WritableStream<Uint8Array> {
    return new WritableStream({
      write: (chunk) => {
        this.add(chunk);
        if (this.full) throw new Error("enough");
      },
    });
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }
}

function about(entry: ZipEntry, from: number): Entry {
  const at = entry.lastModDate?.getTime();
  return {
    path: entry.filename,
    folder: entry.directory,
    size: entry.uncompressedSize,
    at: Number.isFinite(at) ? (at ?? null) : null,
    sealed: entry.encrypted,
    link: null,
    from,
  };
}

/** zip.js tells a method that it does not know from data that is broken. */
function readable(caught: unknown): unknown {
  if (caught instanceof Unshown) return caught;
  const message = caught instanceof Error ? caught.message : "";
  return /compression method|encryption/i.test(message) ? unshown("look-archive-entry-method") : caught;
}
