import { describe, expect, it } from "vitest";
import { pace, runsBetween, type Across, type Run } from "./band";

const at = (x: number, y: number) => ({ x, y });
const run = (from: number, to: number): Run => ({ from, to });

describe("in a table", () => {
  const frame = { count: 100, row: 32, view: 320, per: 1 };
  const taken = (from: number, to: number, count = 100) =>
    runsBetween(at(400, from), at(10, to), { ...frame, count }, null);

  it.each([
    ["within one row", 33, 40, [run(1, 1)]],
    ["over several rows, downwards", 10, 100, [run(0, 3)]],
    ["over several rows, upwards", 100, 10, [run(0, 3)]],
    ["from the ground up into the last rows", 3300, 3150, [run(98, 99)]],
    ["on the ground alone", 3300, 3400, []],
    ["from above the first row", -50, 20, [run(0, 0)]],
  ])("%s", (_, from, to, runs) => expect(taken(from, to)).toEqual(runs));

  it("holds nothing in an empty list", () => expect(taken(0, 500, 0)).toEqual([]));

  it("is one run over ten million rows", () => expect(taken(0, 1e9, 1e7)).toEqual([run(0, 9_999_999)]));
});

describe("among tiles", () => {
  // Lines of four tiles, 100 px wide with 4 px between them and 12 px before the first.
  const across: Across = { before: 12, between: 4, wide: 100 };
  const frame = { count: 10, row: 128, view: 600, per: 4 };
  const taken = (one: [number, number], other: [number, number], count = 10) =>
    runsBetween(at(...one), at(...other), { ...frame, count }, across);

  it.each([
    ["one tile", [20, 10], [50, 20], [run(0, 0)]],
    ["the two in the middle of two lines", [130, 10], [300, 200], [run(1, 2), run(5, 6)]],
    ["the same from the other corner", [300, 200], [130, 10], [run(1, 2), run(5, 6)]],
    ["whole lines as one run", [0, 10], [500, 200], [run(0, 7)]],
    ["a last line that is short", [130, 10], [420, 300], [run(1, 3), run(5, 7), run(9, 9)]],
    ["nothing between two tiles", [113, 10], [115, 60], []],
    ["nothing before the first", [0, 10], [11, 60], []],
    ["nothing beside the end of a short last line", [230, 260], [420, 300], []],
    ["whole lines of which the last is short", [0, 200], [500, 999], [run(4, 9)]],
  ] as [string, [number, number], [number, number], Run[]][])("%s", (_, one, other, runs) =>
    expect(taken(one, other)).toEqual(runs),
  );
});

describe("at the edge", () => {
  it.each([
    ["in the middle the list stays", 300, 0],
    ["near the top it goes up", 14, -5],
    ["near the bottom it goes down", 586, 5],
    ["beyond the edge it goes faster", 640, 32],
    ["and never faster than the eye", 5000, 40],
    ["in both directions", -5000, -40],
  ])("%s", (_, y, by) => expect(pace(y, 600)).toBe(by));
});
