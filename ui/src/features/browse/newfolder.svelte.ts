/**
 * The question for the name of a new folder: what is typed, what was wrong with it, and the making.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Place } from "../../lib/backend/contract";

export class NewFolder {
  name = $state("");
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  readonly place: Place;
  readonly #made: (name: string) => void;

  constructor(place: Place, made: (name: string) => void) {
    this.place = place;
    this.#made = made;
  }

  type(name: string): void {
    this.name = name;
    this.fault = null;
  }

  async make(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await call("make_folder", { place: this.place, name: this.name });
      this.#made(this.name);
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
