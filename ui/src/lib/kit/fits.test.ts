import { describe, expect, it } from "vitest";
import { inOnePiece } from "./fits";

/** Every letter ten wide, the ellipsis too; a little more space than it takes, for the slack. */
const ten = new Float64Array(127).fill(10);
const fitted = (name: string, letters: number) => inOnePiece(name, 4, letters * 10.4, ten);

describe("a name in one piece", () => {
  it("is whole where it fits", () => {
    expect(fitted("report.pdf", 10)).toBe("report.pdf");
    expect(fitted("ab", 3)).toBe("ab");
  });

  it("gives way in the middle where it does not, and takes what space there is", () => {
    expect(fitted("a-long-report.pdf", 16)).toBe("a-long-repo….pdf");
    expect(fitted("a-long-report.pdf", 9)).toBe("a-lo….pdf");
  });

  it("is left to the layout where next to nothing would stay of it", () => {
    expect(fitted("a-long-report.pdf", 7)).toBeNull();
    expect(fitted("abc", 2)).toBeNull();
  });

  it("is left to the layout where its letters have not been measured, or hide something", () => {
    for (const name of ["Übersicht.pdf", "港.jpg", "two  spaces.txt", " a", "..", ""])
      expect(fitted(name, 40)).toBeNull();
    expect(inOnePiece("report.pdf", 4, 500, null)).toBeNull();
  });
});
