import { describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { countOf, PacingForm, speedOf } from "./pacing.svelte";

describe("what is typed", () => {
  it.each([
    ["", null],
    [" 2,5 ", 2_500_000],
    ["0.1", 100_000],
    ["0", undefined],
    ["fast", undefined],
  ])("“%s” is %s bytes a second", (typed, speed) => expect(speedOf(typed)).toBe(speed));

  it.each([
    ["1", 1],
    ["32", 32],
    ["33", undefined],
    ["", null],
    ["2.5", undefined],
  ])("“%s” is %s at once", (typed, number) => expect(countOf(typed)).toBe(number));
});

it("limits are read, checked and set", async () => {
  const clock = new HandClock();
  const fake = new Fake({ clock });
  fake.transfers.pacing = { up: 1_500_000, down: null, files: 4, parts: 4 };
  useHost(fake);
  let done = false;
  const form = new PacingForm(() => (done = true));
  await clock.pass(1);
  expect([form.up, form.down, form.files]).toEqual(["1.5", "", "4"]);
  form.down = "x";
  expect(form.pacing).toBeNull();
  await form.save();
  expect(done).toBe(false);
  form.down = "3";
  await form.save();
  expect(fake.transfers.pacing).toEqual({ up: 1_500_000, down: 3_000_000, files: 4, parts: 4 });
  expect(done).toBe(true);
});
