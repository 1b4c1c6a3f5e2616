/**
 * Files dragged over the window from another program. The host sends where they are; which row that is, only
 * the page can tell, so rows carry `data-at` and the point is looked up among what is drawn.
 */
import { call, stream } from "../../lib/backend/backend";
import type { ChosenPath, WindowEvent } from "../../lib/backend/contract";
import type { Browse } from "./state.svelte";

export type RowAt = (x: number, y: number) => number | null;

/**
 * `front` is where a drop goes: the tab in front at that moment. `taken`: whether something else on the screen wants
 * what was dropped. `closeAsked`: the window is being closed while transfers run, or a backup. `opened`: a connection file
 * was opened from outside.
 */
export async function watchWindow(
  front: () => Browse,
  rowAt: RowAt = drawnRow,
  taken: (chosen: ChosenPath) => boolean = () => false,
  closeAsked: (backup: boolean) => void = () => undefined,
  opened: (chosen: ChosenPath) => void = () => undefined,
): Promise<void> {
  const events = stream((event: WindowEvent) => {
    const browse = front();
    switch (event.kind) {
      case "drag_over":
        return browse.hover(rowAt(event.x, event.y));
      case "drag_left":
        return browse.leaveDrag();
      case "close_asked":
        return closeAsked(event.backup);
      case "opened":
        return opened(event.chosen);
      case "dropped":
        if (taken(event.chosen)) return;
        browse.hover(rowAt(event.x, event.y));
        return browse.drop(event.chosen);
    }
  });
  await call("watch_window", { events });
}

function drawnRow(x: number, y: number): number | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-at]");
  return row?.dataset["at"] === undefined ? null : Number(row.dataset["at"]);
}
