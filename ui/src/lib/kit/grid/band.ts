/**
 * A rectangle that the pointer pulls over a list from its empty ground: which items lie in it, and
 * how the list is scrolled while the pointer is held at its edge. Pure arithmetic; Band.svelte
 * holds the pointer.
 */
import type { Frame } from "./window";

/** Offsets in the content, px: `x` from where lines begin, `y` from the first line. */
export interface Spot {
  x: number;
  y: number;
}

/** Items that follow each other, both ends included. */
export interface Run {
  from: number;
  to: number;
}

/** What is pulled over; with `adds` beside what is selected already. */
export interface Pulled {
  runs: Run[];
  adds: boolean;
}

/**
 * How tiles lie in their line, px: what is left free before the first one, between two, and how
 * wide each is.
 */
export interface Across {
  before: number;
  between: number;
  wide: number;
}

/** As GridTiles.svelte lays them, `per` in a line that is `inner` px wide. */
export function tilesAcross(inner: number, per: number, rem: number): Across {
  const [before, between] = [0.75 * rem, 0.25 * rem];
  return { before, between, wide: (inner - 2 * before - (per - 1) * between) / per };
}

/**
 * How near to its edge, or how far beyond, the pointer scrolls the list, px; and the most that it
 * does in one turn.
 */
const edge = 24;
const most = 40;

/**
 * The items between two corners. Each line is a run; whole lines are one. `across` is null for a
 * table.
 */
export function runsBetween(one: Spot, other: Spot, frame: Frame, across: Across | null): Run[] {
  const { count, row, per } = frame;
  const lines = Math.ceil(count / per);
  const first = Math.max(0, Math.floor(Math.min(one.y, other.y) / row));
  const last = Math.min(lines - 1, Math.floor(Math.max(one.y, other.y) / row));
  const [from, to] = across ? columns(one.x, other.x, per, across) : [0, per - 1];
  if (count === 0 || last < first || to < from) return [];
  if (from === 0 && to === per - 1) return [{ from: first * per, to: Math.min(last * per + to, count - 1) }];
  const runs = Array.from({ length: last - first + 1 }, (_, nth) => ({
    from: (first + nth) * per + from,
    to: Math.min((first + nth) * per + to, count - 1),
  }));
  return runs.filter((run) => run.from <= run.to);
}

/**
 * The first and the last tile of a line that is touched between two offsets; none where the first
 * comes after the last.
 */
function columns(one: number, other: number, per: number, { before, between, wide }: Across) {
  const step = wide + between;
  const first = Math.floor((Math.min(one, other) - before + between) / step);
  const last = Math.floor((Math.max(one, other) - before) / step);
  return [Math.max(0, first), Math.min(per - 1, last)] as const;
}

/**
 * How far the list is scrolled in one turn while the pointer is `y` px below the top of what is
 * visible.
 */
export function pace(y: number, view: number): number {
  const beyond = y < edge ? y - edge : Math.max(0, y - (view - edge));
  return Math.max(-most, Math.min(most, beyond / 2));
}
