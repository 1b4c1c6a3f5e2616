// @vitest-environment jsdom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layOut } from "../../../../lib/kit/laidout";
import { Editing } from "../../editing.svelte";
import { memory } from "../../testing";
import Text from "../Text.svelte";
import { firstPiece } from "./text.svelte";

layOut();

/** What stands in the text, and whether it is written in. */
const drawn = vi.hoisted(() => ({ text: "", written: false }));

vi.mock("./editor", () => ({
  Editor: class {
    show = (text: string) => Object.assign(drawn, { text, written: false });
    append = (text: string) => (drawn.text += text);
    edit = (text: string) => Object.assign(drawn, { text, written: true });
    wrap = () => undefined;
    colour = () => Promise.resolve();
    close = () => undefined;
  },
}));

const whole = `${"a line of it\n".repeat(40_000)}the end`;
let editing: Editing;
let page: Record<string, unknown>;
/** Reads that wait, by where they begin. */
let waiting: { start: number; go: () => void }[];

const button = (id: string) => document.querySelector<HTMLButtonElement>(`[data-testid="${id}"]`);
const press = (id: string) => (button(id)?.click(), flushSync());

/** Lets what waits be answered, the latest first; `start`: only what begins there. */
async function answer(start?: number): Promise<void> {
  const of = waiting.filter((each) => start === undefined || each.start === start).reverse();
  for (const each of of) {
    waiting = waiting.filter((other) => other !== each);
    each.go();
  }
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  flushSync();
}

beforeEach(async () => {
  waiting = [];
  editing = new Editing("reading");
  const content = memory(whole, { name: "a.txt", kind: "text" });
  const source = {
    ...content,
    editing,
    // As a server answers that does not hear that nobody waits any more.
    read: (start: number, length: number) =>
      new Promise<Uint8Array<ArrayBuffer>>((done) =>
        waiting.push({ start, go: () => void content.read(start, length).then(done) }),
      ),
  };
  page = mount(Text, { target: document.body, props: { source } });
  flushSync();
  await answer();
  expect(drawn.text.length).toBe(firstPiece);
});

afterEach(() => unmount(page));

it("what was asked for before comes into no text that is written in", async () => {
  press("text-more");
  press("text-edit");
  await answer(0);
  expect([drawn.written, editing.on]).toEqual([true, true]);
  await answer();
  expect([drawn.written, drawn.text === whole]).toEqual([true, true]);
});

it("nothing else is asked for while it is opened to be written in", async () => {
  press("text-edit");
  expect([button("text-more"), button("text-encoding")]).toEqual([null, null]);
  await answer();
  expect([drawn.written, drawn.text === whole]).toEqual([true, true]);
});

it("a stop draws the first piece again, whatever was asked for last", async () => {
  press("text-more");
  await answer();
  press("text-edit");
  await answer();
  expect([drawn.written, drawn.text === whole]).toEqual([true, true]);
  press("text-stop");
  await answer();
  expect([drawn.written, drawn.text]).toEqual([false, whole.slice(0, firstPiece)]);
});
