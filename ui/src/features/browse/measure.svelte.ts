/** Counting what lies below a folder, on demand: as far as it is, and stopped when it is left. */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { FolderSize, Place } from "../../lib/backend/contract";

export class Measuring {
  readonly place: Place;
  size = $state.raw<FolderSize>({ files: 0, bytes: 0, complete: false, fault: null });
  /** The person stopped it before it was complete. */
  stopped = $state(false);
  #ticks = stream((size: FolderSize) => (this.size = size));
  #id: string | null = null;

  constructor(place: Place) {
    this.place = place;
    void this.#begin();
  }

  get running(): boolean {
    return !this.stopped && !this.size.complete && !this.size.fault;
  }

  /** Keeps what was counted so far. */
  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.#ticks.close();
    if (this.#id !== null) call("stop_measuring", { measure: this.#id }).catch(() => undefined);
  }

  async #begin(): Promise<void> {
    try {
      this.#id = await call("measure_folder", { place: this.place, ticks: this.#ticks });
      if (this.stopped) await call("stop_measuring", { measure: this.#id });
    } catch (caught) {
      this.size = { ...this.size, fault: faultOf(caught) };
    }
  }
}
