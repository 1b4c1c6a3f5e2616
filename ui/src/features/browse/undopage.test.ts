// @vitest-environment jsdom
import { flushSync } from "svelte";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { App } from "../../app.svelte";
import { Drawn } from "../../drawn";
import type { Fake } from "../../lib/backend/fake";
import { layOut } from "../../lib/kit/laidout";
import { shows } from "./toast.svelte";

const here = { connection: "acme", bucket: "acme-datasets", prefix: "team/fieldwork/" };
let fake: Fake;
let page: App;
let drawn: Drawn;

beforeAll(layOut);

beforeEach(async () => {
  vi.useFakeTimers();
  drawn = await Drawn.at(here);
  ({ fake, page } = drawn);
  page.browse.askName();
  page.browse.newFolder?.type("new");
  await page.browse.newFolder?.make();
  await settle();
});

afterEach(async () => {
  await drawn.leave();
  vi.useRealTimers();
});

const settle = () => drawn.settle(2000, 20);

const part = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const made = () => fake.world.bucket(here.bucket).has(`${here.prefix}new/`);

function press(key: string, on: Element = document.body, shiftKey = false): void {
  on.dispatchEvent(
    new KeyboardEvent("keydown", { key, shiftKey, ctrlKey: true, bubbles: true, cancelable: true }),
  );
}

it("Ctrl+Z and Ctrl+Shift+Z take back and do again; in a field they are the field's", async () => {
  expect(made()).toBe(true);
  page.browse.typePath();
  flushSync();
  const field = part("path-input");
  if (field) press("z", field);
  await settle();
  expect([field !== null, made()]).toEqual([true, true]);
  press("z");
  await settle();
  expect(made()).toBe(false);
  press("Z", document.body, true);
  await settle();
  expect(made()).toBe(true);
});

it("the toast says what happened and takes it back; it stays while the focus is on it", async () => {
  expect(part("toast")?.getAttribute("role")).toBe("status");
  expect(part("toast")?.textContent).toContain("Created folder new");
  part("toast-undo")?.focus();
  await vi.advanceTimersByTimeAsync(3 * shows);
  flushSync();
  part("toast-undo")?.click();
  await settle();
  expect(made()).toBe(false);
  expect(part("toast")?.textContent).toContain("Undone: Created folder new");
  expect(document.activeElement).toBe(document.querySelector("[data-home]"));
  await vi.advanceTimersByTimeAsync(shows);
  flushSync();
  expect(part("toast")?.textContent.trim()).toBe("");
});

it("F6 comes to the toast", () => {
  const seen: boolean[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "F6", bubbles: true }));
    seen.push(part("toast")?.contains(document.activeElement) ?? false);
  }
  expect(seen).toContain(true);
});

it("the list takes back what is chosen in it", async () => {
  page.undoing.listed = true;
  flushSync();
  expect(part("undo-list")?.textContent).toContain("Created folder new");
  part("undo")?.click();
  await settle();
  expect([made(), part("undo-dialog")]).toEqual([false, null]);
});
