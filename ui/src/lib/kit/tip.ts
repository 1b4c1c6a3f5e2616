/**
 * Where a tooltip stands, and whether there is anything for it to say. Pure; lengths in px of the
 * window.
 */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Between the tooltip and what it is about, and from the window's edges. */
const gap = 6;
const edge = 8;
/** What is higher than this is not pointed at as a whole: the tooltip stands at the pointer. */
const small = 64;

/**
 * Below what it is about, above it where there is no space; its start at the pointer, so that it is
 * where one looks.
 */
export function spot(
  about: Box,
  pointer: { x: number; y: number },
  tip: { width: number; height: number },
  view: { width: number; height: number },
): { left: number; top: number } {
  const whole = about.height <= small;
  const [top, bottom] = whole ? [about.top, about.top + about.height] : [pointer.y, pointer.y + 16];
  const below = bottom + gap;
  const fits = below + tip.height + edge <= view.height;
  const left = about.width <= small ? about.left + about.width / 2 - tip.width / 2 : pointer.x - edge;
  return {
    left: Math.max(edge, Math.min(left, view.width - tip.width - edge)),
    top: Math.max(edge, fits ? below : top - gap - tip.height),
  };
}

/** Nothing where the same words can be read already: `cut` says that they are not seen whole. */
export function worthSaying(words: string, seen: string, cut: boolean): boolean {
  return words.trim() !== "" && (cut || words.trim() !== seen.trim());
}
