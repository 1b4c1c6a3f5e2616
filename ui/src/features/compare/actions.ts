/** What can be done about checksums, once. */
import FileCheck from "@lucide/svelte/icons/file-check";
import { act, type Action } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Browse } from "../browse/state.svelte";
import { comparison } from "./open.svelte";

export function compareAction(browse: Browse): Action {
  return act("compare", say("compare-action"), () => browse.pick((picked) => comparison.show(picked)), {
    also: "compare-also",
    icon: FileCheck,
    can: () => browse.listing !== null && browse.mayChoose && browse.time.past === null,
    why: () => browse.time.past ?? say(browse.listing ? "browse-select-first" : "browse-open-folder-first"),
  });
}
