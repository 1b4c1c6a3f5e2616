import { describe, expect, it } from "vitest";
import { halves, parts, spoken } from "./exact";

const marks = (name: string) => parts(name).filter((part) => part.mark !== null);

describe("what hides in a name", () => {
  it("leaves an ordinary name whole", () => {
    for (const name of [
      "Übersicht.pdf",
      "港の写真.jpg",
      "two words.txt",
      "..\\..\\x",
      "a+b %41",
      "👩‍🚀.png",
      "CON",
    ])
      expect(parts(name)).toEqual([{ text: name, mark: null }]);
  });

  it("shows spaces at the ends and runs of them", () => {
    expect(parts(" a  b ")).toEqual([
      { text: "·", mark: "space" },
      { text: "a", mark: null },
      { text: "··", mark: "2 spaces" },
      { text: "b", mark: null },
      { text: "·", mark: "space" },
    ]);
  });

  it("shows control characters", () => {
    expect(marks("a\u0001b\nc\u0085")).toEqual([
      { text: "␁", mark: "control character U+0001" },
      { text: "␊", mark: "control character U+000A" },
      { text: "U+0085", mark: "control character U+0085" },
    ]);
  });

  it("shows what turns the writing direction", () => {
    expect(spoken("photo\u202egpj.exe")).toBe("photo[right-to-left override]gpj.exe");
    expect(marks("a\u200bb")[0]?.text).toBe("ZWSP");
  });

  it("shows a joiner that joins no pictures", () => expect(marks("a\u200db")[0]?.text).toBe("ZWJ"));

  it("shows spaces that are no usual ones and characters that nobody sees", () => {
    expect(marks("a\u2003b\u3000c\u202fd").map((part) => part.mark)).toEqual([
      "unusual space U+2003",
      "full-width space",
      "unusual space U+202F",
    ]);
    expect(marks("a\u3164\u{e0041}").map((part) => part.mark)).toEqual([
      "invisible filler",
      "invisible character U+E0041",
    ]);
  });

  it("shows names that programs take for this folder or the one above", () => {
    expect(spoken(".")).toBe("[name is a single dot]");
    expect(spoken("..")).toBe("[name is two dots]");
    expect(parts("...")).toEqual([{ text: "...", mark: null }]);
  });

  it("tells a letter with its accent apart from the same as one character", () => {
    expect(parts("Caf\u00e9")).toEqual([{ text: "Caf\u00e9", mark: null }]);
    const [before, accent] = parts("Cafe\u0301.txt");
    expect(before).toEqual({ text: "Caf", mark: null });
    expect(accent).toMatchObject({ text: "e\u0301", plain: true });
    expect(accent?.mark).toContain("\u00e9 stored as separate characters");
    // What has no one-character form is written in the only way there is.
    expect(marks("n\u0308 \u0939\u093f\u0902\u0926\u0940")).toEqual([]);
    expect(spoken("Cafe\u0301")).toBe("Cafe\u0301");
  });

  it("says that a name is empty", () => expect(spoken("")).toBe("[empty name]"));

  it("loses nothing", () => {
    const name = " a\u0007b  c\u202e ";
    const plain = parts(name).filter((part) => part.mark === null);
    expect(plain.map((part) => part.text).join("")).toBe("abc");
    expect(parts("  ").map((part) => part.mark)).toEqual(["2 spaces"]);
  });
});

describe("a name that gives way in the middle", () => {
  const text = (name: string, keep = 8) =>
    halves(name, keep).map((half) => half.map((part) => part.text).join(""));

  it("keeps its end together", () =>
    expect(text("quarterly report of the north.xlsx", 10)).toEqual([
      "quarterly report of the ",
      "north.xlsx",
    ]));

  it("leaves a short name whole", () => expect(text("report.xlsx")).toEqual(["report.xlsx", ""]));

  it("leaves a name whole that is read from the right", () =>
    expect(text("תמונה מהטיול לחוף הים.jpg")).toEqual(["תמונה מהטיול לחוף הים.jpg", ""]));

  it("shows marks in either half and cuts no picture in two", () => {
    expect(text("a\u0007 long name with a bell in it ", 4)).toEqual(["a␇ long name with a bell in", " it·"]);
    const [head, tail] = text("holiday by the sea 👩‍🚀.png", 6);
    expect([head, tail]).toEqual(["holiday by the sea ", "👩‍🚀.png"]);
    expect(text("holiday by the sea cafe\u0301", 1)).toEqual(["holiday by the sea caf", "e\u0301"]);
  });
});
