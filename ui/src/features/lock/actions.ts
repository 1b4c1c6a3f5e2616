/** What can be done about the archive and Object Lock for all that is selected, each once. */
import ArchiveRestore from "@lucide/svelte/icons/archive-restore";
import Lock from "@lucide/svelte/icons/lock";
import { act } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Browse } from "../browse/state.svelte";

export function keepActions(browse: Browse) {
  const { keep, time } = browse;
  const can = () => browse.listing !== null && browse.mayChoose && !browse.readOnly && time.untaken === null;
  const why = () => {
    if (browse.readOnly) return say("browse-read-only");
    return time.untaken ?? say(browse.listing ? "browse-select-first" : "browse-open-folder-first");
  };
  return {
    restoreArchived: act("restore-archived", say("archive-many-action"), () => keep.askRestore(), {
      also: "archive-many-also",
      icon: ArchiveRestore,
      can,
      why,
    }),
    lock: act("object-lock", say("lock-action"), () => keep.askLock(), {
      also: "lock-also",
      icon: Lock,
      can,
      why,
    }),
  };
}
