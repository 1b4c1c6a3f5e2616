/** What a press means in the grid. Pure: Grid.svelte carries the moves out, its owner the rest. */
import { pressed } from "../../actions";

export type Press =
  /** Move the focus to `to`; `extend` selects up to there, `keep` leaves the selection alone. */
  | { kind: "move"; to: number; extend: boolean; keep: boolean }
  | { kind: "toggle" }
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
  /** Rows that a Page key moves. */
  page: number;
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
    case "Space":
      return { kind: "toggle" };
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

function target(key: string, { focus, count, page }: At): number | null {
  switch (key) {
    case "ArrowDown":
      return focus + 1;
    case "ArrowUp":
      return focus < 0 ? 0 : focus - 1;
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
    keep: (event.ctrlKey || event.metaKey) && !event.shiftKey,
  };
}
