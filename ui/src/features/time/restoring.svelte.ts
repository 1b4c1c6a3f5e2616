/**
 * The question before what was selected of an earlier time is current again: counts what is not as
 * it was while the person reads, and runs only on a yes. Copies of it elsewhere need no count.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { Fault, RestoreCount } from "../../lib/backend/contract";

/** In its own place, beside what is there, or in another folder. */
export type Where = "place" | "beside" | "elsewhere";

export class Restoring {
  count = $state.raw<RestoreCount | null>(null);
  fault = $state.raw<Fault | null>(null);
  where = $state<Where>("place");
  /** What was added since is deleted as well. */
  exact = $state(false);
  #plan = $state.raw<string | null>(null);
  #settled = false;
  #ticks = stream((count: RestoreCount) => {
    this.count = count;
    if (count.fault) this.fault = count.fault;
  });

  constructor(listing: string) {
    void this.#begin(listing);
  }

  get counted(): boolean {
    return this.count !== null && this.count.complete && this.fault === null;
  }

  /** There is something to do. */
  get ready(): boolean {
    if (this.where !== "place") return true;
    const { files = 0, unkept = 0, added = 0 } = this.count ?? {};
    return this.counted && this.#plan !== null && (files > unkept || (this.exact && added > 0));
  }

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

  async #begin(listing: string): Promise<void> {
    try {
      this.#plan = await call("plan_restore", { listing, ticks: this.#ticks });
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
    if (this.#plan !== null) call("discard_restore", { plan: this.#plan }).catch(() => undefined);
  }
}
