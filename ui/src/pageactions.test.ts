import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { App } from "./app.svelte";
import { matching, shown as shownKeys, sought, type Action } from "./lib/actions";
import { useHost } from "./lib/backend/backend";
import { Fake } from "./lib/backend/fake";
import { english, Language, shown } from "./lib/words";
import { placeShown } from "./front";
import { folderActions, pageActions } from "./pageactions";

const folder = { connection: "acme", bucket: "acme-datasets", prefix: "team/" };
let page: App;

beforeEach(async () => {
  useHost(new Fake({ furnished: true }));
  page = new App();
  await page.start();
});

/** Every action of every menu, bar and key. */
function every(): Action[] {
  const ways = pageActions(page);
  const { files, tabs, all } = folderActions(page);
  const connection = page.connections.find("acme");
  return [
    ...[...ways.all, ways.palette, ways.connect, ...ways.adding.flat()],
    ...[...all, ...tabs.all, tabs.newTab],
    ...[files.upload, files.onRows, files.onGround].flat(2),
    ...[files.open, files.openInTab, files.openInWindow, files.showInFolder, files.openReport],
    ...ways.ofPlace(folder).flat(),
    ...(connection ? ways.ofConnection(connection).flat() : []),
  ];
}

const found = (id: string, actions = every()) => actions.filter((action) => action.id === id);

describe("actions", () => {
  it("have one name, one icon and one set of keys wherever they are offered", () => {
    page.go(folder);
    for (const { id, label, icon, keys } of every()) {
      const same = found(id);
      expect(new Set(same.map((each) => each.label)), id).toEqual(new Set([label]));
      expect(new Set(same.map((each) => each.icon)), id).toEqual(new Set([icon]));
      // Where its keys are not heard it shows none.
      const heard = same.map((each) => each.keys).filter((each) => each.length > 0);
      if (keys.length > 0) expect(new Set(heard.map(String)), id).toEqual(new Set([String(keys)]));
    }
  });

  it("of a bucket are Settings, Give access and Delete among them; a folder inside is not the bucket", () => {
    const ids = (prefix: string) =>
      pageActions(page)
        .ofPlace({ ...folder, prefix })
        .flat()
        .map(({ id }) => id);
    const bucket = [
      "open-in-tab",
      "new-window",
      "favourite",
      "bucket-settings",
      "ask-files",
      "give-access",
      "back-up",
      "compare-places",
      "mount",
      "delete-bucket",
    ];
    expect(ids("")).toEqual(bucket);
    expect(ids("team/")).toEqual(bucket.slice(0, -1));
    pageActions(page)
      .ofPlace({ ...folder, prefix: "" })
      .flat()
      .at(-1)
      ?.run();
    expect(page.screen).toMatchObject({ name: "settings", props: { settings: { shown: "remove" } } });
  });

  it("offer every way to one more connection in the + menu: practice only while there is none", async () => {
    const adding = () => pageActions(page).adding.flat();
    page.connections.list = page.connections.list.filter(({ kind }) => kind !== "practice");
    expect(adding().map(({ id }) => id)).toEqual(["door-connect", "door-paste", "door-practise"]);
    await page.practise();
    expect(adding().map(({ id }) => id)).toEqual(["door-connect", "door-paste"]);
  });

  it("make text and rows larger and smaller by the keys of a browser", () => {
    const press = (key: string, shiftKey = false) =>
      matching(pageActions(page).all, {
        key,
        shiftKey,
        ctrlKey: true,
        metaKey: false,
        altKey: false,
      } as KeyboardEvent)?.run();
    press("+", true);
    press("=");
    expect(page.places.zoom).toBe(125);
    press("0");
    expect(page.places.zoom).toBe(100);
    for (let turn = 0; turn < 9; turn += 1) press("-");
    expect(page.places.zoom).toBe(70);
    expect([shownKeys("Ctrl++", false), shownKeys("Ctrl++", true), shownKeys("Ctrl+-", true)]).toEqual([
      "Ctrl++",
      "⌘+",
      "⌘-",
    ]);
  });

  it.each(["rename", "favourite", "open-in-tab", "bucket-settings", "new-bucket"])(
    "such as “%s” are offered in more than one place",
    (id) => expect(found(id).length).toBeGreaterThan(1),
  );

  it("share no key where both could be meant", () => {
    const keys = [...folderActions(page).all, ...pageActions(page).all].flatMap((action) => action.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("of a place that is only named have no keys, which are for the place that is shown", () => {
    expect(
      pageActions(page)
        .ofPlace(folder)
        .flat()
        .flatMap((action) => action.keys),
    ).toEqual([]);
  });
});

describe("from the sidebar’s menu", () => {
  const run = (id: string) => found(id, pageActions(page).ofPlace(folder).flat())[0]?.run();
  const screens: [string, () => void][] = [
    ["settings", () => page.openSettings(folder)],
    ["integrations", () => page.integrate()],
    ["backups", () => page.showBackups()],
    ["connect", () => page.connect()],
    ["browse", () => page.go({ ...folder, prefix: "" })],
  ];

  it.each(screens)("behind %s a place opens in a new tab, which is seen", (name, come) => {
    page.go({ ...folder, prefix: "other/" });
    come();
    expect(page.screen.name).toBe(name);
    run("open-in-tab");
    expect([page.screen.name, page.browse.place, page.tabs.list.length]).toEqual(["browse", folder, 2]);
  });

  it.each(screens)("behind %s the settings of its bucket are opened", (_, come) => {
    come();
    run("bucket-settings");
    const at = { connection: folder.connection, bucket: folder.bucket };
    expect(page.screen).toMatchObject({ name: "settings", props: { settings: { at } } });
    expect(placeShown(page)).toEqual({ ...at, prefix: "" });
  });

  it("a place becomes a favourite, and its action then says the other thing", async () => {
    const words = () => found("favourite", pageActions(page).ofPlace(folder).flat())[0]?.label;
    expect(words()).toBe("Add to favourites");
    run("favourite");
    await expect.poll(words).toBe("Remove from favourites");
    page.go(folder);
    expect(folderActions(page).files.favourite.label).toBe("Remove from favourites");
  });

  it("what needs a bucket is not offered for a list of buckets", () => {
    const of = pageActions(page).ofPlace({ ...folder, bucket: "", prefix: "" });
    const possible = of.flat().filter((action) => action.can());
    expect(possible.map(({ id }) => id)).toEqual(["open-in-tab", "new-window", "favourite"]);
  });
});

describe("the open folder’s action", () => {
  it("opens the settings and the unfinished uploads of its bucket", () => {
    page.go(folder);
    const { files } = folderActions(page);
    files.unfinished.run();
    expect(page.unfinished?.at).toEqual({ connection: "acme", bucket: "acme-datasets" });
    files.settings.run();
    expect(page.screen.name).toBe("settings");
  });

  it("keeps its keys, and says what it does to the place that is shown now", async () => {
    page.go(folder);
    const { favourite } = folderActions(page).files;
    expect([favourite.keys, favourite.label]).toEqual([["Ctrl+B"], "Add to favourites"]);
    await page.places.toggleFavourite(folder);
    expect(favourite.label).toBe("Remove from favourites");
    page.go({ ...folder, prefix: "" });
    expect(favourite.label).toBe("Add to favourites");
  });
});

it("actions are called what the language calls them", () => {
  page.go(folder);
  shown.now = new Language(
    "de",
    new Map([["browse", "browse-create-folder-action = Ordner anlegen…"]]),
    english,
  );
  expect(folderActions(page).files.newFolder.label).toBe("Ordner anlegen…");
  shown.now = english;
  expect(folderActions(page).files.newFolder.label).toBe("Create folder…");
});

describe("the language of the window", () => {
  const choices = () => found("language-of-system").concat(found("language-en"));
  afterEach(() => {
    shown.follow("");
    shown.choose("");
  });

  it("is the computer’s until one is chosen, at once, and remembered", async () => {
    expect(choices().map(({ label }) => label)).toEqual([
      "Language: same as this computer",
      "Language: English",
    ]);
    expect(choices().map((action) => action.can())).toEqual([false, true]);
    // Shown at once: a word in the table of a person who works in another language.
    shown.follow("ar-XB");
    expect(choices()[1]?.label).toContain("\u202e");
    choices()[1]?.run();
    expect(choices().map((action) => action.can())).toEqual([true, false]);
    expect(choices()[1]?.label).toBe("Language: English");
    expect(page.places.look.language).toBe("en");

    shown.choose("");
    const next = new App();
    await next.start();
    expect(shown.chosen).toBe("en");
    next.places.setLanguage("");
    expect(next.places.look.language).toBe("");
  });

  it("is found by other words too", () => {
    const all = pageActions(page).all;
    expect(sought(all, "locale").map(({ id }) => id)).toEqual(["language-en"]);
    expect(sought(all, "language: eng").map(({ id }) => id)).toEqual(["language-en"]);
  });
});

describe("the palette", () => {
  it.each([
    ["new folder", "new-folder"],
    ["search below", "search"],
    ["upload in another way", "upload-otherwise"],
    ["tab before", "tab-before"],
    ["who is let in", "integrations"],
    ["let somebody in", "integrations"],
    ["dated copies", "backups"],
    ["record of requests", "bucket-settings"],
    ["old versions", "bucket-settings"],
    ["new bucket", "new-bucket"],
    ["what you were given", "door-paste"],
    ["all actions", "all-actions"],
  ])("finds by “%s” what was called so", (text, id) => {
    page.go(folder);
    page.tabs.open({ ...folder, prefix: "other/" });
    const all = [...folderActions(page).all, ...pageActions(page).all];
    expect(sought(all, text).map((action) => action.id)).toContain(id);
  });

  it("has everything that can be done here, in its order", () => {
    page.go(folder);
    const ids = [...folderActions(page).all, ...pageActions(page).all].map(({ id }) => id);
    expect(ids.filter((id) => !id.startsWith("tab-at-"))).toEqual([
      ...["back", "forward", "up", "refresh", "path", "find", "search", "measure"],
      ...[
        "open-with",
        "quick-look",
        "show-versions",
        "share",
        "ask-files",
        "properties",
        "compare",
        "open-report",
      ],
      ...["new-folder", "upload-files", "upload-folder", "upload-otherwise"],
      ...["download", "cut", "copy", "paste", "copy-to", "move-to", "rename", "delete"],
      ...["undelete", "show-deleted", "earlier", "restore", "now", "restore-archived", "object-lock"],
      ...[
        "bucket-settings",
        "unfinished",
        "compare-places",
        "select-all",
        "undo",
        "redo",
        "undo-list",
        "details-pane",
      ],
      ...["new-tab", "close-tab", "next-tab", "tab-before", "open-in-tab", "new-window", "favourite"],
      ...["all-actions", "door-connect", "door-paste", "door-practise"],
      ...["integrations", "backups", "links", "new-bucket", "next-pane", "previous-pane"],
      ...["zoom-in", "zoom-out", "zoom-usual", "language-of-system", "language-en"],
    ]);
  });
});
