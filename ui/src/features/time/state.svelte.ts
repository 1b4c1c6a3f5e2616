/**
 * What was deleted from a folder, and a folder as it was: what of it is shown, and the questions
 * about it.
 */
import type { Place, Since } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Shows } from "../browse/way.svelte";
import { Moment } from "./moment.svelte";
import { Restoring } from "./restoring.svelte";
import { Undeleting } from "./undeleting.svelte";

/** The tab that it is about. */
export interface Tab {
  place(): Place | null;
  shows(): Shows;
  /** How many of what is selected are deleted. */
  gone(): number;
  enter(place: Place, shows: Shows): void;
  /**
   * Acts on the listing once the selection is what the keys and clicks so far leave, where there is
   * any.
   */
  settled(act: (listing: string) => void): void;
  undelete(plan: string): void;
  restore(plan: string, exact: boolean): void;
  /** Copies of what is selected go to this place, or to one that is asked for. */
  restoreTo(place: Place | null): void;
  /** Shows only what became this since a moment. */
  filter(since: Since | null): void;
}

export class Time {
  undeleting = $state.raw<Undeleting | null>(null);
  /** What was selected of an earlier time is to be current again. */
  restoring = $state.raw<Restoring | null>(null);
  /** Only what became this since the moment is shown; null: what was there then. */
  since = $state<Since | null>(null);
  /** An earlier time is being chosen. */
  moment = $state.raw<Moment | null>(null);
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  get shows(): Shows {
    return this.#tab.shows();
  }

  /** Whether a folder is shown, now or in the past. */
  get inFolder(): boolean {
    const { kind } = this.shows;
    return !!this.#tab.place()?.bucket && (kind === "folder" || kind === "deleted" || kind === "as_of");
  }

  /**
   * Why what is selected is not changed as files that are there are; null where they are.
   */
  get past(): string | null {
    return this.shows.kind === "as_of" ? say("time-is-past") : this.untaken;
  }

  /** Why what is selected cannot be copied or downloaded either; null where it can. */
  get untaken(): string | null {
    return this.#tab.gone() > 0 ? say("time-are-gone") : null;
  }

  /** Shows deleted files in their places, or no longer. */
  showDeleted(on: boolean): void {
    this.#show({ kind: on ? "deleted" : "folder" });
  }

  /** Shows what is there now. */
  backToNow(): void {
    this.#show({ kind: "folder" });
  }

  askMoment(): void {
    const { shows } = this;
    this.moment = new Moment(shows.kind === "as_of" ? shows.moment : null, (moment) => {
      this.moment = null;
      this.#show({ kind: "as_of", moment });
    });
    const place = this.#tab.place();
    if (place) void this.moment.look(place);
  }

  leaveMoment(): void {
    this.moment = null;
  }

  /** Shows only what became this since the moment; asked for again, what was there then. */
  showSince(since: Since): void {
    this.since = this.since === since ? null : since;
    this.#tab.filter(this.since);
  }

  askRestore(): void {
    this.#tab.settled((listing) => (this.restoring = new Restoring(listing)));
  }

  leaveRestore(): void {
    this.restoring?.leave();
    this.restoring = null;
  }

  confirmRestore(): void {
    const { restoring } = this;
    if (!restoring?.ready) return;
    const { where, exact } = restoring;
    const plan = where === "place" ? restoring.take() : null;
    this.leaveRestore();
    if (plan !== null) this.#tab.restore(plan, exact);
    else this.#tab.restoreTo(where === "beside" ? this.#tab.place() : null);
  }

  askUndelete(): void {
    this.#tab.settled((listing) => (this.undeleting = new Undeleting(listing)));
  }

  leaveUndelete(): void {
    this.undeleting?.leave();
    this.undeleting = null;
  }

  confirmUndelete(): void {
    const plan = this.undeleting?.take();
    if (!plan) return;
    this.undeleting = null;
    this.#tab.undelete(plan);
  }

  #show(shows: Shows): void {
    const place = this.#tab.place();
    if (place) this.#tab.enter(place, shows);
  }
}
