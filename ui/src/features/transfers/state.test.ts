import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { Place } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { gone, refuse } from "../../lib/backend/fake/faults";
import { stay, Transfers } from "./state.svelte";

const to: Place = { connection: "acme", bucket: "acme-empty", prefix: "in/" };
let clock: HandClock;
let fake: Fake;
let transfers: Transfers;
let told: unknown[];
let changes: [Place, boolean][];

beforeEach(async () => {
  clock = new HandClock();
  fake = new Fake({ clock, furnished: true });
  useHost(fake);
  told = [];
  changes = [];
  transfers = new Transfers((caught) => told.push(caught));
  transfers.onChange = (place, finished) => changes.push([place, finished]);
  await transfers.watch();
});

const keys = () => [...fake.world.bucket(to.bucket).keys()];

describe("an upload", () => {
  it("runs to its end and tells that the place changed", async () => {
    await transfers.upload(fake.choose({ "a.txt": 5_000_000, "b.txt": 10 }), to);
    expect(transfers.running).toHaveLength(1);
    await clock.pass(2000);
    expect(transfers.groups[0]).toMatchObject({ state: "done", files_done: 2 });
    expect(keys()).toEqual(["in/a.txt", "in/b.txt"]);
    expect(changes.at(-1)).toEqual([to, true]);
  });

  it("tells of files done while it goes on", async () => {
    fake.transfers.speed = 10_000_000;
    await transfers.upload(fake.choose({ "a.txt": 100, "b.txt": 9_000_000 }), to);
    await clock.pass(500);
    expect(changes[0]).toEqual([to, false]);
  });

  it("goes again, and replaces, where nobody could see whether names are taken", async () => {
    await transfers.upload(fake.choose({ "unseen.txt": 10, "unreadable.txt": 10 }), to);
    await clock.pass(1000);
    const [group] = transfers.groups;
    expect(group?.shown.map((job) => job.fault?.code)).toEqual(["name_unseen", "local_file"]);
    if (group) transfers.replaceUnseen(group);
    await clock.pass(1000);
    // What failed for another reason is neither tried again nor replaces anything.
    expect(transfers.groups[0]).toMatchObject({ state: "failed", files_done: 1, files_failed: 1 });
    expect([keys(), fake.calls.includes("answer_conflicts")]).toEqual([["in/unseen.txt"], false]);
  });

  it("does nothing when the dialog is closed", async () => {
    fake.chosen.files = null;
    await transfers.chooseAndUpload("files", to);
    expect(fake.calls).not.toContain("add_transfer");
  });

  it("shows what failed and repeats just that", async () => {
    await transfers.upload(fake.choose({ "a.txt": 10, "unreadable.txt": 10 }), to);
    await clock.pass(1000);
    const [group] = transfers.groups;
    expect(group).toMatchObject({ state: "failed", files_failed: 1, files_done: 1 });
    expect(group?.shown[0]?.fault?.code).toBe("local_file");
    if (group) await transfers.showFiles(group, "failed");
    expect(transfers.list).toMatchObject({ total: 1, jobs: [{ name: "unreadable.txt" }] });
    if (group) await transfers.saveFiles(group);
    expect(transfers.saved).toEqual({ group: group?.id, file: "transfer.csv" });
    if (group) transfers.retry(group);
    await clock.pass(1000);
    expect(transfers.groups[0]).toMatchObject({ state: "done", files_done: 2 });
  });

  it("lets one file wait while the others go on, and shows each in a list that follows", async () => {
    fake.transfers.speed = 1_000_000;
    await transfers.upload(fake.choose({ "a.txt": 3_000_000, "b.txt": 3_000_000 }), to);
    await clock.pass(300);
    const [group] = transfers.groups;
    if (!group) throw new Error("no group");
    await transfers.showFiles(group, "left");
    const [first] = transfers.list?.jobs ?? [];
    transfers.pause(group, first?.id ?? null);
    await clock.pass(8_000);
    expect(transfers.list?.jobs.map((job) => job.state)).toEqual(["paused"]);
    transfers.resume(group, first?.id ?? null);
    await clock.pass(8_000);
    expect(transfers.groups[0]).toMatchObject({ state: "done", files_done: 2 });
    expect(transfers.list).toMatchObject({ total: 0, jobs: [] });
  });

  it("goes first where a person wants it", async () => {
    await transfers.upload(fake.choose({ "a.txt": 3_000_000 }), to);
    const [group] = transfers.groups;
    if (group) transfers.first(group);
    await clock.pass(1);
    expect(transfers.groups[0]?.first).toBe(true);
  });

  it("waits while it is paused, and goes on", async () => {
    fake.transfers.speed = 1_000_000;
    await transfers.upload(fake.choose({ "a.txt": 5_000_000 }), to);
    await clock.pass(300);
    transfers.pause(null);
    await clock.pass(10_000);
    expect(transfers.groups[0]).toMatchObject({ state: "waiting", waits_for: "paused", files_done: 0 });
    expect(transfers.running).toHaveLength(1);
    const [group] = transfers.groups;
    if (group) transfers.resume(group);
    await clock.pass(10_000);
    expect(transfers.groups[0]).toMatchObject({ state: "done", files_verified: 1 });
  });

  it("stops, and can be taken off the list", async () => {
    fake.transfers.speed = 1000;
    await transfers.upload(fake.choose({ "a.txt": 5_000_000 }), to);
    await clock.pass(300);
    const [group] = transfers.groups;
    if (group) transfers.cancel(group);
    await clock.pass(100);
    expect(transfers.groups[0]?.state).toBe("cancelled");
    expect(changes.at(-1)).toEqual([to, true]);
    transfers.dismissEnded();
    await clock.pass(100);
    expect(transfers.groups).toEqual([]);
  });
});

describe("names that are already there", () => {
  beforeEach(async () => {
    fake.world.put(to.bucket, "in/a.txt", 1, clock.now());
    await transfers.upload(fake.choose({ "a.txt": 77, "b.txt": 10 }), to);
    await clock.pass(200);
  });

  it("are asked about", () => {
    expect(transfers.asking).toMatchObject({ conflicts: 1, conflict_names: ["a.txt"] });
    expect(keys()).toEqual(["in/a.txt"]);
  });

  it.each([
    ["replace", ["in/a.txt", "in/b.txt"], 77],
    ["skip", ["in/a.txt", "in/b.txt"], 1],
    ["keep_both", ["in/a (2).txt", "in/a.txt", "in/b.txt"], 1],
  ] as const)("%s does as it says", async (answer, expected, size) => {
    if (transfers.asking) transfers.answer(transfers.asking, answer);
    await clock.pass(1000);
    expect(keys().sort()).toEqual(expected);
    expect(fake.world.bucket(to.bucket).get("in/a.txt")?.size).toBe(size);
    expect(transfers.asking).toBeNull();
  });

  it("are left alone when the group is cancelled", async () => {
    if (transfers.asking) transfers.cancel(transfers.asking);
    await clock.pass(1000);
    expect(keys()).toEqual(["in/a.txt"]);
  });
});

it("groups that ended before the page was there are no news", async () => {
  await transfers.upload(fake.choose({ "a.txt": 10 }), to);
  await clock.pass(1000);
  const late = new Transfers(() => undefined);
  const heard: Place[] = [];
  late.onChange = (place) => heard.push(place);
  await late.watch();
  expect(late.groups).toHaveLength(1);
  expect(heard).toEqual([]);
});

it("says what went wrong", async () => {
  await transfers.upload(fake.choose({ "a.txt": 10 }), to);
  await clock.pass(1000);
  const [group] = transfers.groups;
  useHost({ call: () => Promise.reject(new Error("no")) });
  if (group) transfers.reveal(group);
  await clock.pass(1);
  expect(told).toHaveLength(1);
});

describe("the list of transfers", () => {
  it("is told not to be kept only while it is not", async () => {
    fake.transfers.unkept = { ...gone("x"), code: "journal_behind" };
    await transfers.upload(fake.choose({ "a.txt": 10 }), to);
    expect(transfers.unkept?.code).toBe("journal_behind");
    fake.transfers.unkept = null;
    await clock.pass(1000);
    expect(transfers.unkept).toBeNull();
  });
});

describe("the question before the window closes", () => {
  it("goes with the last transfer, and stays while a backup or a saved pair runs", async () => {
    for (const [backup, pair] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      transfers.closing = { backup, pair };
      await transfers.upload(fake.choose({ [`${backup}-${pair}.txt`]: 10 }), to);
      await clock.pass(2000);
      const stays = backup || pair ? { backup, pair } : null;
      expect([transfers.running.length, transfers.closing]).toEqual([0, stays]);
    }
  });
});

describe("finished work", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** An upload that has ended. */
  async function uploaded(files: Record<string, number>): Promise<void> {
    await transfers.upload(fake.choose(files), to);
    await clock.pass(2000);
  }

  it("leaves by itself after a while", async () => {
    await uploaded({ "a.txt": 10 });
    vi.advanceTimersByTime(stay - 1);
    expect(transfers.groups).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await clock.pass(200);
    expect(transfers.groups).toEqual([]);
  });

  it("stays while it is looked at, and goes afterwards", async () => {
    await uploaded({ "a.txt": 10 });
    transfers.watched = true;
    vi.advanceTimersByTime(3 * stay);
    await clock.pass(200);
    expect(transfers.groups).toHaveLength(1);
    transfers.watched = false;
    transfers.expanded = true;
    vi.advanceTimersByTime(stay);
    await clock.pass(200);
    expect(transfers.groups).toHaveLength(1);
    transfers.expanded = false;
    vi.advanceTimersByTime(stay);
    await clock.pass(200);
    expect(transfers.groups).toEqual([]);
  });

  it("stays where something failed, until the person has seen to it", async () => {
    await uploaded({ "a.txt": 10, "unreadable.txt": 10 });
    expect(transfers.groups[0]?.files_failed).toBe(1);
    vi.advanceTimersByTime(5 * stay);
    await clock.pass(200);
    expect(transfers.groups).toHaveLength(1);
  });
});

describe("both sides of a name", () => {
  it("tell how large the files on both sides are, and of when the stored one is", async () => {
    fake.world.put(to.bucket, "in/a.txt", 1200, 1_790_000_000_000);
    await transfers.upload(fake.choose({ "a.txt": 3400, "b.txt": 10 }), to);
    await clock.pass(1000);
    expect(transfers.asking?.conflict_names).toEqual(["a.txt"]);
    expect(transfers.sides?.there("a.txt")).toEqual({ size: 1200, modified: 1_790_000_000_000 });
    expect(transfers.sides?.coming("a.txt")).toEqual({ size: 3400, modified: null });
    if (transfers.asking) transfers.answer(transfers.asking, "skip");
    await clock.pass(1000);
    expect(transfers.sides).toBeNull();
  });

  it("can be answered also where nothing may be seen", async () => {
    fake.world.put(to.bucket, "in/a.txt", 1200, 1);
    vi.spyOn(fake.places, "locate").mockImplementation(() => refuse(gone("name")));
    await transfers.upload(fake.choose({ "a.txt": 3400 }), to);
    await clock.pass(1000);
    expect([transfers.sides?.there("a.txt"), told]).toEqual([null, []]);
    if (transfers.asking) transfers.answer(transfers.asking, "replace");
    await clock.pass(1000);
    expect(transfers.groups[0]?.state).toBe("done");
  });
});
