import { describe, expect, it } from "vitest";
import type { Remains } from "../../lib/backend/contract";
import { pieces, say } from "../../lib/words";
import { left, terms } from "./remains";

/** The sentence as it is read, its terms in their place. */
function said(remains: Remains | null, files: number): string {
  const { id, values } = left(remains, files);
  const term = (slot: string) => say(`glossary-${terms[slot] ?? "versioning"}`);
  return pieces(id, values, Object.keys(terms))
    .map((piece) => ("text" in piece ? piece.text : term(piece.slot)))
    .join("");
}

describe("what is left of deleted files", () => {
  it("says that nothing can be undone only where nothing remains or nobody knows", () => {
    for (const [remains, final] of [
      [{ remains: "nothing" }, true],
      [{ remains: "unknown" }, true],
      [null, true],
      [{ remains: "versions", days: null }, false],
      [{ remains: "older_versions" }, false],
    ] as const) {
      expect(said(remains, 1).includes("cannot be undone"), JSON.stringify(remains)).toBe(final);
    }
  });

  it("says how a file can be recovered, and until when", () => {
    expect(said({ remains: "versions", days: 30 }, 2)).toMatch(/old versions.*delete marker.*30 days/);
    expect(said({ remains: "versions", days: 1 }, 1)).toContain("after 1 day.");
    expect(said({ remains: "versions", days: null }, 1)).not.toMatch(/lifecycle/i);
    expect(said({ remains: "older_versions" }, 2)).toMatch(/deleted permanently.*from before that stay/);
  });
});
