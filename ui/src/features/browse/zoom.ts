/**
 * How large text and rows are, in percent of the usual size, and the steps from one to the next.
 */
import ZoomIn from "@lucide/svelte/icons/zoom-in";
import ZoomOut from "@lucide/svelte/icons/zoom-out";
import { act, type Action } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Places } from "./places.svelte";

export const usual = 100;
const steps = [70, 80, 90, usual, 110, 125, 150, 175, 200];

/** The next step up or down; at an end the same. */
export function zoomed(now: number, by: 1 | -1): number {
  const next = by > 0 ? steps.find((step) => step > now) : steps.findLast((step) => step < now);
  return next ?? now;
}

/** How large text and rows are. */
export function zoomActions(places: Places): Action[] {
  const to = (by: 1 | -1) => zoomed(places.zoom, by);
  const step = (by: 1 | -1) => ({
    can: () => to(by) !== places.zoom,
    run: () => places.setZoom(to(by)),
  });
  return [
    act("zoom-in", say("page-zoom-in-action"), step(1).run, {
      also: "page-zoom-also",
      keys: ["Ctrl++", "Ctrl+=", "Ctrl+Shift++"],
      icon: ZoomIn,
      can: step(1).can,
    }),
    act("zoom-out", say("page-zoom-out-action"), step(-1).run, {
      also: "page-zoom-also",
      keys: ["Ctrl+-"],
      icon: ZoomOut,
      can: step(-1).can,
    }),
    act("zoom-usual", say("page-zoom-usual-action"), () => places.setZoom(usual), {
      also: "page-zoom-also",
      keys: ["Ctrl+0"],
      can: () => places.zoom !== usual,
    }),
  ];
}
