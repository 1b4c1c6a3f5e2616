// @vitest-environment jsdom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { act, type Action } from "../actions";
import Menu from "./Menu.svelte";

let open: Record<string, unknown> | null = null;

function show(...groups: Action[][]): HTMLElement {
  const menu = { groups, label: "View", x: 0, y: 0, from: null, byKey: true };
  open = mount(Menu, { target: document.body, props: { menu, onclose: () => undefined } });
  flushSync();
  const shown = document.querySelector<HTMLElement>("[role=menu]");
  if (!shown) throw new Error("no menu");
  return shown;
}

afterEach(() => {
  if (open) void unmount(open);
  open = null;
});

const none = () => undefined;
const item = (id: string) => document.querySelector(`[data-testid=${id}]`);

describe("a menu", () => {
  it("says which choices are on, and ticks them", () => {
    show(
      [
        act("as-table", "Table", none, { checked: () => true, radio: true }),
        act("as-tiles", "Tiles", none, { checked: () => false, radio: true }),
      ],
      [
        act("size", "Size", none, { checked: () => true }),
        act("class", "Class", none, { checked: () => false }),
      ],
      [act("reset", "Reset columns", none)],
    );
    const said = ["as-table", "as-tiles", "size", "class", "reset"].map((id) => [
      item(id)?.role,
      item(id)?.ariaChecked,
      item(id)?.querySelectorAll(".tick svg").length,
    ]);
    expect(said).toEqual([
      ["menuitemradio", "true", 1],
      ["menuitemradio", "false", 0],
      ["menuitemcheckbox", "true", 1],
      ["menuitemcheckbox", "false", 0],
      ["menuitem", null, 0],
    ]);
  });

  it("has no column of ticks where nothing can be ticked", () => {
    show([act("open", "Open", none)]);
    expect(item("open")?.querySelector(".tick")).toBeNull();
  });

  it("goes through choices by arrows, first letters and passes over what cannot be done", () => {
    const run = vi.fn();
    const menu = show(
      [act("by-name", "Name", none, { checked: () => true, radio: true })],
      [act("off", "Off", none, { can: () => false }), act("size", "Size", run, { checked: () => false })],
    );
    const press = (key: string) => {
      menu.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      return (document.activeElement as HTMLElement).dataset["testid"];
    };
    expect([press("Home"), press("ArrowDown"), press("ArrowDown"), press("s")]).toEqual([
      "by-name",
      "size",
      "by-name",
      "size",
    ]);
    (document.activeElement as HTMLElement).click();
    expect(run).toHaveBeenCalledOnce();
  });
});
