/**
 * Thumbnails of the files in sight. A tile asks when it comes into sight and takes back what it
 * asked when it leaves: what is not begun by then never is, and what is under way stops. At most
 * four files are read at once. Those made before come from this computer, by file and ETag, and
 * take no request.
 */
import { packed, unpacked } from "../base64";
import { bytes, call } from "../../../lib/backend/backend";
import type { ReadingView, Row } from "../../../lib/backend/contract";
import type { Source } from "../source";
import { drawn } from "./draw";
import { firstBytes, picked } from "./pick";

/** Files that are read at once. */
const most = 4;
/**
 * How long a tile is in sight before anything is asked for it, ms: one that flies past asks for
 * nothing.
 */
const settles = 120;
/** Thumbnails held by the page: more than any screen has tiles. */
const held = 1_000;
/** Bytes of a thumbnail that is kept. */
const mostKept = 131_072;

type Seen = Pick<Row, "kind" | "key" | "name" | "file_type" | "size" | "class" | "restore" | "etag">;

interface Asked {
  of: { at: { connection: string; bucket: string; key: string }; etag: string | null; size: number };
  name: string;
  first: number;
  stamp: string;
  arrived: (url: string) => void;
  stopped: AbortController;
}

export class Thumbs {
  /** Addresses of what is drawn; null for what has none. The one used longest ago comes first. */
  readonly #made = new Map<string, string | null>();
  #waiting: Asked[] = [];
  #running = 0;
  /** One picture is decoded after the other. */
  #drawing: Promise<unknown> = Promise.resolve();
  readonly #draw: typeof drawn;

  constructor(draw = drawn) {
    this.#draw = draw;
  }

  /** Asks for the thumbnail of a file in sight. What it gives back takes the wish back. */
  ask(place: { connection: string; bucket: string }, row: Seen, arrived: (url: string) => void): () => void {
    const first = firstBytes(row);
    if (first === null || row.size === null) return () => undefined;
    const { connection, bucket } = place;
    const at = { connection, bucket, key: row.key };
    const stamp = JSON.stringify([connection, bucket, row.key, row.etag, row.size]);
    const made = this.#made.get(stamp);
    if (made !== undefined) {
      this.#remember(stamp, made);
      if (made !== null) arrived(made);
      return () => undefined;
    }
    const of = { at, etag: row.etag, size: row.size };
    const asked: Asked = { of, name: row.name, first, stamp, arrived, stopped: new AbortController() };
    const timer = setTimeout(() => {
      this.#waiting.push(asked);
      this.#next();
    }, settles);
    return () => {
      clearTimeout(timer);
      asked.stopped.abort();
      this.#waiting = this.#waiting.filter((one) => one !== asked);
    };
  }

  #next(): void {
    while (this.#running < most) {
      const asked = this.#waiting.shift();
      if (!asked) return;
      this.#running += 1;
      void this.#make(asked).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #make(asked: Asked): Promise<void> {
    const { signal } = asked.stopped;
    try {
      const url = await this.#see(asked);
      this.#remember(asked.stamp, url);
      if (url !== null && !signal.aborted) asked.arrived(url);
    } catch {
      // Refused, replaced or broken: the kind's picture stays, and nobody asks again. What was only
      // taken back may be asked for once more.
      if (!signal.aborted) this.#remember(asked.stamp, null);
    }
  }

  async #see({ of, name, first, stopped: { signal } }: Asked): Promise<string | null> {
    const { picture, reading } = await call("see_thumbnail", { of, first });
    if (picture !== null) return URL.createObjectURL(await unpacked(picture));
    if (reading === null) return null;
    try {
      signal.throwIfAborted();
      const found = await picked(sourceOf(reading, name), signal);
      const blob = found && (await this.#drawn(found, signal));
      if (!blob) return null;
      if (blob.size <= mostKept) {
        void call("keep_thumbnail", { of, picture: await packed(blob) }).catch(() => undefined);
      }
      return URL.createObjectURL(blob);
    } finally {
      void call("close_reading", { reading: reading.id }).catch(() => undefined);
    }
  }

  #drawn(found: Parameters<typeof drawn>[0], signal: AbortSignal): Promise<Blob | null> {
    const next = this.#drawing.then(() => {
      signal.throwIfAborted();
      return this.#draw(found);
    });
    this.#drawing = next.catch(() => undefined);
    return next;
  }

  #remember(stamp: string, url: string | null): void {
    this.#made.delete(stamp);
    this.#made.set(stamp, url);
    for (const [oldest, gone] of this.#made) {
      if (this.#made.size <= held) break;
      this.#made.delete(oldest);
      if (gone !== null) URL.revokeObjectURL(gone);
    }
  }
}

function sourceOf({ id, size, kind, format, encoding }: ReadingView, name: string): Source {
  const read: Source["read"] = (start, length, signal) => bytes(id, start, length, signal);
  return { name, size, kind, format, encoding, address: "", read };
}

/** Those of this window. */
export const thumbs = new Thumbs();
