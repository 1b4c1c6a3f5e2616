/** The way a person took in one tab: the places, which of them is shown, and where in each they were. */
import type { Place, Query, ReportView } from "../../lib/backend/contract";

export interface Visit {
  place: Place;
  /** What was looked for below it; null for the folder itself. */
  query: Query | null;
  /** The report that its rows are from; null where the storage itself was asked. */
  report: ReportView | null;
  /** Row to come back to. */
  name: string | null;
  top: number;
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
  add(place: Place, name: string | null, what: { query?: Query; report?: ReportView } = {}): void {
    const visit = { place, query: what.query ?? null, report: what.report ?? null, name, top: 0 };
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
