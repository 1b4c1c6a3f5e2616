import { describe, expect, it } from "vitest";
import { packed, raw, written } from "./kinds";
import rust from "../../../../../src-tauri/crates/engine/src/files/look/kind.rs?raw";
import { nested } from "./nested";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("the names of kinds", () => {
  /** The words in quotes of a stretch of the engine's table. */
  const between = (from: string, to: string) => {
    const at = rust.indexOf(from);
    expect(at).toBeGreaterThan(0);
    return [...rust.slice(at, rust.indexOf(to, at)).matchAll(/"([a-z0-9]+)"/g)].map(([, ending]) => ending);
  };

  it("are those of the engine", () => {
    expect(raw).toEqual(between("const RAW", ";\n"));
    expect([...packed.keys()]).toEqual(between("Some(match ending", "_ =>"));
    const known = between("let (kind, format) = match ending", "_ => match format");
    expect(known.length).toBeGreaterThan(10);
    expect([...written.keys()]).toEqual(expect.arrayContaining(known));
  });

  it("have the kinds of the engine", () => {
    const kinds = (ending: string) => written.get(ending)?.[0];
    for (const [, endings = "", kind = ""] of rust
      .slice(rust.indexOf("let (kind, format) = match ending"), rust.indexOf("_ => match format"))
      .matchAll(/((?:"[a-z]+" ?\|? ?)+)=> \(LookKind::(\w+)/g))
      for (const [, ending = ""] of endings.matchAll(/"([a-z]+)"/g))
        expect([ending, kinds(ending)]).toEqual([ending, kind.toLowerCase()]);
  });
});

describe("a file in a file", () => {
  it.each([
    ["a.bin", "\u0089PNG\r\n\u001a\nxx", "image", "image/png", null],
    ["note.txt", "%PDF-1.7", "pdf", "application/pdf", null],
    ["x", "\u00ff\u00d8\u00ff\u00e0", "image", "image/jpeg", null],
    ["x", "RIFF1234WEBPVP8 ", "image", "image/webp", null],
    ["a.ico", "\u0000\u0000\u0001\u0000", "image", "image/vnd.microsoft.icon", null],
    ["a.nef", "II*\u0000", "photo", "image/tiff", null],
    ["a.heic", "\u0000\u0000\u0000\u0018ftypheic", "photo", "image/heif", null],
    ["rows.jsonl", "{}\n{}", "table", "application/x-ndjson", "utf-8"],
    ["macro.docm", "PK\u0003\u0004", "document", expect.stringContaining("word"), null],
    ["report.docx", "PK\u0003\u0004", "document", expect.stringContaining("word"), null],
    ["report.xlsx", "PK\u0003\u0004", "sheet", expect.stringContaining("sheet"), null],
    ["report.docx", "no archive at all", "text", "text/plain", "utf-8"],
    ["a.zip", "PK\u0005\u0006", "zip", "application/zip", null],
    ["t", "x".repeat(257) + "ustar", "tar", "application/x-tar", null],
    ["a.csv", "a,b\n1,2\n", "table", "text/csv", "utf-8"],
    ["a.md", "# Title", "markdown", "text/markdown", "utf-8"],
    ["a.unknown", "plain words", "text", "text/plain", "utf-8"],
    ["latin.txt", "caf\u00e9 au lait", "text", "text/plain", "windows-1252"],
    ["wide.txt", "\u00ff\u00fea\u0000", "text", "text/plain", "utf-16le"],
    ["a.txt", "\u0000\u0001\u0002\u0003zzz", "bytes", "application/octet-stream", null],
    ["empty", "", "text", "text/plain", "utf-8"],
    ["constructor", "words", "text", "text/plain", "utf-8"],
  ])("%s that begins with %j is %s", (name, text, kind, format, encoding) => {
    expect(nested(name, bytes(text))).toMatchObject({ kind, format, encoding, size: text.length });
  });

  it("is text also where the look at its beginning ends inside a letter", () => {
    expect(nested("a", new TextEncoder().encode("x".repeat(4095) + "ł")).encoding).toBe("utf-8");
  });

  it("is read like any other", async () => {
    const source = nested("a", bytes("0123456789"));
    expect(await source.read(8, 5)).toEqual(bytes("89"));
    await expect(source.read(0, 1, AbortSignal.abort(new Error("left")))).rejects.toThrow("left");
  });

  it("has an address until it is closed", async () => {
    const source = nested("a", bytes("hello"));
    const { address } = source;
    expect(await (await fetch(address)).text()).toBe("hello");
    source.close();
    await expect(fetch(address)).rejects.toThrow();
  });
});
