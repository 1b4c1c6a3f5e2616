import { zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { memory, reasons } from "../../testing";
import { Opening } from "../opening.svelte";
import { openDocument } from "./document";
import { blocksOf, partLimit, stylesOf } from "./docx";

const { signal } = new AbortController();
const styles = await stylesOf(
  `<w:styles>
  <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
  <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
  <w:style w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>`,
  signal,
);
const p = (text: string, properties = "") =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const read = (body: string) => blocksOf(`<w:document><w:body>${body}</w:body></w:document>`, styles, signal);
const blocks = async (body: string) => (await read(body)).blocks;

describe("a Word document", () => {
  it("has headings by the meaning of their style, whatever its language", async () => {
    expect(
      await blocks(p("A", '<w:pStyle w:val="Titel"/>') + p("B", '<w:pStyle w:val="berschrift2"/>')),
    ).toEqual([
      { kind: "heading", level: 1, text: "A" },
      { kind: "heading", level: 2, text: "B" },
    ]);
  });

  it("has lists by their own numbering or that of the style", async () => {
    const own = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>';
    expect(await blocks(p("a", own) + p("b", '<w:pStyle w:val="Liste"/>') + p("c"))).toEqual([
      { kind: "item", level: 1, text: "a" },
      { kind: "item", level: 0, text: "b" },
      { kind: "paragraph", text: "c" },
    ]);
  });

  it("has tables, and those within them as text", async () => {
    const cell = (content: string) => `<w:tc>${content}</w:tc>`;
    const inner = `<w:tbl><w:tr>${cell(p("x"))}${cell(p("y"))}</w:tr></w:tbl>`;
    const table = `<w:tbl><w:tr>${cell(p("1"))}${cell(inner)}</w:tr><w:tr>${cell(p("2"))}</w:tr></w:tbl>`;
    expect(await blocks(table + p("after"))).toEqual([
      { kind: "table", rows: [["1", "x\ny"], ["2"]] },
      { kind: "paragraph", text: "after" },
    ]);
  });

  it("shows breaks and markup in the text as they are, and nothing twice or deleted", async () => {
    const twice = `<mc:AlternateContent><mc:Choice>${p("new")}</mc:Choice><mc:Fallback>${p("old")}</mc:Fallback></mc:AlternateContent>`;
    const gone =
      "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>kept</w:t><w:br/><w:t>&lt;b&gt;</w:t></w:r></w:p>";
    expect(await blocks(twice + gone)).toEqual([
      { kind: "paragraph", text: "new" },
      { kind: "paragraph", text: "kept\n<b>" },
    ]);
  });

  it("ends after 10,000 parts or 2 million letters, and says so", async () => {
    expect(await read(p("x").repeat(12_000))).toMatchObject({ cut: true });
    const long = await read(p("x".repeat(1_500_000)).repeat(3));
    expect([long.blocks.length, long.cut]).toEqual([2, true]);
    const rows = await read(`<w:tbl>${"<w:tr/>".repeat(2_000_000)}</w:tbl>`);
    expect([rows.blocks.map((each) => "rows" in each && each.rows.length), rows.cut]).toEqual([
      [partLimit],
      true,
    ]);
    const cells = await read(`<w:tbl><w:tr>${"<w:tc></w:tc>".repeat(1_000_000)}</w:tr></w:tbl>`);
    expect([cells.blocks.map((each) => "rows" in each && each.rows[0]?.length), cells.cut]).toEqual([
      [partLimit - 1],
      true,
    ]);
    const breaks = await read(`<w:p>${"<w:br/>".repeat(2_500_000)}</w:p>`);
    expect([breaks.blocks.length, breaks.cut]).toEqual([0, true]);
  });

  it("of nothing but empty paragraphs leaves the window time to answer, and ends when it is left", async () => {
    const leaving = new AbortController();
    let answers = 0;
    const timer = setInterval(() => (answers += 1));
    const markup = "<w:p/>".repeat(1_000_000);
    expect(await blocksOf(markup, styles, leaving.signal)).toEqual({ blocks: [], cut: false });
    clearInterval(timer);
    expect(answers).toBeGreaterThan(3);
    const left = blocksOf(markup, styles, leaving.signal);
    leaving.abort(new Error("left"));
    await expect(left).rejects.toThrow("left");
  });

  it("that is broken, encrypted or a bomb ends in words or in part", async () => {
    const opened = async (bytes: Uint8Array | string) => {
      const source = memory(bytes, { name: "a.docx", kind: "document" });
      const view = new Opening(source, "look-document-broken", openDocument);
      await vi.waitFor(() => expect(view.trouble ?? view.shown).not.toBeNull(), 30_000);
      return view;
    };
    expect(reasons((await opened("no archive")).trouble)).toEqual(["look-document-broken"]);
    expect(reasons((await opened("")).trouble)).toEqual(["look-empty"]);
    expect(reasons((await opened(zipSync({ a: new Uint8Array(1) }))).trouble)).toEqual([
      "look-document-broken",
    ]);
    const old = new Uint8Array(100);
    old.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(reasons((await opened(old)).trouble)).toEqual(["look-document-locked"]);
    const bomb = await opened(
      zipSync({ "word/document.xml": [new Uint8Array(40_000_000).fill(32), { level: 1 }] }),
    );
    expect(bomb.shown).toEqual({ blocks: [], cut: true });
  });
});
