/**
 * Two versions of one file beside each other: texts and tables line by line, pictures as they are.
 * Both are opened to be read, and closed when the comparison is left. A text is read whole, so that
 * one beyond `mostText` is not.
 */
import { address, bytes, call, faultOf } from "../../lib/backend/backend";
import type { Fault, FileAt, FileVersion, ReadingView } from "../../lib/backend/contract";
import { Decoding, encodingOf } from "../look/viewers/text/decode";

/** Bytes of each text. */
export const mostText = 1_000_000;

export type Compared =
  | { kind: "text"; older: string; newer: string }
  | { kind: "pictures"; older: string; newer: string }
  | { kind: "too_large" }
  | { kind: "other" };

const texts = new Set<ReadingView["kind"]>(["text", "markdown", "table", "mail"]);

export class Comparing {
  readonly at: FileAt;
  readonly name: string;
  readonly older: FileVersion;
  readonly newer: FileVersion;
  /** Null while both are read. */
  compared = $state.raw<Compared | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** How many places differ, once the texts were held against each other. */
  changes = $state<number | null>(null);
  #readings: string[] = [];
  #leaving = new AbortController();

  constructor(at: FileAt, name: string, [older, newer]: [FileVersion, FileVersion]) {
    this.at = at;
    this.name = name;
    this.older = older;
    this.newer = newer;
    void this.read();
  }

  async read(): Promise<void> {
    this.close();
    const leaving = (this.#leaving = new AbortController());
    [this.compared, this.fault, this.changes] = [null, null, null];
    try {
      const views = await Promise.all([this.#open(this.older, leaving), this.#open(this.newer, leaving)]);
      const compared = await compare(views, leaving.signal);
      if (!leaving.signal.aborted) this.compared = compared;
    } catch (caught) {
      if (!leaving.signal.aborted) this.fault = faultOf(caught);
    }
  }

  /** What is read for it stops. */
  close(): void {
    this.#leaving.abort(new Error("left"));
    for (const reading of this.#readings) closed(reading);
    this.#readings = [];
  }

  async #open(version: FileVersion, leaving: AbortController): Promise<ReadingView> {
    const view = await call("open_reading", { at: this.at, version: version.id });
    if (leaving.signal.aborted) {
      closed(view.id);
      throw new Error("left");
    }
    this.#readings.push(view.id);
    return view;
  }
}

async function compare([older, newer]: [ReadingView, ReadingView], signal: AbortSignal): Promise<Compared> {
  const both = [older, newer];
  if (both.every((view) => view.kind === "image"))
    return { kind: "pictures", older: address(older.id), newer: address(newer.id) };
  // Nothing in it is a text as well.
  if (!both.every((view) => texts.has(view.kind) || view.size === 0)) return { kind: "other" };
  if (both.some((view) => view.size > mostText)) return { kind: "too_large" };
  const [before, after] = await Promise.all([textOf(older, signal), textOf(newer, signal)]);
  return { kind: "text", older: before, newer: after };
}

async function textOf({ id, size, encoding }: ReadingView, signal: AbortSignal): Promise<string> {
  if (size === 0) return "";
  const read = await bytes(id, 0, size, signal);
  return new Decoding(encodingOf(read, encoding, true)).next(read, true).replace(/\r\n?/g, "\n");
}

/** One that is not open any more is closed all the same. */
function closed(reading: string): void {
  call("close_reading", { reading }).catch(() => undefined);
}
