import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { Row } from "../../lib/backend/contract";
import { at, Desk, free } from "./desk";

let desk: Desk;
const untold = { modified: null, class: null, etag: null, restore: null, selected: false };
const row = (name: string): Row =>
  name.endsWith("/")
    ? { kind: "folder", key: `team/${name}`, name, size: null, file_type: "folder", ...untold }
    : { kind: "file", key: `team/${name}`, name, size: 1, file_type: "file", ...untold };

/** What was there yesterday: a file that is gone, and a folder that still is there. */
function remember(prefix: string, ...names: string[]): void {
  const last = { at: desk.clock.now() - 86_400_000, total: 900, rows: names.map(row) };
  desk.fake.lasts.set(`acme-slow/${prefix}`, last);
}

beforeEach(() => {
  desk = new Desk();
});

describe("a folder seen before", () => {
  it("shows what it held the last time until today’s rows are there", async () => {
    desk.fake.world.put("acme-slow", "team/today.txt", 1, 0);
    remember("team/", "fieldwork/", "yesterday.txt");
    await desk.go(at("team/", "acme-slow"));
    expect(desk.names()).toEqual(["fieldwork/", "yesterday.txt"]);
    expect([desk.browse.listing?.stale, desk.browse.listing?.complete]).toEqual([true, false]);
    await desk.clock.pass(5_000);
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(10);
    expect([desk.browse.listing?.stale, desk.browse.listing?.last]).toEqual([false, null]);
    expect(desk.names()).toContain("today.txt");
    expect(desk.names()).not.toContain("yesterday.txt");
  });

  it("selects nothing of yesterday, finds a row by its letters, and opens its folders", async () => {
    remember("team/", "fieldwork/", "yesterday.txt");
    await desk.go(at("team/", "acme-slow"));
    await desk.browse.click(1, free);
    expect(desk.browse.chosen).toBe(0);
    desk.browse.press({ kind: "type", text: "y" });
    await desk.clock.pass(1);
    expect(desk.focused()).toBe("yesterday.txt");
    desk.browse.open(0);
    expect(desk.browse.place).toEqual(at("team/fieldwork/", "acme-slow"));
  });

  it("keeps showing it when the storage cannot be asked, with the reason, and asks again when told", async () => {
    desk.fake.world.put("acme-slow", "team/today.txt", 1, 0);
    remember("team/", "yesterday.txt");
    const refused = {
      code: "refused",
      title: "",
      what: "",
      next: "",
      details: "",
      retry: false,
      remedy: null,
    };
    useHost({
      call: (name, args) => (name === "open_listing" ? Promise.reject(refused) : desk.fake.call(name, args)),
    });
    await desk.go(at("team/", "acme-slow"));
    expect(desk.names()).toEqual(["yesterday.txt"]);
    expect(desk.browse.listing?.fault).toEqual(refused);
    expect(desk.browse.listing?.mayRetry).toBe(true);
    useHost(desk.fake);
    desk.browse.retry();
    await desk.clock.pass(5_000);
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(10);
    expect(desk.names()).toContain("today.txt");
  });

  it("is not shown once the folder is known to be empty", async () => {
    remember("nothing/", "yesterday.txt");
    await desk.go(at("nothing/", "acme-slow"));
    expect(desk.browse.listing?.shown).toBe(1);
    await desk.clock.pass(5_000);
    expect([desk.browse.listing?.complete, desk.browse.listing?.shown]).toEqual([true, 0]);
  });
});

describe("an inventory report", () => {
  const manifest: Row = { ...row("manifest.json"), key: "inventory/2026/manifest.json" };

  it("is a listing of its bucket, with a way back", async () => {
    await desk.go(at("team/"));
    await desk.browse.openReport(manifest);
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(500);
    expect(desk.browse.shows).toMatchObject({
      kind: "report",
      report: { at: { bucket: "acme-datasets", key: manifest.key } },
    });
    expect(desk.browse.place).toEqual(at(""));
    expect(desk.names()).toContain("team/fieldwork/readme.txt");
    expect(desk.fake.calls).toContain("read_report");
    expect(desk.browse.mayAdd).toBe(false);
    desk.browse.back();
    await desk.clock.pass(500);
    expect([desk.browse.place, desk.browse.shows]).toEqual([at("team/"), { kind: "folder" }]);
  });

  it("is left for the bucket itself by going there", async () => {
    await desk.go(at("team/"));
    await desk.browse.openReport(manifest);
    await desk.go(at(""));
    expect(desk.browse.shows).toEqual({ kind: "folder" });
    expect(desk.names()).toContain("team/");
  });

  it("is offered where a file has its name", async () => {
    await desk.go(at(""));
    desk.fake.world.put("acme-datasets", "inventory/manifest.json", 1, 0);
    await desk.go(at("inventory/"));
    desk.browse.cursor.set(0, "manifest.json");
    expect(desk.browse.focusedReport?.key).toBe("inventory/manifest.json");
    await desk.go(at("team/fieldwork/"));
    desk.browse.cursor.set(desk.indexOf("readme.txt"), "readme.txt");
    expect(desk.browse.focusedReport).toBeNull();
  });
});
