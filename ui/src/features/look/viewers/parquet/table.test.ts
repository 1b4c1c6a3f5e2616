import { describe, expect, it } from "vitest";
import { memory, type CountedSource } from "../../testing";
import { Windows } from "../reading";
import indexedFile from "./samples/indexed.parquet?url&inline";
import kindsFile from "./samples/kinds.parquet?url&inline";
import wholeFile from "./samples/whole.parquet?url&inline";
import { merged } from "../reading";
import { Table, type Allowance } from "./table";

// Written by pyarrow: 3,000 rows in groups of 2,000 and small pages, with a page index and without;
// and all kinds.
const bytesOf = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());
const [indexed, kinds, whole] = await Promise.all([indexedFile, kindsFile, wholeFile].map(bytesOf));
const plenty: Allowance = { budget: 1e9, sure: false };

/** A file whose end is far from its beginning, so that only what is asked for is read. */
async function open(bytes: Uint8Array | undefined): Promise<{ table: Table; source: CountedSource }> {
  const source = memory(bytes ?? "", { name: "a.parquet", kind: "parquet" });
  const windows = new Windows(source, new AbortController().signal, { held: 1e8, ahead: 0 });
  return { table: await Table.open(windows, source.size), source };
}

const cells = (rows: Awaited<ReturnType<Table["rows"]>>) =>
  rows.map((column) => ("cells" in column ? column.cells : column));

describe("a Parquet file", () => {
  it("tells its rows, row groups, columns and their types", async () => {
    const { table } = await open(kinds);
    expect([table.summary.rows, table.summary.groups]).toEqual([3, 1]);
    expect(table.summary.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "__proto__ string",
      "list list",
      "struct struct",
      "bytes byte_array",
      "dec decimal(10,2)",
      "day date",
      "at timestamp(us)",
      "big int64",
      "ok boolean",
    ]);
  });

  it("shows each kind of value as text, and none as none", async () => {
    const { table } = await open(kinds);
    const names = table.summary.columns.map((column) => column.name);
    const first = cells(await table.rows(0, 3, names, plenty)).map((column) => (column as string[])[0]);
    expect(first).toEqual([
      "a",
      "[1,2]",
      '{"x":1,"y":"q"}',
      `${"00 01 ".repeat(16)}…`,
      "1",
      "2024-02-29",
      "2023-11-14 22:13:20.123Z",
      "4611686018427387904",
      "true",
    ]);
    expect(cells(await table.rows(1, 2, ["__proto__", "list"], plenty))).toEqual([[null], [null]]);
  });

  it.each([
    ["with a page index", () => indexed],
    ["without", () => whole],
  ])("%s gives any rows, across row groups", async (_, bytes) => {
    const { table } = await open(bytes());
    for (const [first, end] of [
      [0, 3],
      [777, 780],
      [1998, 2003],
      [2997, 3000],
    ] as const) {
      const [ids, texts] = cells(await table.rows(first, end, ["id", "text"], plenty)) as string[][];
      expect(ids).toEqual(Array.from({ length: end - first }, (_, at) => String(first + at)));
      expect(texts?.[0]).toMatch(new RegExp(`^row ${first} `));
    }
  });

  it("with a page index costs its pages, not its columns", async () => {
    const { table } = await open(indexed);
    const [id] = await table.rows(1000, 1010, ["id"], { budget: 0, sure: false });
    expect(id).toEqual({ dear: expect.any(Number) });
    expect((id as { dear: number }).dear).toBeLessThan(4000);
  });

  it("leaves out what costs more than is allowed, and says how much that is", async () => {
    const { table } = await open(whole);
    const [id, text] = await table.rows(0, 10, ["id", "text"], { budget: 6_000, sure: true });
    expect(id).toHaveProperty("cells");
    expect((text as { dear: number }).dear).toBeGreaterThan(6_000);
  });

  it("that is none, cut short or encrypted says so", async () => {
    const why = (id: string) => ({ why: { id } });
    await expect(open(new Uint8Array(5))).rejects.toMatchObject(why("look-parquet-broken"));
    await expect(open(new Uint8Array(500))).rejects.toMatchObject(why("look-parquet-broken"));
    await expect(open(kinds?.slice(0, -9))).rejects.toMatchObject(why("look-parquet-broken"));
    const sealed = kinds?.slice() ?? new Uint8Array();
    sealed.set(new TextEncoder().encode("PARE"), sealed.length - 4);
    await expect(open(sealed)).rejects.toMatchObject(why("look-parquet-encrypted"));
  });

  it("whose description lies about lengths ends in an error", async () => {
    const lying = kinds?.slice() ?? new Uint8Array();
    new DataView(lying.buffer).setUint32(lying.length - 8, 0xffff_ff00, true);
    await expect(open(lying)).rejects.toMatchObject({ why: { id: "look-parquet-broken" } });
    const noise = kinds?.slice() ?? new Uint8Array();
    noise.fill(0xff, noise.length - 1900, noise.length - 8);
    await expect(open(noise)).rejects.toBeInstanceOf(Error);
  });

  it("shows the columns that are whole beside one that is damaged", async () => {
    const damaged = whole?.slice() ?? new Uint8Array();
    damaged.fill(0xff, 30, 400);
    const { table } = await open(damaged);
    const [id, text] = await table.rows(0, 10, ["id", "text"], plenty);
    expect(id).toEqual({ broken: true });
    expect(text).toHaveProperty("cells");
  });
});

describe("ranges", () => {
  it("that are near each other become one", () => {
    const far = 1_000_000;
    const parts = [
      { start: far, end: far + 5 },
      { start: 0, end: 10 },
      { start: 20, end: 30 },
      { start: 22, end: 25 },
    ];
    expect(merged(parts)).toEqual([
      { start: 0, end: 30 },
      { start: far, end: far + 5 },
    ]);
    expect(merged([])).toEqual([]);
  });
});
