/**
 * The question before deleted files come back: counts them while the person reads, and runs only on
 * a yes.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { Fault, UndeleteCount } from "../../lib/backend/contract";

export class Undeleting {
  count = $state.raw<UndeleteCount | null>(null);
  fault = $state.raw<Fault | null>(null);
  #plan = $state.raw<string | null>(null);
  #settled = false;
  #ticks = stream((count: UndeleteCount) => {
    this.count = count;
    if (count.fault) this.fault = count.fault;
  });

  constructor(listing: string) {
    void this.#begin(listing);
  }

  get counted(): boolean {
    return this.count !== null && this.count.complete && this.fault === null;
  }

  /** Something can come back. */
  get ready(): boolean {
    return this.counted && this.#plan !== null && (this.count?.files ?? 0) > 0;
  }

  /** The plan to run; after this the question is answered. */
  take(): string | null {
    if (!this.ready) return null;
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
      this.#plan = await call("plan_undelete", { listing, ticks: this.#ticks });
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
    if (this.#plan !== null) call("discard_undelete", { plan: this.#plan }).catch(() => undefined);
  }
}
