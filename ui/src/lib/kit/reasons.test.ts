// @vitest-environment jsdom
/** A button that cannot be pressed says why, where it can be read without a pointer. */
import { createRawSnippet, flushSync, mount, unmount } from "svelte";
import { parse, type AST } from "svelte/compiler";
import { afterEach, describe, expect, it } from "vitest";
import Button from "./Button.svelte";

const views = import.meta.glob<string>("../../**/*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});

type Found = { at: string; has: Map<string, string> };

/** Every `<Button>` of a view, with its attributes as they are written. */
function buttons(path: string, source: string): Found[] {
  const found: Found[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (node === null || typeof node !== "object") return;
    const component = node as AST.Component;
    if (component.type === "Component" && component.name === "Button") {
      const has = new Map<string, string>();
      for (const each of component.attributes) {
        if (each.type === "Attribute") has.set(each.name, source.slice(each.start, each.end));
        if (each.type === "SpreadAttribute") has.set("...", source.slice(each.start, each.end));
      }
      found.push({ at: `${path}: ${has.get("testid") ?? component.start}`, has });
    }
    Object.values(node).forEach(walk);
  };
  walk(parse(source, { modern: true }).fragment);
  return found;
}

/** One that is off, but says nowhere in sight why. */
const mute = ({ has }: Found) => {
  const chief = /"(main|grave)"/.test(has.get("kind") ?? "") || has.get("type") === 'type="submit"';
  return chief && has.has("disabled") && !has.has("lacking") && !has.has("why");
};
/** One that says what is missing under the pointer only. */
const hidden = ({ has }: Found) =>
  has.has("disabled") && /-(missing|needs|empty|needed)"/.test(`${has.get("title")}${has.get("...")}`);

describe("the main button of a screen", () => {
  const all = Object.entries(views).flatMap(([path, source]) => buttons(path, source));

  it("says why it is off, in sight", () => {
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter((each) => each.has.has("lacking")).length).toBeGreaterThan(15);
    expect(all.filter(mute).map(({ at }) => at)).toEqual([]);
    expect(all.filter(hidden).map(({ at }) => at)).toEqual([]);
  });

  it("has what says it on its screen, where that is not beside it", () => {
    const astray = Object.entries(views).flatMap(([path, source]) =>
      buttons(path, source).flatMap(({ at, has }) => {
        const id = /^why="(.*)"$/.exec(has.get("why") ?? "")?.[1];
        return id !== undefined && !source.includes(`id="${id}"`) ? [at] : [];
      }),
    );
    expect(astray).toEqual([]);
  });

  it.each([
    ['<Button kind="main" disabled={!ready}>a</Button>', 1],
    ['<Button type="submit" disabled={!ready}>a</Button>', 1],
    ['{#if a}<Button kind={b ? "main" : "plain"} disabled onclick={() => x > 1}>a</Button>{/if}', 1],
    ['<Button disabled={!name} title={say("a-missing")}>a</Button>', 1],
    ['<Button kind="main" lacking={what}>a</Button>', 0],
    ['<Button kind="main" disabled={!ready} why="state">a</Button>', 0],
    ["<Button disabled={busy}>a</Button>", 0],
  ])("is found where it is not so: %s", (source, faults) => {
    expect(buttons("planted", source).filter((each) => mute(each) || hidden(each))).toHaveLength(faults);
  });
});

describe("what is lacking", () => {
  let drawn: Record<string, unknown> | null = null;
  afterEach(async () => {
    if (drawn) await unmount(drawn);
    drawn = null;
  });

  const children = createRawSnippet(() => ({ render: () => "<b>Create folder</b>" }));
  function draw(props: { lacking?: string; disabled?: boolean; why?: string }): HTMLButtonElement {
    drawn = mount(Button, { target: document.body, props: { children, kind: "main", ...props } });
    flushSync();
    return document.querySelector("button") as HTMLButtonElement;
  }
  const described = (button: HTMLElement) =>
    document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent;

  it("turns the button off, and stands beside it", () => {
    const button = draw({ lacking: "Enter a folder name" });
    expect(button.disabled).toBe(true);
    expect(described(button)).toBe("Enter a folder name");
    expect(document.querySelector("[data-testid=lacking]")?.textContent).toBe("Enter a folder name");
  });

  it("is nothing where nothing is", () => {
    const button = draw({});
    expect(button.disabled).toBe(false);
    expect(document.querySelector("[data-testid=lacking]")).toBeNull();
    expect(button.getAttribute("aria-describedby")).toBeNull();
  });

  it("can be said elsewhere", () => {
    const button = draw({ disabled: true, why: "state" });
    expect(button.disabled).toBe(true);
    expect(button.getAttribute("aria-describedby")).toBe("state");
  });
});
