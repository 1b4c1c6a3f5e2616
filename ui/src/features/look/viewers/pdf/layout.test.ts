import { describe, expect, it } from "vitest";
import { density, drawn, fitting, gap, mostPages, pageAt, stepped, topsOf } from "./layout";

const sizes = [
  { width: 600, height: 800 },
  { width: 1200, height: 600 },
  { width: 600, height: 800 },
];

describe("pages one below the other", () => {
  const tops = topsOf(sizes, 0.5);

  it("have a gap above each and at the end", () => {
    expect(tops).toEqual([12, 12 + 400 + gap, 12 + 400 + gap + 300 + gap, 12 + 1100 + 3 * gap]);
  });

  it.each([
    [0, 0],
    [11, 0],
    [423, 0],
    [424, 1],
    [735, 1],
    [736, 2],
    [1e9, 2],
  ])("at %i px there is page %i", (top, page) => expect(pageAt(tops, top)).toBe(page));

  it("are drawn where they are visible, and only there", () => {
    expect(drawn(tops, 0, 100)).toEqual([0]);
    expect(drawn(tops, 400, 400)).toEqual([0, 1, 2]);
    expect(drawn(tops, 5000, 400)).toEqual([2]);
  });

  it("fill the width with the first", () => {
    expect(fitting(sizes, 624)).toBe(1);
    expect(fitting([], 0)).toBe(0.05);
  });

  it("are as many as a page of the browser can hold", () => {
    expect(mostPages(200, 842)).toBe(200);
    expect(mostPages(1_000_000, 842)).toBeLessThan(4000);
    expect(mostPages(3, 0)).toBe(3);
  });
});

describe("the zoom", () => {
  it.each([
    [1, 1, 1.25],
    [1, -1, 0.8],
    [1.1, 1, 1.25],
    [4, 1, 4],
    [0.25, -1, 0.25],
    [9, -1, 4],
  ] as const)("from %f by %i is %f", (from, by, to) => expect(stepped(from, by)).toBe(to));

  it("keeps a canvas below its limit", () => {
    expect(density(100, 100, 2, 4_000_000)).toBe(2);
    const fine = density(4000, 4000, 2, 4_000_000);
    expect(4000 * fine * 4000 * fine).toBeCloseTo(4_000_000);
  });
});
