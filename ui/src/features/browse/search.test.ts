import { beforeEach, describe, expect, it } from "vitest";
import { at, Desk } from "./desk";
import { readDay, readSize, Search } from "./search.svelte";

describe("what is typed", () => {
  it.each([
    ["", null],
    ["900", 900],
    ["5 MB", 5_000_000],
    ["1,5 gb", 1_500_000_000],
    ["0.5KB", 500],
    ["five", undefined],
    ["5 miles", undefined],
    ["-1", undefined],
  ])("the size %j", (text, size) => expect(readSize(text)).toBe(size));

  it("a day, from its first moment to its last", () => {
    const first = new Date(2026, 10, 18).getTime();
    expect(readDay("2026-11-18")).toBe(first);
    expect(readDay(" 2026-11-18 ", true)).toBe(new Date(2026, 10, 19).getTime() - 1);
    for (const no of ["yesterday", "2026-13-01", "2026-02-30", "18.11.2026"])
      expect(readDay(no)).toBeUndefined();
    expect(readDay("")).toBeNull();
  });

  it("is said to be wrong at its field, once it was tried", () => {
    const search = new Search();
    expect(search.query()).toBeNull();
    search.type("min", "large");
    expect(search.wrong("min")).toBeNull();
    expect(search.query()).toBeNull();
    expect([search.wrong("min"), search.wrong("words")]).toEqual(["Enter a size such as 5 MB.", null]);
    search.type("min", "1 KB");
    search.type("until", "2026-11-18");
    expect(search.query()).toMatchObject({ min_size: 1000, max_size: null, changed_from: null });
  });
});

describe("a search", () => {
  let desk: Desk;
  const run = async (field: "words" | "pattern", text: string) => {
    desk.browse.askSearch();
    desk.browse.search?.type(field, text);
    desk.browse.runSearch();
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(500);
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(1);
  };

  beforeEach(async () => {
    desk = new Desk();
    await desk.go(at(""));
  });

  it("is a listing of its own, with a way back to the folder and to the search", async () => {
    await run("pattern", "*.csv");
    expect(desk.browse.shows).toMatchObject({ kind: "search", query: { pattern: "*.csv" } });
    expect(desk.names()).toContain("team/fieldwork/2024/a.csv");
    desk.browse.back();
    await desk.clock.pass(500);
    expect([desk.browse.shows.kind, desk.names()[0]]).toEqual(["folder", "team/"]);
    desk.browse.forward();
    await desk.clock.pass(500);
    expect(desk.browse.shows).toMatchObject({ kind: "search", query: { pattern: "*.csv" } });
  });

  it("goes back to the folder it is of, and anew to another search", async () => {
    await run("words", "harbour");
    await run("words", "readme");
    expect(desk.names()).toEqual(["team/fieldwork/readme.txt"]);
    desk.browse.go(at(""));
    await desk.clock.pass(500);
    expect(desk.browse.shows.kind).toBe("folder");
  });

  it("shows a found file in its folder", async () => {
    await run("words", "readme");
    void desk.browse.click(0, { ctrl: false, shift: false });
    await desk.clock.pass(1);
    desk.browse.showInFolder();
    desk.browse.listing?.want(0, 40);
    await desk.clock.pass(500);
    expect([desk.browse.place, desk.browse.search]).toEqual([at("team/fieldwork/"), null]);
    expect(desk.focused()).toBe("readme.txt");
  });

  it("takes no files", async () => {
    await run("words", "readme");
    desk.browse.hover(null);
    expect([desk.browse.landing, desk.browse.mayAdd]).toEqual([null, false]);
  });

  it("with nothing asked stays a question", async () => {
    await run("words", " ");
    expect([desk.browse.shows.kind, desk.browse.search === null]).toEqual(["folder", false]);
  });
});

describe("the size of a folder", () => {
  it("is counted on demand, and stopped when one leaves it", async () => {
    const desk = new Desk();
    await desk.go(at("team/"));
    desk.browse.cursor.set(0, "fieldwork/");
    desk.browse.measure();
    expect(desk.browse.measuring?.place).toEqual(at("team/fieldwork/"));
    await desk.clock.pass(100);
    expect(desk.browse.measuring?.size).toMatchObject({ files: 20, complete: true });
    desk.browse.measure(at(""));
    desk.browse.closeMeasure();
    await desk.clock.pass(100);
    expect(desk.browse.measuring).toBeNull();
    expect(desk.fake.calls).toContain("stop_measuring");
  });
});
