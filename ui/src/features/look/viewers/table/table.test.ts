import { describe, expect, it } from "vitest";
import { memory } from "../../testing";
import { delimiterOf, hasHeader, kindOf, kindOfAll, valueOf } from "./guess";
import { addKeys, bare, cellsOf, mostKeys } from "./lines";
import { firstBlock, longestRow, mostHeld, Rows } from "./rows";
import { scan, split, type Dialect } from "./scan";
import { mostSorted, TableState } from "./table.svelte";
import { columnsAt, widthsOf } from "./widths";

const csv: Dialect = { delimiter: ",", unit: 1, littleEndian: false };
const utf8 = (text: string) => new TextEncoder().encode(text);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

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

describe("the rows of a file", () => {
  const open = (text: string) => {
    const source = memory(text, { name: "a.csv", kind: "table", format: "text/csv" });
    return { source, rows: new Rows(source, csv, "utf-8", 0), signal: new AbortController().signal };
  };

  it("are dropped beyond a bound, and read again where they were", async () => {
    const line = `${"x".repeat(99)}\n`;
    const { source, rows, signal } = open(line.repeat(200_000));
    while (!rows.complete) await rows.extend(signal);
    expect(rows.count).toBe(200_000);
    expect(rows.has(0)).toBe(false);
    expect(rows.has(199_999)).toBe(true);
    expect(rows.here(1e9).length * 100).toBeLessThanOrEqual(mostHeld);
    const reads = source.reads.length;
    await rows.fetch(5, signal);
    expect(source.reads.length).toBe(reads + 1);
    expect(rows.row(5)).toEqual({ text: "x".repeat(99), raw: false });
  });

  it("are the same when they are read again", async () => {
    const text = Array.from({ length: 90_000 }, (_, at) => `${at},"q ${at}\n2",${at % 7 ? "" : '"'}z\n`).join(
      "",
    );
    const { rows, signal } = open(text);
    while (!rows.complete) await rows.extend(signal);
    const again = open(text);
    await again.rows.extend(signal);
    const before = Array.from({ length: 50 }, (_, at) => rows.row(at) ?? again.rows.row(at));
    await rows.fetch(0, signal);
    expect(Array.from({ length: 50 }, (_, at) => rows.row(at))).toEqual(before);
  });

  it("end at one that is too long", async () => {
    const { source, rows, signal } = open(`a,b\n${"x".repeat(3_000_000)}\nc,d\n`);
    await rows.extend(signal);
    await rows.extend(signal);
    expect([rows.count, rows.stuck, rows.complete]).toEqual([1, true, false]);
    expect(Math.max(...source.reads.map(({ length }) => length))).toBeLessThanOrEqual(longestRow);
    await rows.extend(signal);
    expect(source.reads).toHaveLength(3);
  });

  it("are found where a quote is open for a megabyte", async () => {
    const { rows, signal } = open(`a,"b\n${"c,d".repeat(400_000)}\ne,f\n`);
    await rows.extend(signal);
    expect(rows.row(0)).toEqual({ text: 'a,"b', raw: true });
  });
});

function opened(content: string | Uint8Array, name = "a.csv", format = "text/csv") {
  const source = memory(content, { name, kind: "table", format });
  return { source, table: new TableState(source) };
}

describe("a table", () => {
  it("is there after one read of 256 KB, and says about how many rows it has", async () => {
    const { source, table } = opened(
      `id,name,day\n${Array.from({ length: 100_000 }, (_, at) => `${at},n${at % 9},2026-11-29`).join("\n")}`,
    );
    await table.open();
    expect(source.reads).toEqual([{ start: 0, length: firstBlock }]);
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ["id", "number"],
      ["name", "text"],
      ["day", "date"],
    ]);
    expect(table.row(0)).toEqual(["0", "n0", "2026-11-29"]);
    expect(table.numberOf(0)).toBe(1);
    expect(table.complete).toBe(false);
    expect(Math.abs((table.about ?? 0) - 100_000)).toBeLessThan(10_000);
  });

  it("goes on as it is scrolled, to its last row", async () => {
    const { table } = opened(`n\n${Array.from({ length: 300_000 }, (_, at) => at).join("\n")}\n`);
    await table.open();
    for (let step = 0; step < 20 && !table.complete; step += 1) {
      table.want(Math.max(0, table.count - 30), 30);
      await settled();
    }
    expect([table.complete, table.count, table.about]).toEqual([true, 300_000, null]);
    expect(table.row(299_999)).toEqual(["299999"]);
    table.want(0, 30);
    await settled();
    expect(table.row(0)).toEqual(["0"]);
  });

  it("takes a header or not as a person says", async () => {
    const { table } = opened("a,b\nc,d\n");
    await table.open();
    expect([table.header, table.count]).toEqual([true, 1]);
    table.chooseHeader(false);
    expect([table.count, table.row(0), table.columns.map(({ name }) => name)]).toEqual([
      2,
      ["a", "b"],
      ["", ""],
    ]);
    await table.choose({ delimiter: ";" });
    expect([table.header, table.row(0)]).toEqual([false, ["a,b"]]);
  });

  it("sorts what is loaded, numbers as numbers, gaps last", async () => {
    const { table } = opened("n,t\n10,b\n,c\n9,a\n1,A2\n2,a10\n");
    await table.open();
    const column = (at: number) => Array.from({ length: table.count }, (_, row) => table.row(row)?.[at]);
    table.sortBy({ column: 0, descending: false });
    expect(column(0)).toEqual(["1", "2", "9", "10", ""]);
    table.sortBy({ column: 0, descending: true });
    expect(column(0)).toEqual(["10", "9", "2", "1", ""]);
    table.sortBy({ column: 1, descending: false });
    expect(column(1)).toEqual(["a", "A2", "a10", "b", "c"]);
    expect(table.numberOf(0)).toBe(3);
    table.sortBy(null);
    expect(column(0)).toEqual(["10", "", "9", "1", "2"]);
  });

  it("sorts no more rows than its bound", async () => {
    const { table } = opened(`n\n${Array.from({ length: 120_000 }, () => "1").join("\n")}\n`);
    await table.open();
    table.want(60_000, 30);
    await settled();
    table.sortBy({ column: 0, descending: false });
    expect(table.count).toBeLessThanOrEqual(mostSorted);
  });

  it("of 1,000 columns and ragged rows has all of them", async () => {
    const head = Array.from({ length: 1_000 }, (_, at) => `c${at}`).join(",");
    const { table } = opened(`${head}\n1,2\n${"x,".repeat(1_001)}y\n`);
    await table.open();
    expect(table.columns).toHaveLength(1_002);
    expect(table.row(0)).toEqual(["1", "2"]);
    expect(table.columns[1_001]?.name).toBe("");
  });

  it("of UTF-16 with a mark is read, as spreadsheets save it", async () => {
    const text = "\ufeffname\tcity\r\nAda\tŁódź\r\n";
    const bytes = new Uint8Array(text.length * 2);
    [...text].forEach((letter, at) =>
      new DataView(bytes.buffer).setUint16(at * 2, letter.charCodeAt(0), true),
    );
    const { table } = opened(bytes);
    await table.open();
    expect([table.delimiter, table.columns[0]?.name, table.row(0)]).toEqual(["\t", "name", ["Ada", "Łódź"]]);
  });

  it("keeps a mark out of the first name", async () => {
    const { table } = opened("\ufeffid,x\n1,2\n");
    await table.open();
    expect(table.columns[0]?.name).toBe("id");
  });

  it("of JSON lines gains columns as they come", async () => {
    const lines = [
      ...Array.from({ length: 20_000 }, (_, at) => `{"a":${at},"pad":"xxxxxxxxxxxx"}`),
      '{"late":true}',
    ];
    const { table } = opened(lines.join("\n"), "a.jsonl", "application/x-ndjson");
    await table.open();
    expect(table.columns.map(({ name }) => name)).toEqual(["a", "pad"]);
    for (let step = 0; step < 5; step += 1) {
      table.want(table.count - 30, 30);
      await settled();
    }
    expect(table.columns.map(({ name }) => name)).toEqual(["a", "pad", "late"]);
    expect(table.row(20_000)).toEqual(["", "", "true"]);
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["zeros", new Uint8Array(100_000)],
    ["noise", Uint8Array.from({ length: 300_000 }, (_, at) => (at * at * 31 + (at >> 3)) & 0xff)],
    ["quotes", utf8('"'.repeat(300_001))],
    ["delimiters", utf8(",".repeat(300_000))],
    ["one line", utf8("x".repeat(2_000_000))],
    ["line ends", utf8("\r\n".repeat(100_000))],
  ])("of %s ends in rows or words", async (_, bytes) => {
    const { table } = opened(bytes);
    await table.open();
    table.want(0, 40);
    await settled();
    expect(table.trouble).toBeNull();
    expect(table.opened).toBe(true);
    expect(table.columns.length).toBeLessThanOrEqual(5_000);
  });

  it("whose rows do not all fit in memory stops asking for them", async () => {
    const row = `${"x".repeat(1_000_000)}\n`;
    const { source, table } = opened(row.repeat(40));
    await table.open();
    table.want(0, 40);
    await settled();
    await settled();
    expect(source.reads.length).toBeLessThan(60);
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
