/** What can be done about properties, each once. */
import FileCog from "@lucide/svelte/icons/file-cog";
import { act, type Action } from "../../lib/actions";
import { say, things } from "../../lib/words";
import type { Browse } from "../browse/state.svelte";
import { properties } from "./open.svelte";

/** A file as it was has a version, whose properties are shown. */
function mayShow({ listing, mayChoose, time, chosen, seen, readOnly }: Browse): boolean {
  if (listing === null || listing.refused !== null || !mayChoose) return false;
  const one = chosen === 1 && seen?.kind === "file";
  if (time.past !== null) return one && !!seen.past?.version;
  return one || !readOnly;
}

function show(browse: Browse): void {
  browse.onceSettled((listing) => {
    const { place, chosen } = browse;
    const row = listing.row(browse.cursor.focus);
    if (!place || chosen === 0) return;
    const { connection, bucket } = place;
    if (chosen === 1 && row?.selected && row.kind === "file")
      return properties.show({ connection, bucket, key: row.key }, row.past?.version ?? null);
    browse.pick(({ pick, name, files, folders }) =>
      properties.change({ kind: "picked", pick }, name ?? things(files, folders)),
    );
  });
}

/** One file shows all of itself; several, or a folder, are changed. */
export function propertiesAction(browse: Browse): Action {
  return act("properties", say("properties-action"), () => show(browse), {
    also: "properties-also",
    keys: ["Ctrl+P"],
    icon: FileCog,
    can: () => mayShow(browse),
    why: () => {
      if (browse.time.past !== null) return browse.time.past;
      if (browse.readOnly && browse.chosen > 1) return say("browse-read-only");
      return say(browse.listing ? "browse-select-first" : "browse-open-folder-first");
    },
  });
}
