/** How large a picture is drawn, and which part of it is in sight. */

export interface Size {
  width: number;
  height: number;
}

/** Steps of the zoom, as shares of the picture's own size. */
const steps = [0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 16];

/**
 * Whole in the pane, and never larger than it is. `free` may grow: an SVG has no size of its own.
 */
export function fitting(picture: Size, pane: Size, free = false): number {
  if (picture.width <= 0 || picture.height <= 0 || pane.width <= 0 || pane.height <= 0) return 1;
  const scale = Math.min(pane.width / picture.width, pane.height / picture.height);
  return free ? scale : Math.min(1, scale);
}

export function larger(scale: number): number {
  return steps.find((step) => step > scale * 1.01) ?? (steps.at(-1) as number);
}

export function smaller(scale: number): number {
  return steps.findLast((step) => step < scale * 0.99) ?? (steps[0] as number);
}

/** A turn of the wheel with Ctrl: small ones of a touch pad change little. */
export function wheeled(scale: number, delta: number): number {
  const wanted = scale * Math.exp(-Math.max(-100, Math.min(100, delta)) * 0.004);
  return Math.max(steps[0] as number, Math.min(steps.at(-1) as number, wanted));
}

/**
 * Where to scroll so that the point under the pointer stays there; the picture is centred where
 * it is smaller.
 */
export function heldAt(scroll: number, pointer: number, pane: number, before: number, after: number): number {
  const margin = (length: number) => Math.max(0, (pane - length) / 2);
  const at = (scroll + pointer - margin(before)) / before;
  return Math.max(0, at * after + margin(after) - pointer);
}
