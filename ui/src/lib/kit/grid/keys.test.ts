import { describe, expect, it } from "vitest";
import { readPress, type At } from "./keys";

const at: At = { focus: 10, count: 100, page: 19, per: 1 };
const read = (key: string, held: Partial<KeyboardEvent> = {}, where = at) =>
  readPress(
    { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held } as KeyboardEvent,
    where,
  );
const move = (to: number, extend = false, keep = false) => ({ kind: "move", to, extend, keep });

describe("moving", () => {
  it.each([
    ["ArrowDown", 11],
    ["ArrowUp", 9],
    ["PageDown", 29],
    ["PageUp", 0],
    ["Home", 0],
    ["End", 99],
  ])("%s goes to row %i", (key, to) => expect(read(key)).toEqual(move(to)));

  it("stops at the ends", () => {
    expect(read("ArrowUp", {}, { ...at, focus: 0 })).toEqual(move(0));
    expect(read("ArrowDown", {}, { ...at, focus: 99 })).toEqual(move(99));
  });

  it("enters a list that had no focus at its first row", () => {
    expect(read("ArrowDown", {}, { ...at, focus: -1 })).toEqual(move(0));
    expect(read("ArrowUp", {}, { ...at, focus: -1 })).toEqual(move(0));
  });

  it("extends with Shift and leaves the selection alone with Ctrl", () => {
    expect(read("ArrowDown", { shiftKey: true })).toEqual(move(11, true));
    expect(read("ArrowDown", { ctrlKey: true })).toEqual(move(11, false, true));
    expect(read("End", { ctrlKey: true, shiftKey: true })).toEqual(move(99, true, true));
  });

  it("does nothing in an empty list", () =>
    expect(read("ArrowDown", {}, { ...at, count: 0, focus: -1 })).toBeNull());

  it("leaves Alt with an arrow to the page", () => expect(read("ArrowUp", { altKey: true })).toBeNull());
});

describe("moving among tiles", () => {
  // 100 items in lines of six: the last line has four.
  const tiles = { ...at, per: 6, page: 18 };

  it.each([
    ["ArrowRight", 10, 11],
    ["ArrowLeft", 10, 9],
    ["ArrowDown", 10, 16],
    ["ArrowUp", 10, 4],
    ["ArrowUp", 4, 4],
    ["ArrowDown", 95, 99],
    ["ArrowDown", 97, 97],
    ["ArrowRight", 99, 99],
    ["ArrowLeft", 0, 0],
    ["PageDown", 10, 28],
  ])("%s from %i leads to %i", (key, focus, to) =>
    expect(read(key, {}, { ...tiles, focus })).toEqual(move(to)),
  );

  it("sideways means nothing in a table", () => expect(read("ArrowRight")).toBeNull());
});

describe("acting", () => {
  it.each([
    [" ", { ctrlKey: true }, { kind: "toggle" }],
    [" ", {}, { kind: "peek" }],
    ["a", { ctrlKey: true }, { kind: "all" }],
    ["Escape", {}, { kind: "none" }],
    ["Enter", {}, { kind: "open" }],
    ["ContextMenu", {}, { kind: "menu" }],
    ["F10", { shiftKey: true }, { kind: "menu" }],
    ["h", {}, { kind: "type", text: "h" }],
    ["H", { shiftKey: true }, { kind: "type", text: "H" }],
    ["港", {}, { kind: "type", text: "港" }],
  ])("%s with %o", (key, held, meaning) => expect(read(key, held)).toEqual(meaning));

  it("leaves shortcuts to the page", () => {
    expect(read("r", { ctrlKey: true })).toBeNull();
    expect(read("F5")).toBeNull();
    expect(read("Delete")).toBeNull();
    expect(read("Backspace")).toBeNull();
  });
});
