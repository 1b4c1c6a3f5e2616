import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { Place } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { Transfers } from "../transfers/state.svelte";
import { watchWindow } from "./drops";
import { Browse } from "./state.svelte";

let clock: HandClock;
let fake: Fake;
let browse: Browse;
let transfers: Transfers;
let told: unknown[];

const at = (prefix: string, bucket = "acme-datasets"): Place => ({ connection: "acme", bucket, prefix });
const names = (count = 40) => {
  const found: string[] = [];
  for (let row = 0; row < count; row += 1) {
    const name = browse.listing?.row(row)?.name;
    if (name !== undefined) found.push(name);
  }
  return found;
};
const indexOf = (name: string) => names().indexOf(name);
const focused = () => browse.listing?.row(browse.cursor.focus)?.name;
const free = { ctrl: false, shift: false };

async function go(place: Place): Promise<void> {
  browse.go(place);
  browse.listing?.want(0, 40);
  await clock.pass(500);
  browse.listing?.want(0, 40);
  await clock.pass(1);
}

beforeEach(async () => {
  clock = new HandClock();
  fake = new Fake({ clock, furnished: true });
  useHost(fake);
  told = [];
  const tell = (caught: unknown) => told.push(caught);
  transfers = new Transfers(tell);
  browse = new Browse(transfers, tell, () => clock.now());
  transfers.onChange = (place, finished) => browse.touched(place, finished);
  await transfers.watch();
});

describe("the way", () => {
  it("leads into a folder, back and forward", async () => {
    await go(at(""));
    browse.open(indexOf("team/"));
    await clock.pass(500);
    expect(browse.place).toEqual(at("team/"));
    browse.back();
    await clock.pass(500);
    expect(browse.place).toEqual(at(""));
    expect([browse.canBack, browse.canForward]).toEqual([false, true]);
    browse.forward();
    expect(browse.place).toEqual(at("team/"));
  });

  it("back puts the focus and the scroll where they were", async () => {
    await go(at("team/fieldwork/"));
    void browse.click(indexOf("readme.txt"), free);
    browse.cursor.top = 320;
    await clock.pass(1);
    browse.open(indexOf("2024/"));
    await clock.pass(500);
    browse.back();
    browse.listing?.want(0, 40);
    await clock.pass(500);
    expect(focused()).toBe("readme.txt");
    expect(browse.cursor.top).toBe(320);
  });

  it("up goes to the folder above and to the row it came from", async () => {
    await go(at("team/fieldwork/"));
    browse.up();
    browse.listing?.want(0, 40);
    await clock.pass(500);
    expect(browse.place).toEqual(at("team/"));
    expect(focused()).toBe("fieldwork/");
    browse.up();
    await clock.pass(500);
    expect(browse.canUp).toBe(false);
  });

  it("closes each listing that it leaves", async () => {
    await go(at(""));
    await go(at("team/"));
    expect(fake.calls.filter((name) => name === "close_listing")).toHaveLength(1);
  });

  it("forgets visits of a connection that is gone", async () => {
    await go(at(""));
    browse.close("acme");
    expect(browse.place).toBeNull();
    expect(browse.listing).toBeNull();
  });
});

describe("a folder", () => {
  it("shows folders first, then files", async () => {
    await go(at("team/fieldwork/"));
    expect(names().slice(0, 3)).toEqual(["2024/", "2025/", "intake/"]);
    expect(browse.listing?.complete).toBe(true);
  });

  it("reads only what is on screen of a very long one", async () => {
    await go(at("", "acme-archive"));
    await clock.pass(2000);
    browse.listing?.want(1_204_600, 11);
    await clock.pass(1);
    expect(browse.listing?.row(1_204_610)?.name).toBe("frame-01204610.jpg");
    expect(browse.listing?.row(0)).toBeUndefined();
  });

  it("keeps its rows when it breaks off, and goes on", async () => {
    await go(at("", "acme-broken"));
    expect(browse.listing?.fault?.code).toBe("interrupted");
    expect(browse.listing?.shown).toBe(1000);
    browse.retry();
    await clock.pass(500);
    expect(browse.listing?.fault).toBeNull();
    expect(browse.listing?.shown).toBe(2600);
  });

  it("says that it may not be read", async () => {
    await go(at("", "acme-denied"));
    expect(browse.listing?.fault?.code).toBe("not_permitted");
    expect(browse.listing?.complete).toBe(false);
  });

  it("says when it did not open at all, and opens on another try", async () => {
    useHost({ call: () => Promise.reject(new Error("no")) });
    await go(at(""));
    expect(browse.listing?.refused?.code).toBe("unexpected");
    useHost(fake);
    browse.retry();
    await clock.pass(500);
    expect(browse.listing?.complete).toBe(true);
  });
});

describe("order and filter", () => {
  it("sorts, turns round, and stays so in the next folder", async () => {
    await go(at("team/fieldwork/"));
    browse.sortBy("size");
    await clock.pass(10);
    expect(names()[3]).toBe("measurements-2026-10.parquet");
    browse.sortBy("size");
    await clock.pass(10);
    expect(browse.sort).toEqual({ by: "size", descending: false });
    await go(at(""));
    expect(browse.listing?.tick?.sort).toEqual({ by: "size", descending: false });
  });

  it("filters and is gone in the next folder", async () => {
    await go(at("team/fieldwork/"));
    browse.setFilter("harbour");
    await clock.pass(10);
    expect(browse.listing?.tick).toMatchObject({ shown: 4, total: 20 });
    await go(at(""));
    expect(browse.filter).toBe("");
  });
});

describe("selecting", () => {
  beforeEach(() => go(at("team/fieldwork/")));

  it("by click, with Shift and with Ctrl", async () => {
    void browse.click(2, free);
    void browse.click(4, { ctrl: false, shift: true });
    await clock.pass(1);
    expect(browse.listing?.selection).toMatchObject({ folders: 1, files: 2 });
    void browse.click(3, { ctrl: true, shift: false });
    await clock.pass(1);
    expect(browse.chosen).toBe(2);
    void browse.click(null, free);
    await clock.pass(1);
    expect(browse.chosen).toBe(0);
  });

  it("by keys: a range grows and shrinks from where it began", async () => {
    browse.press({ kind: "move", to: 1, extend: false, keep: false });
    browse.press({ kind: "move", to: 3, extend: true, keep: false });
    browse.press({ kind: "move", to: 2, extend: true, keep: false });
    await clock.pass(1);
    expect(browse.chosen).toBe(2);
    browse.press({ kind: "move", to: 9, extend: false, keep: true });
    await clock.pass(1);
    expect([browse.chosen, browse.cursor.focus]).toEqual([2, 9]);
    browse.press({ kind: "all" });
    await clock.pass(1);
    expect(browse.chosen).toBe(20);
  });

  it("by letters, which go on within a moment and begin anew after it", async () => {
    browse.press({ kind: "type", text: "m" });
    await clock.pass(100);
    expect(focused()).toBe("measurements-2026-10.parquet");
    browse.press({ kind: "type", text: "m" });
    await clock.pass(2000);
    expect(focused()).toBe("measurements-2026-10.parquet");
    browse.press({ kind: "type", text: "h" });
    await clock.pass(2000);
    browse.press({ kind: "type", text: "h" });
    await clock.pass(10);
    expect(focused()).toBe("harbour-0413.jpg");
  });

  it("a context menu takes the row under it, or keeps a selection that holds it", async () => {
    void browse.click(2, free);
    void browse.click(4, { ctrl: false, shift: true });
    await clock.pass(1);
    void browse.point(3);
    await clock.pass(1);
    expect(browse.chosen).toBe(3);
    void browse.point(8);
    await clock.pass(1);
    expect(browse.chosen).toBe(1);
  });

  it("shows a file in full instead of opening it", async () => {
    browse.open(indexOf("readme.txt"));
    expect(browse.inspected?.key).toBe("team/fieldwork/readme.txt");
    browse.press({ kind: "none" });
    expect(browse.inspected).toBeNull();
  });
});

describe("a refresh", () => {
  beforeEach(() => go(at("team/fieldwork/")));

  it("keeps focus, selection and place on screen when rows come before them", async () => {
    void browse.click(indexOf("readme.txt"), free);
    await clock.pass(1);
    browse.cursor.frame = { row: 32, view: 320 };
    browse.cursor.top = 320;
    fake.world.put("acme-datasets", "team/fieldwork/aaa.txt", 1, clock.now());
    browse.refresh();
    await clock.pass(1);
    expect(browse.listing?.refreshing).toBe(true);
    await clock.pass(500);
    expect(browse.listing?.refreshing).toBe(false);
    expect(names()).toContain("aaa.txt");
    expect(focused()).toBe("readme.txt");
    expect(browse.cursor.top).toBe(352);
    expect(browse.chosen).toBe(1);
    expect(browse.listing?.row(browse.cursor.focus)?.selected).toBe(true);
  });

  it("leaves the focus near where its row was when that is gone", async () => {
    void browse.click(names().length - 1, free);
    await clock.pass(1);
    fake.world.bucket("acme-datasets").delete(`team/fieldwork/${focused()}`);
    browse.refresh();
    await clock.pass(500);
    expect(browse.cursor.focus).toBe(names().length - 1);
  });

  it("happens by itself when an upload to here ends", async () => {
    await transfers.upload(fake.grant({ "new.txt": 10 }), at("team/fieldwork/"));
    await clock.pass(2000);
    expect(names()).toContain("new.txt");
  });

  it("does not happen for a change elsewhere", async () => {
    await transfers.upload(fake.grant({ "new.txt": 10 }), at("other/"));
    await clock.pass(2000);
    expect(fake.calls).not.toContain("refresh_listing");
  });

  it("is not missed when the change comes while the folder is still being read", async () => {
    browse.go(at("", "acme-slow"));
    await clock.pass(100);
    browse.touched(at("", "acme-slow"), true);
    await clock.pass(6000);
    expect(fake.calls).toContain("refresh_listing");
  });

  it("that fails keeps the rows and can be tried again", async () => {
    const rows = names().length;
    useHost({
      call: (name, args) =>
        name === "refresh_listing" ? Promise.reject(new Error("no")) : fake.call(name, args),
    });
    browse.refresh();
    await clock.pass(500);
    expect(told).toHaveLength(1);
    expect(names()).toHaveLength(rows);
    expect(browse.listing?.refreshing).toBe(false);
  });
});

describe("work", () => {
  beforeEach(() => go(at("team/fieldwork/")));

  it("makes a folder and goes to its row", async () => {
    browse.askName();
    browse.newFolder = { name: "new", fault: null, busy: false };
    await browse.makeFolder();
    await clock.pass(500);
    expect(browse.newFolder).toBeNull();
    expect(focused()).toBe("new/");
    expect(browse.chosen).toBe(1);
  });

  it("keeps the question open when the folder could not be made", async () => {
    browse.newFolder = { name: "2024", fault: null, busy: false };
    await browse.makeFolder();
    expect(browse.newFolder).toMatchObject({ fault: { code: "folder_exists" }, busy: false });
  });

  it("counts before it deletes, and deletes only on a yes", async () => {
    void browse.click(indexOf("2024/"), free);
    void browse.click(indexOf("readme.txt"), { ctrl: true, shift: false });
    await clock.pass(1);
    browse.askDelete();
    browse.confirmDelete();
    expect(browse.deleting?.ready).toBe(false);
    await clock.pass(500);
    expect(browse.deleting?.count).toMatchObject({ files: 2, folders: 1, complete: true });
    browse.confirmDelete();
    await clock.pass(2000);
    expect(browse.deleting).toBeNull();
    expect(names()).not.toContain("readme.txt");
    expect(names()).not.toContain("2024/");
  });

  it("acts on what the keys before it select, however quickly they follow", async () => {
    browse.press({ kind: "all" });
    expect(browse.mayChoose).toBe(true);
    browse.askDelete();
    await clock.pass(500);
    expect(browse.deleting?.count).toMatchObject({ files: 20, folders: 3, complete: true });
    browse.leaveDelete();
    void browse.click(indexOf("readme.txt"), free);
    await clock.pass(1);
    browse.press({ kind: "none" });
    browse.askDelete();
    browse.press({ kind: "type", text: "2024" });
    browse.press({ kind: "open" });
    await clock.pass(500);
    expect([browse.deleting, browse.place]).toEqual([null, at("team/fieldwork/2024/")]);
  });

  it("deletes nothing on a no, and gives the plan up", async () => {
    void browse.click(indexOf("readme.txt"), free);
    await clock.pass(1);
    browse.askDelete();
    await clock.pass(500);
    expect(browse.deleting?.names).toEqual(["readme.txt"]);
    browse.leaveDelete();
    await clock.pass(500);
    expect(fake.calls).toContain("discard_delete");
    expect(names()).toContain("readme.txt");
  });

  it("downloads what is selected", async () => {
    void browse.click(indexOf("readme.txt"), free);
    await clock.pass(1);
    browse.download();
    await clock.pass(1000);
    expect(transfers.groups[0]).toMatchObject({ kind: "download", state: "done", to: null });
  });

  it("downloads the file that is shown in full, whatever is selected", async () => {
    const row = browse.listing?.row(indexOf("licences.csv"));
    if (row) await browse.downloadOne(row);
    await clock.pass(1000);
    expect(transfers.groups[0]?.title).toContain("licences.csv");
  });
});

describe("dropping files", () => {
  let under: number | null;
  beforeEach(async () => {
    await go(at("team/fieldwork/"));
    await watchWindow(browse, () => under);
  });

  it("over a folder's row lands in it", async () => {
    under = indexOf("2025/");
    fake.events?.push({ kind: "drag_over", x: 1, y: 1 });
    expect(browse.landing).toEqual({ place: at("team/fieldwork/2025/"), at: under });
    fake.events?.push({ kind: "dropped", x: 1, y: 1, granted: fake.grant({ "x.txt": 5 }) });
    await clock.pass(1000);
    expect(fake.world.bucket("acme-datasets").has("team/fieldwork/2025/x.txt")).toBe(true);
    expect(browse.landing).toBeNull();
  });

  it("over a file or the ground lands in the folder shown", () => {
    for (under of [indexOf("readme.txt"), null]) {
      fake.events?.push({ kind: "drag_over", x: 1, y: 1 });
      expect(browse.landing).toEqual({ place: at("team/fieldwork/"), at: null });
    }
    fake.events?.push({ kind: "drag_left" });
    expect(browse.landing).toBeNull();
  });
});
