import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { memory } from "../../testing";
import { letters, sheetLimit, sheetsOf, unpacked } from "./book";

const signal = new AbortController().signal;
const text = (words: string) => new TextEncoder().encode(words);
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook of the parts that are needed. */
function workbook(sheets: Record<string, string>, more: Record<string, Uint8Array> = {}): Uint8Array {
  const names = Object.keys(sheets);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const links = names.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return zipSync({
    "xl/_rels/workbook.xml.rels": text(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join("")}</Relationships>`,
    ),
    "xl/workbook.xml": text(
      `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${list.join("")}</sheets></workbook>`,
    ),
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        text(`<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`),
      ]),
    ),
    ...more,
  });
}
const row = (at: number, ...values: number[]) =>
  `<row r="${at}">${values.map((value, column) => `<c r="${letters(column)}${at}"><v>${value}</v></c>`).join("")}</row>`;
const open = (bytes: Uint8Array) => sheetsOf(memory(bytes, { name: "a.xlsx", kind: "sheet" }), signal);

describe("a workbook", () => {
  it("has sheets with their cells", async () => {
    const words = `<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>`;
    const { sheets } = await open(workbook({ Numbers: row(1, 1, 2.5) + row(2, 3), Words: words }));
    expect(sheets.map(({ name, cells, numeric }) => ({ name, cells, numeric }))).toEqual([
      {
        name: "Numbers",
        cells: [
          ["1", "2.5"],
          ["3", null],
        ],
        numeric: [true, true],
      },
      { name: "Words", cells: [["name"]], numeric: [false] },
    ]);
  });

  it("hands on so many sheets and cells of all of them, and says how many there are", async () => {
    const many = await open(
      workbook(Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`S${at}`, row(1, at)]))),
    );
    expect([many.sheets.length, many.total]).toEqual([sheetLimit, 120]);
    const wide = Array.from(
      { length: 100 },
      (_, at) => `<row r="${at + 1}"><c r="GR${at + 1}"><v>1</v></c></row>`,
    );
    const names = Array.from({ length: 25 }, (_, at) => [`W${at}`, wide.join("")] as const);
    const { sheets } = await open(workbook(Object.fromEntries(names)));
    expect(sheets.reduce((sum, { cells }) => sum + cells.length, 0)).toBe(2_000);
    expect(sheets.at(-1)).toMatchObject({ rows: 100, cells: [] });
  });

  it("hands on the first 10,000 rows and says how many there are", async () => {
    const all = Array.from({ length: 10_050 }, (_, at) => row(at + 1, at)).join("");
    const [sheet] = (await open(workbook({ Long: all }))).sheets;
    expect([sheet?.cells.length, sheet?.rows]).toEqual([10_000, 10_050]);
  });

  it("leaves pictures and charts alone", async () => {
    const bytes = workbook({ A: row(1, 1) }, { "xl/drawings/drawing1.xml": new Uint8Array(60_000_000) });
    expect((await open(bytes)).sheets).toHaveLength(1);
  });

  it("that is a bomb is not unpacked", async () => {
    const bomb = workbook({ A: row(1, 1) }, { "xl/sharedStrings.xml": new Uint8Array(60_000_000) });
    await expect(open(bomb)).rejects.toMatchObject({ why: { id: "look-unpacked-too-large" } });
    // The same with a directory that claims little: what comes out is bounded, not what is claimed.
    const view = new DataView(bomb.buffer);
    for (let at = view.getUint32(bomb.length - 6, true); at < bomb.length - 46; at += 1)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 60_000_000)
        view.setUint32(at + 24, 10, true);
    await expect(open(bomb)).rejects.toBeInstanceOf(Error);
  });

  const value = "<v>1</v>";
  it.each([
    ["one cell at the far end", `<row r="1048576"><c r="XFD1048576">${value}</c></row>`],
    ["a row beyond all rows", `<row r="2000000000"><c r="A2000000000">${value}</c></row>`],
    ["a column beyond all columns", `<row r="1"><c r="ZZZZZZZ1">${value}</c></row>`],
    ["a number without end", `<row r="1e999"><c r="A1">${value}</c></row>`],
    ["a number in another spelling", `<row r='&#x32;e9'/>`],
    ["another prefix and an older address", `<x:row x:r="9" r="2000000000"/>`],
    ["a cell that numbers its row", `<row><c r="A2000000000">${value}</c></row>`],
    ["two corners", row(1, 1) + `<row r="3000"><c r="BAA3000">${value}</c></row>`],
    ["a second table", `${row(1, 1)}</sheetData><sheetData><row r="2000000000"/>`],
  ])("that reaches too far is not read: %s", async (_, far) => {
    await expect(open(workbook({ A: far }))).rejects.toMatchObject({ why: { id: "look-sheets-too-far" } });
  });

  it("of several sheets that reach too far together is not read", async () => {
    const sheets = (count: number, content: string) =>
      workbook(Object.fromEntries(Array.from({ length: count }, (_, at) => [`S${at}`, content])));
    const wide = `<row r="1000"><c r="ALL1000">${value}</c></row>`;
    await expect(open(sheets(3, wide))).rejects.toMatchObject({ why: { id: "look-sheets-too-far" } });
    const long = `<row r="1048576"/>`;
    await expect(open(sheets(5, long))).rejects.toMatchObject({ why: { id: "look-sheets-too-far" } });
    expect((await open(sheets(1, row(1, 1) + long))).sheets[0]).toMatchObject({ rows: 1, columns: 1 });
  });

  it("that is encrypted, of the older format, broken or none says so", async () => {
    const old = new Uint8Array(600);
    old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    await expect(open(old)).rejects.toMatchObject({ why: { id: "look-sheets-locked" } });
    await expect(open(text("no workbook"))).rejects.toBeInstanceOf(Error);
    await expect(open(zipSync({ "other.txt": text("x") }))).rejects.toBeInstanceOf(Error);
    await expect(open(workbook({ A: row(1, 1) }).slice(0, 400))).rejects.toBeInstanceOf(Error);
  });

  it("of many sheets is read at once, and not sheet by sheet", async () => {
    let state = 1;
    const number = () => (state = (state * 48_271) % 2_147_483_647);
    const sheet = () => Array.from({ length: 8_000 }, (_, at) => row(at + 1, number(), number())).join("");
    const sheets = Array.from({ length: 8 }, (_, at) => [`S${at}`, sheet()] as const);
    const file = memory(workbook(Object.fromEntries(sheets)), { name: "a.xlsx", kind: "sheet" });
    expect(file.size).toBeGreaterThan(1_000_000);
    expect((await sheetsOf(file, signal)).total).toBe(8);
    // Its beginning, its list, and the rest.
    expect(file.reads.length).toBe(3);
  });

  it("gives parts by names that mean mischief as any others", async () => {
    const bytes = zipSync({ "../x.xml": text("1"), "constructor.xml": text("2") });
    const parts = await unpacked(memory(bytes, { name: "a", kind: "sheet" }), signal, () => true);
    expect(Object.keys(parts)).toEqual(["../x.xml", "constructor.xml"]);
  });

  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [701, "ZZ"],
    [702, "AAA"],
  ])("names column %i %s", (column, name) => expect(letters(column)).toBe(name));
});
