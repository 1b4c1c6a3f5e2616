import { describe, expect, it } from "vitest";
import { owed } from "./owed";

const glacier = { class: "GLACIER", files: 0, bytes: 0, days: 0, small: 0, moved: 0, least: 90 };

describe("what is still billed", () => {
  it("says what a lifecycle rule may have moved, also where nothing else is owed", () => {
    const [moved] = owed([{ ...glacier, moved: 2 }]);
    expect(moved).toMatch(/^2 files were saved at least 90 days ago\. They are still billed only if/);
    const [both] = owed([{ ...glacier, files: 1, bytes: 5, days: 12, moved: 1 }]);
    expect(both).toContain("is billed for up to 12 more days");
    expect(both).toContain("1 file was saved at least 90 days ago");
  });
});
