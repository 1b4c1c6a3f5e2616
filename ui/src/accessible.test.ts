// @vitest-environment jsdom
/**
 * What axe finds on the screens, as they are mounted over the fake: roles, names, headings,
 * landmarks. Colours and sizes need a page that is laid out: those are asked for in the window, and
 * in tokens.test.ts.
 */
import axe, { type NodeResult } from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import View from "./App.svelte";
import { App } from "./app.svelte";
import { useHost } from "./lib/backend/backend";
import { Fake } from "./lib/backend/fake";
import { properties } from "./features/properties/open.svelte";
import { shares } from "./features/share/shares.svelte";
import { layOut } from "./lib/kit/laidout";

const at = { connection: "acme", bucket: "acme-datasets" };
const folder = { ...at, prefix: "team/fieldwork/" };
const list = { connection: "acme", bucket: "", prefix: "" };
const report = { ...at, key: "team/fieldwork/readme.txt" };
const bucket = (name: string) => ({ connection: "acme", bucket: name, prefix: "" });

let fake: Fake;
let page: App;
let drawn: Record<string, unknown> | null = null;

beforeAll(layOut);

afterEach(async () => {
  shares.close();
  properties.close();
  if (drawn) await unmount(drawn);
  drawn = null;
  document.body.replaceChildren();
});

async function open(furnished: boolean): Promise<void> {
  fake = new Fake({ furnished });
  useHost(fake);
  page = new App();
  const root = document.createElement("div");
  root.id = "app";
  document.body.replaceChildren(root);
  document.title = "Bucketwise";
  drawn = mount(View, { target: document.body, props: { page } });
  await page.start();
  await settle();
  // Each style is held against each part, over and over: without them it is all the same and takes
  // a tenth of the time.
  document.querySelectorAll("style").forEach((style) => style.remove());
}

/** What was asked for has come and is drawn. */
async function settle(ms = 60): Promise<void> {
  await vi.dynamicImportSettled();
  await new Promise((done) => setTimeout(done, ms));
  flushSync();
}

const click = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.click();

const row = (name: string) => document.querySelector<HTMLElement>(`[data-name="${name}"]`);

const first = () => {
  const [connection] = page.connections.list;
  if (!connection) throw new Error("no connection");
  return connection;
};

/** Each screen and state, and how a person comes to it. */
const screens: [string, (() => unknown) | null, (() => unknown)?][] = [
  ["choosing a connection", null],
  ["the buckets", () => page.go(list)],
  ["a folder", () => page.go(folder)],
  [
    "a folder with a row selected",
    () => page.go(folder),
    () => void page.browse.click(4, { ctrl: false, shift: false }),
  ],
  [
    "a folder as tiles",
    () => page.go(folder),
    () => page.places.keepLook({ ...page.places.look, tiles: true }),
  ],
  ["ten million files", () => page.go(bucket("acme-ten-million")), () => settle(900)],
  ["an empty bucket", () => page.go(bucket("acme-empty"))],
  ["a bucket that is refused", () => page.go(bucket("acme-denied"))],
  ["a bucket that is slow", () => page.go(bucket("acme-slow"))],
  ["a bucket that breaks off", () => page.go(bucket("acme-broken"))],
  ["a filter that nothing fits", () => page.go(folder), () => page.browse.setFilter("zzz")],
  ["a search", () => page.go(folder), () => page.browse.askSearch()],
  ["the answers of a search", () => page.go(folder), () => found("a")],
  ["a search without answers", () => page.go(folder), () => found("zzzz")],
  ["a path that is typed", () => page.go(folder), () => page.browse.typePath()],
  ["details", () => page.go(folder), () => page.browse.open(6)],
  ["the size of a folder", () => page.go(folder), () => page.browse.measure()],
  ["tabs", () => page.go(folder), () => page.goInTab(bucket("acme-exports"))],
  ["the menu of a row", () => page.go(folder), () => menuOf("readme.txt")],
  ["the menu of the view", () => page.go(folder), () => click("view")],
  ["the palette", () => page.go(folder), () => (page.palette = true)],
  ["a new folder", () => page.go(folder), () => page.browse.askName()],
  ["a rename", () => page.go(folder), () => onRow(() => page.browse.askRename())],
  ["names by a pattern", () => page.go(folder), named],
  ["a move", () => page.go(folder), () => onRow(() => page.browse.askDestination(true))],
  ["what just happened", () => page.go(folder), () => page.undoing.made(folder, "new")],
  ["what can be undone", () => page.go(folder), undone],
  ["sharing a file", () => page.go(folder), shared],
  ["sharing several files", () => page.go(folder), sharedMany],
  ["asking for files", () => page.go(folder), () => shares.ask(folder)],
  ["links that were made", () => page.go(folder), () => shares.showLinks()],
  ["the properties of a file", () => page.go(folder), () => properties.show(report, null)],
  ["other properties", () => page.go(folder), changed],
  ["a deletion", () => page.go(folder), () => onRow(() => page.browse.askDelete())],
  ["a conflict", () => page.go(folder), () => (page.browse.upload("files"), settle(400))],
  ["transfers", () => page.go(bucket("acme-empty")), transfers],
  ["a fault", () => page.go(folder), () => page.tell(new Error("broken"))],
  ["signing in", () => page.connect()],
  ["a paste", () => page.paste()],
  ["a login that is changed", () => page.edit("acme")],
  ["settings", () => page.openSettings(at)],
  ["CORS", () => page.openSettings(at, "cors"), () => click("add-rule")],
  ["lifecycle rules", () => page.openSettings(at, "lifecycle"), () => click("begin-abort")],
  ["a policy", () => page.openSettings(at, "policy")],
  ["versioning", () => page.openSettings(at, "versioning")],
  ["Object Lock", () => page.openSettings(at, "lock")],
  ["tags", () => page.openSettings(at, "tags")],
  ["the removal of a bucket", () => page.openSettings(at, "remove")],
  ["integrations", () => page.integrate()],
  ["a new integration", () => page.integrate(at)],
  ["backups", () => page.showBackups()],
  ["a new backup", () => page.newBackup(at)],
  ["two places to compare", () => page.compare(folder)],
  ["two places that were compared", () => page.compare(folder), compared],
  ["a pair to save", () => page.compare(folder), () => compared().then(() => click("pair-edit"))],
  ["a new bucket", () => page.go(list), () => page.askBucket("acme")],
  ["a bucket as a folder", () => page.askMount(first(), "acme-datasets")],
  ["a connection for other programs", () => page.useElsewhere(page.connections.find("acme") ?? first())],
  ["a connection that is forgotten", () => (page.connections.forgetting = first())],
  ["a connection's name", () => page.connections.askName(first())],
  ["unfinished uploads", () => page.showUnfinished(at)],
  ["leaving while transfers run", () => (page.transfers.closing = { backup: false, pair: false })],
];

async function compared(): Promise<void> {
  click("sync-choose");
  await settle();
  click("sync-compare");
  await settle(300);
}

async function changed(): Promise<void> {
  properties.change({ kind: "file", at: report, size: 5, modified: null, etag: null }, "readme.txt");
  const { changing } = properties;
  await settle();
  changing?.change(() => {
    changing.fields.expires = { edit: "set", value: "2027-01-31" };
    changing.tags = { mode: "merge", rows: [{ remove: false, name: "team", value: "a" }] };
  });
}

async function shared(): Promise<void> {
  shares.share({ ...at, key: "team/fieldwork/readme.txt" }, null);
  await settle();
  await shares.one?.make();
  if (shares.one) shares.one.pictured = true;
}

async function sharedMany(): Promise<void> {
  page.browse.press({ kind: "all" });
  await settle();
  page.browse.share();
}

async function found(words: string): Promise<void> {
  page.browse.askSearch();
  page.browse.search?.type("words", words);
  page.browse.runSearch();
  await settle(200);
}

async function named(): Promise<void> {
  page.browse.press({ kind: "all" });
  await settle();
  page.browse.askRename();
  await settle(200);
  page.browse.patterning?.set({ name: "a/b" });
}

function undone(): void {
  page.undoing.made(folder, "new");
  page.undoing.undone = page.undoing.done.map((deed) => ({ ...deed, way: "redo" }));
  page.undoing.listed = true;
}

async function onRow(then: () => void): Promise<void> {
  await page.browse.click(10, { ctrl: false, shift: false });
  then();
  await settle(200);
}

function menuOf(name: string): void {
  row(name)?.dispatchEvent(
    new MouseEvent("contextmenu", { bubbles: true, cancelable: true, button: 2, clientX: 300, clientY: 200 }),
  );
}

async function transfers(): Promise<void> {
  fake.transfers.speed = 1000;
  page.browse.upload("files");
  page.browse.upload("folder");
  await settle(400);
  page.transfers.expanded = true;
}

/** What the browser's own style sheet, the only one that is left, looks at beside the tag. */
const styling = ["dir", "hidden", "open", "popover", "style", "type"];
const styles = new Map<string, CSSStyleDeclaration>();
const computed = window.getComputedStyle.bind(window);

/** The way to a part, as far as it can change how the part looks. */
function wayTo(part: Element): string {
  const own = styling.map((name) => part.getAttribute(name) ?? "-").join(",");
  return `${part.parentElement ? wayTo(part.parentElement) : ""}/${part.tagName}(${own})`;
}

/** jsdom takes 3 ms for the style of a part, and the same way leads to the same style. */
function styleOf(part: Element, pseudo?: string | null): CSSStyleDeclaration {
  if (pseudo) return computed(part, pseudo);
  const way = wayTo(part);
  const style = styles.get(way) ?? computed(part);
  styles.set(way, style);
  return style;
}

/** In a line each: the rule, and what it is broken by. */
async function broken(): Promise<string[]> {
  window.getComputedStyle = styleOf;
  const { violations, incomplete } = await axe.run(document, {
    resultTypes: ["violations", "incomplete"],
    rules: { "color-contrast": { enabled: false }, "target-size": { enabled: false } },
  });
  window.getComputedStyle = computed;
  // What axe cannot decide about a reference is one that leads nowhere.
  const dangling = incomplete.filter(({ id }) => id === "aria-valid-attr-value");
  const where = ({ html }: NodeResult) => html.slice(0, 120);
  return [...violations, ...dangling].flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${where(node)}`),
  );
}

describe("axe finds nothing on", () => {
  it.each(screens)("%s", async (_, come, then) => {
    await open(true);
    come?.();
    await settle(120);
    await then?.();
    await settle();
    expect(await broken()).toEqual([]);
    expect(document.querySelectorAll("h1")).toHaveLength(1);
  });

  it("the first screen", async () => {
    await open(false);
    expect(await broken()).toEqual([]);
  });
});
