/** Lists that scroll while something is dragged near their upper or lower edge. */
import { pace } from "../../lib/kit/grid/band";

/** How far a list goes on in one turn, px, while the pointer is at `y`; nothing outside of it. */
export function stepAt(y: number, box: { top: number; bottom: number }): number {
  return y < box.top || y > box.bottom ? 0 : pace(y - box.top, box.bottom - box.top);
}

/** What is under the pointer and scrolls, and how far it goes. Null where nothing does. */
export function scrolling(x: number, y: number): (() => boolean) | null {
  const under = document.elementFromPoint(x, y);
  for (let part = under; part; part = part.parentElement) {
    const by = stepAt(y, part.getBoundingClientRect());
    const long = part.scrollHeight > part.clientHeight + 1 && part.clientHeight > 0;
    if (by !== 0 && long && /auto|scroll/.test(getComputedStyle(part).overflowY))
      return () => scrolled(part, by);
    // Beside a stretched bar a list scrolls by the wheel alone.
    if (by !== 0 && part.matches("[data-stretched]")) return () => turned(part, by);
  }
  return null;
}

/** False at the end of it. */
function scrolled(part: Element, by: number): boolean {
  const before = part.scrollTop;
  part.scrollTop += by;
  return part.scrollTop !== before;
}

function turned(part: Element, by: number): boolean {
  part.dispatchEvent(new WheelEvent("wheel", { deltaY: by, bubbles: true, cancelable: true }));
  return true;
}
