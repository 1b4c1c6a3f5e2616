/**
 * The open tabs: each a `Browse` with its own way, listing and selection; one of them is in front.
 * There is always one, if only an empty one. Closing a tab closes its listing, which stops its
 * requests.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Place } from "../../lib/backend/contract";
import type { Transfers } from "../transfers/state.svelte";
import { Carrying } from "./carrying.svelte";
import type { Browse } from "./state.svelte";

export class Tabs {
  list = $state.raw<Browse[]>([]);
  front: Browse = $state.raw() as unknown as Browse;
  /** What is dragged, from one of them to another. */
  readonly carrying = new Carrying();
  /** Tabs came, went or moved to another place. */
  onchange: () => void = () => undefined;
  readonly #make: () => Browse;

  constructor(make: () => Browse) {
    this.#make = make;
    this.front = this.#fresh();
    this.list = [this.front];
  }

  /** Tabs hear of the transfers into what they show. */
  follow(transfers: Transfers): void {
    transfers.onChange = (place, finished) => this.list.forEach((tab) => tab.touched(place, finished));
    transfers.onSend = (place, names, beside) => this.front.expect(place, names, beside);
    transfers.onTaken = (...taken) => this.list.forEach((tab) => tab.expected.answered(...taken));
  }

  /**
   * Opens a place in a tab of its own, next to the one in front; `behind` leaves that one in front.
   */
  open(place: Place, behind = false): void {
    if (!this.front.place) return this.front.go(place);
    const tab = this.#fresh();
    this.list = this.list.toSpliced(this.list.indexOf(this.front) + 1, 0, tab);
    if (!behind) this.front = tab;
    tab.go(place);
  }

  /** Opens a window of its own, which keeps nothing for the next day. */
  async openWindow(place: Place | null): Promise<void> {
    await call("new_window", { place });
  }

  /** A text that is written in one is kept before; where that fails, the tab stays. */
  close(tab: Browse): void {
    if (!tab.viewing.unsaved) return this.#drop(tab);
    const told = (caught: unknown) => tab.viewing.onfault(faultOf(caught));
    tab.viewing.keep().then(() => this.close(tab), told);
  }

  #drop(tab: Browse): void {
    const at = this.list.indexOf(tab);
    if (at < 0) return;
    tab.leave();
    const rest = this.list.toSpliced(at, 1);
    this.list = rest.length > 0 ? rest : [this.#fresh()];
    const next = this.list[Math.min(at, this.list.length - 1)];
    if (this.front === tab && next) this.#bring(next);
    this.onchange();
  }

  show(tab: Browse): void {
    this.#bring(tab);
    this.onchange();
  }

  /** The next tab, or the one before, round and round. */
  step(by: 1 | -1): void {
    const to = this.list.at((this.list.indexOf(this.front) + by) % this.list.length);
    if (to) this.show(to);
  }

  /** The tab at a number key: 1 is the first, 9 the last, however many there are. */
  number(key: number): void {
    const to = key === 9 ? this.list.at(-1) : this.list[key - 1];
    if (to) this.show(to);
  }

  /**
   * The tabs of the last time, as they were. The one in front is read; the others once the person
   * goes there.
   */
  restore(places: Place[], active: number): void {
    if (this.front.place || places.length === 0) return;
    this.list = places.map((place) => {
      const tab = this.#fresh();
      tab.restore(place);
      return tab;
    });
    this.front = this.list[active] ?? this.list[0] ?? this.front;
    this.front.wake();
  }

  /** Leaves every place of a connection. */
  forget(connection: string): void {
    for (const tab of this.list) {
      tab.close(connection);
      if (!tab.place && this.list.length > 1) this.close(tab);
    }
  }

  #bring(tab: Browse): void {
    this.front.leaveDrag();
    this.front = tab;
    tab.wake();
  }

  #fresh(): Browse {
    const tab = this.#make();
    tab.onmove = () => this.onchange();
    tab.oncarry = (held) => this.carrying.begin(held);
    return tab;
  }
}
