// @vitest-environment jsdom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { OpenedState } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { layOut } from "../../lib/kit/laidout";
import Bar from "./Bar.svelte";
import OpenDialogs from "./OpenDialogs.svelte";
import { Opened } from "./state.svelte";

layOut();

let fake: Fake;
let opened: Opened;
let drawn: Record<string, unknown>;
const bar = () => document.querySelector('[data-testid="opened"]');
const buttons = () => [...(bar()?.querySelectorAll("button") ?? [])].map((each) => each.textContent?.trim());

beforeEach(async () => {
  fake = new Fake({ furnished: true });
  useHost(fake);
  opened = new Opened((caught) => {
    throw caught;
  });
  await opened.watch();
  drawn = mount(Bar, { target: document.body, props: { opened } });
});

afterEach(() => unmount(drawn));

function put(state: OpenedState, more = {}): string {
  const at = { connection: "acme", bucket: "acme-datasets", key: "in/report.txt" };
  const id = fake.readings.opened.put(at, state, more);
  flushSync();
  return id;
}

it("is not there while nothing is to be said", () => {
  put({ kind: "same" });
  expect(bar()).toBeNull();
});

it("asks what is to become of a change, and sends it by a click", async () => {
  put({ kind: "changed" });
  expect(bar()?.textContent).toContain("“report.txt” was changed. Upload the changes?");
  expect(buttons()).toEqual(["Upload", "Always for this file", "Not now", "Discard changes…"]);
  document.querySelector<HTMLButtonElement>('[data-testid="opened-send"]')?.click();
  await vi.waitFor(() => expect(fake.readings.opened.answered).toEqual(["send"]));
  flushSync();
  expect(bar()?.textContent).toContain("Saved, checked: “report.txt”");
});

it("takes the second click of a double click for nothing, whatever has its place by then", async () => {
  put({ kind: "changed" });
  const button = document.querySelector('[data-testid="opened-send"]');
  put({ kind: "changed" });
  expect(document.querySelector('[data-testid="opened-send"]')).toBe(button);
  const click = (detail: number) =>
    document
      .querySelector('[data-testid="opened-send"]')
      ?.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
  click(1);
  await vi.waitFor(() => expect(fake.readings.opened.answered).toEqual(["send"]));
  flushSync();
  const next = document.querySelector('[data-testid="opened-send"]');
  expect(next, "the next file has buttons of its own").not.toBe(button);
  click(2);
  await Promise.resolve();
  expect(fake.readings.opened.answered).toEqual(["send"]);
});

it("says of a file that was saved after its copy went where it is, and offers no upload", () => {
  put({ kind: "stray" });
  expect(bar()?.textContent).toContain("“report.txt” is only on this computer");
  expect(buttons()).toEqual(["Show on this computer", "Not now", "Discard changes…"]);
  const dialogs = mount(OpenDialogs, { target: document.body, props: { opened } });
  document.querySelector<HTMLButtonElement>('[data-testid="opened-discard"]')?.click();
  flushSync();
  expect(document.querySelector('[data-testid="open-discard"]')?.textContent).toContain("No bucket has");
  unmount(dialogs);
});

it("says before an upload that the ACL is reset, where ACLs count", () => {
  const id = put({ kind: "changed" }, { acl: true });
  expect(bar()?.textContent).toContain("resets the ACL of the file to private");
  fake.readings.opened.answer({ opened: id, answer: "discard" });
  put({ kind: "changed" });
  flushSync();
  expect(bar()?.textContent).not.toContain("ACL");
});

it("says before an upload that nothing is left of a file", () => {
  put({ kind: "changed" }, { emptied: true });
  expect(bar()?.textContent).toContain("saved on this computer with nothing in it");
});

it("offers no upload that a read-only connection would refuse", () => {
  const id = put({ kind: "changed" }, { locked: true });
  expect(bar()?.textContent).toContain("This connection is read-only");
  expect(buttons()).toEqual(["Show on this computer", "Not now", "Discard changes…"]);
  fake.readings.opened.stands(id, { kind: "left" });
  flushSync();
  expect(buttons()).toEqual(["Show on this computer", "Discard changes…"]);
});

it("says of a conflict that nothing was overwritten, and offers no way to overwrite", () => {
  const id = put({ kind: "conflict", gone: false });
  expect(bar()?.textContent).toContain("Nothing was overwritten");
  expect(buttons()).toEqual(["Keep both", "Show both", "Not now", "Discard changes…"]);
  fake.readings.opened.stands(id, { kind: "conflict", gone: true });
  flushSync();
  expect(buttons()).toEqual(["Upload it again", "Not now", "Discard changes…"]);
});

it("throws a change away once that was asked, and says when no other version is left", async () => {
  const dialogs = mount(OpenDialogs, { target: document.body, props: { opened } });
  const part = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const ask = () => {
    part("opened-discard")?.click();
    flushSync();
  };
  const id = put({ kind: "conflict", gone: true });
  ask();
  expect(part("open-discard")?.textContent).toContain("no version is left");
  fake.readings.opened.stands(id, { kind: "changed" });
  opened.discarding = null;
  flushSync();
  ask();
  expect(part("open-discard")?.textContent).toContain("The version in acme-datasets stays as it is.");
  expect(fake.readings.opened.answered, "nothing yet").toEqual([]);
  part("open-discard-yes")?.click();
  await vi.waitFor(() => expect(fake.readings.opened.answered).toEqual(["discard"]));
  flushSync();
  expect([bar(), part("open-discard"), opened.list]).toEqual([null, null, []]);
  unmount(dialogs);
});
