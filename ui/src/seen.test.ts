// @vitest-environment jsdom
/** What was seen in the window and is not to be seen again, where no other test is nearer to it. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Drawn } from "./drawn";
import { reason } from "./lib/actions";
import { layOut } from "./lib/kit/laidout";
import { folderActions } from "./pageactions";

const folder = { connection: "acme", bucket: "acme-datasets", prefix: "team/fieldwork/" };
layOut();
let drawn: Drawn;
const page = () => drawn.page;
const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);

/** What a picture is drawn of. */
function lines(svg: Element): string {
  const parts = [...svg.querySelectorAll("*")];
  return parts.flatMap((part) => [...part.attributes].map(({ name, value }) => `${name}=${value}`)).join(" ");
}

async function select(name: string): Promise<void> {
  const { listing } = page().browse;
  const at = (await listing?.locate(name)) ?? -1;
  await page().browse.click(at, { ctrl: false, shift: false });
  await drawn.settle();
}

beforeEach(async () => {
  drawn = await Drawn.at(folder);
});
afterEach(() => drawn.leave());

describe("in the bar", () => {
  it("no two buttons have the same picture", () => {
    const pictures = [...document.querySelectorAll('[role="toolbar"] button svg')].map((svg) => lines(svg));
    expect(pictures.length).toBeGreaterThan(6);
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  it("Download can be pressed for what was just given another name", async () => {
    const actions = folderActions(page()).files;
    expect(reason(actions.download)).not.toBeNull();
    await select("readme.txt");
    page().browse.askRename();
    await drawn.settle();
    page().browse.renaming?.type("read me first.txt");
    await drawn.settle();
    await page().browse.renaming?.run();
    await drawn.settle(4000, 20);
    expect([page().browse.chosen, reason(folderActions(page()).files.download)]).toEqual([1, null]);
  });
});

describe("what a person reads", () => {
  it("counts folders as folders", () => {
    expect(find("totals")?.textContent).toMatch(/^\s*3 folders and 1\d files/);
  });

  it("marks one line for what is shown, though a favourite leads there too", async () => {
    await page().places.toggleFavourite({ ...folder, prefix: "" });
    expect(page().places.isFavourite({ ...folder, prefix: "" })).toBe(true);
    page().go({ ...folder, prefix: "" });
    page().connections.open("acme");
    await drawn.settle(1500);
    expect(document.querySelectorAll('[role="treeitem"][aria-selected="true"]').length).toBe(1);
  });
});

describe("what is chosen and not typed", () => {
  it("are the days of a search", async () => {
    page().browse.askSearch();
    await drawn.settle();
    for (const id of ["search-from", "search-until"])
      expect((find(id) as HTMLInputElement | null)?.type, id).toBe("date");
  });

  it("is where to move files, and a folder can be made there", async () => {
    await select("readme.txt");
    page().browse.askDestination(true);
    await drawn.settle();
    expect(find("destination-folder")?.textContent).toContain("Create folder");
  });
});

describe("a failure that is out of sight", () => {
  it("is brought into sight, and has the keyboard", async () => {
    const form = page().connect();
    await drawn.settle();
    const shown = vi.fn();
    Element.prototype.scrollIntoView = function scrollIntoView() {
      shown(this.getAttribute("data-testid"));
    };
    form.check = () => {
      const section = find("connect-form")?.appendChild(document.createElement("section"));
      const fault = section?.appendChild(document.createElement("div"));
      fault?.setAttribute("data-testid", "fault");
      return Promise.resolve();
    };
    find("check-connect")?.click();
    await drawn.settle();
    expect([shown.mock.calls.at(-1), document.activeElement?.getAttribute("data-testid")]).toEqual([
      ["fault"],
      "fault",
    ]);
  });
});

describe("access that lacks an answer", () => {
  it("cannot be set up, and looks so: what is missing is named beside it", async () => {
    page().integrate({ connection: "acme", bucket: "acme-datasets" });
    await drawn.settle(1500);
    document.querySelector<HTMLElement>('[data-testid^="preset-"]')?.click();
    await drawn.settle(1500);
    const apply = find("apply-integration");
    const stops =
      page().integrations.one?.sheet.findings.filter(({ severity }) => severity === "stop").length ?? 0;
    expect(stops).toBeGreaterThan(0);
    expect([
      apply?.ariaDisabled ?? apply?.getAttribute("aria-disabled"),
      find("ask-state")?.textContent?.trim(),
    ]).toEqual(["true", expect.stringMatching(/missing|needed|answer/i)]);
  });
});
