import { beforeEach, describe, expect, it } from "vitest";
import type { Row } from "../../lib/backend/contract";
import { at, Desk, free } from "./desk";
import { renamed, type Pattern } from "./pattern";

const usual: Pattern = {
  ...{ way: "name", name: "{name}", start: 1, step: 1, digits: 2, find: "", replace: "" },
};
const day = new Date(2026, 10, 8, 23, 30).getTime();
const row = (name: string, modified: number | null = day): Row => ({
  ...{ key: `p/${name}`, name, modified, size: 1, selected: true, class: null, etag: null, restore: null },
  ...(name.endsWith("/") ? { kind: "folder", file_type: "folder" } : { kind: "file", file_type: "file" }),
});
const names = (pattern: Partial<Pattern>, ...old: string[]) =>
  renamed(
    old.map((each) => row(each)),
    { ...usual, ...pattern },
    "p/",
    new Set(old),
  ).map(({ name }) => name);
const problems = (pattern: Partial<Pattern>, there: string[], ...old: string[]) =>
  renamed(
    old.map((each) => row(each)),
    { ...usual, ...pattern },
    "p/",
    new Set([...old, ...there]),
  ).map(({ problem }) => problem);

describe("new names", () => {
  it.each<[string, Partial<Pattern>, string[], string[]]>([
    [
      "numbered, the ending kept",
      { name: "photo {n}" },
      ["a.jpg", "b.png"],
      ["photo 01.jpg", "photo 02.png"],
    ],
    [
      "from a start, in steps",
      { name: "{n}", start: 10, step: 5, digits: 1 },
      ["a", "b", "c"],
      ["10", "15", "20"],
    ],
    ["backwards", { name: "{n}", start: 1, step: -1, digits: 2 }, ["a", "b", "c"], ["01", "00", "-01"]],
    ["more digits than asked for", { name: "{n}", start: 99, digits: 1 }, ["a", "b"], ["99", "100"]],
    ["with the old name", { name: "2026 {name}" }, ["a.csv", "b.csv"], ["2026 a.csv", "2026 b.csv"]],
    ["with the day", { name: "{date} {name}" }, ["a.csv"], ["2026-11-08 a.csv"]],
    ["both endings of an archive", { name: "{n}" }, ["a.tar.gz", ".profile"], ["01.tar.gz", "02"]],
    ["of folders, which have no ending", { name: "{name} old" }, ["v1.2/", "b/"], ["v1.2 old", "b old"]],
    ["what a file is called is no pattern", { name: "x {name}" }, ["{n}.txt"], ["x {n}.txt"]],
    ["replaced, not in the ending", { way: "replace", find: "csv", replace: "x" }, ["csv.csv"], ["x.csv"]],
    ["replaced everywhere", { way: "replace", find: "-", replace: " " }, ["a-b-c.txt"], ["a b c.txt"]],
    [
      "no pattern of the search either",
      { way: "replace", find: ".", replace: "$&" },
      ["a.b.txt"],
      ["a$&b.txt"],
    ],
    ["capital letters are others", { way: "replace", find: "A", replace: "x" }, ["aA.txt"], ["ax.txt"]],
    ["nothing to find", { way: "replace", find: "", replace: "x" }, ["a.txt"], ["a.txt"]],
    ["taken out", { way: "replace", find: "copy of ", replace: "" }, ["copy of a.txt"], ["a.txt"]],
  ])("%s", (_, pattern, old, expected) => expect(names(pattern, ...old)).toEqual(expected));
});

describe("what is wrong with a name is said of that name", () => {
  it.each<[string, Partial<Pattern>, string[], string[], (string | null)[]]>([
    ["empty", { name: " " }, [], ["a.txt"], ["empty"]],
    ["a slash", { name: "a/{n}" }, [], ["a.txt"], ["slash"]],
    ["dots", { name: ".." }, [], ["a"], ["dots"]],
    ["a control letter", { name: "a\u0007" }, [], ["a"], ["control"]],
    ["longer than a key", { name: "ä".repeat(510) }, [], ["a.txt"], ["long"]],
    ["the same for two", { name: "x" }, [], ["a.txt", "b.txt", "c.csv"], ["twice", "twice", null]],
    ["already there", { name: "x" }, ["x.txt"], ["a.txt"], ["taken"]],
    ["there as a folder", { name: "x" }, ["x/"], ["a"], ["taken"]],
    [
      "that of another that goes",
      { way: "replace", find: "a", replace: "b" },
      [],
      ["a", "b"],
      ["twice", "twice"],
    ],
    ["its own", { name: "{name}" }, [], ["a.txt"], [null]],
    ["capital letters are another name", { name: "A" }, [], ["a"], [null]],
  ])("%s", (_, pattern, there, old, expected) => expect(problems(pattern, there, ...old)).toEqual(expected));

  it("a day that nobody knows", () => {
    const [found] = renamed([row("a", null)], { ...usual, name: "{date}" }, "p/", new Set());
    expect(found?.problem).toBe("undated");
  });

  it("is found among many in a moment", () => {
    const many = Array.from({ length: 500 }, (_, nth) => `file ${nth}.txt`);
    expect(names({ name: "{n}", digits: 3 }, ...many).at(-1)).toBe("500.txt");
  });
});

describe("several that are selected", () => {
  let desk: Desk;
  const has = (name: string) => desk.fake.world.bucket("acme-datasets").has(`team/fieldwork/${name}`);
  const rest = async () => {
    for (let turn = 0; turn < 60; turn += 1) await desk.clock.pass(100);
  };

  beforeEach(async () => {
    desk = new Desk();
    await desk.transfers.watch();
    await desk.go(at("team/fieldwork/"));
    for (const [nth, name] of ["harbour-0412.jpg", "harbour-0413.jpg", "2024/"].entries())
      void desk.browse.click(desk.indexOf(name), nth === 0 ? free : { ctrl: true, shift: false });
    await desk.clock.pass(1);
    desk.browse.askRename();
    await desk.clock.pass(10);
  });

  it("have other names, each by a move, and are undone as one", async () => {
    const { patterning } = desk.browse;
    expect([desk.browse.renaming, patterning?.rows.length, patterning?.why]).toEqual([
      null,
      3,
      "No name changes",
    ]);
    patterning?.set({ name: "x {n}" });
    expect(patterning?.why).toBeNull();
    void patterning?.run();
    await rest();
    expect(["x 01/a.csv", "x 02.jpg", "x 03.jpg", "harbour-0412.jpg"].map(has)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(desk.browse.patterning).toBeNull();
    expect(desk.undoing.done.map((deed) => desk.undoing.words(deed))).toEqual([
      "Renamed 1 folder and 2 files",
    ]);
    void desk.undoing.undo();
    await rest();
    expect(["2024/a.csv", "harbour-0412.jpg", "harbour-0413.jpg", "x 02.jpg"].map(has)).toEqual([
      ...[true, true, true, false],
    ]);
  });

  it("keep their names while one of the new ones cannot be", async () => {
    const { patterning } = desk.browse;
    patterning?.set({ name: "licences" });
    await rest();
    expect(patterning?.why).toBe("2 names cannot be used");
    await patterning?.run();
    await rest();
    expect([has("harbour-0412.jpg"), desk.transfers.groups]).toEqual([true, []]);
  });

  it("leave those that were not changed alone", async () => {
    const { patterning } = desk.browse;
    patterning?.set({ way: "replace", find: "0412", replace: "first" });
    expect(patterning?.changed.map(({ name }) => name)).toEqual(["harbour-first.jpg"]);
    await rest();
    void patterning?.run();
    await rest();
    expect([has("harbour-first.jpg"), has("harbour-0413.jpg"), desk.transfers.groups.length]).toEqual([
      true,
      true,
      1,
    ]);
  });

  it("know a name that is taken though the list shown is filtered", async () => {
    desk.browse.patterning?.leave();
    desk.fake.world.put("acme-datasets", "team/fieldwork/zebra.jpg", 1, 0);
    desk.browse.refresh();
    await rest();
    desk.browse.setFilter("harbour");
    await desk.clock.pass(100);
    for (const [nth, name] of ["harbour-0412.jpg", "harbour-0413.jpg"].entries())
      void desk.browse.click(desk.indexOf(name), nth === 0 ? free : { ctrl: true, shift: false });
    await desk.clock.pass(1);
    desk.browse.askRename();
    await desk.clock.pass(10);
    const { patterning } = desk.browse;
    patterning?.set({ way: "replace", find: "harbour-0412", replace: "zebra" });
    await rest();
    const taken = patterning?.all.filter(({ problem }) => problem === "taken").map(({ name }) => name);
    expect([taken, patterning?.why]).toEqual([["zebra.jpg"], "1 name cannot be used"]);
  });

  it("are not renamed before it is known which names the folder has", async () => {
    desk.browse.patterning?.leave();
    desk.browse.askRename();
    for (let turn = 0; desk.browse.patterning === null && turn < 50; turn += 1) await Promise.resolve();
    const { patterning } = desk.browse;
    patterning?.set({ name: "licences {n}" });
    expect(patterning?.why).toBe("Checking which names already exist in this folder…");
    await patterning?.run();
    expect(desk.transfers.groups).toEqual([]);
    await rest();
    expect(patterning?.why).toBeNull();
  });
});
