/**
 * The way a person took in one tab: the places, which of them is shown, and where in each they
 * were.
 */
import type { Place, Query, ReportView, Sort } from "../../lib/backend/contract";

/**
 * What of a place is listed: the folder itself, also with what was deleted or as it was at a
 * moment; what is found below it; or what a report has of it.
 */
export type Shows =
  | { kind: "folder" }
  | { kind: "deleted" }
  | { kind: "as_of"; moment: number }
  | { kind: "search"; query: Query }
  | { kind: "report"; report: ReportView };

export const folder: Shows = { kind: "folder" };

/** Whether the files of a folder are listed as they are now, with others beside them or not. */
export function isNow({ kind }: Shows): boolean {
  return kind === "folder" || kind === "deleted";
}

/**
 * What of another place is listed after this one: deleted files, or a moment, stay in view within
 * their bucket.
 */
export function onward(here: Visit | null, place: Place): Shows {
  const same = here?.place.connection === place.connection && here.place.bucket === place.bucket;
  const past = here?.shows.kind === "deleted" || here?.shows.kind === "as_of";
  return here && same && past && place.bucket !== "" ? here.shows : folder;
}

export interface Visit {
  place: Place;
  shows: Shows;
  /** Row to come back to. */
  name: string | null;
  top: number;
}

/** Remembers in which order each bucket is shown. */
export interface Orders {
  orderOf(place: Place): Sort;
  keepOrder(place: Place, sort: Sort): void;
}

export class Way {
  #visits = $state.raw<Visit[]>([]);
  #at = $state(-1);

  get here(): Visit | null {
    return this.#visits[this.#at] ?? null;
  }

  get canBack(): boolean {
    return this.#at > 0;
  }

  get canForward(): boolean {
    return this.#at < this.#visits.length - 1;
  }

  /** Goes on to a place; what was ahead is let go. */
  add(place: Place, name: string | null, shows: Shows = folder): void {
    const visit = { place, shows, name, top: 0 };
    this.#visits = [...this.#visits.slice(0, this.#at + 1), visit];
    this.#at = this.#visits.length - 1;
  }

  step(by: 1 | -1): void {
    this.#at = Math.min(Math.max(0, this.#at + by), this.#visits.length - 1);
  }

  /** Forgets the visits of a connection; all of them when the one shown is among them. */
  leave(connection: string): void {
    const { here } = this;
    const gone = here?.place.connection === connection;
    this.#visits = gone ? [] : this.#visits.filter((visit) => visit.place.connection !== connection);
    this.#at = here ? this.#visits.indexOf(here) : -1;
  }
}
