import { beforeEach, describe, expect, it } from "vitest";
import type { OnConflict } from "../../lib/backend/contract";
import { at, Desk, free } from "./desk";
import { numbered } from "./expected";

let desk: Desk;

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
  await desk.go(at("team/fieldwork/"));
});

async function choose(...names: string[]): Promise<void> {
  for (const name of names) void desk.browse.click(desk.indexOf(name), { ...free, ctrl: name !== names[0] });
  await desk.clock.pass(1);
}

const selected = () => desk.names().filter((_, row) => desk.browse.listing?.row(row)?.selected);

/** Lets the transfer end and the folder be read again. */
async function end(): Promise<void> {
  await desk.clock.pass(4000);
  desk.browse.listing?.want(0, 40);
  for (let turn = 0; turn < 10; turn += 1) await desk.clock.pass(50);
}

describe("what was cut", () => {
  const cut = () =>
    desk.names().filter((_, at) => {
      const row = desk.browse.listing?.row(at);
      return row !== undefined && desk.browse.isCut(row);
    });

  beforeEach(async () => {
    await choose("readme.txt", "2024/");
    desk.browse.hold(true);
    await desk.clock.pass(10);
  });

  it("is marked until it is pasted, also on the way there and back", async () => {
    expect(cut()).toEqual(["2024/", "readme.txt"]);
    await desk.go(at("team/"));
    expect(cut()).toEqual([]);
    await desk.go(at("team/fieldwork/"));
    expect(cut()).toEqual(["2024/", "readme.txt"]);
    await desk.go(at("team/"));
    desk.browse.put();
    await end();
    expect([desk.names().includes("readme.txt"), cut()]).toEqual([true, []]);
  });

  it.each([true, false])("is marked no more once something else is held (cut: %s)", async (leave) => {
    await choose("licences.csv");
    desk.browse.hold(leave);
    await desk.clock.pass(10);
    expect(cut()).toEqual(leave ? ["licences.csv"] : []);
  });
});

describe("what comes into the folder is selected and in sight", () => {
  it("a file under its new name", async () => {
    await choose("readme.txt");
    desk.browse.askRename();
    await desk.clock.pass(1);
    const shown = desk.browse.cursor.reveals;
    desk.browse.renaming?.type("annotations.txt");
    await desk.browse.renaming?.run();
    await end();
    expect([desk.focused(), selected()]).toEqual(["annotations.txt", ["annotations.txt"]]);
    expect(desk.browse.chosen).toBe(1);
    expect(desk.browse.cursor.reveals).toBeGreaterThan(shown);
  });

  it("a folder under its new name", async () => {
    await choose("2024/");
    desk.browse.askRename();
    await desk.clock.pass(1);
    desk.browse.renaming?.type("before");
    await desk.browse.renaming?.run();
    await end();
    expect([desk.focused(), selected()]).toEqual(["before/", ["before/"]]);
  });

  it.each([true, false])("what was pasted, several at once (cut: %s)", async (cut) => {
    await choose("readme.txt", "licences.csv", "2024/");
    desk.browse.hold(cut);
    await desk.clock.pass(1);
    await desk.go(at("team/"));
    desk.browse.put();
    await end();
    expect(selected().toSorted()).toEqual(["2024/", "licences.csv", "readme.txt"]);
    expect(desk.browse.mayChoose).toBe(true);
  });

  /** Pastes into a folder that has one of the names, and answers. */
  async function pasteOver(choice: OnConflict): Promise<void> {
    desk.fake.world.put("acme-datasets", "team/readme.txt", 1, 1);
    await choose("readme.txt", "licences.csv");
    desk.browse.hold(false);
    await desk.clock.pass(1);
    await desk.go(at("team/"));
    desk.browse.put();
    await desk.clock.pass(500);
    const { asking } = desk.transfers;
    if (asking) desk.transfers.answer(asking, choice);
    await end();
  }

  it("not the file that was there, where both are kept: the new one, by its number", async () => {
    await pasteOver("keep_both");
    expect(selected()).toEqual(["licences.csv", "readme (2).txt"]);
  });

  it.each(["skip", "if_newer", "if_different"] as const)(
    "not the file that was there, after “%s”",
    async (choice) => {
      await pasteOver(choice);
      expect(selected()).toEqual(["licences.csv"]);
    },
  );

  it("the file in whose place another came", async () => {
    await pasteOver("replace");
    expect(selected()).toEqual(["licences.csv", "readme.txt"]);
  });

  it("a copy beside its original, and not the original", async () => {
    await choose("readme.txt");
    desk.browse.hold(false);
    await desk.clock.pass(1);
    desk.browse.put();
    await end();
    expect(selected()).toEqual(["readme (2).txt"]);
  });

  it.each([
    ["a.txt", "a (2).txt"],
    ["a.tar.gz", "a.tar (2).gz"],
    [".profile", ".profile (2)"],
    ["a", "a (2)"],
    ["a.b/", "a (2).b/"],
    ["a.an ending that is no ending", "a.an ending that is no ending (2)"],
  ])("the number of %s is where the engine puts it", (name, expected) => {
    expect(numbered(name, 2)).toBe(expected);
  });

  it("what was uploaded", async () => {
    await desk.transfers.upload(desk.fake.choose({ "b.txt": 5, "a.txt": 7 }), at("team/fieldwork/"));
    await end();
    expect(selected()).toEqual(["a.txt", "b.txt"]);
    expect(desk.focused()).toBe("a.txt");
  });

  it("not what went into another folder", async () => {
    await choose("readme.txt");
    await desk.transfers.upload(desk.fake.choose({ "b.txt": 5 }), at("team/fieldwork/2024/"));
    await end();
    expect(selected()).toEqual(["readme.txt"]);
  });

  it("not where the person selected something else meanwhile", async () => {
    await desk.transfers.upload(desk.fake.choose({ "b.txt": 5 }), at("team/fieldwork/"));
    await choose("licences.csv");
    await end();
    expect(desk.names()).toContain("b.txt");
    expect(selected()).toEqual(["licences.csv"]);
  });

  it("not what was refused, whatever else comes then", async () => {
    await choose("readme.txt");
    desk.browse.askRename();
    await desk.clock.pass(1);
    desk.browse.renaming?.type("licences.csv");
    await desk.browse.renaming?.run();
    desk.browse.touched(at("team/fieldwork/"), true);
    await end();
    expect(selected()).toEqual(["readme.txt"]);
  });
});
