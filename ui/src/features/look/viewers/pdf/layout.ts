/** Where the pages of a document are, one below the other. Pure arithmetic. */

/** Points of 1/72 inch. */
export interface Size {
  width: number;
  height: number;
}

/** Between two pages, px. */
export const gap = 12;
/** CSS pixels of a point at 100 %. */
export const natural = 96 / 72;
/** WebKit places parts exactly only up to this height, px. */
const tallest = 16_000_000;

/** The offset of each page's top, px, and at the end that of the whole. */
export function topsOf(sizes: readonly Size[], scale: number): number[] {
  const tops = [gap];
  for (const size of sizes) tops.push((tops.at(-1) ?? 0) + Math.round(size.height * scale) + gap);
  return tops;
}

/** The page that is at `top`: the last one that begins above it. */
export function pageAt(tops: readonly number[], top: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The pages to draw: those that are at least partly visible. */
export function drawn(tops: readonly number[], top: number, view: number): number[] {
  const first = pageAt(tops, top);
  const last = pageAt(tops, top + view);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/**
 * The scale at which the first page fills `width` px: a wider one among them changes nothing for
 * the others.
 */
export function fitting(sizes: readonly Size[], width: number): number {
  return Math.max(0.05, (width - 2 * gap) / (sizes[0]?.width ?? 1));
}

const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/** The next step of the zoom, 1 being 100 %. */
export function stepped(zoom: number, direction: 1 | -1): number {
  const further = steps.filter((step) => (direction > 0 ? step > zoom + 0.01 : step < zoom - 0.01));
  return (direction > 0 ? further[0] : further.at(-1)) ?? zoom;
}

/** Pages that can be shown one below the other. */
export function mostPages(pages: number, height: number): number {
  return Math.min(pages, Math.floor(tallest / Math.max(1, height * natural * 4)));
}

/**
 * How much finer than CSS pixels a canvas of this size may be, so that it stays below `limit`
 * pixels.
 */
export function density(width: number, height: number, wanted: number, limit: number): number {
  return Math.min(wanted, Math.sqrt(limit / Math.max(1, width * height)));
}
