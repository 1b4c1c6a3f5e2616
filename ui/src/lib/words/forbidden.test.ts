import { describe, expect, it } from "vitest";
import glossary from "../../../../src-tauri/docs/glossary.md?raw";

const texts = import.meta.glob<string>("../../../../src-tauri/locales/en/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Given {
  word: RegExp;
  /** Where the word is right. */
  but: string[];
}

/** The cells of each row under a head that has the column "Not". */
function rows(markdown: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  let head: string[] | null = null;
  for (const line of markdown.split("\n")) {
    const cells = line.startsWith("|") ? line.slice(1, -1).split("|") : null;
    const trimmed = cells?.map((cell) => cell.trim()) ?? null;
    if (trimmed === null) head = null;
    else if (head === null) head = trimmed;
    else if (!/^-+$/.test(trimmed[0] ?? ""))
      found.push(Object.fromEntries(head.map((name, at) => [name, trimmed[at] ?? ""])));
  }
  return found.filter((row) => "Not" in row);
}

/**
 * Each word of it in the singular or the plural. One with a remark in brackets is the name of
 * something else.
 */
function wordsOf(cell: string): RegExp[] {
  const each = cell.replaceAll(/[^,(]*\([^)]*\)/g, "").split(",");
  const inflected = (word: string) =>
    word.endsWith("y") ? `${word.slice(0, -1)}(y|ies)` : `${word.replaceAll(/[.*+?^$()|]/g, "\\$&")}(s|es)?`;
  const whole = (word: string) => word.trim().split(/\s+/).map(inflected).join("\\s+");
  return each
    .filter((word) => word.trim() !== "")
    .map((word) => new RegExp(`(?<!\\p{L})${whole(word)}(?!\\p{L})`, "iu"));
}

const given: Given[] = rows(glossary).flatMap((row) =>
  wordsOf(row["Not"] ?? "").map((word) => ({
    word,
    but: (row["But"] ?? "").split(",").flatMap((place) => place.trim() || []),
  })),
);

function wrong(message: string): string[] {
  const found = given.filter(({ word, but }) =>
    word.test(but.reduce((text, right) => text.replaceAll(right, ""), message)),
  );
  const loud = /!$/.test(message.trim()) ? ["!"] : [];
  return [...found.map(({ word }) => word.source), ...loud];
}

/**
 * What is read: no comments, no names of messages, none of their values. Words that find an action
 * may be old ones.
 */
const read = Object.entries(texts).flatMap(([path, text]) =>
  text.split("\n").flatMap((line, at) => {
    if (/^#|-also = /.test(line)) return [];
    const message = line.replace(/^[a-z0-9_-]+ = ?|^ +\.[a-z]+ = /, "").replaceAll(/\{[^{}]*\}/g, "{}");
    return [{ where: `${path.split("/").at(-1) ?? ""}:${at + 1}`, message }];
  }),
);

describe("the words that the glossary gave up", () => {
  it("are in no message", () => {
    const found = read.flatMap(({ where, message }) =>
      wrong(message).map((word) => `${where}: ${word}: ${message}`),
    );
    expect(found).toEqual([]);
  });

  it("are read from both of its tables", () => {
    expect(given.length).toBeGreaterThan(80);
    expect(read.length).toBeGreaterThan(3_000);
  });

  it.each([
    "Dated copy of acme",
    "Stop cleaning up",
    "Lets it in",
    "Retry, please",
    "Organizations that use it",
    "Organization Settings of your organization",
    "You can’t do this.",
    "Done!",
  ])("are found in “%s”", (message) => expect(wrong(message)).not.toEqual([]));

  it.each([
    "Open Organization Settings",
    "Line 3 of the file",
    "This AWS account",
    "Cleaned up",
    "Failing!: 3",
  ])("are none in “%s”", (message) => expect(wrong(message)).toEqual([]));
});
