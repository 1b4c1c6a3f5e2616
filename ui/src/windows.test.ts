// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Drawn } from "./drawn";
import { Editing } from "./features/look/editing.svelte";
import { Refusal } from "./lib/backend/backend";
import type { Row } from "./lib/backend/contract";
import { archiveClosed } from "./lib/backend/fake/faults";
import { layOut } from "./lib/kit/laidout";

const folder = { connection: "acme", bucket: "acme-datasets", prefix: "team/fieldwork/" };
const utf8 = (text: string) => new TextEncoder().encode(text);
layOut();
let drawn: Drawn;
const page = () => drawn.page;
const dialog = () => document.querySelector('[data-testid="quit-dialog"]');
const press = (testid: string) =>
  document.querySelector<HTMLButtonElement>(`[data-testid="${testid}"]`)?.click();

beforeEach(async () => {
  drawn = await Drawn.at(folder);
});
afterEach(() => drawn.leave());

describe("a window that is at work", () => {
  /** A text that is being written in, in the tab in front. */
  function write(): Editing {
    const { id } = drawn.fake.readings.open({ ...folder, key: "team/fieldwork/readme.txt" }, 10);
    const editing = new Editing(id);
    const source = {
      name: "readme.txt",
      size: 10,
      kind: "text",
      format: "text/plain",
      encoding: null,
      editing,
    };
    const sight = {
      kind: "shown",
      source: { ...source, address: "", read: () => Promise.reject(new Error()) },
    };
    Object.assign(page().browse.viewing, { sight });
    editing.begin(utf8("first"), "utf-8");
    editing.write(() => "second");
    return editing;
  }

  it("says so, and no longer once there is nothing to lose", async () => {
    expect(drawn.fake.window.atWork).toBe(false);
    const editing = write();
    await drawn.settle();
    expect(drawn.fake.window.atWork).toBe(true);
    await editing.save();
    await drawn.settle();
    expect(drawn.fake.window.atWork).toBe(false);
  });

  it("asks before it closes, the last one or not, and keeps what was written", async () => {
    for (const last of [false, true]) {
      write();
      drawn.fake.events?.push({ kind: "close_asked", last, backup: false, pair: false });
      await drawn.settle();
      expect(dialog()?.textContent).toContain(last ? "Quit Bucketwise?" : "Close this window?");
      expect(dialog()?.textContent).toContain("kept on this computer");
      press("quit-no");
      await drawn.settle();
      expect([dialog(), drawn.fake.readings.opened.texts]).toEqual([null, []]);
    }
    drawn.fake.events?.push({ kind: "close_asked", last: false, backup: false, pair: false });
    await drawn.settle();
    press("quit-yes");
    await drawn.settle();
    expect(drawn.fake.readings.opened.texts).toEqual(["second"]);
  });

  it("stays where what was written could not be kept, and ends once the person knows", async () => {
    write();
    const { opened } = drawn.fake.readings;
    Object.assign(opened, {
      keepText: () => {
        throw new Refusal(archiveClosed);
      },
    });
    const ended = () => drawn.fake.calls.includes("quit");
    drawn.fake.events?.push({ kind: "close_asked", last: true, backup: false, pair: false });
    await drawn.settle();
    press("quit-yes");
    await drawn.settle();
    expect([ended(), drawn.fake.window.atWork]).toEqual([false, true]);
    expect(dialog()?.textContent).toContain("This connection is read-only");
    expect(dialog()?.textContent).toContain("could not be kept on this computer");
    expect(dialog()?.textContent).not.toContain("are kept on this computer");
    // Not now: the next time it is tried again.
    press("quit-no");
    await drawn.settle();
    drawn.fake.events?.push({ kind: "close_asked", last: true, backup: false, pair: false });
    await drawn.settle();
    expect(dialog()?.textContent).toContain("are kept on this computer");
    document.querySelector<HTMLElement>('[data-testid="quit-yes"]')?.focus();
    press("quit-yes");
    await drawn.settle();
    expect(dialog()?.textContent).toContain("Discard changes and quit");
    // What a second press of the same key or button would do.
    expect((document.activeElement as HTMLElement).dataset["testid"]).toBe("quit-no");
    const yes = document.querySelector('[data-testid="quit-yes"]');
    yes?.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 2 }));
    await drawn.settle();
    expect(ended()).toBe(false);
    press("quit-yes");
    await drawn.settle();
    expect(ended()).toBe(true);
  });

  it("says what becomes of a bucket that is being deleted, and of settings that are not saved", async () => {
    page().openSettings({ connection: "acme", bucket: "acme-datasets" }, "remove");
    await drawn.settle();
    const { screen } = page();
    if (screen.name !== "settings" || !screen.props.settings.removal) throw new Error("no settings");
    screen.props.settings.removal.busy = true;
    await drawn.settle();
    expect(drawn.fake.window.atWork).toBe(true);
    drawn.fake.events?.push({ kind: "close_asked", last: false, backup: false, pair: false });
    await drawn.settle();
    expect(dialog()?.textContent).toContain("Files that are not deleted yet stay.");
    expect(dialog()?.textContent).not.toContain("are not saved");
  });

  it("speaks of a backup and of a saved pair as what they are", async () => {
    for (const [backup, pair] of [
      [true, false],
      [false, true],
    ] as const) {
      drawn.fake.events?.push({ kind: "close_asked", last: true, backup, pair });
      await drawn.settle();
      expect(dialog()?.textContent.includes("A backup is not finished.")).toBe(backup);
      expect(dialog()?.textContent.includes("A saved pair is not finished.")).toBe(pair);
      press("quit-no");
      await drawn.settle();
    }
  });

  it("that is not the last says nothing of transfers, which go on", async () => {
    write();
    await page().transfers.upload(drawn.fake.choose({ "a.txt": 100_000_000 }), folder);
    await drawn.settle(10);
    drawn.fake.events?.push({ kind: "close_asked", last: false, backup: false, pair: false });
    await drawn.settle(10);
    expect(dialog()?.textContent).not.toContain("not finished");
  });
});

describe("what is cut in one window", () => {
  const rows = (): Row[] => ["harbour-0412.jpg"].map((name) => page().browse.listing?.row(at(name)) as Row);
  const at = (name: string) => {
    const { listing } = page().browse;
    return (
      Array.from({ length: listing?.shown ?? 0 }, (_, nth) => nth).find(
        (nth) => listing?.row(nth)?.name === name,
      ) ?? -1
    );
  };

  it("is held for the others, and put down is held no longer", async () => {
    await page().browse.click(at("harbour-0412.jpg"), { ctrl: false, shift: false });
    page().browse.hold(true);
    await drawn.settle();
    const { held } = drawn.fake.window;
    expect([held?.leave, held?.rows]).toEqual([
      true,
      [{ key: "team/fieldwork/harbour-0412.jpg", name: "harbour-0412.jpg" }],
    ]);
    page().go({ ...folder, prefix: "inbox/" });
    await drawn.settle();
    page().browse.put();
    await drawn.settle();
    expect(drawn.fake.window.held).toBeNull();
  });

  it("is dimmed in another, and put down there", async () => {
    await page().browse.click(at("harbour-0412.jpg"), { ctrl: false, shift: false });
    page().browse.hold(true);
    await drawn.settle();
    const { held } = drawn.fake.window;
    await drawn.leave();
    const { fake } = drawn;
    drawn = await Drawn.at(folder);
    expect(page().browse.mayPut).toBe(false);
    drawn.fake.events?.push({ kind: "held_elsewhere", held: fake.window.held ?? held });
    await drawn.settle();
    expect([page().browse.mayPut, rows().map((row) => page().browse.isCut(row))]).toEqual([true, [true]]);
    drawn.fake.events?.push({ kind: "held_elsewhere", held: null });
    await drawn.settle();
    expect([page().browse.mayPut, rows().map((row) => page().browse.isCut(row))]).toEqual([false, [false]]);
  });
});

describe("text", () => {
  const size = () => document.documentElement.style.fontSize;

  it("is as large as the desktop says, and from there as the person says", async () => {
    expect(size()).toBe("");
    drawn.fake.events?.push({ kind: "text_size", scale: 1.25 });
    await drawn.settle();
    expect(size()).toBe("125%");
    page().places.setZoom(200);
    await drawn.settle();
    expect(size()).toBe("250%");
    drawn.fake.events?.push({ kind: "text_size", scale: 1 });
    page().places.setZoom(100);
    await drawn.settle();
    expect(size()).toBe("");
  });
});
