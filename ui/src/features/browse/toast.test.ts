import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { shows, Toast } from "./toast.svelte";

describe("the toast", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("goes by itself, not from under the pointer or the focus", () => {
    const toast = new Toast();
    toast.show("Moved");
    vi.advanceTimersByTime(shows - 1);
    expect(toast.text).toBe("Moved");
    toast.hold("pointer");
    toast.hold("focus");
    vi.advanceTimersByTime(10 * shows);
    toast.release("pointer");
    vi.advanceTimersByTime(10 * shows);
    expect(toast.text).toBe("Moved");
    toast.release("focus");
    vi.advanceTimersByTime(shows);
    expect([toast.text, toast.back]).toEqual(["", null]);
  });
});
