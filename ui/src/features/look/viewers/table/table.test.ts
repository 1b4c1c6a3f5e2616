import { describe, expect, it } from "vitest";
import { memory } from "../../testing";
import { firstBlock, longestRow, mostHeld, Rows } from "./rows";
import type { Dialect } from "./scan";
import { mostSorted, TableState } from "./table.svelte";

const csv: Dialect = { delimiter: ",", unit: 1, littleEndian: false };
const utf8 = (text: string) => new TextEncoder().encode(text);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

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
