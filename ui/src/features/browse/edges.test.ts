// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { scrolling, stepAt } from "./edges";

const box = { top: 100, bottom: 400 };

it.each([
  ["above it", 99, 0],
  ["at its upper edge", 100, -12],
  ["near its upper edge", 120, -2],
  ["where that ends", 124, 0],
  ["in the middle", 250, 0],
  ["where the lower edge begins", 376, 0],
  ["near its lower edge", 390, 7],
  ["at its lower edge", 400, 12],
  ["below it", 401, 0],
])("a pointer %s moves a list", (_, y, by) => expect(stepAt(y, box)).toBeCloseTo(by));

function list(scrollHeight: number, overflowY = "auto"): HTMLElement {
  const part = document.createElement("div");
  part.style.overflowY = overflowY;
  part.getBoundingClientRect = () => new DOMRect(0, 100, 200, 300);
  Object.defineProperties(part, { scrollHeight: { value: scrollHeight }, clientHeight: { value: 300 } });
  let top = 0;
  const held = (to: number) => Math.min(Math.max(0, to), scrollHeight - 300);
  Object.defineProperty(part, "scrollTop", { get: () => top, set: (to: number) => (top = held(to)) });
  document.body.append(part);
  return part;
}

it("the innermost list that has more goes on until its end", () => {
  const outer = list(320);
  const inner = document.createElement("span");
  outer.append(inner);
  document.elementFromPoint = () => inner;
  const turns = Array.from({ length: 4 }, () => scrolling(5, 400)?.());
  expect([turns, outer.scrollTop]).toEqual([[true, true, false, false], 20]);
  expect(scrolling(5, 250)).toBeNull();
});

it.each([
  ["has no more", 300, "auto"],
  ["does not scroll", 900, "hidden"],
])("a list that %s stays", (_, height, overflow) => {
  const part = list(height, overflow);
  document.elementFromPoint = () => part;
  expect(scrolling(5, 400)).toBeNull();
});

it("one beside a stretched bar is turned as by the wheel", () => {
  const part = list(300, "hidden");
  part.dataset["stretched"] = "";
  const wheel = vi.fn();
  part.addEventListener("wheel", wheel);
  document.elementFromPoint = () => part;
  expect([scrolling(5, 400)?.(), wheel.mock.calls.length]).toEqual([true, 1]);
});
