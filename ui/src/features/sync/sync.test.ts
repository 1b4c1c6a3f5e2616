// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { Drawn } from "../../drawn";
import { layOut } from "../../lib/kit/laidout";
import { planSaid, runSaid, sameSaid, stateSaid, states, wishSaid } from "./say";
import { Comparing } from "./state.svelte";

const place = { connection: "acme", bucket: "acme-datasets", prefix: "team/fieldwork/" };
layOut();
let fake: Fake;
let clock: HandClock;
let comparing: Comparing;

beforeEach(async () => {
  clock = new HandClock();
  fake = new Fake({ furnished: true, clock });
  useHost(fake);
  comparing = new Comparing(place);
  await comparing.chooseFolder();
});

/** Compares to the end. */
async function compared(): Promise<void> {
  await comparing.compare();
  await settle();
}

const settle = () => clock.pass(5_000);

const files = () => comparing.compared;

describe("a comparison", () => {
  it("shows what differs, by how it stands, and nothing is planned before it is whole", async () => {
    fake.sync.folder.set("added.txt", { size: 5, modified: 1 });
    fake.sync.folder.set("readme.txt", { size: 99_999, modified: 4e12 });
    await comparing.compare();
    expect([comparing.ready, comparing.plan]).toEqual([false, null]);
    await settle();
    const names = new Map(comparing.rows.map(({ name, state }) => [name, state]));
    expect([names.get("added.txt"), names.get("readme.txt")]).toEqual(["only_right", "newer_right"]);
    expect(comparing.plan?.newer).toBe(1);
    await comparing.show("only_right");
    expect(comparing.rows.map(({ name }) => name)).toEqual(["added.txt"]);
  });

  it("is left out of, a row at a time, and the plan follows", async () => {
    fake.sync.folder.set("added.txt", { size: 5, modified: 1 });
    await compared();
    await comparing.want({ to_left: true });
    expect(comparing.plan?.add).toEqual({ files: 1, bytes: 5 });
    await comparing.show("only_right");
    const [row] = comparing.rows;
    if (row) await comparing.leaveOut(row, true);
    expect([comparing.plan?.add.files, comparing.plan?.left_out, comparing.ready]).toEqual([0, 1, false]);
  });

  it("removes many files only once that was confirmed, and a new wish asks again", async () => {
    await compared();
    await comparing.want({ way: "mirror", to_left: true });
    expect([comparing.plan?.asks, comparing.ready]).toEqual([true, false]);
    comparing.sure = true;
    expect(comparing.ready).toBe(true);
    await comparing.saveTable();
    expect(comparing.saved).toBe("compared.csv");
    await comparing.want({ replace_newer: true });
    expect([comparing.sure, comparing.ready]).toEqual([false, false]);
    await comparing.start();
    expect(fake.calls).not.toContain("begin_sync");
  });

  it("is run, and compared again: the two are the same", async () => {
    await compared();
    await comparing.start();
    expect(comparing.group).not.toBeNull();
    await comparing.ended();
    await settle();
    expect([comparing.after, comparing.group, files().all === files().same]).toEqual([true, null, true]);
  });

  it("leaves out what its filter names, shows it where that is asked for, and does nothing about it", async () => {
    fake.sync.folder.set("added.tmp", { size: 5, modified: 1 });
    fake.sync.folder.set("added.txt", { size: 5, modified: 1 });
    comparing.exclude = "*.tmp\n";
    await compared();
    expect(comparing.rows.map(({ name }) => name)).not.toContain("added.tmp");
    await comparing.want({ to_left: true });
    expect(comparing.plan?.add.files).toBe(1);
    await comparing.show("filtered");
    expect(comparing.rows.map(({ name }) => name)).toEqual(["added.tmp"]);
  });

  it("is closed with its screen", async () => {
    await compared();
    comparing.close();
    expect(fake.calls.at(-1)).toBe("close_sync");
  });
});

describe("a saved pair", () => {
  const saved = async (wish = {}) => {
    fake.sync.folder.set("added.txt", { size: 5, modified: 1 });
    await compared();
    await comparing.want(wish);
    comparing.edit();
    await comparing.save();
    const [pair] = fake.pairs.views;
    if (!pair) throw new Error("it was not saved");
    return pair;
  };

  it("is suggested a name, and saved with what is done; the same screen is its own from then on", async () => {
    comparing.exclude = "*.tmp";
    const pair = await saved({ way: "mirror" });
    expect([pair.name, pair.schedule, pair.wish.way, pair.filter.exclude]).toEqual([
      "acme-datasets/team/fieldwork/ and walk",
      { every: "never" },
      "mirror",
      ["*.tmp"],
    ]);
    expect([comparing.pair?.id, comparing.form]).toEqual([pair.id, null]);
    comparing.edit();
    if (comparing.form) [comparing.form.name, comparing.form.when.every] = [" ", "day"];
    await comparing.save();
    expect(comparing.form?.ready, "a pair has a name").toBe(false);
    if (comparing.form) comparing.form.name = "Mine";
    await comparing.save();
    expect(fake.pairs.views.map(({ name, timer }) => [name, timer])).toEqual([["Mine", "set"]]);
  });

  it("is compared anew when it is opened, which unlocks it, and says why it did not run", async () => {
    const pair = await saved();
    const why = { code: "pair_source_gone", title: "Gone", what: "", next: "" };
    const locked = { ...pair, locked: why };
    fake.pairs.views = [locked];
    const opened = new Comparing(place, locked);
    await opened.compare();
    expect([opened.pair?.locked, opened.noticed]).toEqual([why, why]);
    await settle();
    expect([opened.pair?.locked, opened.noticed, opened.plan === null]).toEqual([null, why, false]);
    expect([opened.leftName, opened.rightName]).toEqual(["acme-datasets/team/fieldwork/", "walk"]);
  });

  it("is run as a pair, and compared again", async () => {
    const pair = await saved({ to_left: true });
    await comparing.start();
    await settle();
    expect(fake.calls).not.toContain("begin_sync");
    expect([comparing.after, comparing.running, comparing.group]).toEqual([true, null, null]);
    const [ran] = fake.pairs.views;
    expect([ran?.id, ran?.last?.copied, ran?.last?.trouble]).toEqual([pair.id, 1, null]);
  });

  it("shows what failed, and compares no more until that is asked for", async () => {
    await saved({ to_left: true });
    fake.pairs.views = [];
    await comparing.start();
    expect([comparing.fault?.code, comparing.after, comparing.running]).toEqual(["gone", false, null]);
  });

  it("goes off the list", async () => {
    await saved();
    expect([await comparing.forget(), fake.pairs.views]).toEqual([true, []]);
  });
});

describe("the other place", () => {
  it("is a folder of a bucket as well, written as keys are", () => {
    comparing.kind = "bucket";
    expect(comparing.right).toBeNull();
    comparing.other = { connection: "acme", bucket: "acme-exports", folder: " /a/b " };
    expect(comparing.right).toEqual({
      kind: "bucket",
      place: { connection: "acme", bucket: "acme-exports", prefix: "a/b/" },
    });
    expect([comparing.rightName, comparing.intoFolder]).toEqual(["acme-exports/a/b/", false]);
  });
});

describe("a plan in words", () => {
  it("says what is done and what is left", () => {
    const none = { files: 0, bytes: 0 };
    const nothing = { add: none, replace: none, remove: none, newer: 0, held: 0, left_out: 0 };
    const count = { ...nothing, asks: false, refused: null };
    expect(planSaid(count)).toEqual(["There is nothing to add, replace or remove."]);
    expect(planSaid({ ...count, remove: { files: 1, bytes: 0 }, newer: 2 })).toEqual([
      "Remove 1 file, 0 B",
      "2 files are newer in the target and stay.",
    ]);
  });

  it("has a place for every state, what differs before what does not", () => {
    expect(states.map(stateSaid)).not.toContain("");
    expect([states[0], states.slice(-2)]).toEqual(["only_left", ["same", "filtered"]]);
  });

  it("speaks of what a filter leaves, where there is one", () => {
    expect(sameSaid(3, false)).toBe("The two places are the same: 3 files");
    expect(sameSaid(3, true)).toBe("The files that the filter leaves are the same: 3 files");
  });

  it("counts what is removed as done, not as copied", () => {
    expect(runSaid({ files: 2, files_done: 1 })).toEqual({ words: "Done: 1 of 2 files", value: 0.5 });
  });
});

it("says of a pair whether newer files are replaced", () => {
  const wish = { way: "update", to_left: false, replace_newer: true, keep_removed: true } as const;
  expect(wishSaid(wish, "a", "b").join(" ")).toContain("newer in the target are replaced");
  expect(wishSaid({ ...wish, replace_newer: false }, "a", "b").join(" ")).toContain(
    "newer in the target stay",
  );
});

describe("the screen", () => {
  let drawn: Drawn;
  const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  beforeEach(async () => (drawn = await Drawn.at(place)));
  afterEach(() => drawn.leave());

  async function compared(): Promise<void> {
    drawn.page.compare(place);
    await drawn.settle();
    find("sync-choose")?.click();
    await drawn.settle();
    find("sync-compare")?.click();
    await drawn.settle(400);
  }

  it("goes from the two places over the plan to the result", async () => {
    await compared();
    expect(find("compared")?.dataset["complete"]).toBe("true");
    expect(document.querySelectorAll('[data-testid="sync-row"]').length).toBeGreaterThan(3);
    expect(find("sync-lines")?.textContent).toContain("Add ");
    find("sync-start")?.click();
    await drawn.settle(120_000, 60);
    expect(find("compared")?.textContent).toContain("The two places are the same");
  });

  it("saves the two as a pair, which is opened from the list of backups and left for it", async () => {
    await compared();
    find("pair-edit")?.click();
    await drawn.settle();
    expect(find("pair-dialog")?.textContent).toContain("those that are newer in the target stay.");
    find("pair-save")?.click();
    await drawn.settle();
    drawn.page.showBackups();
    await drawn.settle();
    expect(find("pair-row")?.textContent).toContain("acme-datasets/team/fieldwork/ → walk");
    find("pair-row")?.click();
    await drawn.settle(400);
    expect(find("compared")?.dataset["complete"]).toBe("true");
    expect(find("sync-change")).toBeNull();
    find("pair-forget")?.click();
    await drawn.settle();
    find("forget-pair-yes")?.click();
    await drawn.settle();
    expect([find("compared"), find("no-backups") !== null]).toEqual([null, true]);
  });
});
