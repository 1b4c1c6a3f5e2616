/**
 * Something that is counted while the person reads, and runs only on a yes. Rust keeps the plan
 * under an id until it is taken or left.
 */
import { call, faultOf, stream, type Stream } from "./backend/backend";
import type { Fault } from "./backend/contract";

interface Count {
  complete: boolean;
  fault: Fault | null;
}

export class Counting<C extends Count> {
  count = $state.raw<C | null>(null);
  fault = $state.raw<Fault | null>(null);
  #plan = $state.raw<string | null>(null);
  #settled = false;
  readonly #ticks = stream((count: C) => {
    this.count = count;
    if (count.fault) this.fault = count.fault;
  });

  constructor(begin: (ticks: Stream<C>) => Promise<string>) {
    void this.#begin(begin);
  }

  get counted(): boolean {
    return this.count !== null && this.count.complete && this.fault === null && this.#plan !== null;
  }

  /** There is something to do. */
  get ready(): boolean {
    return this.counted;
  }

  /** The plan to run, once all is counted; after this the question is answered. */
  take(): string | null {
    if (!this.ready) return null;
    this.#settle();
    return this.#plan;
  }

  /** The answer is no. */
  leave(): void {
    if (this.#settled) return;
    this.#settle();
    this.#drop();
  }

  async #begin(begin: (ticks: Stream<C>) => Promise<string>): Promise<void> {
    try {
      this.#plan = await begin(this.#ticks);
      if (this.#settled) this.#drop();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  #settle(): void {
    this.#settled = true;
    this.#ticks.close();
  }

  #drop(): void {
    if (this.#plan !== null) call("discard_plan", { plan: this.#plan }).catch(() => undefined);
  }
}
