import { beforeEach, describe, expect, it } from "vitest";
import { Grip } from "./grip";

const at = (clientX: number, clientY = 0, buttons = 1) => ({ clientX, clientY, buttons });

describe("a press on a row", () => {
  let grip: Grip;
  let clicks: number;
  beforeEach(() => {
    grip = new Grip();
    clicks = 0;
    grip.hold(at(100), () => (clicks += 1));
  });

  it("is a click when it is let go where it was", () => {
    expect(grip.drags(at(103, 3))).toBe(false);
    expect(clicks).toBe(0);
    grip.release();
    grip.release();
    expect(clicks).toBe(1);
  });

  it("is one drag when the pointer leaves, and then no click", () => {
    expect([at(104), at(104, 4), at(200)].map((there) => grip.drags(there))).toEqual([false, true, false]);
    grip.release();
    expect(clicks).toBe(0);
  });

  it("is neither when the button was let go unheard", () => {
    expect(grip.drags(at(101, 0, 0))).toBe(false);
    expect(grip.drags(at(200))).toBe(false);
    grip.release();
    expect(clicks).toBe(0);
  });

  it("does not begin before the button goes down", () => {
    grip.release();
    expect(grip.drags(at(200))).toBe(false);
  });
});
