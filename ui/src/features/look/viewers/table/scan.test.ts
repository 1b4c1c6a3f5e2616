import { describe, expect, it } from "vitest";
import { delimiterOf, hasHeader, kindOf, kindOfAll, valueOf } from "./guess";
import { addKeys, bare, cellsOf, mostKeys } from "./lines";
import { scan, split, type Dialect } from "./scan";
import { columnsAt, widthsOf } from "./widths";

const csv: Dialect = { delimiter: ",", unit: 1, littleEndian: false };
const utf8 = (text: string) => new TextEncoder().encode(text);

/** The cells of each row, as the scanner and the splitter find them together. */
function parsed(text: string, dialect = csv): string[][] {
  const bytes = utf8(text);
  const { starts, raw, end } = scan(bytes, dialect, true);
  expect(end).toBe(bytes.length);
  return starts.map((start, at) => {
    const row = new TextDecoder().decode(bytes.subarray(start, starts[at + 1] ?? bytes.length));
    return split(row.replace(/\r?\n$|\r$/, ""), dialect.delimiter ?? ",", !raw.has(at), 1_000);
  });
}

describe("rows", () => {
  it.each([
    [
      "plain",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "without a last line end",
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "of Windows",
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "of old Macs",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "with quotes",
      '"a","b, c"\n"d ""e""",f',
      [
        ["a", "b, c"],
        ['d "e"', "f"],
      ],
    ],
    [
      "with line breaks in quotes",
      '"a\nb",c\r\n"d\r\ne",f',
      [
        ["a\nb", "c"],
        ["d\r\ne", "f"],
      ],
    ],
    ["ragged", "a\nb,c,d\n,\n", [["a"], ["b", "c", "d"], ["", ""]]],
    ["with empty lines", "a\n\nb", [["a"], [""], ["b"]]],
    [
      "with a quote within a cell",
      '5" pipe,x\ny,6"',
      [
        ['5" pipe', "x"],
        ["y", '6"'],
      ],
    ],
    [
      "with letters after a closing quote",
      '"a"b,c\nd,e',
      [
        ["ab", "c"],
        ["d", "e"],
      ],
    ],
    [
      "with a quote that is never closed",
      'a,"b\nc,d\ne,f',
      [
        ["a", '"b'],
        ["c", "d"],
        ["e", "f"],
      ],
    ],
    [
      "with a quote at the end",
      'a,b\nc,"',
      [
        ["a", "b"],
        ["c", '"'],
      ],
    ],
    ["of empty quotes", '"",""\n""', [["", ""], [""]]],
    [
      "of letters of many bytes",
      "日本,é\n𝄞,x",
      [
        ["日本", "é"],
        ["𝄞", "x"],
      ],
    ],
  ])("%s", (_, text, cells) => expect(parsed(text)).toEqual(cells));

  it("where a quote is closed a thousand lines further down are not one row", () => {
    const text = `a,"b\n${"c,d\n".repeat(1_000)}e,"f"\n`;
    const rows = parsed(text);
    expect(rows).toHaveLength(1_002);
    expect(rows[0]).toEqual(["a", '"b']);
    expect(rows.at(-1)).toEqual(["e", "f"]);
  });

  it("that all have a broken quote take no longer than others", () => {
    const from = performance.now();
    expect(parsed('"x,y\n'.repeat(40_001)).length).toBeGreaterThan(40_000 / 501);
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it("that are not whole are left for the next piece", () => {
    const { starts, end } = scan(utf8('a,b\n"c\nd'), csv, false);
    expect([starts, end]).toEqual([[0], 4]);
    expect(scan(utf8("a,b\r"), csv, false).starts).toEqual([]);
    expect(scan(utf8("a,b\r\nc"), csv, false).end).toBe(5);
  });

  it("of UTF-16 are found in both orders of bytes", () => {
    for (const littleEndian of [true, false]) {
      const text = "a\t日\u0a0a\nb\tc";
      const bytes = new Uint8Array(text.length * 2);
      [...text].forEach((letter, at) =>
        new DataView(bytes.buffer).setUint16(at * 2, letter.charCodeAt(0), littleEndian),
      );
      const { starts, widest } = scan(bytes, { delimiter: "\t", unit: 2, littleEndian }, true);
      expect([starts, widest]).toEqual([[0, 10], 2]);
    }
  });
});

describe("guesses", () => {
  it.each([
    ["a,b,c\n1,2,3\n", ","],
    ["a;b\n1,5;2,5\n3,5;4,5\n", ";"],
    ["a\tb, c\nd\te, f\n", "\t"],
    ["a|b\n1|2\n", "|"],
    ['"x;y",1\n"z;w",2\n', ","],
    ["one\ntwo\n", ","],
    ["", ","],
  ])("%j has the delimiter %j", (text, delimiter) => expect(delimiterOf(text, "text/csv")).toBe(delimiter));

  it("believe what the format says", () => {
    expect(delimiterOf("a,b,c\td", "text/tab-separated-values")).toBe("\t");
  });

  it.each([
    ["12", "number"],
    ["-1,234.50", "number"],
    ["1 234,5", "number"],
    [".5", "number"],
    ["3e-10", "number"],
    ["7 %", "number"],
    ["+", "text"],
    ["12 rue", "text"],
    ["2026-11-29", "date"],
    ["2026-11-29T10:20:30.5Z", "date"],
    ["29.11.2026 10:20", "date"],
    ["11/29/26", "date"],
    ["TRUE", "truth"],
    ["no", "truth"],
    ["", "empty"],
    ["N/A", "empty"],
    ["Ada", "text"],
    ["1".repeat(50_000), "text"],
  ])("%j is %s", (cell, kind) => expect(kindOf(cell)).toBe(kind));

  it("take a column for what all its cells are", () => {
    expect(kindOfAll(["1", "", "2"])).toBe("number");
    expect(kindOfAll(["1", "x"])).toBe("text");
    expect(kindOfAll(["", "null"])).toBe("empty");
  });

  it.each([
    [
      [
        ["name", "age"],
        ["Ada", "36"],
      ],
      true,
    ],
    [
      [
        ["name", "city"],
        ["Ada", "London"],
      ],
      true,
    ],
    [
      [
        ["1", "2"],
        ["3", "4"],
      ],
      false,
    ],
    [
      [
        ["a", "a"],
        ["b", "c"],
      ],
      false,
    ],
    [
      [
        ["2026-01-01", "x"],
        ["2026-01-02", "y"],
      ],
      false,
    ],
    [
      [
        ["", "x"],
        ["1", "y"],
      ],
      false,
    ],
    [
      [
        ["a", "b", ""],
        ["1", "2", ""],
      ],
      true,
    ],
    [[["only"]], false],
    [[], false],
  ])("%j begins with a header: %s", (rows, header) => expect(hasHeader(rows)).toBe(header));

  it.each([
    ["1,234", 1234],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["0,5", 0.5],
    ["1 000", 1000],
    ["-3e2", -300],
    ["12%", 12],
    ["x", NaN],
    ["", NaN],
  ])("%j counts as %d", (cell, value) => expect(valueOf(cell)).toBe(value));
});

describe("JSON lines", () => {
  it("have a column for each key", () => {
    const keys: string[] = [];
    const lines = ['{"a":1,"b":"x"}', '{"c":[1,{"d":2}],"a":null}', "7", "{broken", ""];
    addKeys(keys, lines);
    expect(keys).toEqual(["a", "b", "c", bare]);
    expect(lines.map((line) => cellsOf(line, keys))).toEqual([
      ["1", "x", "", ""],
      ["null", "", '[1,{"d":2}]', ""],
      ["", "", "", "7"],
      ["", "", "", "{broken"],
      ["", "", "", ""],
    ]);
  });

  it("have no more columns than their bound, and no key reaches into the program", () => {
    const keys: string[] = [];
    addKeys(keys, [
      JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]))),
    ]);
    expect(keys).toHaveLength(mostKeys);
    expect(cellsOf("{}", ["constructor", "__proto__", "toString"])).toEqual(["", "", ""]);
    expect(cellsOf('{"__proto__":"x"}', ["__proto__"])).toEqual(["x"]);
  });

  it("of 100,000 levels are shown as they are, or as their text", () => {
    const line = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const keys: string[] = [];
    addKeys(keys, [line]);
    expect(cellsOf(line, keys)).toHaveLength(1);
  });
});

describe("columns", () => {
  const widths = widthsOf(
    Array.from({ length: 1_000 }, () => ({ name: "x", letters: 3 })),
    7,
    50,
  );

  it("in sight are few of many", () => {
    expect(columnsAt(widths, 0, 300)).toEqual({ first: 0, end: 5 });
    const { first, end } = columnsAt(widths, 20_000, 300);
    expect(end - first).toBeLessThan(8);
    expect(columnsAt(widths, 1e9, 300)).toEqual({ first: 1_000, end: 1_000 });
    expect(columnsAt({ starts: [50] }, 0, 300)).toEqual({ first: 0, end: 0 });
  });

  it("are neither too narrow to hit nor wider than a pane", () => {
    expect(
      widthsOf(
        [
          { name: "", letters: 0 },
          { name: "", letters: 9_999 },
        ],
        7,
        0,
      ).starts,
    ).toEqual([0, 56, 376]);
  });
});
