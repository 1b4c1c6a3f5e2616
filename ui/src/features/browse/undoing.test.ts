import { beforeEach, describe, expect, it } from "vitest";
import { at, Desk, free } from "./desk";
import { undoActions } from "./undoactions";

const here = "team/fieldwork/";
let desk: Desk;

const bucket = () => desk.fake.world.bucket("acme-datasets");
const has = (...keys: string[]) => keys.map((key) => bucket().has(key));
const did = () => desk.undoing.done.map((deed) => desk.undoing.words(deed));
const undid = () => desk.undoing.undone.map((deed) => desk.undoing.words(deed));

async function choose(...names: string[]): Promise<void> {
  for (const [nth, name] of names.entries())
    void desk.browse.click(desk.indexOf(name), nth === 0 ? free : { ctrl: true, shift: false });
  await desk.clock.pass(1);
}

/**
 * A transfer is read file by file once it has ended, which takes more turns than one step of the
 * clock lets go by.
 */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await desk.clock.pass(100);
}

/** What is selected goes to another folder, by the clipboard. */
async function send(to: string, leave: boolean, ...names: string[]): Promise<void> {
  await choose(...names);
  desk.browse.hold(leave);
  await desk.clock.pass(1);
  await desk.go(at(to));
  desk.browse.put();
  await rest();
}

async function rename(name: string, to: string): Promise<void> {
  await choose(name);
  desk.browse.askRename();
  await desk.clock.pass(1);
  desk.browse.renaming?.type(to);
  await desk.browse.renaming?.run();
  await rest();
}

/** Undoing is a transfer: it takes its time. */
async function take(way: "undo" | "redo"): Promise<void> {
  void desk.undoing[way]();
  await rest();
}

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
  await desk.go(at(here));
});

describe("what was done is undone, and done again", () => {
  it("a move", async () => {
    await send("team/", true, "readme.txt", "licences.csv");
    expect(did()).toEqual(["Moved 2 files to team"]);
    await take("undo");
    expect(has(`${here}readme.txt`, `${here}licences.csv`)).toEqual([true, true]);
    expect(has("team/readme.txt", "team/licences.csv")).toEqual([false, false]);
    expect([did(), undid()]).toEqual([[], ["Moved 2 files to team"]]);
    expect(desk.undoing.toast.text).toBe("Undone: Moved 2 files to team");
    await take("redo");
    expect(has("team/readme.txt", `${here}readme.txt`)).toEqual([true, false]);
    expect([did(), undid()]).toEqual([["Moved 2 files to team"], []]);
    await take("undo");
    expect(has("team/readme.txt", `${here}readme.txt`)).toEqual([false, true]);
    expect(desk.told).toEqual([]);
  });

  it("a move of a folder with what is in it", async () => {
    await send("team/", true, "2024/", "readme.txt");
    expect(did()).toEqual(["Moved 1 folder and 1 file to team"]);
    await take("undo");
    expect(has(`${here}2024/a.csv`, "team/2024/a.csv", `${here}readme.txt`)).toEqual([true, false, true]);
  });

  it("another name, of a file and of a folder", async () => {
    await rename("readme.txt", "read me.txt");
    await desk.go(at(here));
    await rename("2024/", "last year");
    expect(did()).toEqual(["Renamed 2024 to last year", "Renamed readme.txt to read me.txt"]);
    await take("undo");
    expect(has(`${here}2024/a.csv`, `${here}last year/a.csv`)).toEqual([true, false]);
    await take("undo");
    expect(has(`${here}readme.txt`, `${here}read me.txt`)).toEqual([true, false]);
    await take("redo");
    await take("redo");
    expect(has(`${here}read me.txt`, `${here}last year/a.csv`)).toEqual([true, true]);
  });

  it("a copy: what it made is deleted, and nothing else", async () => {
    bucket().set("team/2024x.csv", { size: 1, modified: 1 });
    await send("team/", false, "readme.txt", "2024/");
    expect(did()).toEqual(["Copied 1 folder and 1 file to team"]);
    const before = bucket().size;
    await take("undo");
    expect(has("team/readme.txt", "team/2024/a.csv", "team/2024x.csv", `${here}readme.txt`)).toEqual([
      ...[false, false, true, true],
    ]);
    expect(bucket().size).toBe(before - 2);
    await take("redo");
    expect(has("team/readme.txt", "team/2024/a.csv")).toEqual([true, true]);
    expect(did()).toEqual(["Copied 1 folder and 1 file to team"]);
  });

  it("a copy of an earlier time is not made again of what is there now", async () => {
    desk.browse.enter(at(here), { kind: "as_of", moment: desk.clock.now() });
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(500);
    await choose("readme.txt");
    desk.browse.hold(false);
    await desk.clock.pass(1);
    desk.browse.time.backToNow();
    await desk.go(at("team/"));
    desk.browse.put();
    await rest();
    expect([did(), has("team/readme.txt")]).toEqual([["Copied readme.txt to team"], [true]]);
    await take("undo");
    expect(has("team/readme.txt", `${here}readme.txt`)).toEqual([false, true]);
    expect(desk.undoing.toast.text).toBe("Undone: Copied readme.txt to team");
    expect([undid(), desk.undoing.toast.back]).toEqual([[], null]);
  });

  it("a new folder, while it is empty", async () => {
    desk.browse.askName();
    desk.browse.newFolder?.type("new");
    await desk.browse.newFolder?.make();
    await desk.clock.pass(500);
    expect(did()).toEqual(["Created folder new"]);
    // An empty folder is not listed by the world of the tests: its marker is.
    bucket().set(`${here}new/b`, { size: 1, modified: 1 });
    await take("undo");
    expect(has(`${here}new/`, `${here}new/b`)).toEqual([true, true]);
    expect(desk.undoing.toast.text).toBe("Folder “new” is no longer empty. Nothing was undone.");
  });

  it("an empty new folder goes, and comes again", async () => {
    desk.browse.askName();
    desk.browse.newFolder?.type("new");
    await desk.browse.newFolder?.make();
    await desk.clock.pass(500);
    await take("undo");
    expect(has(`${here}new/`)).toEqual([false]);
    await take("redo");
    expect(has(`${here}new/`)).toEqual([true]);
    expect(did()).toEqual(["Created folder new"]);
  });

  it("what was found in several folders goes back to each", async () => {
    desk.browse.askSearch();
    desk.browse.search?.type("words", "a.csv");
    desk.browse.runSearch();
    await desk.clock.pass(500);
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(1);
    await send("team/found/", true, "2024/a.csv", "2025/a.csv");
    expect(has("team/found/2024/a.csv", "team/found/2025/a.csv")).toEqual([true, true]);
    await take("undo");
    expect(has(`${here}2024/a.csv`, `${here}2025/a.csv`)).toEqual([true, true]);
    expect(has("team/found/2024/a.csv", "team/found/2025/a.csv")).toEqual([false, false]);
  });
});

describe("nothing is undone", () => {
  it.each([
    ["changed", () => bucket().set("team/readme.txt", { size: 9, modified: 9 })],
    ["written anew with the same size", () => bucket().set("team/readme.txt", { size: 3000, modified: 9 })],
    ["gone", () => bucket().delete("team/readme.txt")],
  ])("of a copy that has %s", async (_, change) => {
    await send("team/", false, "readme.txt", "licences.csv");
    change();
    const before = [...bucket().keys()];
    await take("undo");
    expect([...bucket().keys()]).toEqual(before);
    expect(desk.undoing.toast.text).toBe("“readme.txt” has changed or is gone. Nothing was undone.");
    expect([did(), undid()]).toEqual([[], []]);
  });

  it("of a copy that somebody wrote over before it was looked at", async () => {
    const { onEnd } = desk.transfers;
    desk.transfers.onEnd = (group) => {
      for (const key of ["team/readme.txt", "team/2024/a.csv"])
        bucket().set(key, { size: 3000, modified: 9 });
      onEnd(group);
    };
    await send("team/", false, "readme.txt", "licences.csv", "2024/");
    expect(did()).toEqual(["Copied licences.csv to team"]);
    await take("undo");
    expect(has("team/readme.txt", "team/2024/a.csv", "team/licences.csv")).toEqual([true, true, false]);
  });

  it.each([false, true])(
    "of what somebody wrote over before the rest was retried (move: %s)",
    async (leave) => {
      bucket().set(`${here}unreadable.txt`, { size: 1, modified: 1 });
      await desk.go(at("team/"));
      await desk.go(at(here));
      await send("team/", leave, "readme.txt", "licences.csv", "unreadable.txt");
      bucket().set("team/readme.txt", { size: 3000, modified: 9 });
      const failed = desk.transfers.groups.find(({ state }) => state === "failed");
      if (failed) desk.transfers.retry(failed);
      await rest();
      await take("undo");
      expect(bucket().get("team/readme.txt")?.modified).toBe(9);
      expect(has("team/licences.csv", `${here}readme.txt`)).toEqual([false, !leave]);
    },
  );

  it("of a copied folder that somebody put a file into", async () => {
    await send("team/", false, "2024/");
    bucket().set("team/2024/theirs.csv", { size: 1, modified: 1 });
    await take("undo");
    expect(has("team/2024/a.csv", "team/2024/theirs.csv")).toEqual([true, true]);
  });

  it("of what went into a folder that was there before", async () => {
    bucket().set("team/2024/theirs.csv", { size: 1, modified: 1 });
    await send("team/", true, "2024/");
    expect([did(), has("team/2024/a.csv")]).toEqual([[], [true]]);
  });

  it("of a copy beside its original: which of them is new is not told", async () => {
    await send(here, false, "readme.txt");
    expect(did()).toEqual([]);
  });

  it.each(["replace", "keep_both", "if_newer", "if_different"] as const)(
    "of names that were taken, after “%s”",
    async (choice) => {
      bucket().set("team/readme.txt", { size: 1, modified: 1 });
      await send("team/", false, "readme.txt", "licences.csv");
      const { asking } = desk.transfers;
      if (asking) desk.transfers.answer(asking, choice);
      await rest();
      expect([desk.transfers.asking, did()]).toEqual([null, []]);
    },
  );

  it("of names that were taken, where another window answered", async () => {
    bucket().set("team/readme.txt", { size: 1, modified: 1 });
    await send("team/", false, "readme.txt", "licences.csv");
    const { asking } = desk.transfers;
    desk.fake.transfers.answer(asking?.id ?? "", "replace");
    await rest();
    expect([desk.transfers.asking, did()]).toEqual([null, []]);
  });

  it("of a deletion, and nothing says so", async () => {
    await choose("readme.txt");
    desk.browse.askDelete();
    await desk.clock.pass(500);
    desk.browse.confirmDelete();
    await rest();
    expect([did(), desk.undoing.toast.text]).toEqual([[], ""]);
  });

  it("of a connection that was removed", async () => {
    await send("team/", true, "readme.txt");
    desk.undoing.forget("other");
    expect(did()).toHaveLength(1);
    desk.undoing.forget("acme");
    expect([did(), desk.undoing.toast.text]).toEqual([[], ""]);
  });
});

describe("only what was done is undone", () => {
  it("where a name was left out", async () => {
    bucket().set("team/readme.txt", { size: 1, modified: 1 });
    await send("team/", false, "readme.txt", "licences.csv");
    const { asking } = desk.transfers;
    if (asking) desk.transfers.answer(asking, "skip");
    await rest();
    expect(did()).toEqual(["Copied licences.csv to team"]);
    await take("undo");
    expect(has("team/readme.txt", "team/licences.csv")).toEqual([true, false]);
  });

  it("where a file failed, which may be tried again", async () => {
    bucket().set(`${here}unreadable.txt`, { size: 1, modified: 1 });
    await desk.go(at("team/"));
    await desk.go(at(here));
    await send("team/", true, "readme.txt", "unreadable.txt");
    expect([desk.transfers.groups[0]?.state, did()]).toEqual(["failed", ["Moved readme.txt to team"]]);
    await take("undo");
    expect(has(`${here}readme.txt`, `${here}unreadable.txt`)).toEqual([true, true]);
    const failed = desk.transfers.groups.find(({ state }) => state === "failed");
    if (failed) desk.transfers.retry(failed);
    await rest();
    expect(has("team/unreadable.txt")).toEqual([true]);
  });

  it("asks before it writes over what came into the old place", async () => {
    await send("team/", true, "readme.txt");
    bucket().set(`${here}readme.txt`, { size: 1, modified: 1 });
    await take("undo");
    const { asking } = desk.transfers;
    expect([asking?.conflict_names, desk.undoing.busy]).toEqual([["readme.txt"], true]);
    if (asking) desk.transfers.cancel(asking);
    await rest();
    expect(bucket().get(`${here}readme.txt`)?.size).toBe(1);
    expect(has("team/readme.txt")).toEqual([true]);
    // It is still there to be undone.
    expect([desk.undoing.busy, did()]).toEqual([false, ["Moved readme.txt to team"]]);
  });
});

it("what came before is not undone while the last change is still running", async () => {
  await rename("readme.txt", "read me.txt");
  await desk.go(at(here));
  desk.fake.transfers.speed = 1;
  await send("team/", true, "licences.csv");
  const { undo } = undoActions(desk.undoing);
  expect([desk.undoing.running, undo.can()]).toEqual([true, false]);
  expect(undo.why?.()).toBe("The last change is still running. You can stop it in the list of transfers.");
  await take("undo");
  expect(has(`${here}read me.txt`, `${here}readme.txt`)).toEqual([true, false]);
  const [group] = desk.transfers.running;
  if (group) desk.transfers.cancel(group);
  await rest();
  desk.fake.transfers.speed = 1_000_000;
  expect(undo.can()).toBe(true);
  await take("undo");
  expect(has(`${here}read me.txt`, `${here}readme.txt`)).toEqual([false, true]);
});

it("a connection that is removed while something is undone leaves nothing waiting", async () => {
  await send("team/", true, "readme.txt");
  desk.fake.transfers.speed = 1;
  void desk.undoing.undo();
  await rest();
  expect(desk.undoing.busy).toBe(true);
  desk.undoing.forget("acme");
  await rest();
  expect([desk.undoing.busy, desk.undoing.running, did(), undid()]).toEqual([false, false, [], []]);
});

it("something new clears what could be done again", async () => {
  await send("team/", true, "readme.txt");
  await take("undo");
  expect(undid()).toHaveLength(1);
  await desk.go(at(here));
  await rename("licences.csv", "licence.csv");
  expect([undid(), did()]).toEqual([[], ["Renamed licences.csv to licence.csv"]]);
});

describe("a deletion", () => {
  async function remove(...names: string[]): Promise<void> {
    await choose(...names);
    desk.browse.askDelete();
    await desk.clock.pass(500);
    desk.browse.confirmDelete();
    await rest();
  }

  it("is undone where the bucket keeps versions, and not done again", async () => {
    desk.fake.settings.remains = () => ({ remains: "versions", days: null });
    await remove("readme.txt", "2024/");
    expect([did(), has(`${here}readme.txt`, `${here}2024/a.csv`)]).toEqual([
      ["Deleted 1 folder and 2 files"],
      [false, false],
    ]);
    await take("undo");
    expect([did(), undid(), has(`${here}readme.txt`, `${here}2024/a.csv`)]).toEqual([[], [], [true, true]]);
    expect(desk.told).toEqual([]);
  });

  it("is not offered to be undone where nothing is kept of it, or not all", async () => {
    for (const remains of [
      { remains: "nothing" },
      { remains: "older_versions" },
      { remains: "unknown" },
    ] as const) {
      desk.fake.settings.remains = () => remains;
      await remove(desk.names().find((name) => !name.endsWith("/")) ?? "");
      expect(did()).toEqual([]);
    }
  });
});
