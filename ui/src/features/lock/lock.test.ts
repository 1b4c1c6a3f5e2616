import { beforeEach, describe, expect, it } from "vitest";
import { at, Desk } from "../browse/desk";
import { dayOf } from "../versions/locking.svelte";
import { keepActions } from "./actions";

let desk: Desk;

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
  await desk.go(at("team/fieldwork/"));
});

async function choose(...names: string[]): Promise<void> {
  for (const [nth, name] of names.entries()) {
    await desk.browse.click(desk.indexOf(name), { ctrl: nth > 0, shift: false });
    await desk.clock.pass(1);
  }
}

const keep = () => desk.browse.keep;
const days = (typed: string) => {
  const { restoring } = keep();
  if (restoring) restoring.days = typed;
};
const started = () => desk.fake.calls.filter((call) => call === "add_transfer").length;

describe("restoring from the archive", () => {
  it("is offered for a selection alone", async () => {
    expect(keepActions(desk.browse).restoreArchived.can()).toBe(false);
    await choose("readme.txt");
    expect(keepActions(desk.browse).restoreArchived.can()).toBe(true);
  });

  it("is counted first, at the cheapest speed until another is chosen", async () => {
    await choose("readme.txt");
    keepActions(desk.browse).restoreArchived.run();
    await desk.clock.pass(1);
    keep().confirmRestore();
    expect([keep().restoring?.ready, started()]).toEqual([false, 0]);
    await desk.clock.pass(500);
    expect(keep().restoring?.counting.count).toMatchObject({ files: 1, complete: true });
    expect(keep().restoring?.tier).toBe("bulk");
    keep().restoring?.choose("standard");
    expect(keep().restoring?.tier).toBe("standard");
    days("0");
    expect(keep().restoring?.ready).toBe(false);
    days("3");
    keep().confirmRestore();
    await desk.clock.pass(1000);
    expect([keep().restoring, started()]).toEqual([null, 1]);
    expect(desk.told).toEqual([]);
  });

  it("downloads what was selected once it can be read, into a folder that is chosen first", async () => {
    await choose("readme.txt");
    keep().askRestore();
    await desk.clock.pass(500);
    const { restoring } = keep();
    if (restoring) restoring.then = "download";
    keep().confirmRestore();
    await desk.clock.pass(1000);
    expect(desk.fake.calls).toContain("choose");
    expect([keep().restoring, started()]).toEqual([null, 1]);
  });

  it("copies what was selected once it can be read, into a folder that is chosen first", async () => {
    await choose("readme.txt");
    keep().askRestore();
    await desk.clock.pass(500);
    const { restoring } = keep();
    if (restoring) restoring.then = "copy";
    keep().confirmRestore();
    await desk.clock.pass(500);
    desk.browse.leaveDestination();
    expect([keep().restoring, started()]).toEqual([restoring, 0]);
    keep().confirmRestore();
    await desk.clock.pass(500);
    await desk.browse.destination?.run();
    await desk.clock.pass(500);
    expect([keep().restoring, desk.browse.destination, started()]).toEqual([null, null, 1]);
    expect(desk.told).toEqual([]);
  });

  it("asks for nothing on a no", async () => {
    await choose("readme.txt");
    keep().askRestore();
    await desk.clock.pass(500);
    keep().leaveRestore();
    expect(desk.fake.calls).toContain("discard_plan");
    expect(started()).toBe(0);
  });
});

describe("Object Lock of a selection", () => {
  beforeEach(async () => {
    await choose("readme.txt");
    keepActions(desk.browse).lock.run();
    await desk.clock.pass(1);
  });

  const locking = () => {
    const { locking: found } = keep();
    if (!found) throw new Error("no dialog");
    return found;
  };

  it("is counted for a day to come, and runs on a yes", async () => {
    expect([locking().wrong, locking().ready]).toEqual(["day", false]);
    locking().day = "2001-01-01";
    expect(locking().wrong).toBe("day");
    locking().day = dayOf(Date.now() + 5 * 86_400_000);
    keep().nextLock();
    await desk.clock.pass(500);
    expect([locking().changes, started()]).toEqual([1, 0]);
    keep().nextLock();
    await desk.clock.pass(1000);
    expect([keep().locking, started()]).toEqual([null, 1]);
  });

  it("asks twice about compliance, by the name of the bucket", async () => {
    locking().what = "compliance";
    locking().day = dayOf(Date.now() + 5 * 86_400_000);
    keep().nextLock();
    await desk.clock.pass(500);
    keep().nextLock();
    expect([locking().asking, locking().ready, started()]).toEqual([true, false, 0]);
    locking().typed = "another";
    keep().nextLock();
    expect(started()).toBe(0);
    locking().typed = locking().bucket;
    keep().nextLock();
    await desk.clock.pass(1000);
    expect([keep().locking, started()]).toEqual([null, 1]);
  });

  it("removes governance only where the override was chosen, and changes nothing on a no", async () => {
    locking().what = "release";
    expect(locking().wrong).toBe("bypass");
    locking().bypass = true;
    keep().nextLock();
    await desk.clock.pass(500);
    expect([locking().counting?.count?.same, locking().ready]).toEqual([1, false]);
    locking().back();
    expect([locking().counting, locking().ready]).toEqual([null, true]);
    keep().leaveLock();
    expect(desk.fake.calls).toContain("discard_plan");
    expect(started()).toBe(0);
  });
});
