/**
 * Which items of a very long list are on screen, and where. Pure arithmetic; Grid.svelte holds the
 * elements.
 *
 * WebKit clamps an element's height at 33,554,428 px and places parts exactly only up to 16,777,216
 * px, so the spacer that gives the scroll bar its length is capped. Below the cap a pixel scrolled
 * is a pixel of content. Above it the bar's way is stretched over the content: `top` (the content's
 * own offset) is the truth, and the bar follows it.
 */
export const spacerCap = 16_000_000;

export interface Frame {
  /** Items of the list. */
  count: number;
  /** Height of a line, px. */
  row: number;
  /** Height of what is visible, px. */
  view: number;
  /** Items in a line: one in a table, several as tiles. */
  per: number;
}

/** Items to draw: `first` and `len`, in whole lines. */
export interface Span {
  first: number;
  len: number;
}

export function contentHeight(frame: Frame): number {
  return Math.ceil(frame.count / frame.per) * frame.row;
}

export function spacerHeight(frame: Frame): number {
  return Math.min(contentHeight(frame), spacerCap);
}

export function stretched(frame: Frame): boolean {
  return contentHeight(frame) > spacerCap;
}

/** The furthest that the content can be scrolled. */
export function lastTop(frame: Frame): number {
  return Math.max(0, contentHeight(frame) - frame.view);
}

export function clampTop(top: number, frame: Frame): number {
  return Math.min(Math.max(0, top), lastTop(frame));
}

/** The content's offset for a position of the scroll bar. */
export function topOf(scroll: number, frame: Frame): number {
  if (!stretched(frame)) return clampTop(scroll, frame);
  return clampTop((scroll / (spacerCap - frame.view)) * lastTop(frame), frame);
}

/** The position of the scroll bar for an offset of the content. */
export function scrollOf(top: number, frame: Frame): number {
  if (!stretched(frame)) return clampTop(top, frame);
  return (clampTop(top, frame) / lastTop(frame)) * (spacerCap - frame.view);
}

/** The line that item `at` is in. */
export function lineOf(at: number, frame: Pick<Frame, "per">): number {
  return Math.floor(at / frame.per);
}

/** The items that are at least partly visible, and `over` more lines on each side. */
export function spanAt(top: number, frame: Frame, over: number): Span {
  if (frame.count === 0 || frame.row <= 0) return { first: 0, len: 0 };
  const first = Math.max(0, Math.floor(top / frame.row) - over) * frame.per;
  const end = Math.min(frame.count, (Math.ceil((top + frame.view) / frame.row) + over) * frame.per);
  return { first, len: Math.max(0, end - first) };
}

/**
 * What is drawn, and in which seat its first line is: the elements of a seat are given to one line
 * after the other.
 */
export interface Drawn extends Span {
  seat: number;
  /** The content's offset that it is drawn for. */
  top: number;
}

/**
 * Draws `span` after `before`. Lines that stay on screen keep their seats. After a jump nothing
 * stays, and each line takes the seat at its own place, so that no element has to be moved.
 */
export function seated(
  before: Drawn,
  span: Span,
  top: number,
  frame: Pick<Frame, "per">,
  seats: number,
): Drawn {
  const moved = lineOf(span.first, frame) - lineOf(before.first, frame);
  const seat = Math.abs(moved) < seats ? before.seat + moved : before.seat;
  return { ...span, seat: ((seat % seats) + seats) % seats, top };
}

/** The most lines that `spanAt` asks for, wherever the list stands. */
export function mostLines(frame: Frame, over: number): number {
  return frame.row > 0 ? Math.ceil(frame.view / frame.row) + 1 + 2 * over : 1;
}

/** Where a turn of the wheel leads, in the unit that the wheel tells it in. */
export function turned(top: number, wheel: Pick<WheelEvent, "deltaMode" | "deltaY">, frame: Frame): number {
  const unit = [1, frame.row, frame.view][wheel.deltaMode] ?? 1;
  return clampTop(top + wheel.deltaY * unit, frame);
}

/**
 * Where the first line of what is drawn stands: in the content, or, beside a stretched bar, in what
 * is visible.
 */
export function place(drawn: Drawn, frame: Frame): number {
  const start = lineOf(drawn.first, frame) * frame.row;
  return stretched(frame) ? start - drawn.top : start;
}

/** The offset that brings item `at` wholly into view with the least movement. */
export function reveal(at: number, top: number, frame: Frame): number {
  const start = lineOf(at, frame) * frame.row;
  if (start < top) return clampTop(start, frame);
  if (start + frame.row > top + frame.view) return clampTop(start + frame.row - frame.view, frame);
  return clampTop(top, frame);
}

/** How many items a Page key moves. */
export function pageRows(frame: Frame): number {
  return Math.max(1, Math.floor(frame.view / frame.row) - 1) * frame.per;
}
