import { beforeEach, describe, expect, it } from "vitest";
import { at, Desk, free } from "../browse/desk";
import { wordsOf } from "../browse/cells";
import { browseActions } from "../browse/actions";
import { reason } from "../../lib/actions";
import { asTyped, Moment } from "./moment.svelte";
import { timeActions } from "./actions";

let desk: Desk;
const folder = at("team/fieldwork/");
const none = { askFiles: { can: () => false } } as never;

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
  await desk.go(folder);
});

async function shown(): Promise<void> {
  desk.browse.listing?.want(0, 40);
  await desk.clock.pass(500);
  desk.browse.listing?.want(0, 40);
  await desk.clock.pass(1);
}

async function showDeleted(): Promise<void> {
  timeActions(desk.browse).showDeleted.run();
  await shown();
}

async function choose(...names: string[]): Promise<void> {
  for (const [nth, name] of names.entries()) {
    await desk.browse.click(desk.indexOf(name), { ctrl: nth > 0, shift: false });
    await desk.clock.pass(1);
  }
}

const row = (name: string) => desk.browse.listing?.row(desk.indexOf(name));

describe("deleted files", () => {
  it("stand in their places, and the tick goes on and off", async () => {
    expect(desk.names()).not.toContain("budget 2026.xlsx");
    await showDeleted();
    expect(timeActions(desk.browse).showDeleted.checked?.()).toBe(true);
    expect(desk.names()).toEqual(expect.arrayContaining(["budget 2026.xlsx", "old notes/", "readme.txt"]));
    const gone = row("budget 2026.xlsx");
    expect(gone && wordsOf(gone, "modified")).toMatch(/^Deleted /);
    expect(row("readme.txt")?.past).toBeUndefined();
    await showDeleted();
    expect(desk.names()).not.toContain("budget 2026.xlsx");
  });

  it("stay in view in the folders below, and not in another bucket", async () => {
    await showDeleted();
    await desk.go(at("team/fieldwork/old notes/"));
    expect(desk.names()).toEqual(["monday.md", "tuesday.md"]);
    desk.browse.up();
    await shown();
    expect(desk.browse.shows.kind).toBe("deleted");
    await desk.go(at("", "press-photos"));
    expect(desk.browse.shows.kind).toBe("folder");
  });

  it("are only undeleted, and every other action says why not", async () => {
    await showDeleted();
    await choose("budget 2026.xlsx", "readme.txt");
    const actions = browseActions(desk.browse, none, none, none, { all: [] } as never);
    for (const action of [actions.download, actions.rename, actions.moveTo, actions.remove, actions.copy])
      expect([action.can(), reason(action)], action.id).toEqual([
        false,
        "Deleted files are selected. Undelete them first.",
      ]);
    expect(actions.undelete.can()).toBe(true);
    await choose("readme.txt");
    expect(actions.download.can()).toBe(true);
    await showDeleted();
    await choose("readme.txt");
    expect(reason(actions.undelete)).toBe("Show deleted files first");
  });

  it("come back once they are counted and a person says yes", async () => {
    await showDeleted();
    await choose("budget 2026.xlsx", "old notes/", "readme.txt");
    const { time } = desk.browse;
    time.askUndelete();
    await desk.clock.pass(1);
    time.confirmUndelete();
    expect(time.undeleting?.ready).toBe(false);
    await desk.clock.pass(500);
    expect(time.undeleting?.count).toMatchObject({ files: 3, there: 1, complete: true });
    time.confirmUndelete();
    await desk.clock.pass(2000);
    await shown();
    expect(time.undeleting).toBeNull();
    expect(row("budget 2026.xlsx")?.past).toBeUndefined();
    expect(row("old notes/")?.past).toBeUndefined();
    expect(desk.told).toEqual([]);
  });

  it("do not come back on a no, and nothing comes back where nothing is deleted", async () => {
    await showDeleted();
    await choose("readme.txt");
    const { time } = desk.browse;
    time.askUndelete();
    await desk.clock.pass(500);
    expect([time.undeleting?.counted, time.undeleting?.ready]).toEqual([true, false]);
    time.leaveUndelete();
    expect(desk.fake.calls).toContain("discard_plan");
  });
});

/** Two days before what the desk shows. */
async function goBack(): Promise<void> {
  const { time } = desk.browse;
  time.askMoment();
  time.moment?.type(asTyped(desk.clock.now() - 2 * 24 * 3_600_000));
  time.moment?.show();
  await shown();
}

describe("what became of files since", () => {
  beforeEach(goBack);

  it("is said on each row, counted, and shown alone when it is asked for", async () => {
    const { time } = desk.browse;
    expect(desk.browse.listing?.tick?.past?.since).toMatchObject({ changed: 0, deleted: 3 });
    const since = (name: string) => wordsOf(row(name) ?? ({} as never), "since");
    expect([since("budget 2026.xlsx"), since("readme.txt")]).toEqual(["Deleted since", "Unchanged"]);
    time.showSince("added");
    await shown();
    expect(desk.names()).toContain("cover-final.png");
    expect(desk.names()).not.toContain("readme.txt");
    time.showSince("added");
    await shown();
    expect([time.since, desk.names().includes("cover-final.png")]).toEqual([null, false]);
    time.showSince("deleted");
    await desk.go(at("", "press-photos"));
    expect(time.since, "of the folder that was left").toBeNull();
  });

  it("is nothing that could be restored where it was added", async () => {
    const { time } = desk.browse;
    time.showSince("added");
    await shown();
    await choose("cover-final.png");
    const { restore } = timeActions(desk.browse);
    expect([restore.can(), reason(restore)]).toEqual([
      false,
      "These files were added later, so there is nothing to restore.",
    ]);
  });
});

describe("restoring", () => {
  beforeEach(goBack);

  it("is counted first, and what was deleted since is there again", async () => {
    const { time } = desk.browse;
    await choose("budget 2026.xlsx", "readme.txt");
    timeActions(desk.browse).restore.run();
    await desk.clock.pass(1);
    time.confirmRestore();
    expect(time.restoring?.ready).toBe(false);
    await desk.clock.pass(500);
    expect(time.restoring?.count).toMatchObject({ files: 1, same: 1, added: 0, complete: true });
    time.confirmRestore();
    await desk.clock.pass(2000);
    expect(time.restoring).toBeNull();
    expect(desk.fake.calls).toContain("add_transfer");
    time.backToNow();
    await shown();
    expect(desk.names()).toContain("budget 2026.xlsx");
    expect(desk.told).toEqual([]);
  });

  it("beside or elsewhere makes copies, and takes no plan", async () => {
    const { time } = desk.browse;
    await choose("readme.txt");
    time.askRestore();
    await desk.clock.pass(500);
    expect([time.restoring?.counted, time.restoring?.ready]).toEqual([true, false]);
    if (time.restoring) time.restoring.where = "elsewhere";
    time.confirmRestore();
    await desk.clock.pass(1);
    expect([time.restoring, desk.browse.destination?.picked.name]).toEqual([null, "readme.txt"]);
    expect(desk.fake.calls).toContain("discard_plan");
    desk.browse.leaveDestination();
    time.askRestore();
    if (time.restoring) time.restoring.where = "beside";
    time.confirmRestore();
    await desk.clock.pass(1000);
    expect(desk.fake.calls.filter((call) => call === "add_transfer")).toHaveLength(1);
  });
});

describe("a folder at an earlier time", () => {
  it("is offered at the times at which something changed", async () => {
    const { time } = desk.browse;
    time.askMoment();
    await desk.clock.pass(1);
    const { moment } = time;
    const [latest] = moment?.changes?.changes ?? [];
    expect(latest).toBeDefined();
    expect(moment?.chosen).toBeNull();
    moment?.choose(latest?.at ?? 0);
    expect([moment?.chosen, moment?.at]).toEqual([latest?.at, latest?.at]);
  });

  it("shows what was there, and cannot be changed", async () => {
    const { time } = desk.browse;
    time.askMoment();
    time.moment?.type(asTyped(desk.clock.now() - 2 * 24 * 3_600_000));
    time.moment?.show();
    await shown();
    expect([time.moment, desk.browse.shows.kind]).toEqual([null, "as_of"]);
    expect(desk.names()).toContain("budget 2026.xlsx");
    expect(desk.names(), "uploaded since").not.toContain("cover-final.png");
    await desk.browse.click(desk.indexOf("readme.txt"), free);
    await desk.clock.pass(1);
    const actions = browseActions(desk.browse, none, none, none, { all: [] } as never);
    expect([desk.browse.mayAdd, actions.remove.can(), actions.undelete.can()]).toEqual([false, false, false]);
    expect([actions.download.can(), actions.copy.can(), actions.restore.can()]).toEqual([true, true, true]);
    expect(reason(actions.remove)).toBe("This is an earlier time. Go back to now first.");
    actions.now.run();
    await shown();
    expect([desk.browse.shows.kind, actions.now.can()]).toEqual(["folder", false]);
  });

  it("is asked for by a whole time that is over", () => {
    const found: number[] = [];
    const now = Date.UTC(2026, 10, 29, 12);
    const moment = new Moment(
      null,
      (at) => found.push(at),
      () => now,
    );
    expect([moment.finding, new Date(moment.text).getTime()]).toEqual([null, now - 24 * 3_600_000]);
    moment.type("");
    moment.show();
    expect(moment.finding).toBe("Choose a date and a time.");
    moment.type(asTyped(now + 1000));
    moment.show();
    expect([moment.finding, found]).toEqual(["Choose a time that is not in the future.", []]);
    moment.type(asTyped(now - 1000));
    moment.show();
    expect(found).toEqual([now - 1000]);
  });
});
