import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { say } from "../../lib/words";
import { BucketSettings } from "./bucket.svelte";

let fake: Fake;
let gone: number;

async function opened(): Promise<BucketSettings> {
  const settings = new BucketSettings({ connection: "acme", bucket: "acme-empty" });
  settings.ongone = () => (gone += 1);
  await settings.show("remove");
  await settled();
  return settings;
}

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

beforeEach(() => {
  fake = new Fake({ furnished: true });
  gone = 0;
  useHost(fake);
});

describe("deleting a bucket", () => {
  it("waits for the count and for the exact name", async () => {
    const { removal } = await opened();
    if (!removal) throw new Error("not shown");
    expect(removal.count.old_versions).toBe(2);
    removal.typed = "acme-empt";
    await removal.remove();
    expect(fake.removals.removed).toEqual([]);
    removal.typed = "acme-empty";
    await removal.remove();
    expect(fake.removals.removed).toEqual(["acme-empty"]);
    expect(gone).toBe(1);
  });

  it("can be stopped, says what went, and is not left by accident", async () => {
    fake.removals.held = true;
    const settings = await opened();
    const { removal } = settings;
    if (!removal) throw new Error("not shown");
    removal.typed = "acme-empty";
    const ended = removal.remove();
    await settled();
    expect(removal.tick).toEqual({ removed: 2, of: 7 });
    settings.leave(() => (gone += 10));
    expect(settings.leaving).not.toBeNull();
    removal.stop();
    await ended;
    expect([removal.stopped, removal.busy, gone]).toEqual([2, false, 0]);
    await removal.open();
    await settled();
    expect([removal.stopped, removal.count.complete]).toEqual([null, true]);
  });

  it("says in words what went, also where nothing did", () => {
    const words = (count: number) => say("settings-removal-stopped", { count });
    expect(words(0)).toBe("Nothing was deleted. The bucket and everything in it are still there.");
    expect(words(1)).toMatch(/^1 item was deleted/);
    expect(words(2)).toMatch(/^2 items were deleted/);
  });
});
