import { describe, expect, it } from "vitest";
import { countOf, fontOf, has } from "./sfnt";

/** A font of these tables alone. */
function font(tables: Record<string, Uint8Array>): Uint8Array {
  const tags = Object.keys(tables);
  const start = 12 + tags.length * 16;
  const bytes = new Uint8Array(start + tags.reduce((sum, tag) => sum + (tables[tag]?.length ?? 0), 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0001_0000);
  view.setUint16(4, tags.length);
  let at = start;
  tags.forEach((tag, index) => {
    const table = tables[tag] ?? new Uint8Array(0);
    bytes.set(new TextEncoder().encode(tag), 12 + index * 16);
    view.setUint32(12 + index * 16 + 8, at);
    view.setUint32(12 + index * 16 + 12, table.length);
    bytes.set(table, at);
    at += table.length;
  });
  return bytes;
}

/** Names in UTF-16, as Windows has them. */
function names(all: Record<number, string>): Uint8Array {
  const ids = Object.keys(all).map(Number);
  const strings = ids.map((id) =>
    Uint8Array.from(
      [...(all[id] ?? "")].flatMap((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]),
    ),
  );
  const view = new DataView(
    new ArrayBuffer(6 + ids.length * 12 + strings.reduce((sum, each) => sum + each.length, 0)),
  );
  view.setUint16(2, ids.length);
  view.setUint16(4, 6 + ids.length * 12);
  let offset = 0;
  ids.forEach((id, at) => {
    [3, 1, 0x409, id, strings[at]?.length ?? 0, offset].forEach((value, field) =>
      view.setUint16(6 + at * 12 + field * 2, value),
    );
    new Uint8Array(view.buffer).set(strings[at] ?? [], 6 + ids.length * 12 + offset);
    offset += strings[at]?.length ?? 0;
  });
  return new Uint8Array(view.buffer);
}

/** Ranges of characters, in the long form. */
function characters(...ranges: [number, number][]): Uint8Array {
  const view = new DataView(new ArrayBuffer(12 + 16 + ranges.length * 12));
  [0, 1, 3, 10].forEach((value, at) => view.setUint16(at * 2, value));
  view.setUint32(8, 12);
  view.setUint16(12, 12);
  view.setUint32(24, ranges.length);
  ranges.forEach(([first, last], at) => {
    view.setUint32(28 + at * 12, first);
    view.setUint32(32 + at * 12, last);
  });
  return new Uint8Array(view.buffer);
}

describe("a font", () => {
  it("tells its names and its characters", () => {
    const { about, characters: all } = fontOf(
      font({
        name: names({ 1: "Żuraw", 2: "Bold", 5: "Version 1" }),
        cmap: characters([65, 90], [0x410, 0x44f]),
      }),
    );
    expect(about).toMatchObject({ family: "Żuraw", style: "Bold", version: "Version 1", designer: null });
    expect(all && [has(all, "AZ"), has(all, "Az"), has(all, "АЯ"), countOf(all)]).toEqual([
      true,
      false,
      true,
      90,
    ]);
  });

  it("that is cut anywhere says what is left, and never fails", () => {
    const whole = font({ name: names({ 1: "Name" }), cmap: characters([65, 90]) });
    for (let length = 0; length < whole.length; length += 1)
      expect(() => fontOf(whole.slice(0, length))).not.toThrow();
  });

  it("with lying counts costs no more than it has bytes", () => {
    const cmap = characters([65, 90]);
    new DataView(cmap.buffer).setUint32(24, 0xffff_ffff);
    expect(fontOf(font({ cmap })).characters).toBeNull();
    const wide = fontOf(font({ cmap: characters([0, 0xffff_ffff]) })).characters;
    expect(wide && countOf(wide)).toBe(0x110000);
  });

  it("whose tables are packed is shown without names", () => {
    expect(fontOf(new TextEncoder().encode("wOF2" + " ".repeat(60)))).toEqual({
      about: null,
      characters: null,
    });
  });
});
