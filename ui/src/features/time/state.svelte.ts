/**
 * What was deleted from a folder, and a folder as it was: what of it is shown, and the questions
 * about it.
 */
import type { Place } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Shows } from "../browse/way.svelte";
import { Moment } from "./moment.svelte";
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
}

export class Time {
  undeleting = $state.raw<Undeleting | null>(null);
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
   * Why nothing is done with what is selected as with files that are there; null where they are.
   */
  get past(): string | null {
    if (this.shows.kind === "as_of") return say("time-is-past");
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
  }

  leaveMoment(): void {
    this.moment = null;
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
