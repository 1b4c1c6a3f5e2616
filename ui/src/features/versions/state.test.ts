import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import type { FileVersion, GroupView } from "../../lib/backend/contract";
import { Comparing } from "./comparing.svelte";
import { dayOf, endOf, Locking } from "./locking.svelte";
import { FileHistory } from "./state.svelte";

const at = { connection: "acme", bucket: "acme-datasets", key: "team/fieldwork/report.txt" };
let fake: Fake;
let history: FileHistory;
let groups: GroupView[];

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 40; n += 1) await Promise.resolve();
}

/** So many calls of a command. */
const asked = (name: string) => fake.calls.filter((call) => call === name).length;

/** The transfer of what is restored ends so. */
async function end(state: GroupView["state"]): Promise<void> {
  groups = [{ id: history.restored?.group, state } as GroupView];
  history.touched({ ...at, prefix: "team/" });
  await settled();
}

beforeEach(() => {
  fake = new Fake({ clock: new HandClock(), furnished: true });
  useHost(fake);
  fake.world.put(at.bucket, at.key, 2_000, 1_790_000_000_000);
  groups = [];
  history = new FileHistory(at, () => groups);
});

const ids = () => history.versions.map(({ id }) => id);
const version = (nth: number) => history.versions[nth] as FileVersion;

describe("a history", () => {
  it("is read when it is asked for, and again when its folder changes", async () => {
    history.touched({ connection: "acme", bucket: at.bucket, prefix: "team/" });
    await settled();
    expect([history.history, fake.calls]).toEqual([null, []]);
    await history.read();
    expect(history.versions.map(({ current, deleted }) => [current, deleted])).toEqual([
      [true, false],
      [false, true],
      ...Array<boolean[]>(4).fill([false, false]),
    ]);
    for (const elsewhere of ["other/", "team/fieldwork/report.txt/"])
      history.touched({ connection: "acme", bucket: at.bucket, prefix: elsewhere });
    history.touched({ connection: "acme", bucket: "acme-archive", prefix: "" });
    history.touched({ connection: "press", bucket: at.bucket, prefix: "" });
    expect(asked("read_history")).toBe(1);
    history.touched({ connection: "acme", bucket: at.bucket, prefix: "team/fieldwork/" });
    await settled();
    expect(asked("read_history")).toBe(2);
  });

  it("comes a thousand at a time", async () => {
    const one = (n: number): FileVersion => ({
      ...{ id: `v${n}`, size: n, modified: 2_000 - n, class: null, owner: null, etag: null },
      ...{ current: n === 0, deleted: false },
    });
    fake.readings.versions.set(
      at,
      Array.from({ length: 1_500 }, (_, n) => one(n)),
    );
    await history.read();
    expect([history.versions.length, history.listed?.more]).toEqual([1_000, "v999"]);
    history.choose("v7");
    await Promise.all([history.readMore(), history.readMore()]);
    expect([history.versions.length, history.listed?.more, asked("read_history")]).toEqual([1_500, null, 2]);
    expect(history.focused?.id).toBe("v7");
    await history.readMore();
    expect(asked("read_history")).toBe(2);
  });

  it("says what cannot be told, and that is no failure", async () => {
    fake.readings.versions.answer = { state: "not_supported" };
    await history.read();
    expect([history.history?.state, history.fault, history.versions]).toEqual(["not_supported", null, []]);
  });

  it("keeps what it has where reading again fails", async () => {
    await history.read();
    const before = ids();
    const words = { id: "page-unexpected-title", values: {} };
    fake.readings.versions.answer = {
      ...{ code: "timed_out", title: words, what: words, next: words, details: "", retry: true },
    };
    await history.read();
    expect([history.fault?.code, ids(), history.busy]).toEqual(["timed_out", before, false]);
    fake.readings.versions.answer = null;
    await history.read();
    expect(history.fault).toBeNull();
  });
});

describe("versions that are selected", () => {
  beforeEach(() => history.read());

  it("are two at most, and are compared older first", () => {
    expect(history.pair).toBeNull();
    history.choose(version(0).id);
    expect(history.pair, "the current one alone").toBeNull();
    history.choose(version(3).id);
    expect(history.pair?.map(({ id }) => id)).toEqual([version(3).id, version(0).id]);
    history.choose(version(2).id, true);
    expect(history.chosen).toEqual([version(3).id, version(2).id]);
    history.choose(version(4).id, true);
    expect(history.pair?.map(({ id }) => id)).toEqual([version(4).id, version(2).id]);
    history.choose(version(1).id, true);
    expect(history.pair, "a deletion is no version").toBeNull();
  });

  it("are looked at one after the other, deletions left out", async () => {
    history.choose(version(0).id);
    history.look();
    history.step(1);
    await settled();
    expect(history.looking?.id).toBe(version(2).id);
    history.step(-1);
    history.step(-1);
    expect(history.looking?.id).toBe(version(0).id);
    history.leaveLook();
    expect(history.viewing.sight.kind).toBe("nothing");
  });

  it("are fetched by their id", async () => {
    history.choose(version(3).id);
    fake.chosen.destination = null;
    await history.download();
    expect(asked("add_transfer"), "the dialog was closed").toBe(0);
    fake.chosen.destination = {};
    await history.download();
    expect([asked("add_transfer"), history.fault]).toEqual([1, null]);
  });
});

describe("restoring", () => {
  beforeEach(() => history.read());

  it("makes a version current by a copy, and Undo makes that which was current so again", async () => {
    const [before, wanted] = [version(0), version(4)];
    await history.restore(wanted);
    expect([history.restored?.version.id, history.restored?.arrived]).toEqual([wanted.id, false]);
    await history.read();
    expect(history.restored?.arrived, "something is current, and perhaps not this").toBe(false);
    await end("done");
    expect(history.restored?.arrived).toBe(true);
    expect([history.versions.length, history.current?.size]).toEqual([7, wanted.size]);
    await history.undo();
    await history.read();
    expect([history.versions.length, history.current?.size]).toEqual([8, before.size]);
  });

  it("is not said to have worked when it failed, though something else is current by now", async () => {
    await history.restore(version(4));
    fake.readings.versions.set(at, [{ ...version(0), id: "theirs" }, version(1)]);
    await end("failed");
    expect([history.restored, history.current?.id]).toEqual([null, "theirs"]);
  });

  it("is for neither the current one nor a deletion", async () => {
    await history.restore(version(0));
    await history.restore(version(1));
    expect([asked("add_transfer"), history.restored]).toEqual([0, null]);
  });

  it("of a deleted file has no version to go back to", async () => {
    fake.readings.versions.set(at, [
      { ...version(1), current: true },
      { ...version(0), current: false },
    ]);
    await history.read();
    await history.restore(version(1));
    await end("done");
    expect(history.restored?.arrived).toBe(true);
    await history.undo();
    expect(asked("add_transfer")).toBe(1);
  });
});

describe("deleting for good", () => {
  beforeEach(() => history.read());

  it("takes the file's name, exactly", async () => {
    history.askDelete(version(3));
    const { deleting } = history;
    for (const typed of ["", "report", "Report.txt", "report.txt ", at.key]) {
      if (deleting) deleting.typed = typed;
      expect(deleting?.ready, typed).toBe(false);
      await deleting?.run();
    }
    expect(asked("delete_version")).toBe(0);
    const gone = version(3).id;
    if (deleting) deleting.typed = "report.txt";
    await deleting?.run();
    await settled();
    expect([history.deleting, ids().includes(gone), history.versions.length]).toEqual([null, false, 5]);
  });

  it("of a delete marker takes none", async () => {
    history.askDelete(version(1));
    expect(history.deleting?.ready).toBe(true);
    await history.deleting?.run();
    await settled();
    expect(history.versions.some(({ deleted }) => deleted)).toBe(false);
  });

  it("offers to step over governance once it was refused for that, and says so itself", async () => {
    const { id } = version(2);
    fake.readings.versions.locks.set(id, {
      state: "read",
      retained: { mode: "governance", until: 1_900_000_000_000 },
      held: false,
    });
    history.askDelete(version(2));
    const { deleting } = history;
    if (!deleting) throw new Error("nothing is asked");
    deleting.typed = "report.txt";
    expect(deleting.locked).toBe(false);
    await deleting.run();
    expect([deleting.fault?.code, deleting.locked, deleting.bypass]).toEqual(["version_locked", true, false]);
    deleting.bypass = true;
    await deleting.run();
    await settled();
    expect(ids()).not.toContain(id);
  });
});

describe("comparing", () => {
  beforeEach(() => history.read());

  async function compared(key: string, size: number): Promise<Comparing> {
    const file = { ...at, key };
    fake.world.put(at.bucket, key, size, 1);
    const comparing = new Comparing(file, key, [version(2), version(0)]);
    await settled();
    return comparing;
  }

  it("reads both texts whole, and closes both when it is left", async () => {
    const comparing = await compared("a.csv", 400);
    if (comparing.compared?.kind !== "text") throw new Error(comparing.compared?.kind);
    expect(comparing.compared.newer).toHaveLength(400);
    const opened = fake.readings.asked.filter((each) => each.startsWith("open "));
    expect(opened.map((each) => each.split(" ").at(-1))).toEqual([version(2).id, version(0).id]);
    comparing.close();
    await settled();
    expect(fake.readings.asked.filter((each) => each.startsWith("close "))).toHaveLength(2);
  });

  it("shows pictures, and says what it cannot compare", async () => {
    expect((await compared("a.png", 9)).compared?.kind).toBe("pictures");
    expect((await compared("a.bin", 9)).compared?.kind).toBe("other");
    expect((await compared("a.txt", 1_000_001)).compared?.kind).toBe("too_large");
    expect((await compared("a.txt", 1_000_000)).compared?.kind).toBe("text");
    expect((await compared("a.txt", 0)).compared).toEqual({ kind: "text", older: "", newer: "" });
  });
});

describe("locking", () => {
  const now = new Date(2026, 10, 30, 12).getTime();
  const later = new Date(2027, 0, 31, 23, 59, 59).getTime();

  async function locking(held?: "governance" | "compliance"): Promise<Locking> {
    await history.read();
    const { id } = version(0);
    const retained = held ? { mode: held, until: later } : null;
    fake.readings.versions.locks.set(id, { state: "read", retained, held: false });
    const made = new Locking(at, "report.txt", version(0), () => now);
    await settled();
    return made;
  }

  it("reads days as days of this computer", () => {
    expect(dayOf(later)).toBe("2027-01-31");
    expect(endOf("2027-01-31")).toBe(later);
    for (const none of ["", "2027-02-30", "2027-13-01", "31.1.2027", "soon"]) expect(endOf(none)).toBeNull();
  });

  it("is set until the end of a day that is to come", async () => {
    const lock = await locking();
    expect([lock.mode, lock.wrong]).toEqual(["none", "unchanged"]);
    lock.mode = "governance";
    for (const [day, wrong] of [
      ["", "past"],
      ["2026-11-29", "past"],
      ["2026-11-30", null],
    ] as const) {
      lock.day = day;
      expect(lock.wrong, day).toBe(wrong);
    }
    lock.day = "2027-01-31";
    await lock.set();
    expect([lock.retained, lock.saved, lock.wrong]).toEqual([
      { mode: "governance", until: later },
      true,
      "unchanged",
    ]);
  });

  it("asks twice for compliance", async () => {
    const lock = await locking();
    [lock.mode, lock.day] = ["compliance", "2027-01-31"];
    await lock.set();
    expect([lock.asking, asked("retain_version")]).toEqual([true, 0]);
    lock.leaveAsking();
    await lock.set();
    expect([lock.asking, asked("retain_version")]).toEqual([true, 0]);
    await lock.set();
    expect([lock.asking, asked("retain_version"), lock.retained?.mode]).toEqual([false, 1, "compliance"]);
  });

  it("of compliance is only extended", async () => {
    const lock = await locking("compliance");
    for (const [mode, day, wrong] of [
      ["compliance", "2027-01-31", "unchanged"],
      ["none", "", "shorter"],
      ["governance", "2028-01-31", "shorter"],
      ["compliance", "2027-01-30", "shorter"],
      ["compliance", "2027-02-01", null],
    ] as const) {
      [lock.mode, lock.day] = [mode, day];
      expect(lock.wrong, `${mode} ${day}`).toBe(wrong);
    }
  });

  it("steps over governance only where that is ticked and needed", async () => {
    const lock = await locking("governance");
    const sent: unknown[] = [];
    const plain = fake.call.bind(fake);
    fake.call = (name, args) => {
      if (name === "retain_version") sent.push(args["bypass"]);
      return plain(name, args);
    };
    lock.day = "2027-02-01";
    lock.bypass = true;
    expect(lock.shortens).toBe(false);
    await lock.set();
    lock.mode = "none";
    expect(lock.shortens).toBe(true);
    await lock.set();
    const again = await locking("governance");
    again.day = "2027-01-30";
    again.bypass = true;
    await again.set();
    expect(sent).toEqual([false, false, true]);
  });

  it("holds and lets go", async () => {
    const lock = await locking();
    await lock.hold(true);
    expect(lock.held).toBe(true);
    await lock.hold(false);
    expect([lock.held, lock.saved]).toEqual([false, true]);
  });
});
