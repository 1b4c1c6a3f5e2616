/**
 * A question before a transfer that has to be counted first: the count grows while the person
 * reads, and what was counted runs only on a yes. What nobody said yes to is let go.
 */
import { faultOf, stream, type Stream } from "../../lib/backend/backend";
import type { Fault } from "../../lib/backend/contract";

/** How far a count is. */
interface Count {
  complete: boolean;
  fault: Fault | null;
}

/** Begins the count of what is selected, and lets go of a plan that does not run. */
interface Steps<Counted> {
  begin(ticks: Stream<Counted>): Promise<string>;
  discard(plan: string): Promise<unknown>;
}

export abstract class Counting<Counted extends Count> {
  count = $state.raw<Counted | null>(null);
  fault = $state.raw<Fault | null>(null);
  #plan = $state.raw<string | null>(null);
  #settled = false;
  #ticks = stream((count: Counted) => {
    this.count = count;
    if (count.fault) this.fault = count.fault;
  });
  readonly #steps: Steps<Counted>;

  constructor(steps: Steps<Counted>) {
    this.#steps = steps;
    void this.#begin();
  }

  get counted(): boolean {
    return this.count !== null && this.count.complete && this.fault === null && this.#plan !== null;
  }

  /** There is something to do. */
  abstract get ready(): boolean;

  /** The plan to run; after this the question is answered. */
  take(): string | null {
    if (!this.ready) return null;
    this.#settle();
    return this.#plan;
  }

  /** The answer is no, or another than to run the plan. */
  leave(): void {
    if (this.#settled) return;
    this.#settle();
    this.#discard();
  }

  async #begin(): Promise<void> {
    try {
      this.#plan = await this.#steps.begin(this.#ticks);
      if (this.#settled) this.#discard();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  #settle(): void {
    this.#settled = true;
    this.#ticks.close();
  }

  #discard(): void {
    if (this.#plan !== null) this.#steps.discard(this.#plan).catch(() => undefined);
  }
}
