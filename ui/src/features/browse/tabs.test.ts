import { beforeEach, describe, expect, it } from "vitest";
import { App } from "../../app.svelte";
import { Refusal, useHost } from "../../lib/backend/backend";
import type { Place } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { archiveClosed } from "../../lib/backend/fake/faults";
import { Editing } from "../look/editing.svelte";

let clock: HandClock;
let fake: Fake;
let page: App;

const at = (prefix: string, bucket = "acme-datasets", connection = "acme"): Place => ({
  connection,
  bucket,
  prefix,
});
const places = () => page.tabs.list.map((tab) => tab.place?.prefix);
const opened = () => fake.calls.filter((name) => name === "open_listing").length;
const closed = () => fake.calls.filter((name) => name === "close_listing").length;

/** A program that starts on what the last one kept. */
async function start(): Promise<void> {
  page = new App(() => clock.now());
  await page.start();
}

beforeEach(async () => {
  clock = new HandClock();
  fake = new Fake({ clock, furnished: true });
  useHost(fake);
  await start();
});

describe("tabs", () => {
  beforeEach(async () => {
    page.go(at(""));
    page.tabs.open(at("team/"));
    page.tabs.open(at("team/fieldwork/"), true);
    await clock.pass(500);
  });

  it("open next to the one in front, or behind it", () => {
    expect(places()).toEqual(["", "team/", "team/fieldwork/"]);
    expect(page.browse.place).toEqual(at("team/"));
    expect(opened()).toBe(3);
  });

  it("each keep their own way, rows and selection", async () => {
    page.browse.listing?.want(0, 20);
    await page.browse.click(0, { ctrl: false, shift: false });
    page.tabs.step(1);
    expect([page.browse.chosen, page.browse.canBack]).toEqual([0, false]);
    page.browse.go(at("team/fieldwork/2024/"));
    await clock.pass(500);
    expect(page.browse.canBack).toBe(true);
    page.tabs.step(-1);
    expect([page.browse.chosen, page.browse.canBack]).toEqual([1, false]);
    expect(page.browse.listing?.complete).toBe(true);
  });

  it("are reached round and round and by number", () => {
    page.tabs.step(1);
    page.tabs.step(1);
    expect(page.browse.place).toEqual(at(""));
    page.tabs.step(-1);
    expect(page.browse.place).toEqual(at("team/fieldwork/"));
    page.tabs.number(2);
    expect(page.browse.place).toEqual(at("team/"));
    page.tabs.number(9);
    expect(page.browse.place).toEqual(at("team/fieldwork/"));
    page.tabs.number(7);
    expect(page.browse.place).toEqual(at("team/fieldwork/"));
  });

  it("close with their requests; the neighbour comes in front; the last leaves an empty one", async () => {
    const before = closed();
    page.tabs.close(page.browse);
    expect(closed()).toBe(before + 1);
    expect(page.browse.place).toEqual(at("team/fieldwork/"));
    page.tabs.close(page.browse);
    page.tabs.close(page.browse);
    expect([page.tabs.list.length, page.browse.place, page.screen.name]).toEqual([1, null, "choose"]);
    page.tabs.open(at(""));
    await clock.pass(500);
    expect([page.tabs.list.length, page.screen.name]).toEqual([1, "browse"]);
  });

  it("stay open where a text that is written in one cannot be kept", async () => {
    const tab = page.browse;
    const editing = new Editing(fake.readings.open({ ...at(""), key: "a.txt" }, 10).id);
    const source = { name: "a.txt", size: 10, kind: "text", format: "text/plain", encoding: null, editing };
    Object.assign(tab.viewing, { sight: { kind: "shown", source } });
    editing.begin(new TextEncoder().encode("first"), "utf-8");
    editing.write(() => "second");
    const { opened: copies } = fake.readings;
    Object.assign(copies, {
      keepText: () => {
        throw new Refusal(archiveClosed);
      },
    });
    page.tabs.close(tab);
    await clock.pass(1);
    expect([page.tabs.list.includes(tab), editing.unsaved, page.fault?.code]).toEqual([
      true,
      true,
      "read_only",
    ]);
    Reflect.deleteProperty(copies, "keepText");
    page.tabs.close(tab);
    await clock.pass(1);
    expect([page.tabs.list.includes(tab), copies.texts]).toEqual([false, ["second"]]);
  });

  it("are told of changes also when they are behind", async () => {
    fake.calls.length = 0;
    page.transfers.onChange(at("team/"), true);
    await clock.pass(1);
    // All three show something of it or above it.
    expect(fake.calls.filter((name) => name === "refresh_listing")).toHaveLength(3);
  });

  it("of a connection that is forgotten go with it", async () => {
    page.tabs.open(at("", "my-first-bucket", "practice"));
    page.connections.forgetting = page.connections.find("acme");
    await page.forget();
    expect(page.tabs.list.map((tab) => tab.place?.bucket)).toEqual(["my-first-bucket"]);
    expect(page.browse.place?.connection).toBe("practice");
  });
});

describe("the next day", () => {
  it("the tabs are there, the one in front is read, and the others once the person goes there", async () => {
    page.go(at("team/"));
    page.tabs.open(at("team/fieldwork/"));
    page.tabs.open(at("", "x", "harbour"));
    page.tabs.step(-1);
    await clock.pass(1);
    fake.calls.length = 0;
    await start();
    expect(places()).toEqual(["team/", "team/fieldwork/"]);
    expect([page.screen.name, page.browse.place]).toEqual(["browse", at("team/fieldwork/")]);
    await clock.pass(500);
    expect(page.browse.listing?.complete).toBe(true);
    expect(page.tabs.list.map((tab) => tab.unread)).toEqual([true, false]);
    expect(opened()).toBe(1);
    page.tabs.number(1);
    await clock.pass(500);
    expect([opened(), page.browse.listing?.complete]).toEqual([2, true]);
  });

  it("a login that cannot be opened is said in its tab, and stops nothing else", async () => {
    page.go(at("team/"));
    page.tabs.open(at("", "my-first-bucket", "practice"), true);
    await clock.pass(1);
    const locked = (name: string, args: { place?: Place }) =>
      name === "open_listing" && args.place?.connection === "acme";
    useHost({
      call: (name, args) =>
        locked(name, args as { place?: Place })
          ? Promise.reject(new Error("the keychain is locked"))
          : fake.call(name, args),
    });
    await start();
    await clock.pass(500);
    expect(page.browse.listing?.fault?.details).toContain("locked");
    expect([page.fault, page.connections.started]).toEqual([null, true]);
    page.tabs.number(2);
    await clock.pass(500);
    expect(page.browse.listing?.complete).toBe(true);
  });

  it("a file of places that cannot be read is told and stops nothing", async () => {
    useHost({
      call: (name, args) =>
        name === "read_places" ? Promise.reject(new Error("damaged")) : fake.call(name, args),
    });
    await start();
    expect(page.fault?.details).toContain("damaged");
    expect(page.screen.name).toBe("choose");
  });
});

describe("places", () => {
  it("of late are told with each move, each once", async () => {
    for (const prefix of ["team/", "", "team/"]) {
      page.go(at(prefix));
      await clock.pass(1);
    }
    expect(page.places.recents.map((place) => place.prefix)).toEqual(["team/", ""]);
  });

  it("become favourites and are so no longer", async () => {
    await page.places.toggleFavourite(at("team/"));
    expect(page.places.isFavourite(at("team/"))).toBe(true);
    await page.places.toggleFavourite(at("team/"));
    expect(page.places.favourites).toEqual([]);
  });
});

describe("a typed address", () => {
  const follow = async (text: string) => {
    page.browse.typePath();
    page.browse.address?.type(text);
    await page.browse.address?.follow();
    page.browse.listing?.want(0, 40);
    await clock.pass(500);
  };

  beforeEach(() => page.go(at("")));

  it("leads to a folder", async () => {
    await follow("s3://acme-datasets/team/fieldwork");
    expect(page.browse.place).toEqual(at("team/fieldwork/"));
    expect(page.browse.address).toBeNull();
  });

  it("leads to a file: its folder, with its row selected and shown in full", async () => {
    await follow("team/fieldwork/readme.txt");
    expect(page.browse.place).toEqual(at("team/fieldwork/"));
    const { cursor, listing, inspected } = page.browse;
    expect(listing?.row(cursor.focus)).toMatchObject({ name: "readme.txt", selected: true });
    expect(inspected).toMatchObject({ key: "team/fieldwork/readme.txt", file_type: "text" });
  });

  it("finds a file in the folder that is shown already", async () => {
    await clock.pass(500);
    await follow("licence.txt");
    expect(page.browse.listing?.row(page.browse.cursor.focus)?.name).toBe("licence.txt");
  });

  it("offers a file whose folder may not be listed", async () => {
    fake.world.put("acme-denied", "a/only.txt", 12, 0);
    await follow("s3://acme-denied/a/only.txt");
    expect(page.browse.listing?.fault?.code).toBe("not_permitted");
    const row = page.browse.inspected;
    expect(row).toMatchObject({ name: "only.txt", size: 12 });
    if (row) await page.browse.downloadOne(row);
    await clock.pass(1000);
    expect(fake.calls).toContain("add_transfer");
  });

  it("that is wrong stays, with what is wrong, until it is changed or left", async () => {
    await follow("https://www.example.com/x");
    expect(page.browse.address?.fault?.code).toBe("address");
    page.browse.address?.type("nowhere/");
    expect(page.browse.address?.fault).toBeNull();
    await page.browse.address?.follow();
    expect(page.browse.address?.fault?.code).toBe("nothing_there");
    page.browse.leavePath();
    expect([page.browse.address, page.browse.place]).toEqual([null, at("")]);
  });
});
