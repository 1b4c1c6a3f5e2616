// @vitest-environment jsdom
import { flushSync, mount, tick, unmount, type ComponentProps } from "svelte";
import { afterEach, expect, it } from "vitest";
import Later from "./Later.svelte";
import Tick from "./Tick.svelte";
import { later } from "./later.svelte";

const onchange = () => undefined;
let drawn: Record<string, unknown> | null = null;

afterEach(() => {
  if (drawn) void unmount(drawn);
  drawn = null;
});

it("a part is fetched when it is first shown, once, and is there at once the next time", async () => {
  let fetched = 0;
  const part = later(() => {
    fetched += 1;
    return Promise.resolve({ default: Tick });
  });
  const show = () => {
    document.body.replaceChildren();
    drawn = mount(Later<ComponentProps<typeof Tick>>, {
      target: document.body,
      props: { of: part, label: "Also delete", help: "", testid: "also", checked: false, onchange },
    });
    flushSync();
  };
  expect(fetched).toBe(0);
  show();
  expect(document.body.textContent).toBe("");
  await part.fetch();
  await tick();
  expect(document.body.textContent).toContain("Also delete");
  if (drawn) await unmount(drawn);
  show();
  expect(document.body.textContent).toContain("Also delete");
  expect(fetched).toBe(1);
});

it("no dialog is fetched with the first screen", () => {
  const first = import.meta.glob<string>(["../../App.svelte", "../../features/browse/View.svelte"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  expect(Object.keys(first)).toHaveLength(2);
  const dialogs = Object.values(first).flatMap((text) => text.match(/^ *import \w*Dialogs? .*$/gm) ?? []);
  expect(dialogs).toEqual([]);
});
