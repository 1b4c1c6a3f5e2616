/** Undo, redo, and the list of what can be: each once, for the menus, the palette and the keys. */
import ListRestart from "@lucide/svelte/icons/list-restart";
import Redo2 from "@lucide/svelte/icons/redo-2";
import Undo2 from "@lucide/svelte/icons/undo-2";
import { act } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Undoing } from "./undoing.svelte";

export type UndoActions = ReturnType<typeof undoActions>;

export function undoActions(undoing: Undoing) {
  const idle = () => !undoing.busy && !undoing.running;
  const busy = () => {
    if (undoing.busy) return say("browse-undo-busy");
    return undoing.running ? say("browse-undo-running") : null;
  };
  const undo = act("undo", say("browse-undo-action"), () => void undoing.undo(), {
    keys: ["Ctrl+Z"],
    icon: Undo2,
    editing: true,
    can: () => idle() && undoing.done.length > 0,
    why: () => busy() ?? say("browse-undo-none"),
  });
  const redo = act("redo", say("browse-redo-action"), () => void undoing.redo(), {
    keys: ["Ctrl+Shift+Z", "Ctrl+Y"],
    icon: Redo2,
    editing: true,
    can: () => idle() && undoing.undone.length > 0,
    why: () => busy() ?? say("browse-redo-none"),
  });
  const list = act("undo-list", say("browse-undo-list-action"), () => (undoing.listed = true), {
    also: "browse-undo-list-also",
    icon: ListRestart,
  });
  return { undo, redo, list, all: [undo, redo, list] };
}
