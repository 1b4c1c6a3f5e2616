/** Where things would land that a person holds over the files of a tab, and whether they may. */
import type { Place } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { BucketSource } from "./buckets.svelte";
import { isReadOnly, type Ways } from "./destination.svelte";
import { Looking } from "./looking.svelte";
import type { Spot } from "./spots";
import { isNow } from "./way.svelte";

/** Where a drop would land, a folder's row or the folder shown; or why it would not. */
export interface Land {
  place: Place;
  at: number | null;
  why?: string;
}

export class Landing extends Looking {
  /** Where a drop would land. */
  landing = $state.raw<Land | null>(null);
  readonly ways: Ways;

  constructor(source: BucketSource & Ways, tell: (caught: unknown) => void, now: () => number) {
    super(source, tell, now);
    this.ways = source;
  }

  /**
   * Whether files can be put here: into a folder as it is now, not into what was found or is in a
   * report.
   */
  get mayAdd(): boolean {
    const { listing, shows } = this;
    return listing !== null && listing.refused === null && isNow(shows) && !this.readOnly;
  }

  /** The login is set to change nothing. */
  get readOnly(): boolean {
    return this.place !== null && isReadOnly(this.ways, this.place.connection);
  }

  /** What a row, or the ground beside the rows, stands for when things are let go there. */
  spot(under: Element): Spot {
    const row = under.closest<HTMLElement>("[data-at]");
    const past = this.shows.kind === "as_of";
    // A folder of an earlier time may be gone by now.
    const inside = row && !past && this.folderAt(Number(row.dataset["at"]));
    if (inside) return { element: row, place: inside, open: () => this.go(inside) };
    const other = this.buckets ? "browse-destination-no-bucket" : "browse-not-in-results";
    const why = say(this.readOnly ? "browse-read-only" : past ? "time-is-past" : other);
    return { element: null, place: this.mayAdd ? this.place : null, why };
  }

  /** Files are held over the window, over row `at` or elsewhere. */
  hover(at: number | null): void {
    const inside = at === null ? null : this.folderAt(at);
    if (this.place && this.listing && this.readOnly)
      this.landing = { place: this.place, at: null, why: say("browse-read-only") };
    else if (!this.place || !this.mayAdd) this.landing = null;
    else if (inside) this.landing = { place: inside, at };
    else this.landing = { place: this.place, at: null };
  }

  /**
   * The files are gone again. A pointer that moves says so too: it does not while something is
   * dragged.
   */
  leaveDrag(): void {
    this.landing = null;
  }
}
