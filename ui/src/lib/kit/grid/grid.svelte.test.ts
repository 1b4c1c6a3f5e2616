// @vitest-environment jsdom
import File from "@lucide/svelte/icons/file";
import { flushSync, mount, unmount, type ComponentProps } from "svelte";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { layOut } from "../laidout";
import Grid from "./Grid.svelte";

type Props = ComponentProps<typeof Grid<string>>;

/** As the owner of a grid holds it. */
class Cursor {
  focus = $state(-1);
  top = $state(0);
  reveals = $state(0);
  frame = { row: 0, view: 0, per: 1 };
}

const names = Array.from({ length: 1000 }, (_, at) => `file ${at}`);
const name = (item: string) => item;
let drawn: Record<string, unknown>;
let cursor: Cursor;
let chosen: Set<string>;
const heard = { onpress: vi.fn(() => false), onpeek: vi.fn(), onpull: vi.fn(), onpick: vi.fn() };

beforeAll(() => {
  layOut();
  // Five rows are in sight, below a head of one: none is laid out.
  Element.prototype.getBoundingClientRect = function getBoundingClientRect() {
    const at = Number(this.closest<HTMLElement>("[data-at]")?.dataset["at"] ?? -1);
    const cell = this.classList.contains("cell");
    return cell ? new DOMRect(16, at * 32, 868, 32) : new DOMRect(0, 0, 900, 160);
  };
});

beforeEach(async () => {
  cursor = new Cursor();
  chosen = new Set();
  const props: Props = {
    label: "Files",
    columns: [{ id: "name", label: "Name", width: 0, least: 0 }],
    looks: [],
    sort: { by: "name", descending: false },
    count: names.length,
    complete: true,
    cursor,
    item: (at) => names[at],
    ...{ name, words: name, exact: name },
    selected: (item) => chosen.has(item),
    landing: null,
    title: (item) => ({ name: item, icon: File }),
    onwant: () => undefined,
    onopen: () => undefined,
    onmenu: () => undefined,
    onsort: () => undefined,
    onlook: () => undefined,
    onheadmenu: () => undefined,
    ...heard,
  };
  drawn = mount(Grid<string>, { target: document.body, props });
  await settle();
});

afterEach(async () => {
  await unmount(drawn);
  vi.clearAllMocks();
});

/** Sizes are told, and what follows from them is drawn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    flushSync();
    await Promise.resolve();
  }
  flushSync();
}

function part(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

const press = (key: string, held: KeyboardEventInit = {}) =>
  part("[role=grid]").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...held }));

function mouse(kind: string, target: EventTarget, x: number, y: number, held: MouseEventInit = {}): void {
  const at = { clientX: x, clientY: y, buttons: kind === "mouseup" ? 0 : 1, detail: 1 };
  target.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, ...at, ...held }));
  flushSync();
}

const marked = () =>
  [...document.querySelectorAll("[data-at][aria-selected=true]")].map((row) => row.getAttribute("data-name"));

describe("a screen reader", () => {
  it("is sent to the row with the focus while that is drawn, and nowhere else", async () => {
    cursor.focus = 1;
    await settle();
    const id = part("[role=grid]").getAttribute("aria-activedescendant") ?? "";
    expect(document.getElementById(id)?.dataset["name"]).toBe("file 1");
    cursor.top = 20_000;
    await settle();
    expect(part("[role=grid]").hasAttribute("aria-activedescendant")).toBe(false);
  });
});

describe("Space", () => {
  it("asks for a quick look at the row with the focus", () => {
    cursor.focus = 2;
    press(" ");
    expect(heard.onpress).toHaveBeenCalledWith({ kind: "peek" });
    expect(heard.onpeek).toHaveBeenCalledWith(2);
  });

  it("asks for none within a word, with Ctrl, or where no row has the focus", () => {
    press(" ");
    cursor.focus = 2;
    press(" ", { ctrlKey: true });
    heard.onpress.mockReturnValueOnce(true);
    press(" ");
    expect(heard.onpeek).not.toHaveBeenCalled();
  });
});

describe("a rectangle", () => {
  const row = (at: number) => part(`[data-at="${at}"]`);

  it("marks what it lies over, and is told when it is let go", () => {
    mouse("mousedown", row(1), 4, 40);
    mouse("mousemove", window, 6, 42);
    expect(document.querySelector("[data-testid=band]"), "a resting hand pulls nothing").toBeNull();
    mouse("mousemove", window, 200, 100);
    expect(marked()).toEqual(["file 1", "file 2", "file 3"]);
    expect(heard.onpull).not.toHaveBeenCalled();
    mouse("mouseup", window, 200, 100);
    expect(heard.onpull).toHaveBeenCalledExactlyOnceWith({ runs: [{ from: 1, to: 3 }], adds: false });
    expect(document.querySelector("[data-testid=band]")).toBeNull();
  });

  it("leaves what was selected with Ctrl, and not without", async () => {
    chosen.add("file 4");
    mouse("mousedown", row(1), 4, 40, { ctrlKey: true });
    mouse("mousemove", window, 200, 60);
    expect(marked()).toEqual(["file 1", "file 4"]);
    mouse("mouseup", window, 200, 60);
    expect(heard.onpull).toHaveBeenCalledWith({ runs: [{ from: 1, to: 1 }], adds: true });
    await settle();
    mouse("mousedown", row(1), 4, 40);
    mouse("mousemove", window, 200, 60);
    expect(marked()).toEqual(["file 1"]);
    mouse("mouseup", window, 200, 60);
  });

  it("is given up by Escape", () => {
    mouse("mousedown", row(1), 4, 40);
    mouse("mousemove", window, 200, 100);
    press("Escape");
    flushSync();
    expect(document.querySelector("[data-testid=band]")).toBeNull();
    mouse("mouseup", window, 200, 100);
    expect(heard.onpull).not.toHaveBeenCalled();
    expect(heard.onpress, "and the selection stays").not.toHaveBeenCalled();
  });

  it("is none from a name, which is carried away, nor from a row that is selected", () => {
    mouse("mousedown", row(1).querySelector(".cell") ?? row(1), 200, 40);
    mouse("mousemove", window, 300, 100);
    chosen.add("file 2");
    mouse("mouseup", window, 300, 100);
    mouse("mousedown", row(2), 4, 70);
    mouse("mousemove", window, 300, 150);
    expect(document.querySelector("[data-testid=band]")).toBeNull();
    mouse("mouseup", window, 300, 150);
    expect(heard.onpull).not.toHaveBeenCalled();
  });

  it("scrolls the list while the pointer is beyond its edge", async () => {
    mouse("mousedown", row(1), 4, 40);
    mouse("mousemove", window, 200, 300);
    await vi.waitFor(() => expect(cursor.top).toBeGreaterThan(200));
    mouse("mouseup", window, 200, 300);
    const [pulled] = heard.onpull.mock.lastCall ?? [];
    const { runs } = pulled as { runs: { from: number; to: number }[] };
    expect(runs[0]?.from).toBe(1);
    expect(runs[0]?.to).toBeGreaterThan(10);
    const before = cursor.top;
    await new Promise((done) => requestAnimationFrame(done));
    flushSync();
    expect(cursor.top, "let go, it stays").toBe(before);
  });
});
