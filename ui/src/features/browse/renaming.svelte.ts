/** The question for another name of one file or folder. What cannot be is said at once; the work itself is a transfer. */
import { faultOf } from "../../lib/backend/backend";
import type { Fault, Picked } from "../../lib/backend/contract";

export class Renaming {
  name = $state("");
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  readonly picked: Picked;
  readonly #rename: (picked: Picked, name: string) => Promise<void>;
  readonly #done: () => void;

  constructor(picked: Picked, rename: (picked: Picked, name: string) => Promise<void>, done: () => void) {
    this.picked = picked;
    this.name = picked.name ?? "";
    this.#rename = rename;
    this.#done = done;
  }

  /** Whether there is something to do. */
  get ready(): boolean {
    const name = this.name.trim();
    return !this.busy && name !== "" && name !== this.picked.name;
  }

  type(name: string): void {
    this.name = name;
    this.fault = null;
  }

  async run(): Promise<void> {
    if (!this.ready) return;
    this.busy = true;
    try {
      await this.#rename(this.picked, this.name);
      this.#done();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
