import { describe, expect, it } from "vitest";
import { spot, worthSaying } from "./tip";

const view = { width: 900, height: 600 };
const tip = { width: 120, height: 24 };
const button = { left: 400, top: 100, width: 30, height: 30 };

describe("a tooltip", () => {
  it("stands below the middle of a button", () =>
    expect(spot(button, { x: 402, y: 128 }, tip, view)).toEqual({ left: 355, top: 136 }));

  it("stands above where there is no space below", () =>
    expect(spot({ ...button, top: 560 }, { x: 402, y: 570 }, tip, view).top).toBe(530));

  it("begins at the pointer where what it is about is wide, and below the pointer where it is high", () => {
    const row = { left: 236, top: 200, width: 600, height: 32 };
    expect(spot(row, { x: 700, y: 210 }, tip, view)).toEqual({ left: 692, top: 238 });
    const pane = { left: 236, top: 0, width: 600, height: 600 };
    expect(spot(pane, { x: 300, y: 300 }, tip, view)).toEqual({ left: 292, top: 322 });
  });

  it.each([
    [
      { left: 0, top: 0, width: 20, height: 20 },
      { x: 1, y: 1 },
    ],
    [
      { left: 880, top: 580, width: 20, height: 20 },
      { x: 890, y: 590 },
    ],
    [
      { left: 0, top: 590, width: 900, height: 10 },
      { x: 899, y: 595 },
    ],
  ])("stays in the window at %o", (about, pointer) => {
    const { left, top } = spot(about, pointer, tip, view);
    expect([left >= 8, top >= 8]).toEqual([true, true]);
    expect([left + tip.width <= 892, top + tip.height <= 592]).toEqual([true, true]);
  });

  it.each([
    ["Download… (Ctrl+D)", "", false, true],
    ["acme-datasets", "acme-datasets", false, false],
    ["acme-datasets", "acme-datasets", true, true],
    ["421 bytes", "421 B", false, true],
    [" ", "", true, false],
  ])("about “%s” where “%s” is seen, cut: %s, is shown: %s", (words, seen, cut, shown) =>
    expect(worthSaying(words, seen, cut)).toBe(shown),
  );
});
