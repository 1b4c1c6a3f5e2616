// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nextPane, rememberPanes } from "./panes";
import { roving } from "./roving";

// jsdom lays nothing out: here everything is in sight that is not said to be hidden.
Element.prototype.checkVisibility = function checkVisibility() {
  return this.closest("[hidden]") === null;
};

let stop: () => void;

function draw(html: string, attach: (root: HTMLElement) => () => void): void {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
  stop = attach(document.body.firstElementChild as HTMLElement);
}

afterEach(() => {
  stop();
  document.documentElement.dir = "";
});

const focused = () => document.activeElement?.id;
const focus = (id: string) => document.getElementById(id)?.focus();
const press = (key: string, held: KeyboardEventInit = {}) => {
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...held }));
  return focused();
};
const stops = () => [...document.querySelectorAll("[tabindex='0']")].map(({ id }) => id);

describe("a toolbar", () => {
  beforeEach(() =>
    draw(
      `<div><button id="back" disabled></button><button id="up"></button><input id="filter">
        <button id="gone" hidden></button><button id="view"></button><button id="upload"></button></div>`,
      roving,
    ),
  );

  it("is one stop of Tab, at its first button that can be pressed", () => expect(stops()).toEqual(["up"]));

  it("is gone through by arrows, Home and End, over what cannot be pressed, and round", () => {
    focus("up");
    expect(
      ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"].map((key) => press(key)),
    ).toEqual(["view", "upload", "up", "upload", "up", "upload"]);
    expect(stops()).toEqual(["upload"]);
  });

  it("goes the other way on a page from right to left", () => {
    document.documentElement.dir = "rtl";
    focus("up");
    expect([press("ArrowLeft"), press("ArrowRight")]).toEqual(["view", "up"]);
  });

  it("leaves arrows to its fields, and keys with others held to the page", () => {
    focus("filter");
    expect(press("ArrowRight")).toBe("filter");
    focus("up");
    expect(press("ArrowLeft", { altKey: true })).toBe("up");
  });

  it("has another stop once the one it had is switched off, and one for a button that comes", async () => {
    focus("view");
    document.getElementById("view")?.setAttribute("disabled", "");
    await Promise.resolve();
    expect(stops()).toEqual(["up"]);
    document.getElementById("up")?.remove();
    document.getElementById("back")?.removeAttribute("disabled");
    await Promise.resolve();
    expect(stops()).toEqual(["back"]);
  });
});

describe("F6", () => {
  beforeEach(() =>
    draw(
      `<main><nav data-pane><button id="one"></button><span id="tree" role="treeitem" tabindex="0"></span></nav>
        <div data-pane><div data-pane><input id="filter"></div>
          <div data-pane><button id="sort"></button><span id="grid" tabindex="0" data-home></span></div>
          <div data-pane hidden><button id="unseen"></button></div>
          <aside><button id="close"></button></aside></div>
        <section data-pane><button id="pause" disabled></button></section></main>`,
      rememberPanes,
    ),
  );

  it("goes round the parts that take keys, the files at their grid", () => {
    focus("one");
    const way = [0, 1, 2, 3].map(() => (nextPane(), focused()));
    expect(way).toEqual(["filter", "grid", "close", "one"]);
  });

  it("goes back with Shift", () => {
    focus("one");
    const way = [0, 1, 2].map(() => (nextPane(true), focused()));
    expect(way).toEqual(["close", "grid", "filter"]);
  });

  it("enters a part where it was left, unless that is gone", () => {
    focus("tree");
    nextPane();
    nextPane(true);
    expect(focused()).toBe("tree");
    nextPane();
    document.getElementById("tree")?.remove();
    nextPane(true);
    expect(focused()).toBe("one");
  });

  it("begins at the first part, or with Shift at the last, when nothing has the focus", () => {
    nextPane();
    expect(focused(), "of the sidebar the tree").toBe("tree");
    (document.activeElement as HTMLElement).blur();
    nextPane(true);
    expect(focused()).toBe("close");
  });
});
