import { beforeEach, describe, expect, it } from "vitest";
import { App } from "../../app.svelte";
import { hint, reason, type Action } from "../../lib/actions";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { isShown } from "../../lib/kit/grid/columns";
import { folderActions, pageActions } from "../../pageactions";
import { fileColumns, viewActions } from "./columns";

let clock: HandClock;
let page: App;
const folder = { connection: "acme", bucket: "acme-datasets", prefix: "team/fieldwork/" };

beforeEach(async () => {
  clock = new HandClock();
  useHost(new Fake({ clock, furnished: true }));
  page = new App(() => clock.now());
  await page.start();
  page.go(folder);
  await clock.pass(500);
});

/** The view menu's entries that are ticked. */
const ticked = () =>
  viewActions(page.places, page.browse)
    .flat()
    .filter((action) => action.checked?.())
    .map(({ id }) => id);
const view = (id: string) =>
  viewActions(page.places, page.browse)
    .flat()
    .find((action) => action.id === id);

describe("the view menu", () => {
  it("ticks what is on", () => {
    expect(ticked()).toEqual([
      ...["as-table", "order-name", "column-size", "column-modified", "column-type", "bar-icons"],
    ]);
    for (const id of ["order-size", "column-type", "bar-words"]) view(id)?.run();
    expect(ticked()).toEqual([
      ...["as-table", "order-size", "order-back", "column-size", "column-modified", "bar-words"],
    ]);
    view("as-tiles")?.run();
    expect(ticked()).toEqual(["as-tiles", "order-size", "order-back", "thumbnails", "bar-words"]);
    view("thumbnails")?.run();
    expect(ticked()).toEqual(["as-tiles", "order-size", "order-back", "bar-words"]);
  });

  it("has thumbnails in the table for whoever chooses them, apart from those of tiles", () => {
    expect(page.places.look.thumbs).toBe(false);
    view("thumbnails")?.run();
    expect([page.places.look.thumbs, page.places.look.plain, ticked().includes("thumbnails")]).toEqual([
      ...[true, false, true],
    ]);
    view("as-tiles")?.run();
    view("thumbnails")?.run();
    expect([page.places.look.thumbs, page.places.look.plain]).toEqual([true, true]);
  });

  it("says why there are no thumbnails where each request costs money", () => {
    view("as-tiles")?.run();
    const { connections } = page;
    connections.list = connections.list.map((each) => ({ ...each, requester_pays: each.id === "acme" }));
    const thumbnails = view("thumbnails") as Action;
    expect([thumbnails.checked?.(), thumbnails.can()]).toEqual([false, false]);
    expect(reason(thumbnails)).toContain("costs you money");
    page.go({ ...folder, connection: "press", bucket: "press-photos", prefix: "" });
    expect(reason(view("thumbnails") as Action)).toBeNull();
  });

  it("leaves the order as it is when the one that is ticked is chosen again", () => {
    view("order-size")?.run();
    view("order-size")?.run();
    expect(page.browse.sort).toEqual({ by: "size", descending: true });
    view("order-back")?.run();
    expect(page.browse.sort).toEqual({ by: "size", descending: false });
  });

  it("shows the storage class by itself only where there is more than one, and as the person chose", () => {
    const shown = (mixed: boolean) =>
      fileColumns(mixed).some((column) => column.id === "class" && isShown(column, page.places.look.columns));
    expect([shown(false), shown(true)]).toEqual([false, true]);
    view("column-class")?.run();
    expect([shown(false), shown(true)]).toEqual([true, true]);
    view("column-class")?.run();
    expect([shown(false), shown(true)]).toEqual([false, false]);
    view("columns-usual")?.run();
    expect([shown(false), shown(true)]).toEqual([false, true]);
  });
});

describe("what cannot be done", () => {
  /** Everything that stands in a menu or the bar. */
  function offered(): Action[] {
    const { files } = folderActions(page);
    const ways = pageActions(page);
    const practice = page.connections.practice;
    return [
      ...[files.upload, files.onRows, files.onGround].flat(2),
      ...[files.download, files.remove, files.settings, files.newFolder, files.newBucket],
      ...ways.ofPlace({ ...folder, connection: "practice" }).flat(),
      ...(practice ? ways.ofConnection(practice).flat() : []),
    ];
  }
  /** They say it by their place: nothing is selected twice, and there is nothing to refresh. */
  const plain = ["open", "select-all", "refresh", "measure"];

  it.each([
    ["with nothing selected", () => undefined],
    ["in the list of buckets", () => page.go({ ...folder, bucket: "", prefix: "" })],
    [
      "in search results",
      () => {
        page.browse.askSearch();
        page.browse.search?.type("words", "harbour");
        page.browse.runSearch();
      },
    ],
  ])("says why, %s", async (_, come) => {
    come();
    await clock.pass(500);
    const silent = offered().filter((action) => !action.can() && reason(action) === null);
    expect(silent.map(({ id }) => id).filter((id) => !plain.includes(id))).toEqual([]);
  });

  it("says it on hover too, and nothing once it can be done", async () => {
    const { files } = folderActions(page);
    expect(hint(files.download)).toBe("Download…: Select files or folders first");
    expect(reason(files.rename)).toBe("Select files or folders first");
    await page.browse.click(0, { ctrl: false, shift: false });
    await page.browse.click(1, { ctrl: true, shift: false });
    expect([hint(files.download), reason(files.download)]).toEqual(["Download… (Ctrl+D)", null]);
    // Several get names by a pattern.
    expect(reason(files.rename)).toBeNull();
    expect(reason(files.paste)).toBe("Cut or copy something first");
  });
});
