import { describe, expect, it } from "vitest";
import { fitting, heldAt, larger, smaller, wheeled } from "./zoom";

describe("the zoom", () => {
  const picture = { width: 4000, height: 3000 };

  it("fits the pane, and makes nothing larger than it is", () => {
    expect(fitting(picture, { width: 400, height: 600 })).toBe(0.1);
    expect(fitting({ width: 16, height: 16 }, { width: 400, height: 600 })).toBe(1);
    expect(fitting({ width: 16, height: 16 }, { width: 400, height: 600 }, true)).toBe(25);
    expect(fitting({ width: 0, height: 0 }, { width: 400, height: 600 })).toBe(1);
  });

  it("goes up and down by steps, and has ends", () => {
    expect([larger(0.1), larger(0.7), larger(16), smaller(1), smaller(0.05)]).toEqual([
      0.25, 1, 16, 0.67, 0.05,
    ]);
    expect(wheeled(1, -100)).toBeGreaterThan(1.4);
    expect(wheeled(16, -1e9)).toBe(16);
    expect(wheeled(0.05, 1e9)).toBe(0.05);
  });

  it("keeps what is under the pointer there", () => {
    // A pane of 400, a picture of 800 scrolled by 100: 300 from its beginning is under 200.
    expect(heldAt(100, 200, 400, 800, 1600)).toBe(400);
    // A picture of 200 in the middle of it.
    expect(heldAt(0, 200, 400, 200, 800)).toBe(200);
    expect(heldAt(100, 0, 400, 800, 200)).toBe(125);
  });
});
