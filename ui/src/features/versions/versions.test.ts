// @vitest-environment jsdom
import { mount, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GroupView } from "../../lib/backend/contract";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { layOut } from "../../lib/kit/laidout";
import { found, settled } from "../../lib/mounted";
import { FileHistory } from "./state.svelte";
import Versions from "./Versions.svelte";

const at = { connection: "acme", bucket: "acme-datasets", key: "team/fieldwork/report.txt" };
let fake: Fake;
let history: FileHistory;
let groups: GroupView[];
let view: Record<string, unknown> | null = null;

async function show(readOnly = false): Promise<void> {
  view = mount(Versions, { target: document.body, props: { history, readOnly } });
  await settled();
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-testid="version"]')];
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const { activeElement } = document;
  activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
  await settled();
};
const buttons = () =>
  [...(found("versions-actions")?.querySelectorAll<HTMLElement>("button") ?? [])].map(
    (button) => button.dataset["testid"],
  );

beforeEach(() => {
  layOut();
  fake = new Fake({ clock: new HandClock(), furnished: true });
  useHost(fake);
  fake.world.put(at.bucket, at.key, 2_000, 1_790_000_000_000);
  groups = [];
  history = new FileHistory(at, () => groups);
});

afterEach(async () => {
  if (view) await unmount(view);
  view = null;
  document.body.replaceChildren();
});

describe("the list of versions", () => {
  it("asks before it reads", async () => {
    await show();
    expect(fake.calls).toEqual([]);
    found("versions-read")?.click();
    await settled();
    expect(rows()).toHaveLength(6);
    const words = rows().map((row) => row.textContent.replaceAll(/\s+/g, " "));
    expect(words[0]).toContain("Current");
    expect(words[1]).toContain("Deleted");
    expect(words[1], "a deletion has no size").not.toContain("0 B");
    expect(words[4]).toContain("By ann");
  });

  it("shows an id that a server tells twice once", async () => {
    const one = (id: string, size: number) => ({
      ...{ id, size, modified: 1_790_000_000_000, class: null, owner: null, etag: null },
      ...{ current: size === 1, deleted: false },
    });
    fake.readings.versions.set(at, [one("v1", 1), one("null", 2), one("null", 2)]);
    await show();
    await history.read();
    await settled();
    expect(rows().map((row) => row.dataset["version"])).toEqual(["v1", "null"]);
  });

  it("offers for each what can be done with it", async () => {
    await history.read();
    await show();
    expect(buttons()).toEqual([]);
    rows()[0]?.click();
    await settled();
    expect(buttons()).toEqual([
      ...["version-look", "version-download", "version-share"],
      ...["version-lock", "version-delete"],
    ]);
    rows()[3]?.click();
    await settled();
    expect(buttons()).toEqual([
      ...["version-restore", "version-look", "version-download", "version-share"],
      ...["version-compare", "version-lock", "version-delete"],
    ]);
    rows()[1]?.click();
    await settled();
    expect(buttons()).toEqual(["version-undelete"]);
  });

  it("changes nothing where the connection may not", async () => {
    await history.read();
    await show(true);
    rows()[3]?.click();
    await settled();
    expect(buttons()).toEqual([
      ...["version-look", "version-download", "version-share"],
      ...["version-compare", "version-lock"],
    ]);
    expect(found("versions-actions")?.textContent).toContain("read-only");
    rows()[3]?.focus();
    await press("Delete");
    expect(history.deleting).toBeNull();
  });

  it("is walked with the keys, and one is restored with them alone", async () => {
    history.wanted = true;
    await history.read();
    await show();
    expect(document.activeElement).toBe(rows()[0]);
    await press("End");
    await press("ArrowUp");
    await press("Home");
    for (let n = 0; n < 4; n += 1) await press("ArrowDown");
    expect(document.activeElement).toBe(rows()[4]);
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, -1, -1, -1, 0, -1]);
    found("version-restore")?.click();
    await settled();
    groups = [{ id: history.restored?.group, state: "done" } as GroupView];
    history.touched({ ...at, prefix: "team/" });
    await settled();
    expect(found("versions-restored")?.dataset["arrived"]).toBe("true");
    expect(found("versions-restored")?.textContent).toContain("Every version is kept");
    found("versions-undo")?.click();
    await settled();
    expect(fake.calls.filter((call) => call === "add_transfer")).toHaveLength(2);
  });

  it("takes a second one to compare with Shift, and looks with Enter", async () => {
    await history.read();
    await show();
    rows()[2]?.focus();
    await settled();
    await press("ArrowDown", { shiftKey: true });
    expect(rows().filter((row) => row.getAttribute("aria-selected") === "true")).toHaveLength(2);
    expect(found("version-compare")?.textContent.trim()).toBe("Compare");
    await press("Enter");
    expect(found("quick-look")).not.toBeNull();
  });
});

describe("a history that cannot be shown", () => {
  it("says that the storage has none", async () => {
    fake.readings.versions.answer = { state: "not_supported" };
    await history.read();
    await show();
    expect(found("versions-not-supported")).not.toBeNull();
    expect(found("fault")).toBeNull();
  });

  it("offers the setting where nothing is kept", async () => {
    fake.readings.versions.keeps = "never";
    await history.read();
    await show();
    history.onkeep = vi.fn();
    found("versions-settings")?.click();
    expect(history.onkeep).toHaveBeenCalledOnce();
  });

  it("says that there is none of this file", async () => {
    fake.readings.versions.set(at, []);
    await history.read();
    await show();
    expect(document.body.textContent).toContain("This file has no versions.");
  });
});

describe("deleting and locking in dialogs", () => {
  it("deletes once the name is typed", async () => {
    await history.read();
    history.askDelete(history.versions[3]);
    await show();
    const yes = found("version-delete-yes");
    expect(yes?.matches(":disabled")).toBe(true);
    const field = found("version-typed") as HTMLInputElement;
    field.value = "report.txt";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
    yes?.click();
    await settled();
    expect([found("version-delete-dialog"), rows().length]).toEqual([null, 5]);
  });

  it("says what compliance means before it is set", async () => {
    await history.read();
    history.askLock(history.versions[0]);
    await show();
    found("version-lock-mode-compliance")?.click();
    await settled();
    const day = found("version-lock-day") as HTMLInputElement;
    day.value = "2099-01-31";
    day.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
    found("version-lock-set")?.click();
    await settled();
    expect(found("version-lock-sure")?.textContent).toContain("Nobody will be able to undo this");
    found("version-lock-sure-yes")?.click();
    await settled();
    expect(found("version-locks")?.textContent).toContain("compliance mode until");
  });
});
