import { describe, expect, it } from "vitest";
import { changed, fit, isShown, space, widthOf } from "./columns";
import type { Column } from "./grid";

const columns: Column[] = [
  { id: "name", label: "Name", width: 0, least: 0 },
  { id: "size", label: "Size", width: 96, least: 56 },
  { id: "modified", label: "Modified", width: 152, least: 80 },
  { id: "class", label: "Class", width: 120, least: 72, optional: true },
];
const ids = (space: number, looks = [] as Parameters<typeof fit>[1]) =>
  fit(columns, looks, space).map((column) => column.id);

describe("columns", () => {
  it("give way from the last where there is little space; the first stays", () => {
    expect(ids(1200)).toEqual(["name", "size", "modified"]);
    expect(ids(400)).toEqual(["name", "size"]);
    expect(ids(100)).toEqual(["name"]);
    expect(fit([], [], 500)).toEqual([]);
  });

  it("leave the rest to the first", () => {
    const first = (space: number) => fit(columns, [], space)[0]?.width;
    expect([first(1200), first(700), first(100)]).toEqual([880, 380, 170]);
  });

  it("never make the first narrower than another, at any width and whatever the person widened", () => {
    const all = columns.map((column) => ({ ...column, optional: false }));
    const wide = changed(all, [], "modified", { width: 600 });
    for (const looks of [[], wide])
      for (let space = 260; space <= 2000; space += 10) {
        const [first, ...others] = fit(all, looks, space).map(({ width }) => width);
        expect(first, String(space)).toBeGreaterThanOrEqual(Math.max(0, ...others));
      }
    expect(fit(all, wide, 760).map(({ id }) => id)).toEqual(["name", "size", "modified", "class"]);
  });

  it("are hidden and shown by choice", () => {
    let looks = changed(columns, [], "size", { shown: false });
    looks = changed(columns, looks, "class", { shown: true });
    expect(ids(1200, looks)).toEqual(["name", "modified", "class"]);
    expect(columns[1] && isShown(columns[1], looks)).toBe(false);
    expect(changed(columns, looks, "other", { shown: true })).toBe(looks);
  });

  it("keep the width they were given, within reason", () => {
    const width = (to: number | null) => {
      const size = columns[1];
      return size && widthOf(size, changed(columns, [], "size", { width: to }));
    };
    expect([width(200), width(3), width(9000), width(null)]).toEqual([200, 56, 640, 96]);
    const hidden = changed(columns, changed(columns, [], "size", { width: 200 }), "size", { shown: false });
    expect(hidden).toEqual([{ id: "size", width: 200, shown: false }]);
  });

  it("are measured in the size of the text", () =>
    expect(fit(columns, [], 1200).map(space)).toEqual(["1 1 0", "0 0 6rem", "0 0 9.5rem"]));
});
