/** What can be done about deleted files and earlier times, each once. */
import ArchiveRestore from "@lucide/svelte/icons/archive-restore";
import History from "@lucide/svelte/icons/history";
import RotateCcw from "@lucide/svelte/icons/rotate-ccw";
import { act } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Browse } from "../browse/state.svelte";

export function timeActions(browse: Browse) {
  const { time } = browse;
  const inFolder = () => time.inFolder;
  const why = () => say("browse-open-folder-first");
  return {
    showDeleted: act(
      "show-deleted",
      say("time-show-deleted-action"),
      () => time.showDeleted(time.shows.kind !== "deleted"),
      { also: "time-show-deleted-also", checked: () => time.shows.kind === "deleted", can: inFolder, why },
    ),
    undelete: act("undelete", say("time-undelete-action"), () => time.askUndelete(), {
      also: "time-undelete-also",
      icon: ArchiveRestore,
      can: () => time.shows.kind === "deleted" && browse.mayChoose && !browse.readOnly,
      why: () => {
        if (browse.readOnly) return say("browse-read-only");
        return say(time.shows.kind === "deleted" ? "browse-select-first" : "time-show-first");
      },
    }),
    earlier: act("earlier", say("time-earlier-action"), () => time.askMoment(), {
      also: "time-earlier-also",
      icon: History,
      can: inFolder,
      why,
    }),
    restore: act("restore", say("time-restore-action"), () => time.askRestore(), {
      also: "time-restore-also",
      icon: ArchiveRestore,
      can: () =>
        time.shows.kind === "as_of" && browse.mayChoose && !browse.readOnly && time.since !== "added",
      why: () => {
        if (browse.readOnly) return say("browse-read-only");
        if (time.shows.kind !== "as_of") return say("time-show-earlier-first");
        return say(time.since === "added" ? "time-were-not-there" : "browse-select-first");
      },
    }),
    now: act("now", say("time-now-action"), () => time.backToNow(), {
      icon: RotateCcw,
      can: () => time.shows.kind === "as_of",
    }),
  };
}
