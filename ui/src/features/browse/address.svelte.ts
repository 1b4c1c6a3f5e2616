/**
 * The path as text: what is being typed or pasted, and what was wrong with it. Where it leads is
 * Rust's to say.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Located, Place } from "../../lib/backend/contract";
import { written } from "./path";

export class Address {
  text = $state("");
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  readonly #from: Place;
  readonly #found: (located: Located) => void;
  #left = false;

  constructor(from: Place, found: (located: Located) => void) {
    this.#from = from;
    this.#found = found;
    this.text = written(from);
  }

  type(text: string): void {
    this.text = text;
    this.fault = null;
  }

  /** Goes where the text leads. One that leads nowhere stays, with what is wrong about it. */
  async follow(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const text = this.text;
    try {
      const { connection, bucket } = this.#from;
      const located = await call("locate", { connection, bucket, text });
      if (!this.#left) this.#found(located);
    } catch (caught) {
      if (this.text === text) this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    this.#left = true;
  }
}
