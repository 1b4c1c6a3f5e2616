/**
 * A refusal that is explained: what the storage said of it, and what a closer look at the policies
 * finds out.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Refusal } from "../../lib/backend/contract";

export class Refused {
  refusal = $state.raw<Refusal>() as Refusal;
  busy = $state(false);
  /** A closer look was taken. */
  looked = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }

  /** Reads what has a say, with the login that was refused. */
  async look(connection: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      this.refusal = await call("look_into_refusal", { connection, refusal: this.refusal });
      this.looked = true;
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
