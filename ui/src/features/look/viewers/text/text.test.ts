import { describe, expect, it } from "vitest";
import { Refusal } from "../../../../lib/backend/backend";
import { memory } from "../../testing";
import { encodingOf, Decoding } from "./decode";
import { indented } from "./json";
import { languageOf } from "./languages";
import { Lines, Nesting } from "./lines";
import { deepestColours, firstPiece, mostText, nextPiece, TextState, type Canvas } from "./text.svelte";

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, little: boolean, mark = true): Uint8Array<ArrayBuffer> {
  const units = [...(mark ? `\ufeff${text}` : text)].flatMap((letter) => {
    return Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at));
  });
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  units.forEach((unit, at) => view.setUint16(at * 2, unit, little));
  return bytes;
}

describe("the encoding", () => {
  it.each([
    ["plain letters", utf8("hello"), null, "utf-8"],
    ["letters of many scripts", utf8("žluťoučký 日本語 שלום"), null, "utf-8"],
    ["a letter that the piece cuts", utf8("日").slice(0, 2), null, "utf-8"],
    ["a mark of UTF-8 that what was told contradicts", utf8("\ufeffa"), "windows-1252", "utf-8"],
    ["UTF-16, little end first, with a mark", utf16("a,b", true), null, "utf-16le"],
    ["UTF-16, big end first, with a mark", utf16("a,b", false), null, "utf-16be"],
    ["UTF-16 without a mark", utf16("name,city\nAda,London", true, false), null, "utf-16le"],
    ["UTF-16, big end first, without a mark", utf16("name,city", false, false), null, "utf-16be"],
    ["Latin letters of one byte", new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x21]), null, "windows-1252"],
    ["what was told", new Uint8Array([0xe8, 0xee]), "Windows-1250", "windows-1250"],
    ["an encoding that nobody has", utf8("a"), "klingon-8", "utf-8"],
    ["nothing", new Uint8Array(), null, "utf-8"],
    ["nothing but zeros", new Uint8Array(64), null, "utf-8"],
  ])("of %s", (_, bytes, told, encoding) => expect(encodingOf(bytes, told)).toBe(encoding));

  it("of a letter cut by the end of the file is not UTF-8", () => {
    expect(encodingOf(new Uint8Array([0x63, 0xe9]), null, true)).toBe("windows-1252");
    expect(encodingOf(new Uint8Array([0x63, 0xe9]), null, false)).toBe("utf-8");
  });

  it.each([
    ["utf-8", utf8("\ufeffa日𝄞é")],
    ["utf-16le", utf16("a日𝄞é", true)],
    ["utf-16be", utf16("a日𝄞é", false)],
  ])("%s survives a cut at every byte", (encoding, bytes) => {
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const decoding = new Decoding(encoding);
      expect(decoding.next(bytes.slice(0, cut), false) + decoding.next(bytes.slice(cut), true)).toBe("a日𝄞é");
    }
  });
});

describe("lines", () => {
  const through = (pieces: string[], most?: number) => {
    const lines = new Lines(most);
    return { text: pieces.map((piece) => lines.next(piece)).join("") + lines.next(""), cut: lines.cut };
  };

  it.each([
    ["of every kind", ["a\r\nb\rc\nd"], "a\nb\nc\nd"],
    ["cut between return and feed", ["a\r", "\nb"], "a\nb"],
    ["that end in two returns", ["a\r", "\rb"], "a\n\nb"],
  ])("%s end alike", (_, pieces, text) => expect(through(pieces).text).toBe(text));

  it("are cut at their bound, over several pieces, once each", () => {
    expect(through(["abcdef", "ghi\nab", "cd\nabcde"], 4)).toEqual({ text: "abcd…\nabcd\nabcd…", cut: 2 });
  });

  it("are not cut in the middle of a letter", () => {
    expect(through(["abc𝄞d"], 4).text).toBe("abc…");
  });

  it("show control letters as pictures, tabs as they are", () => {
    expect(through(["a\0b\tc\u001b[31m"]).text).toBe("a␀b\tc␛[31m");
  });

  it("a line of 100 MB takes no more than its bound", () => {
    const lines = new Lines();
    const piece = "x".repeat(1_000_000);
    let shown = 0;
    for (let at = 0; at < 100; at += 1) shown += lines.next(piece).length;
    expect(shown).toBeLessThan(5_100);
    expect(lines.cut).toBe(1);
  });

  it("know how deep their brackets are", () => {
    const nesting = new Nesting();
    nesting.next("[{(");
    nesting.next("[]]]]]]]][");
    expect(nesting.deepest).toBe(4);
  });
});

describe("JSON", () => {
  it.each([
    ['{"a":[1,2,{}],"b":"x, {y}"}', '{\n  "a": [\n    1,\n    2,\n    {}\n  ],\n  "b": "x, {y}"\n}'],
    ["[ ]", "[]"],
    ['"a\\"b\\\\"', '"a\\"b\\\\"'],
    ["[12345678901234567890.10]", "[\n  12345678901234567890.10\n]"],
    ["", ""],
    ["no json", "nojson"],
    ['{"a": "never ended', '{\n  "a": "never ended'],
    ["]]}", "\n]\n]\n}"],
  ])("%s is indented", (json, text) => expect(indented(json, 1e6).text).toBe(text));

  it("means the same afterwards", () => {
    const value = { a: [1, null, true, { "k ]": "v\n{" }], b: { c: {}, d: [] }, e: "\\" };
    const { text, cut } = indented(JSON.stringify(value), 1e6);
    expect(JSON.parse(text)).toEqual(value);
    expect(cut).toBe(false);
  });

  it.each([200, 100_000])("of %i levels is shown", (levels) => {
    const { text } = indented("[".repeat(levels) + "]".repeat(levels), 20_000_000);
    expect(text.startsWith("[\n  [\n    [")).toBe(true);
    expect(text.split("\n").length).toBe(2 * levels - 1);
  });

  it("ends at its bound and says so", () => {
    const { text, cut } = indented("[1,".repeat(1_000_000), 10_000);
    expect(cut).toBe(true);
    expect(text.length).toBeLessThan(10_200);
  });
});

describe("a highlighter", () => {
  it.each([
    ["main.rs", "", "rust"],
    ["Dockerfile", "", "docker"],
    ["NOTES.MD", "", "markdown"],
    ["nginx.conf", "", "nginx"],
    ["data", "application/json", "json"],
    ["feed", "application/atom+xml", "xml"],
    ["constructor", "", null],
    ["a.__proto__", "", null],
    ["notes.txt", "text/plain", null],
  ])("of %s, %s is %s", (name, format, language) => expect(languageOf(name, format)).toBe(language));
});

class Paper implements Canvas {
  text = "";
  show(text: string): void {
    this.text = text;
  }
  append(text: string): void {
    this.text += text;
  }
}

function opened(content: string | Uint8Array, name = "a.txt", format = "text/plain") {
  const source = memory(content, { name, kind: "text", format });
  const paper = new Paper();
  return { source, paper, text: new TextState(source, paper) };
}

describe("a text", () => {
  it("shows the first piece after one read", async () => {
    const { source, paper, text } = opened("line\n".repeat(200_000));
    await text.open();
    expect(source.reads).toEqual([{ start: 0, length: firstPiece }]);
    expect(paper.text.length).toBe(firstPiece);
    expect(text.ended).toBe(false);
  });

  it("goes on where it ended, and is whole at the end", async () => {
    const content = "日本語\n".repeat(200_000);
    const { source, paper, text } = opened(content);
    await text.open();
    await text.more();
    await text.more();
    expect(text.ended).toBe(true);
    expect(paper.text).toBe(content);
    expect(source.reads.map(({ start }) => start)).toEqual([0, firstPiece]);
  });

  it("has a bound", async () => {
    const { paper, text } = opened(new Uint8Array(17_000_000).fill(97));
    await text.open();
    for (let at = 0; at < 20; at += 1) await text.more();
    expect(text.loaded).toBe(mostText);
    expect(text.full).toBe(true);
    expect(text.cut).toBe(1);
    expect(paper.text.length).toBeLessThan(6_000);
  });

  it("that is empty reads nothing", async () => {
    const { source, text } = opened("");
    await text.open();
    expect(text.opened && text.ended).toBe(true);
    expect(source.reads).toEqual([]);
  });

  it("is read again in the encoding that was chosen", async () => {
    const { paper, text } = opened(new Uint8Array([0xb3, 0xf3, 0x64, 0xbc]));
    await text.open();
    expect(paper.text).toBe("³ód¼");
    await text.decodeAs("iso-8859-2");
    expect(paper.text).toBe("łódź");
  });

  it("of JSON is indented and back", async () => {
    const { paper, text } = opened('{"a":[1]}', "a.json", "application/json");
    await text.open();
    await text.format(true);
    expect(paper.text).toBe('{\n  "a": [\n    1\n  ]\n}');
    await text.format(false);
    expect(paper.text).toBe('{"a":[1]}');
  });

  it("of 100,000 levels has no colours", async () => {
    const { text } = opened("[\n".repeat(100_000), "a.json", "application/json");
    await text.open();
    expect(text.deep).toBe(true);
    expect(deepestColours).toBeLessThan(100_000);
  });

  it("that was replaced says so, keeps what is shown, and tries again", async () => {
    const { source, paper, text } = opened("x\n".repeat(300_000));
    await text.open();
    const read = source.read.bind(source);
    const fault = { code: "changed_meanwhile", title: "t", what: "w", next: "n", retry: true } as never;
    source.read = () => Promise.reject(new Refusal(fault));
    await text.more();
    expect(text.trouble).toEqual({ fault });
    expect(paper.text.length).toBe(firstPiece);
    source.read = read;
    await text.retry();
    expect(text.trouble).toBeNull();
    expect(text.loaded).toBe(600_000);
    expect(nextPiece).toBeGreaterThan(0);
  });

  it("that is closed asks for nothing more and says nothing", async () => {
    const { source, text } = opened("x");
    source.read = (_start, _length, signal) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
    const opening = text.open();
    text.close();
    await opening;
    expect(text.trouble).toBeNull();
  });
});
