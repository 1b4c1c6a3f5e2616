/** What can be done about links, each once. */
import Link from "@lucide/svelte/icons/link";
import ListChecks from "@lucide/svelte/icons/list-checks";
import { act, type Action } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Browse } from "../browse/state.svelte";
import { shares } from "./shares.svelte";

/** A file as it was has a version, which is shared alone. */
function mayShare({ listing, mayChoose, time, chosen, seen }: Browse): boolean {
  if (listing === null || listing.refused !== null || !mayChoose) return false;
  return time.past === null || (chosen === 1 && !!seen?.selected && !!seen.past?.version);
}

/** One file gets a link; several, or a folder, a list of links. */
export function shareAction(browse: Browse): Action {
  return act("share", say("share-action"), () => browse.share(), {
    also: "share-also",
    keys: ["Ctrl+Shift+L"],
    icon: Link,
    can: () => mayShare(browse),
    why: () => browse.time.past ?? say(browse.listing ? "share-select-file" : "browse-open-folder-first"),
  });
}

export function linksAction(can: () => boolean): Action {
  return act("links", say("share-links-action"), () => shares.showLinks(), {
    also: "share-links-also",
    icon: ListChecks,
    can,
  });
}
