/** The path as text: what is being typed or pasted, and what was wrong with it. Where it leads is Rust's to say. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Located, Place } from "../../lib/backend/contract";
import { written } from "./path";

export class Address {
  text = $state("");
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  readonly #from: Place;
  #left = false;

  constructor(from: Place) {
    this.#from = from;
    this.text = written(from);
  }

  type(text: string): void {
    this.text = text;
    this.fault = null;
  }

  /** Where the text leads; null when it leads nowhere, or when the person left meanwhile. */
  async follow(): Promise<Located | null> {
    if (this.busy) return null;
    this.busy = true;
    const text = this.text;
    try {
      const { connection, bucket } = this.#from;
      const located = await call("locate", { connection, bucket, text });
      return this.#left ? null : located;
    } catch (caught) {
      if (this.text === text) this.fault = faultOf(caught);
      return null;
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    this.#left = true;
  }
}
