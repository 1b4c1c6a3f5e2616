// @vitest-environment jsdom
import { flushSync } from "svelte";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../../app.svelte";
import { Drawn } from "../../drawn";
import type { Fake } from "../../lib/backend/fake";
import { layOut } from "../../lib/kit/laidout";

const here = "team/fieldwork/";
let fake: Fake;
let page: App;
let drawn: Drawn;

beforeAll(layOut);

beforeEach(async () => {
  const notes = `${here}0 notes.tar.gz`;
  const place = { connection: "acme", bucket: "acme-datasets", prefix: here };
  drawn = await Drawn.at(place, (host) => host.world.put("acme-datasets", notes, 5, 0));
  ({ fake, page } = drawn);
});

afterEach(() => drawn.leave());

const settle = (ms?: number) => drawn.settle(ms);

const part = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const field = () => part("rename-file-name") as HTMLInputElement;
const rows = () => Array.from({ length: 40 }, (_, row) => page.browse.listing?.row(row)?.name);
const has = (name: string) => fake.world.bucket("acme-datasets").has(here + name);
const noted = () => part("rename-field")?.querySelector("p")?.textContent.trim();

async function ask(name: string): Promise<void> {
  await page.browse.click(rows().indexOf(name), { ctrl: false, shift: false });
  await settle(10);
  press("F2", part("grid"));
  await settle(10);
}

function press(key: string, on: Element | null = field()): void {
  on?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  flushSync();
}

async function type(name: string): Promise<void> {
  field().value = name;
  field().dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settle(10);
}

describe("a new name is typed in the row", () => {
  it.each([
    ["readme.txt", "readme"],
    ["0 notes.tar.gz", "0 notes"],
    ["2024/", "2024"],
  ])("%s, with %s selected", async (name, stem) => {
    await ask(name);
    const { value, selectionStart, selectionEnd } = field();
    expect(document.activeElement).toBe(field());
    expect([selectionStart, value.slice(0, selectionEnd ?? 0)]).toEqual([0, stem]);
    expect(document.querySelector("dialog[open]")).toBeNull();
  });

  it("with the caret left alone while typing", async () => {
    await ask("readme.txt");
    field().value = "o.txt";
    field().setSelectionRange(1, 1);
    field().dispatchEvent(new InputEvent("input", { bubbles: true }));
    await settle(10);
    expect([field().selectionStart, field().selectionEnd]).toEqual([1, 1]);
  });

  it("and kept with Enter, the focus back in the list", async () => {
    await ask("readme.txt");
    await type("read me.txt");
    press("Enter");
    await settle(4000);
    expect([has("read me.txt"), has("readme.txt"), field()]).toEqual([true, false, null]);
    expect(document.activeElement).toBe(part("grid"));
  });

  it.each(["Escape", "blur"])("and left with %s", async (way) => {
    await ask("readme.txt");
    await type("other.txt");
    document.hasFocus = () => true;
    if (way === "Escape") press(way);
    else field().blur();
    await settle(4000);
    expect([field(), has("readme.txt"), page.transfers.groups]).toEqual([null, true, []]);
    // The key was the field's: the row is selected as before.
    expect(page.browse.chosen).toBe(1);
  });

  it("and stays while another window is in front", async () => {
    await ask("readme.txt");
    document.hasFocus = () => false;
    field().blur();
    await settle(10);
    expect(field()).not.toBeNull();
  });

  it("and left with Enter where it was not changed", async () => {
    await ask("readme.txt");
    press("Enter");
    await settle();
    expect([field(), page.transfers.groups]).toEqual([null, []]);
  });

  it.each([
    ["", "The name is empty."],
    [" ", "The name is empty."],
    ["a/b", "A name cannot contain a slash"],
    ["..", "In many programs"],
    ["a\u0007", "control character"],
    ["ä".repeat(600), "1,024 bytes"],
    ["licences.csv", "already exists here"],
    ["2024", "already exists here"],
  ])("that cannot be (%j) is said at once, and not kept", async (name, why) => {
    await ask("readme.txt");
    await type(name);
    expect(noted()).toContain(why);
    expect(field().getAttribute("aria-invalid")).toBe("true");
    press("Enter");
    await settle();
    expect([field() !== null, has("readme.txt"), page.transfers.groups]).toEqual([true, true, []]);
    await type("fine.txt");
    expect([noted(), field().getAttribute("aria-invalid")]).toEqual(["", "false"]);
  });

  it("of a folder says what it takes, and letters do not reach the list", async () => {
    await ask("2024/");
    expect(noted()).toContain("S3 cannot rename folders");
    const { focus } = page.browse.cursor;
    for (const key of ["r", " ", "Delete", "Home", "F5"]) press(key);
    await settle();
    expect([page.browse.cursor.focus, page.browse.deleting, page.browse.peeking]).toEqual([
      focus,
      null,
      false,
    ]);
  });

  it("and is gone with the folder", async () => {
    await ask("readme.txt");
    page.browse.up();
    await settle();
    expect([field(), page.browse.renaming]).toEqual([null, null]);
  });

  it("is left at once while the name is on its way, which goes on; what fails then is told by the page", async () => {
    for (const fails of [false, true]) {
      await ask(fails ? "licences.csv" : "readme.txt");
      field().value = fails ? "later.csv" : "later.txt";
      field().dispatchEvent(new Event("input", { bubbles: true }));
      await settle();
      let answer: (() => void) | undefined;
      const held = new Promise<void>((done) => (answer = done));
      const real = fake.call.bind(fake);
      const spy = vi.spyOn(fake, "call").mockImplementation(async (name, args) => {
        if (name === "add_transfer") await held;
        if (name === "add_transfer" && fails) throw new Error("refused");
        return real(name, args);
      });
      press("Enter");
      await settle(10);
      expect(page.browse.renaming?.busy).toBe(true);
      press("Escape");
      expect([field(), page.browse.renaming]).toEqual([null, null]);
      answer?.();
      await settle(3000);
      spy.mockRestore();
      expect([has("later.txt"), page.fault !== null]).toEqual([true, fails]);
    }
    expect(has("licences.csv")).toBe(true);
  });
});
