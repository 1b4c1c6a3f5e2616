/**
 * A file that is decoded in a worker of ours, so that one that makes the decoder busy for ever
 * costs a worker and not the window. The worker asks for ranges; this side reads them, and ends it
 * when it is left.
 */
import { faultOf, Refusal } from "../../../lib/backend/backend";
import type { Source } from "../source";
import { range } from "./reading";
import { Unshown, unshown, type Why } from "./why";

/** What the worker says: the answer to a question, or a range that it needs. */
export type FromWorker =
  | { ask: number; answer: unknown }
  | { ask: number; failed: Why | null }
  | { read: number; start: number; length: number };

/** What the page says: a question, or the bytes of a range. */
export type ToWorker =
  { ask: number; name: string; args: unknown } | { read: number; bytes: Uint8Array<ArrayBuffer> | null };

interface Asked {
  resolve: (answer: unknown) => void;
  reject: (caught: unknown) => void;
}

/** What is used of a `Worker`. */
export type Port = Pick<Worker, "postMessage" | "terminate"> & {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};

export class Remote {
  readonly #worker: Port;
  readonly #source: Source;
  readonly #patience: number;
  readonly #leaving = new AbortController();
  readonly #asked = new Map<number, Asked>();
  #count = 0;
  #reading = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `patience` is how long the worker may be at work between two reads, ms. */
  constructor(worker: Port, source: Source, patience: number) {
    this.#worker = worker;
    this.#source = source;
    this.#patience = patience;
    worker.onmessage = (event) => this.#hear(event.data);
    worker.onerror = () => this.#end(new Refusal(faultOf(new Error("the worker failed"), "worker")));
  }

  ask<T>(name: string, args: unknown): Promise<T> {
    if (this.#leaving.signal.aborted) return Promise.reject(this.#leaving.signal.reason as Error);
    const ask = (this.#count += 1);
    const answer = new Promise<unknown>((resolve, reject) => this.#asked.set(ask, { resolve, reject }));
    this.#say({ ask, name, args });
    this.#watch();
    return answer as Promise<T>;
  }

  close(): void {
    this.#end(new Error("left"));
  }

  #say(message: ToWorker, moved: Transferable[] = []): void {
    this.#worker.postMessage(message, moved);
  }

  #hear(message: FromWorker): void {
    if ("read" in message) return void this.#read(message);
    const asked = this.#asked.get(message.ask);
    this.#asked.delete(message.ask);
    if ("answer" in message) asked?.resolve(message.answer);
    else asked?.reject(message.failed ? new Unshown(message.failed) : new Error("undecodable"));
    this.#watch();
  }

  async #read({ read, start, length }: { read: number; start: number; length: number }): Promise<void> {
    this.#reading += 1;
    this.#watch();
    try {
      const bytes = await range(this.#source, start, length, this.#leaving.signal);
      this.#say({ read, bytes }, [bytes.buffer]);
    } catch {
      // What failed is kept by whoever reads; the worker only hears that it has to do without.
      if (!this.#leaving.signal.aborted) this.#say({ read, bytes: null });
    } finally {
      this.#reading -= 1;
      this.#watch();
    }
  }

  /** The clock runs while something was asked and nothing is being read. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#asked.size === 0 || this.#reading > 0 || this.#leaving.signal.aborted) return;
    this.#timer = setTimeout(() => this.#end(unshown("look-takes-too-long")), this.#patience);
  }

  #end(reason: Error): void {
    clearTimeout(this.#timer);
    this.#leaving.abort(reason);
    this.#worker.terminate();
    for (const { reject } of this.#asked.values()) reject(reason);
    this.#asked.clear();
  }
}
