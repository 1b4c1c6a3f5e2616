// @vitest-environment jsdom
import { flushSync } from "svelte";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../../app.svelte";
import { Drawn } from "../../drawn";
import type { ConnectionView } from "../../lib/backend/contract";
import type { Fake } from "../../lib/backend/fake";
import { layOut } from "../../lib/kit/laidout";
import { springs } from "./carrying.svelte";

const at = (prefix: string, bucket = "acme-datasets") => ({ connection: "acme", bucket, prefix });
const here = "team/fieldwork/";

let fake: Fake;
let page: App;
let drawn: Drawn;
let under: Element | null;

beforeAll(() => {
  layOut();
  // All rows are in sight.
  const get = function get(this: Element) {
    return this.classList.contains("ruler") ? 32 : 1600;
  };
  Object.defineProperty(Element.prototype, "clientHeight", { configurable: true, get });
  document.elementFromPoint = () => under;
});

beforeEach(async () => {
  vi.useFakeTimers();
  drawn = await Drawn.at(at(here));
  ({ fake, page } = drawn);
});

afterEach(async () => {
  await drawn.leave();
  vi.useRealTimers();
});

const settle = (ms?: number) => drawn.settle(ms);

const part = (selector: string) => document.querySelector<HTMLElement>(selector);
const row = (name: string) => part(`[data-name="${name}"]`);
const label = () => part('[data-testid="carried"]')?.textContent.trim();
const has = (key: string, bucket = "acme-datasets") => fake.world.bucket(bucket).has(key);
const step = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('[data-testid="path-bar"] button')].find(
    ({ title }) => title === name,
  ) ?? null;

function mouse(kind: string, x: number, more: MouseEventInit = {}): void {
  const event = { bubbles: true, cancelable: true, buttons: 1, clientX: x, clientY: 200, detail: 1, ...more };
  (kind === "mousedown" && under ? under : document.body).dispatchEvent(new MouseEvent(kind, event));
  flushSync();
}

function key(name: string, kind = "keydown"): void {
  document.body.dispatchEvent(new KeyboardEvent(kind, { key: name, bubbles: true, cancelable: true }));
  flushSync();
}

/** The button goes down on a row, and the pointer is on its way. */
async function take(name: string, more: MouseEventInit = {}): Promise<void> {
  under = row(name);
  // Nothing is laid out: all cells are at 0, and beside them is empty ground.
  mouse("mousedown", 0, more);
  mouse("mousemove", 310, more);
  await settle(10);
  mouse("mousemove", 312, more);
}

function over(element: Element | null, more: MouseEventInit = {}): void {
  under = element;
  mouse("mousemove", 340, more);
}

async function letGo(): Promise<void> {
  mouse("mouseup", 340, { buttons: 0 });
  await settle(3000);
}

it("a cut row is fainter, and a screen reader is told", async () => {
  const name = "readme.txt";
  await page.browse.click(Number(row(name)?.dataset["at"]), { ctrl: false, shift: false });
  page.browse.hold(true);
  await settle();
  expect(row(name)?.getAttribute("aria-description")).toBe("Cut, to be pasted elsewhere");
  expect(row(name)?.classList.contains("leaving")).toBe(true);
  expect(document.querySelectorAll(".leaving").length).toBe(1);
  page.places.keepLook({ ...page.places.look, tiles: true });
  await settle();
  expect(row(name)?.getAttribute("aria-description")).toBe("Cut, to be pasted elsewhere");
  page.browse.hold(false);
  await settle();
  expect(document.querySelectorAll(".leaving, [aria-description]").length).toBe(0);
});

describe("rows dragged inside the window", () => {
  it("onto a folder's row are moved into it, and the pointer says so", async () => {
    await take("readme.txt");
    expect(label()).toBe("readme.txt");
    over(row("2025/"));
    expect(label()).toBe("Move readme.txt to 2025");
    expect(row("2025/")?.getAttribute("data-drop")).toBe("takes");
    await letGo();
    expect([has(`${here}2025/readme.txt`), has(`${here}readme.txt`)]).toEqual([true, false]);
    expect([label(), part("[data-drop]")]).toEqual([undefined, null]);
  });

  it("are copied while Ctrl is held, pressed before or on the way", async () => {
    await take("readme.txt");
    over(row("2025/"));
    key("Control");
    expect(label()).toBe("Copy readme.txt to 2025");
    key("Control", "keyup");
    expect(label()).toBe("Move readme.txt to 2025");
    over(row("2025/"), { ctrlKey: true });
    await letGo();
    expect([has(`${here}2025/readme.txt`), has(`${here}readme.txt`)]).toEqual([true, true]);

    // As with a click, the row joins what is selected.
    await take("licences.csv", { ctrlKey: true });
    over(row("2024/"), { ctrlKey: true });
    expect(label()).toBe("Copy 2 files to 2024");
  });

  it("go together where they are selected together", async () => {
    under = row("readme.txt");
    mouse("mousedown", 0);
    mouse("mouseup", 300);
    under = row("licences.csv");
    mouse("mousedown", 0, { ctrlKey: true });
    mouse("mouseup", 300);
    await settle();
    await take("licences.csv");
    over(row("2025/"));
    expect(label()).toBe("Move 2 files to 2025");
    await letGo();
    expect([has(`${here}2025/readme.txt`), has(`${here}2025/licences.csv`)]).toEqual([true, true]);
  });

  it("onto a step of the path", async () => {
    await take("readme.txt");
    over(step("team"));
    expect(label()).toBe("Move readme.txt to team");
    await letGo();
    expect(has("team/readme.txt")).toBe(true);
  });

  it("onto a bucket of the sidebar", async () => {
    page.connections.open("acme");
    await settle();
    await take("readme.txt");
    over(part('[data-testid="bucket-acme-empty"] .label'));
    expect(label()).toBe("Move readme.txt to acme-empty");
    await letGo();
    expect([has("readme.txt", "acme-empty"), has(`${here}readme.txt`)]).toEqual([true, false]);
  });

  it("onto a tab, which comes to the front under a pointer that rests", async () => {
    page.goInTab(at("team/"), true);
    await settle();
    await take("readme.txt");
    over(part('[data-testid="tab-2"] .name'));
    expect(label()).toBe("Move readme.txt to team");
    await vi.advanceTimersByTimeAsync(springs - 10);
    expect(page.browse.place?.prefix).toBe(here);
    await vi.advanceTimersByTimeAsync(20);
    expect(page.browse.place?.prefix).toBe("team/");
    await letGo();
    expect(has("team/readme.txt")).toBe(true);
  });

  it("open a folder that they rest on, and go on into one inside", async () => {
    await take("readme.txt");
    over(step("team"));
    await vi.advanceTimersByTimeAsync(springs + 10);
    await settle();
    expect(page.browse.place?.prefix).toBe("team/");
    // Nothing else opens until the pointer moves on.
    under = row("fieldwork/");
    await vi.advanceTimersByTimeAsync(3 * springs);
    expect(page.browse.place?.prefix).toBe("team/");
    expect(label()).toBe("The items are already in this folder");
    over(part('[data-testid="grid"]'));
    expect(label()).toBe("Move readme.txt to team");
    await letGo();
    expect([has("team/readme.txt"), has(`${here}readme.txt`)]).toEqual([true, false]);
  });

  it("that cannot go there say why, and stay", async () => {
    await take("2024/");
    over(row("2024/"));
    expect(label()).toBe("A folder cannot be moved or copied into itself");
    expect(row("2024/")?.getAttribute("data-drop")).toBe("refuses");
    over(part('[data-testid="path-buckets"]'));
    expect(label()).toBe("Choose a bucket first");
    mouse("mouseup", 340, { buttons: 0 });
    expect(label()).toBe("Choose a bucket first");
    await vi.advanceTimersByTimeAsync(5000);
    flushSync();
    expect([label(), page.transfers.groups]).toEqual([undefined, []]);
  });

  it("let go where they came from do nothing, and nothing is said", async () => {
    await take("readme.txt");
    over(row("licences.csv"));
    expect(label()).toBe("readme.txt");
    await letGo();
    expect([label(), page.transfers.groups, page.fault]).toEqual([undefined, [], null]);
  });

  it("are given up by Escape, and by a button that was let go unheard", async () => {
    for (const end of [() => key("Escape"), () => mouse("mousemove", 350, { buttons: 0 })]) {
      await take("readme.txt");
      over(row("2025/"));
      end();
      expect([label(), part("[data-drop]")]).toEqual([undefined, null]);
      await letGo();
    }
    expect([page.transfers.groups, page.browse.chosen]).toEqual([[], 1]);
  });

  it("become the system's at the edge of the window, and not before", async () => {
    await take("readme.txt");
    over(row("2025/"));
    expect(fake.calls).not.toContain("drag_out");
    mouse("mousemove", window.innerWidth + 40);
    await settle(10);
    expect(fake.calls).toContain("drag_out");
    expect(label()).toBeUndefined();
  });

  it("stay in the window once their folder was left: the system is given what a list has", async () => {
    await take("readme.txt");
    over(step("team"));
    await vi.advanceTimersByTimeAsync(springs + 10);
    await settle();
    mouse("mousemove", window.innerWidth + 40);
    expect(fake.calls).not.toContain("drag_out");
    expect(label()).toBe("Move readme.txt to team");
  });

  it("come back from the edge where the system takes no drags, and are the system's where it does", async () => {
    let answer: (() => void) | undefined;
    const drag = new Promise<void>((done) => (answer = done));
    await take("readme.txt");
    const real = fake.call.bind(fake);
    vi.spyOn(fake, "call").mockImplementation((name, args) =>
      name === "drag_out" ? drag.then(() => null) : real(name, args),
    );
    mouse("mousemove", window.innerWidth + 40);
    expect(label()).toBeUndefined();
    // The system has it: what is heard of the pointer is not ours.
    over(row("2025/"));
    expect(label()).toBeUndefined();
    await letGo();
    expect(has(`${here}2025/readme.txt`)).toBe(false);
    await take("readme.txt");
    answer?.();
    mouse("mousemove", window.innerWidth + 40);
    await settle(10);
    over(row("2025/"));
    expect(label()).toBe("Move readme.txt to 2025");
    await letGo();
    expect(has(`${here}2025/readme.txt`)).toBe(true);
  });

  it("cost no pick until they are let go", async () => {
    await take("readme.txt");
    over(row("2025/"));
    key("Escape");
    await settle();
    expect(fake.calls).not.toContain("pick_rows");
  });

  it("are refused while they are over what is read-only, and the label says so", async () => {
    const lock = (locked: boolean) =>
      (page.connections.list = page.connections.list.map((each) => ({
        ...each,
        read_only: locked && each.id === "acme",
      })));
    lock(true);
    await take("readme.txt");
    for (const target of [row("2025/"), step("team")]) {
      over(target);
      expect(label()).toBe("This connection is read-only");
      expect(target?.dataset["drop"]).toBe("refuses");
    }
    over(row("2025/"), { ctrlKey: true });
    expect(label()).toBe("This connection is read-only");
    await letGo();
    expect([page.transfers.groups, fake.calls.includes("pick_rows")]).toEqual([[], false]);
    lock(false);
    await settle();
    await take("readme.txt");
    over(row("2025/"));
    expect(label()).toBe("Move readme.txt to 2025");
  });

  it("are only copied out of what is read-only", async () => {
    const list = page.connections.list.map((each) => ({ ...each, read_only: each.id === "acme" }));
    page.connections.list = [...list, { ...(list[0] as ConnectionView), id: "other", read_only: false }];
    await take("readme.txt");
    const { carrying } = page.tabs;
    const there = { ...at("x/"), connection: "other" };
    expect(carrying.held?.refusal(there, false)).toBe(
      "The items are in a read-only connection. Hold Ctrl to copy them.",
    );
    expect(carrying.held?.refusal(there, true)).toBeNull();
  });

  it("files from another program are refused over a read-only folder as well, in words", async () => {
    page.connections.list = page.connections.list.map((each) => ({ ...each, read_only: true }));
    page.browse.hover(null);
    flushSync();
    expect(part('[data-testid="landing"]')?.textContent).toContain("This connection is read-only");
    page.browse.drop(fake.choose({ "a.txt": 5 }));
    await settle(2000);
    expect([page.transfers.groups, page.browse.mayAdd]).toEqual([[], false]);
  });

  it("of a read-only connection say so: in the last line, at a key that does nothing, in the settings", async () => {
    page.connections.list = page.connections.list.map((each) => ({ ...each, read_only: true }));
    flushSync();
    expect(part('[data-testid="status-read-only"]')?.textContent).toBe("Read-only");
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "n", ctrlKey: true, shiftKey: true }));
    flushSync();
    expect(part('[data-testid="toast"]')?.textContent).toContain("This connection is read-only");
    page.openSettings({ connection: "acme", bucket: "acme-datasets" });
    await settle(500);
    expect(part('[data-testid="settings-read-only"]')?.textContent).toBe("This connection is read-only");
  });
});
