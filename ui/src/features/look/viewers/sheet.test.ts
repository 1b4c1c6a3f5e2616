import { describe, expect, it } from "vitest";
import { sorted, turned, widths } from "./sheet";

const rows = (...texts: (string | null)[]) => texts.map((text) => ({ cells: [text] }));
const order = (texts: (string | null)[], numeric: boolean, descending = false) =>
  sorted(rows(...texts), { column: 0, descending }, numeric).map((row) => row.cells[0]);

describe("the order of a table", () => {
  it("turns from up to down to the file's own", () => {
    const up = turned(null, 2);
    expect(up).toEqual({ column: 2, descending: false });
    const down = turned(up, 2);
    expect(down).toEqual({ column: 2, descending: true });
    expect(turned(down, 2)).toBeNull();
    expect(turned(down, 0)).toEqual({ column: 0, descending: false });
  });

  it("is by number or by letter, with nothing last", () => {
    expect(order(["10", null, "9", "-1.5"], true)).toEqual(["-1.5", "9", "10", null]);
    expect(order(["10", null, "9"], true, true)).toEqual(["10", "9", null]);
    expect(order(["10", "9", "b", "Ä", "a"], false)).toEqual(["9", "10", "a", "Ä", "b"]);
  });

  it("keeps whole numbers apart that are too long for one", () => {
    expect(order(["4611686018427387905", "4611686018427387904"], true)).toEqual([
      "4611686018427387904",
      "4611686018427387905",
    ]);
  });

  it("makes room for names and first cells, up to a limit", () => {
    const columns = [
      { name: "a", numeric: false },
      { name: "a rather long name", numeric: true },
    ];
    expect(widths(columns, [["x".repeat(500), "1"]])).toEqual([40, 21]);
    expect(widths(columns, [])).toEqual([10, 21]);
  });
});
