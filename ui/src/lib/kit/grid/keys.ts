/** What a press means in the grid. Pure: Grid.svelte carries the moves out, its owner the rest. */
import { pressed } from "../../actions";

export type Press =
  /**
   * Move the focus to `to`; `extend` selects up to there; `keep` leaves the selection alone, or
   * adds to it.
   */
  | { kind: "move"; to: number; extend: boolean; keep: boolean }
  | { kind: "toggle" }
  /** A quick look at the row; within a word that is being typed it is a blank. */
  | { kind: "peek" }
  | { kind: "all" }
  | { kind: "none" }
  | { kind: "open" }
  | { kind: "menu" }
  /** A letter of a name: typed ahead. */
  | { kind: "type"; text: string };

export interface At {
  /** Row with the focus, or -1. */
  focus: number;
  count: number;
  /** Items that a Page key moves. */
  page: number;
  /** Items in a line: with more than one, arrows go to the sides too. */
  per: number;
}

export function readPress(event: KeyboardEvent, at: At): Press | null {
  const to = target(event.key, at);
  if (to !== null && !event.altKey) return move(event, Math.min(Math.max(0, to), at.count - 1), at.count);
  const named = press(pressed(event));
  if (named) return named;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && [...event.key].length === 1 && event.key !== " " ? { kind: "type", text: event.key } : null;
}

function press(keys: string): Press | null {
  switch (keys) {
    case "Ctrl+Space":
      return { kind: "toggle" };
    case "Space":
      return { kind: "peek" };
    case "Ctrl+A":
      return { kind: "all" };
    case "Escape":
      return { kind: "none" };
    case "Enter":
      return { kind: "open" };
    case "ContextMenu":
    case "Shift+F10":
      return { kind: "menu" };
    default:
      return null;
  }
}

function target(key: string, { focus, count, page, per }: At): number | null {
  const lastLine = Math.floor((count - 1) / per);
  switch (key) {
    case "ArrowDown":
      // From the line before the last, one that is short: to its end.
      return focus >= 0 && Math.floor(focus / per) === lastLine && per > 1
        ? focus
        : focus < 0
          ? 0
          : focus + per;
    case "ArrowUp":
      return focus < 0 ? 0 : focus < per && per > 1 ? focus : focus - per;
    case "ArrowRight":
      return per > 1 ? focus + 1 : null;
    case "ArrowLeft":
      return per > 1 ? focus - 1 : null;
    case "PageDown":
      return focus + page;
    case "PageUp":
      return focus - page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

function move(event: KeyboardEvent, to: number, count: number): Press | null {
  if (count === 0) return null;
  return {
    kind: "move",
    to,
    extend: event.shiftKey,
    keep: event.ctrlKey || event.metaKey,
  };
}
