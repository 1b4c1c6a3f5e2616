import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { at, Desk, free } from "./desk";

let desk: Desk;

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
});

describe("the way", () => {
  it("leads into a folder, back and forward", async () => {
    await desk.go(at(""));
    desk.browse.open(desk.indexOf("team/"));
    await desk.clock.pass(500);
    expect(desk.browse.place).toEqual(at("team/"));
    desk.browse.back();
    await desk.clock.pass(500);
    expect(desk.browse.place).toEqual(at(""));
    expect([desk.browse.canBack, desk.browse.canForward]).toEqual([false, true]);
    desk.browse.forward();
    expect(desk.browse.place).toEqual(at("team/"));
  });

  it("back puts the focus and the scroll where they were", async () => {
    await desk.go(at("team/fieldwork/"));
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    desk.browse.cursor.top = 320;
    await desk.clock.pass(1);
    desk.browse.open(desk.indexOf("2024/"));
    await desk.clock.pass(500);
    desk.browse.back();
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(500);
    expect(desk.focused()).toBe("readme.txt");
    expect(desk.browse.cursor.top).toBe(320);
  });

  it("up goes to the folder above and to the row it came from", async () => {
    await desk.go(at("team/fieldwork/"));
    desk.browse.up();
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(500);
    expect(desk.browse.place).toEqual(at("team/"));
    expect(desk.focused()).toBe("fieldwork/");
    desk.browse.up();
    await desk.clock.pass(500);
    expect(desk.browse.place).toEqual(at(""));
    desk.browse.up();
    await desk.clock.pass(500);
    expect([desk.browse.canUp, desk.browse.listing]).toEqual([false, null]);
    const { buckets } = desk.browse;
    buckets?.settle();
    expect(buckets?.row(buckets.cursor.focus)?.name).toBe("acme-datasets");
  });

  it("closes each listing that it leaves", async () => {
    await desk.go(at(""));
    await desk.go(at("team/"));
    expect(desk.fake.calls.filter((name) => name === "close_listing")).toHaveLength(1);
  });

  it("forgets visits of a connection that is gone", async () => {
    await desk.go(at(""));
    desk.browse.close("acme");
    expect(desk.browse.place).toBeNull();
    expect(desk.browse.listing).toBeNull();
  });
});

describe("a folder", () => {
  it("shows folders first, then files", async () => {
    await desk.go(at("team/fieldwork/"));
    expect(desk.names().slice(0, 3)).toEqual(["2024/", "2025/", "intake/"]);
    expect(desk.browse.listing?.complete).toBe(true);
  });

  it("reads only what is on screen of a very long one", async () => {
    await desk.go(at("", "acme-archive"));
    await desk.clock.pass(2000);
    desk.browse.listing?.want(1_204_600, 11);
    await desk.clock.pass(1);
    expect(desk.browse.listing?.row(1_204_610)?.name).toBe("frame-01204610.jpg");
    expect(desk.browse.listing?.row(0)).toBeUndefined();
  });

  it("reads next to nothing beyond the screen after a jump, and more once one scrolls on", async () => {
    await desk.go(at("", "acme-archive"));
    await desk.clock.pass(2000);
    const read = (first: number) => {
      desk.browse.listing?.want(first, 20);
      return desk.clock.pass(1);
    };
    await read(1_000_000);
    expect(desk.browse.listing?.row(1_000_022)).toBeDefined();
    expect(desk.browse.listing?.row(1_000_040)).toBeUndefined();
    await read(1_000_010);
    expect(desk.browse.listing?.row(1_000_060)).toBeDefined();
  });

  it("keeps its rows when it breaks off, and goes on", async () => {
    await desk.go(at("", "acme-broken"));
    expect(desk.browse.listing?.fault?.code).toBe("interrupted");
    expect(desk.browse.listing?.shown).toBe(1000);
    desk.browse.retry();
    await desk.clock.pass(500);
    expect(desk.browse.listing?.fault).toBeNull();
    expect(desk.browse.listing?.shown).toBe(2600);
  });

  it("says that it may not be read", async () => {
    await desk.go(at("", "acme-denied"));
    expect(desk.browse.listing?.fault?.code).toBe("not_permitted");
    expect(desk.browse.listing?.complete).toBe(false);
  });

  it("says when it did not open at all, and opens on another try", async () => {
    useHost({ call: () => Promise.reject(new Error("no")) });
    await desk.go(at(""));
    expect(desk.browse.listing?.refused?.code).toBe("unexpected");
    useHost(desk.fake);
    desk.browse.retry();
    await desk.clock.pass(500);
    expect(desk.browse.listing?.complete).toBe(true);
  });
});

describe("order and filter", () => {
  it("sorts, turns round, and stays so in the next folder", async () => {
    await desk.go(at("team/fieldwork/"));
    desk.browse.sortBy("size");
    await desk.clock.pass(10);
    expect(desk.names()[3]).toBe("measurements-2026-10.parquet");
    desk.browse.sortBy("size");
    await desk.clock.pass(10);
    expect(desk.browse.sort).toEqual({ by: "size", descending: false });
    await desk.go(at(""));
    expect(desk.browse.listing?.tick?.sort).toEqual({ by: "size", descending: false });
  });

  it("filters and is gone in the next folder", async () => {
    await desk.go(at("team/fieldwork/"));
    desk.browse.setFilter("harbour");
    await desk.clock.pass(10);
    expect(desk.browse.listing?.tick).toMatchObject({ shown: 4, total: 20 });
    await desk.go(at(""));
    expect(desk.browse.filter).toBe("");
  });
});

describe("selecting", () => {
  beforeEach(() => desk.go(at("team/fieldwork/")));

  it("by click, with Shift and with Ctrl", async () => {
    void desk.browse.click(2, free);
    void desk.browse.click(4, { ctrl: false, shift: true });
    await desk.clock.pass(1);
    expect(desk.browse.listing?.selection).toMatchObject({ folders: 1, files: 2 });
    void desk.browse.click(3, { ctrl: true, shift: false });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(2);
    void desk.browse.click(null, free);
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(0);
  });

  it("by keys: a range grows and shrinks from where it began", async () => {
    desk.browse.press({ kind: "move", to: 1, extend: false, keep: false });
    desk.browse.press({ kind: "move", to: 3, extend: true, keep: false });
    desk.browse.press({ kind: "move", to: 2, extend: true, keep: false });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(2);
    desk.browse.press({ kind: "move", to: 9, extend: false, keep: true });
    await desk.clock.pass(1);
    expect([desk.browse.chosen, desk.browse.cursor.focus]).toEqual([2, 9]);
    desk.browse.press({ kind: "all" });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(20);
  });

  it("by letters, which go on within a moment and begin anew after it", async () => {
    desk.browse.press({ kind: "type", text: "m" });
    await desk.clock.pass(100);
    expect(desk.focused()).toBe("measurements-2026-10.parquet");
    desk.browse.press({ kind: "type", text: "m" });
    await desk.clock.pass(2000);
    expect(desk.focused()).toBe("measurements-2026-10.parquet");
    desk.browse.press({ kind: "type", text: "h" });
    await desk.clock.pass(2000);
    desk.browse.press({ kind: "type", text: "h" });
    await desk.clock.pass(10);
    expect(desk.focused()).toBe("harbour-0413.jpg");
  });

  it("by Ctrl+Space, while Space is for another's answer, and a blank within a word", async () => {
    void desk.browse.click(2, free);
    await desk.clock.pass(1000);
    expect(desk.browse.press({ kind: "peek" })).toBe(false);
    await desk.clock.pass(1);
    expect([desk.browse.chosen, desk.browse.cursor.focus]).toEqual([1, 2]);
    desk.browse.press({ kind: "toggle" });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(0);
    desk.fake.world.put("acme-datasets", "team/fieldwork/harbour map.txt", 1, desk.clock.now());
    await desk.go(at("team/"));
    await desk.go(at("team/fieldwork/"));
    for (const text of ["h", "a", "r", "b", "o", "u", "r"]) desk.browse.press({ kind: "type", text });
    expect(desk.browse.press({ kind: "peek" })).toBe(true);
    await desk.clock.pass(100);
    expect(desk.focused()).toBe("harbour map.txt");
    await desk.clock.pass(1000);
    expect(desk.browse.press({ kind: "peek" })).toBe(false);
  });

  it("by a rectangle, alone or beside what is selected", async () => {
    void desk.browse.click(9, free);
    const runs = [
      { from: 1, to: 2 },
      { from: 5, to: 6 },
    ];
    void desk.browse.pull({ runs, adds: true });
    await desk.clock.pass(1);
    expect([desk.browse.chosen, desk.browse.cursor.focus]).toEqual([5, 6]);
    void desk.browse.pull({ runs, adds: false });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(4);
    desk.browse.press({ kind: "move", to: 3, extend: true, keep: false });
    await desk.clock.pass(1);
    expect(desk.browse.chosen, "a range goes on from the rectangle's start").toBe(3);
    void desk.browse.pull({ runs: [], adds: true });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(3);
    void desk.browse.pull({ runs: [], adds: false });
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(0);
  });

  it("a context menu takes the row under it, or keeps a selection that holds it", async () => {
    void desk.browse.click(2, free);
    void desk.browse.click(4, { ctrl: false, shift: true });
    await desk.clock.pass(1);
    void desk.browse.point(3);
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(3);
    void desk.browse.point(8);
    await desk.clock.pass(1);
    expect(desk.browse.chosen).toBe(1);
  });

  it("shows a file in full instead of opening it", async () => {
    desk.browse.open(desk.indexOf("readme.txt"));
    expect(desk.browse.inspected?.key).toBe("team/fieldwork/readme.txt");
    desk.browse.press({ kind: "none" });
    expect(desk.browse.inspected).toBeNull();
  });
});

describe("a refresh", () => {
  beforeEach(() => desk.go(at("team/fieldwork/")));

  it("keeps focus, selection and place on screen when rows come before them", async () => {
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    await desk.clock.pass(1);
    desk.browse.cursor.frame = { row: 32, view: 320, per: 1 };
    desk.browse.cursor.top = 320;
    desk.fake.world.put("acme-datasets", "team/fieldwork/aaa.txt", 1, desk.clock.now());
    desk.browse.refresh();
    await desk.clock.pass(1);
    expect(desk.browse.listing?.refreshing).toBe(true);
    await desk.clock.pass(500);
    expect(desk.browse.listing?.refreshing).toBe(false);
    expect(desk.names()).toContain("aaa.txt");
    expect(desk.focused()).toBe("readme.txt");
    expect(desk.browse.cursor.top).toBe(352);
    expect(desk.browse.chosen).toBe(1);
    expect(desk.browse.listing?.row(desk.browse.cursor.focus)?.selected).toBe(true);
  });

  it("leaves the focus near where its row was when that is gone", async () => {
    void desk.browse.click(desk.names().length - 1, free);
    await desk.clock.pass(1);
    desk.fake.world.bucket("acme-datasets").delete(`team/fieldwork/${desk.focused()}`);
    desk.browse.refresh();
    await desk.clock.pass(500);
    expect(desk.browse.cursor.focus).toBe(desk.names().length - 1);
  });

  it("happens by itself when an upload to here ends", async () => {
    await desk.transfers.upload(desk.fake.choose({ "new.txt": 10 }), at("team/fieldwork/"));
    await desk.clock.pass(2000);
    expect(desk.names()).toContain("new.txt");
  });

  it("does not happen for a change elsewhere", async () => {
    await desk.transfers.upload(desk.fake.choose({ "new.txt": 10 }), at("other/"));
    await desk.clock.pass(2000);
    expect(desk.fake.calls).not.toContain("refresh_listing");
  });

  it("is not missed when the change comes while the folder is still being read", async () => {
    desk.browse.go(at("", "acme-slow"));
    await desk.clock.pass(100);
    desk.browse.touched(at("", "acme-slow"), true);
    await desk.clock.pass(6000);
    expect(desk.fake.calls).toContain("refresh_listing");
  });

  it("that fails keeps the rows and can be tried again", async () => {
    const rows = desk.names().length;
    useHost({
      call: (name, args) =>
        name === "refresh_listing" ? Promise.reject(new Error("no")) : desk.fake.call(name, args),
    });
    desk.browse.refresh();
    await desk.clock.pass(500);
    expect(desk.told).toHaveLength(1);
    expect(desk.names()).toHaveLength(rows);
    expect(desk.browse.listing?.refreshing).toBe(false);
  });
});
