import { beforeEach, expect, it } from "vitest";
import { App } from "../../app.svelte";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";

let clock: HandClock;
let page: App;
const at = (bucket: string) => ({ connection: "acme", bucket, prefix: "" });

/** The program, begun on what the last one kept. */
async function start(): Promise<void> {
  page = new App(() => clock.now());
  await page.start();
}

beforeEach(async () => {
  clock = new HandClock();
  useHost(new Fake({ clock, furnished: true }));
  await start();
});

it("the order of a bucket's files is remembered, for that bucket alone", async () => {
  page.go(at("acme-datasets"));
  page.browse.sortBy("size");
  page.go(at("acme-exports"));
  expect(page.browse.sort).toEqual({ by: "name", descending: false });
  await start();
  page.go({ ...at("acme-datasets"), prefix: "team/" });
  await clock.pass(500);
  expect(page.browse.sort).toEqual({ by: "size", descending: true });
  expect(page.browse.listing?.tick?.sort).toEqual({ by: "size", descending: true });
  page.browse.sortBy("name");
  expect(page.places.look.sorts).toEqual([]);
});

it("a connection that was open is open the next time, and a group that was turned is turned", async () => {
  expect(page.connections.isOpen("press")).toBe(false);
  page.connections.toggle("press");
  page.places.keepTurned("?recents", true);
  await start();
  expect(page.connections.isOpen("press")).toBe(true);
  expect(page.places.isTurned("?recents")).toBe(true);
  page.connections.toggle("press");
  await start();
  expect(page.connections.isOpen("press")).toBe(false);
});

it("no connection is opened by itself where the person may be asked something", () => {
  const { connections } = page;
  const role_arn = "arn:aws:iam::111122223333:role/looks";
  connections.list = connections.list.map((each) => (each.id === "acme" ? { ...each, role_arn } : each));
  connections.reopen(() => true);
  expect(connections.list.filter(({ id }) => connections.isOpen(id)).map(({ id }) => id)).toEqual([
    "press",
    "backups",
  ]);
});

it("the size of text is remembered", async () => {
  page.places.setZoom(150);
  await start();
  expect(page.places.zoom).toBe(150);
  page.places.setZoom(100);
  expect(page.places.look.zoom).toBe(0);
});
