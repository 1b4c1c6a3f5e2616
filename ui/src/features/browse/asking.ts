/**
 * What the questions about earlier times, the archive and Object Lock need of the tab they are of.
 */
import type { Picked, Place } from "../../lib/backend/contract";
import type { Tab as KeepTab } from "../lock/state.svelte";
import type { Tab as TimeTab } from "../time/state.svelte";
import type { Transfers } from "../transfers/state.svelte";
import { Destination } from "./destination.svelte";
import type { Browse } from "./state.svelte";

/** What a tab does for them with what is selected. */
export interface Asks {
  /** Acts on the listing once the selection is what the keys and clicks so far leave. */
  settled(act: (listing: string) => void): void;
  tell(caught: unknown): void;
}

export function timeTab(browse: Browse, transfers: Transfers, { settled, tell }: Asks): TimeTab {
  return {
    place: () => browse.place,
    shows: () => browse.shows,
    gone: () => browse.listing?.selection.gone ?? 0,
    enter: (place, shows) => browse.enter(place, shows),
    settled,
    undelete: (plan) => void transfers.runPlan({ kind: "undelete", plan }).catch(tell),
    restore: (plan, exact) => void transfers.runPlan({ kind: "restore", plan, exact }).catch(tell),
    restoreTo: (place) =>
      place === null
        ? browse.askDestination(false)
        : browse.pick((picked, rows) => transfers.copy(picked, place, false, rows).catch(tell)),
    filter: (since) => {
      browse.cursor.set(-1, null, false);
      browse.cursor.top = 0;
      browse.listing?.filterSince(since).catch(tell);
    },
  };
}

export function keepTab(browse: Browse, transfers: Transfers, { settled, tell }: Asks): KeepTab {
  return {
    bucket: () => browse.place?.bucket ?? "",
    settled,
    run: (work) => void transfers.runPlan(work).catch(tell),
    place: (then) =>
      browse.pick((picked) => {
        const put = async (_: Picked, to: Place) => then(to);
        const done = () => (browse.destination = null);
        browse.destination = new Destination(picked, false, browse.ways, put, done);
        browse.destination.onfolder = browse.onfolder;
      }),
    tell,
  };
}
