/** Ways of reading a source: whole up to a limit, and in windows that are kept for a while. */
import type { Source } from "../source";
import type { Reads } from "./reads";
import { unshown } from "./why";

/** Bytes of one request at most. */
export const piece = 4 * 1024 * 1024;
/** Requests of one range at a time. */
const lanes = 4;

/** All bytes of a file that is no larger than `limit`. */
export async function whole(
  source: Source,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (source.size > limit) throw unshown("look-too-large", { size: source.size, limit });
  return range(source, 0, source.size, signal);
}

/**
 * The bytes from `start`, `length` of them: fewer are an error, because each reader counts on them.
 */
export async function range(
  source: Pick<Source, "read">,
  start: number,
  length: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (length <= piece) return checked(await source.read(start, length, signal), length);
  const bytes = new Uint8Array(length);
  let next = 0;
  async function some(): Promise<void> {
    while (next < length) {
      const at = next;
      next += piece;
      const part = Math.min(piece, length - at);
      bytes.set(checked(await source.read(start + at, part, signal), part), at);
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, some));
  } finally {
    // One that failed ends the others.
    next = length;
  }
  return bytes;
}

function checked(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (bytes.length !== length) throw unshown("look-cut-short");
  return bytes;
}

/** A stretch of a file. */
export interface Bytes {
  start: number;
  end: number;
}

/** Two stretches that are this near are one request. */
const near = 64 * 1024;

/** Stretches in their order, those near each other as one. */
export function merged(ranges: readonly Bytes[]): Bytes[] {
  const all: Bytes[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end + near) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** The file leads to more places than a file of its kind has reason to. */
export class TooFar extends Error {}

/** Bytes of one read for a parser that follows offsets, unless it asks for more at once. */
const step = 128 * 1024;

interface Window {
  start: number;
  end: number;
  bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Small reads of a file out of larger ones. The last windows stay in memory, up to `held` bytes;
 * what is longer than a window is one of its own. Two that ask for the same at once share one
 * request.
 */
export class Windows {
  readonly #source: Pick<Source, "read" | "size">;
  readonly #signal: AbortSignal;
  readonly #held: number;
  #windows: Window[] = [];
  /** Reads and bytes that are left; null where nothing bounds them but what is asked for. */
  #most: { reads: number; bytes: number } | null = null;
  /** Bytes that a small read takes with it. */
  ahead: number;

  constructor(
    source: Pick<Source, "read" | "size">,
    signal: AbortSignal,
    { held, ahead }: { held: number; ahead: number },
  ) {
    this.#source = source;
    this.#signal = signal;
    this.#held = held;
    this.ahead = ahead;
  }

  /** Of a file whose parser goes where its bytes lead: what it reads is kept, and bounded. */
  static bounded(source: Reads, most: { reads: number; bytes: number }): Windows {
    const windows = new Windows(source, source.signal, { held: most.bytes, ahead: step });
    windows.#most = { ...most };
    return windows;
  }

  get size(): number {
    return this.#source.size;
  }

  /**
   * The bytes from `start` to `start + length`, or to the end of the file where it comes before.
   */
  async read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(start + length, this.#source.size);
    if (!(start >= 0) || !(start < end)) return new Uint8Array(0);
    const held = this.#windows.find((window) => start >= window.start && end <= window.end);
    const window = held ?? this.fetch(start, Math.max(end - start, this.ahead));
    return (await window.bytes).slice(start - window.start, end - window.start);
  }

  /** Begins to read what will be asked for, unless it is there. */
  expect(start: number, length: number): void {
    const end = Math.min(start + length, this.#source.size);
    if (start >= end || this.#windows.some((window) => start >= window.start && end <= window.end)) return;
    this.fetch(start, length);
  }

  /** Reads a window and keeps it, in the place of the oldest one. */
  fetch(start: number, length: number): Window {
    const end = Math.min(start + length, this.#source.size);
    if (this.#most) {
      if (this.#most.reads < 1 || this.#most.bytes < end - start) throw new TooFar();
      this.#most.reads -= 1;
      this.#most.bytes -= end - start;
    }
    const bytes = range(this.#source, start, end - start, this.#signal);
    const window = { start, end, bytes };
    let left = this.#held;
    // The newest stays, however long it is.
    this.#windows = [window, ...this.#windows].filter(
      (each, at) => (left -= each.end - each.start) >= 0 || at === 0,
    );
    bytes.catch(() => {
      this.#windows = this.#windows.filter((each) => each !== window);
    });
    return window;
  }
}
