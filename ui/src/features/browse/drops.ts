/**
 * Files dragged over the window from another program. The host sends where they are; which row that
 * is, only the page can tell, so rows carry `data-at` and the point is looked up among what is
 * drawn.
 */
import { call, stream } from "../../lib/backend/backend";
import type {
  ConnectionView,
  HeldRows,
  Look,
  ChosenPath,
  Place,
  WindowEvent,
} from "../../lib/backend/contract";
import type { Browse } from "./state.svelte";

export type RowAt = (x: number, y: number) => number | null;

/** What the page does with what happens to its window. */
export interface WindowEars {
  rowAt?: RowAt;
  /** Whether something else on the screen wants what was dropped. */
  taken?: (chosen: ChosenPath) => boolean;
  /**
   * The window is being closed while it is at work, or the last one while transfers run, a backup
   * or a saved pair.
   */
  closeAsked?: (asked: { last: boolean; backup: boolean; pair: boolean }) => void;
  /** What was cut or copied in another window. */
  held?: (held: HeldRows | null) => void;
  /** How much larger than usual the desktop shows text. */
  textSize?: (scale: number) => void;
  /** A connection file was opened from outside. */
  opened?: (chosen: ChosenPath) => void;
  /** Another window changed the connections, the favourites, or how lists are shown. */
  changed?: (connections: ConnectionView[], favourites: Place[], look: Look) => void;
}

/** `front` is where a drop goes: the tab in front at that moment. */
export async function watchWindow(
  front: () => Browse,
  { rowAt = drawnRow, taken, closeAsked, held, textSize, opened, changed }: WindowEars,
): Promise<void> {
  const events = stream((event: WindowEvent) => {
    const browse = front();
    switch (event.kind) {
      case "drag_over":
        return browse.hover(rowAt(event.x, event.y));
      case "drag_left":
        return browse.leaveDrag();
      case "close_asked":
        return closeAsked?.(event);
      case "held_elsewhere":
        return held?.(event.held);
      case "text_size":
        return textSize?.(event.scale);
      case "opened":
        return opened?.(event.chosen);
      case "changed_elsewhere":
        return changed?.(event.connections, event.favourites, event.look);
      case "dropped":
        if (taken?.(event.chosen)) return;
        browse.hover(rowAt(event.x, event.y));
        return browse.drop(event.chosen);
    }
  });
  await call("watch_window", { events });
}

/** Says whether closing the window would end something: then it is asked about. */
export function holdWindow(atWork: boolean): void {
  call("hold_window", { at_work: atWork }).catch(() => undefined);
}

function drawnRow(x: number, y: number): number | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-at]");
  return row?.dataset["at"] === undefined ? null : Number(row.dataset["at"]);
}
