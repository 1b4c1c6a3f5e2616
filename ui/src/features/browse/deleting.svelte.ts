/**
 * The question before a deletion: counts what would go while the person reads, and runs only on a
 * yes.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { DeleteCount, Fault } from "../../lib/backend/contract";

export class Deleting {
  count = $state.raw<DeleteCount | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The names, when few enough to list. */
  readonly names: string[];
  #plan: string | null = null;
  #settled = false;
  #ticks = stream((count: DeleteCount) => {
    this.count = count;
    if (count.fault) this.fault = count.fault;
  });

  constructor(listing: string, names: string[]) {
    this.names = names;
    void this.#begin(listing);
  }

  get ready(): boolean {
    return this.count !== null && this.count.complete && this.fault === null;
  }

  /** The plan to run; after this the question is answered. */
  take(): string | null {
    if (!this.ready || this.#plan === null) return null;
    this.#settle();
    return this.#plan;
  }

  /** The answer is no. */
  leave(): void {
    if (this.#settled) return;
    this.#settle();
    this.#discard();
  }

  async #begin(listing: string): Promise<void> {
    try {
      this.#plan = await call("plan_delete", { listing, ticks: this.#ticks });
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
    if (this.#plan !== null) call("discard_delete", { plan: this.#plan }).catch(() => undefined);
  }
}
