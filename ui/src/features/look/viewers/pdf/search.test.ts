import { describe, expect, it } from "vitest";
import { found } from "./search";

const line = (...texts: string[]) => texts.map((str, at) => ({ str, hasEOL: at === texts.length - 1 }));

describe("what is searched in the text of a page", () => {
  it.each([
    ["settle", [[0]]],
    ["SETTLE", [[0]]],
    ["ment of", [[1]]],
    ["settlement", [[0, 1]]],
    ["settlement of accounts", [[0, 1, 2]]],
    ["", []],
    ["   ", []],
    ["absent", []],
  ])("%j is in %j", (query, hits) => {
    expect(found([...line("settle", "ment of"), ...line("accounts")], query)).toEqual(hits);
  });

  it("is found as often as it is there", () => {
    expect(found(line("a b a", " a"), "a")).toEqual([[0], [0], [1]]);
  });

  it("is text, not a pattern", () => {
    expect(found(line("(a+)+$ [x] \\d 1/2 {3} - ^"), "(a+)+$")).toHaveLength(1);
    for (const sign of ["[x]", "\\d", "1/2", "{3}", "-", "^"])
      expect(found(line("(a+)+$ [x] \\d 1/2 {3} - ^"), sign)).toHaveLength(1);
    expect(found(line("aaa"), ".")).toEqual([]);
  });

  it("may have other letters than English ones", () => {
    expect(found(line("日本語の", "文書"), "語の文")).toEqual([[0, 1]]);
    expect(found(line("ŻÓŁĆ"), "żółć")).toEqual([[0]]);
  });
});
