import { describe, expect, it } from "vitest";
import {
  clampTop,
  lastTop,
  lineOf,
  mostLines,
  pageRows,
  place,
  reveal,
  scrollOf,
  seated,
  spacerCap,
  spacerHeight,
  spanAt,
  stretched,
  topOf,
  turned,
  type Drawn,
  type Frame,
} from "./window";

const short: Frame = { count: 1_000, row: 32, view: 640, per: 1 };
const long: Frame = { count: 10_000_000, row: 32, view: 640, per: 1 };
/** Where line `first` stands, drawn for an offset. */
const placed = (first: number, top: number, frame: Frame) => place({ first, len: 1, seat: 0, top }, frame);

describe("a list below the cap", () => {
  it("scrolls pixel for pixel", () => {
    expect(stretched(short)).toBe(false);
    expect(spacerHeight(short)).toBe(32_000);
    expect(topOf(1_234, short)).toBe(1_234);
    expect(scrollOf(1_234, short)).toBe(1_234);
    expect(placed(40, 1_234, short)).toBe(1_280);
  });

  it("shows the rows that touch the view", () => {
    expect(spanAt(0, short, 0)).toEqual({ first: 0, len: 20 });
    expect(spanAt(16, short, 0)).toEqual({ first: 0, len: 21 });
    expect(spanAt(320, short, 5)).toEqual({ first: 5, len: 30 });
    expect(spanAt(lastTop(short), short, 5)).toEqual({ first: 975, len: 25 });
  });

  it("follows the wheel in the unit it turns in", () => {
    const turn = (deltaMode: number, deltaY: number) => turned(1_000, { deltaMode, deltaY }, short);
    expect([turn(0, 40), turn(1, 3), turn(2, -1), turn(2, -9)]).toEqual([1_040, 1_096, 360, 0]);
  });

  it("needs no scrolling when all fits", () => {
    const few = { ...short, count: 3 };
    expect(lastTop(few)).toBe(0);
    expect(spanAt(0, few, 8)).toEqual({ first: 0, len: 3 });
    expect(spanAt(0, { ...short, count: 0 }, 8)).toEqual({ first: 0, len: 0 });
  });
});

describe("ten million rows", () => {
  it("stay under the cap", () => {
    expect(stretched(long)).toBe(true);
    expect(spacerHeight(long)).toBe(spacerCap);
  });

  it("reach the last row at the end of the bar", () => {
    const top = topOf(spacerCap - long.view, long);
    const span = spanAt(top, long, 0);
    expect(span.first + span.len).toBe(10_000_000);
    expect(scrollOf(top, long)).toBe(spacerCap - long.view);
    // Its lower edge is the lower edge of what is visible, so the row is seen whole.
    expect(placed(9_999_999, top, long) + long.row).toBeCloseTo(long.view, 3);
  });

  it("begin with the first row", () => {
    expect(spanAt(topOf(0, long), long, 0).first).toBe(0);
    expect(placed(0, 0, long)).toBe(0);
  });

  it("move one row for one row revealed, anywhere", () => {
    for (const at of [20, 5_000_000, 9_999_999]) {
      const top = reveal(at, (at - 20) * long.row, long);
      expect(placed(at, top, long)).toBeCloseTo(long.view - long.row, 3);
    }
  });

  it("go back and forth without drift", () => {
    for (const at of [0, 1, 4_999_999, 9_999_980]) {
      const top = at * long.row;
      expect(topOf(scrollOf(top, long), long)).toBeCloseTo(top, 3);
    }
  });
});

describe("revealing", () => {
  it("moves only as far as needed", () => {
    expect(reveal(5, 0, short)).toBe(0);
    expect(reveal(20, 0, short)).toBe(32);
    expect(reveal(3, 320, short)).toBe(96);
    expect(reveal(999, 0, short)).toBe(lastTop(short));
  });

  it("never leaves the list", () => {
    expect(clampTop(-5, short)).toBe(0);
    expect(clampTop(1e9, short)).toBe(lastTop(short));
    expect(reveal(0, 1e9, { ...short, count: 0 })).toBe(0);
  });
});

it("pages by what is visible less one row", () => {
  expect(pageRows(short)).toBe(19);
  expect(pageRows({ ...short, view: 10 })).toBe(1);
});

describe("tiles", () => {
  // 1,003 items, six in a line: 168 lines, the last of one item.
  const tiles: Frame = { count: 1_003, row: 120, view: 480, per: 6 };

  it("share the lines of the list", () => {
    expect(spacerHeight(tiles)).toBe(168 * 120);
    expect(spanAt(0, tiles, 1)).toEqual({ first: 0, len: 30 });
    expect(spanAt(130, tiles, 0)).toEqual({ first: 6, len: 30 });
    expect(spanAt(lastTop(tiles), tiles, 0)).toEqual({ first: 164 * 6, len: 19 });
    expect(placed(6, 0, tiles)).toBe(120);
    expect(pageRows(tiles)).toBe(18);
  });

  it("are brought into view by their line", () => {
    expect(reveal(1_002, 0, tiles)).toBe(lastTop(tiles));
    expect(reveal(5, 300, tiles)).toBe(0);
    expect(reveal(7, 0, tiles)).toBe(0);
  });

  it("reach the last of ten million", () => {
    const many = { ...tiles, count: 10_000_000 };
    const span = spanAt(topOf(spacerCap - many.view, many), many, 0);
    expect(span.first + span.len).toBe(10_000_000);
  });
});

describe("seats", () => {
  const seats = mostLines(short, 3);
  const at = (top: number, before: Drawn = { first: 0, len: 0, seat: 0, top: 0 }) =>
    seated(before, spanAt(top, short, 3), top, short, seats);
  const seatOf = (line: number, drawn: Drawn) => (drawn.seat + line - lineOf(drawn.first, short)) % seats;

  it("are enough for every line, wherever the list stands", () => {
    for (let top = 0; top < lastTop(short); top += 7) expect(at(top).len).toBeLessThanOrEqual(seats);
    expect(mostLines({ ...short, row: 0 }, 3)).toBe(1);
  });

  it("are kept by lines that stay on screen", () => {
    let drawn = at(3_200);
    for (const top of [3_232, 3_300, 3_000, 2_700, 3_100]) {
      const next = at(top, drawn);
      const stays = Math.max(next.first, drawn.first);
      expect(seatOf(stays, next)).toBe(seatOf(stays, drawn));
      drawn = next;
    }
  });

  it("change hands at their places after a jump", () => {
    const drawn = at(3_300, at(3_200));
    expect(at(20_000, drawn).seat).toBe(drawn.seat);
    expect(at(100, drawn).seat).toBe(drawn.seat);
  });
});
