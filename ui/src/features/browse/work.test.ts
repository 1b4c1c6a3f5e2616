import { beforeEach, describe, expect, it, vi } from "vitest";
import { said } from "../../lib/words";
import { at, Desk, free } from "./desk";
import { watchWindow } from "./drops";

let desk: Desk;

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
});

describe("work", () => {
  beforeEach(() => desk.go(at("team/fieldwork/")));

  it("makes a folder and goes to its row", async () => {
    desk.browse.askName();
    desk.browse.newFolder?.type("new");
    await desk.browse.newFolder?.make();
    await desk.clock.pass(500);
    expect(desk.browse.newFolder).toBeNull();
    expect(desk.focused()).toBe("new/");
    expect(desk.browse.chosen).toBe(1);
  });

  it("keeps the question open when the folder could not be made", async () => {
    desk.browse.askName();
    desk.browse.newFolder?.type("2024");
    await desk.browse.newFolder?.make();
    expect(desk.browse.newFolder).toMatchObject({ fault: { code: "folder_exists" }, busy: false });
  });

  it("counts before it deletes, and deletes only on a yes", async () => {
    void desk.browse.click(desk.indexOf("2024/"), free);
    void desk.browse.click(desk.indexOf("readme.txt"), { ctrl: true, shift: false });
    await desk.clock.pass(1);
    desk.browse.askDelete();
    desk.browse.confirmDelete();
    expect(desk.browse.deleting?.ready).toBe(false);
    await desk.clock.pass(500);
    expect(desk.browse.deleting?.count).toMatchObject({ files: 2, folders: 1, complete: true });
    desk.browse.confirmDelete();
    await desk.clock.pass(2000);
    expect(desk.browse.deleting).toBeNull();
    expect(desk.names()).not.toContain("readme.txt");
    expect(desk.names()).not.toContain("2024/");
  });

  it("acts on what the keys before it select, however quickly they follow", async () => {
    desk.browse.press({ kind: "all" });
    expect(desk.browse.mayChoose).toBe(true);
    desk.browse.askDelete();
    await desk.clock.pass(500);
    expect(desk.browse.deleting?.count).toMatchObject({ files: 20, folders: 3, complete: true });
    desk.browse.leaveDelete();
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    await desk.clock.pass(1);
    desk.browse.press({ kind: "none" });
    desk.browse.askDelete();
    desk.browse.press({ kind: "type", text: "2024" });
    desk.browse.press({ kind: "open" });
    await desk.clock.pass(500);
    expect([desk.browse.deleting, desk.browse.place]).toEqual([null, at("team/fieldwork/2024/")]);
  });

  it("deletes nothing on a no, and gives the plan up", async () => {
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    await desk.clock.pass(1);
    desk.browse.askDelete();
    await desk.clock.pass(500);
    expect(desk.browse.deleting?.names).toEqual(["readme.txt"]);
    desk.browse.leaveDelete();
    await desk.clock.pass(500);
    expect(desk.fake.calls).toContain("discard_plan");
    expect(desk.names()).toContain("readme.txt");
  });

  it("downloads what is selected", async () => {
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    await desk.clock.pass(1);
    desk.browse.download();
    await desk.clock.pass(1000);
    expect(desk.transfers.groups[0]).toMatchObject({ kind: "download", state: "done", to: null });
  });

  it("drags out what is selected, named beside the pointer", async () => {
    const sent = vi.spyOn(desk.fake, "call");
    desk.browse.oncarry = (held) => held.out();
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    desk.browse.carry("readme.txt");
    await desk.clock.pass(1000);
    expect(desk.transfers.groups[0]).toMatchObject({ kind: "download", state: "done", to: null });
    void desk.browse.click(desk.indexOf("2024/"), { ctrl: true, shift: false });
    desk.browse.carry("2024/");
    await desk.clock.pass(1000);
    const carried = sent.mock.calls.filter(([command]) => command === "drag_out");
    expect(carried.map(([, args]) => args)).toMatchObject([
      { label: "readme.txt" },
      { label: "1 folder and 1 file" },
    ]);
  });

  it("drags nothing out where nothing is selected", async () => {
    desk.browse.carry(desk.focused() ?? "");
    await desk.clock.pass(1000);
    expect(desk.transfers.groups).toEqual([]);
  });

  it("downloads the file that is shown in full, whatever is selected", async () => {
    const row = desk.browse.listing?.row(desk.indexOf("licences.csv"));
    if (row) await desk.browse.downloadOne(row);
    await desk.clock.pass(1000);
    expect(said(desk.transfers.groups[0]?.title ?? "")).toContain("licences.csv");
  });
});

describe("copies and moves", () => {
  const has = (key: string) => desk.fake.world.bucket("acme-datasets").has(key);

  async function choose(name: string): Promise<void> {
    void desk.browse.click(desk.indexOf(name), free);
    await desk.clock.pass(1);
  }

  beforeEach(() => desk.go(at("team/fieldwork/")));

  it("cut here and put down there, which empties the hand", async () => {
    await choose("readme.txt");
    desk.browse.hold(true);
    await desk.clock.pass(1);
    await desk.go(at("team/"));
    expect(desk.browse.mayPut).toBe(true);
    desk.browse.put();
    await desk.clock.pass(1000);
    expect([has("team/readme.txt"), has("team/fieldwork/readme.txt")]).toEqual([true, false]);
    expect(desk.browse.mayPut).toBe(false);
  });

  it("a copy can be put down again and again", async () => {
    await choose("readme.txt");
    desk.browse.hold(false);
    await desk.clock.pass(1);
    for (const prefix of ["team/", "team/fieldwork/2025/"]) {
      await desk.go(at(prefix));
      desk.browse.put();
      await desk.clock.pass(1000);
      expect(has(`${prefix}readme.txt`)).toBe(true);
    }
    expect(has("team/fieldwork/readme.txt")).toBe(true);
  });

  it("asks where to, walks there, and goes nowhere before", async () => {
    await choose("readme.txt");
    desk.browse.askDestination(true);
    await desk.clock.pass(100);
    const asked = desk.browse.destination;
    expect(asked?.inside.map((step) => step.name)).toEqual(["2024", "2025", "intake"]);
    expect(asked?.ready).toBe(false);
    const [first] = asked?.inside ?? [];
    if (first) asked?.go(first.place);
    await desk.clock.pass(100);
    expect(asked?.ready).toBe(true);
    await asked?.run();
    await desk.clock.pass(1000);
    expect(desk.browse.destination).toBeNull();
    expect([has(`${first?.place.prefix}readme.txt`), has("team/fieldwork/readme.txt")]).toEqual([
      true,
      false,
    ]);
  });

  it("makes a folder where it stands and goes into it; what cannot be made says so and nothing moves", async () => {
    await choose("readme.txt");
    desk.browse.askDestination(true);
    await desk.clock.pass(100);
    const asked = desk.browse.destination;
    asked?.askFolder();
    asked?.newFolder?.type("2024");
    await asked?.newFolder?.make();
    expect(asked?.newFolder?.fault?.code).toBe("folder_exists");
    asked?.newFolder?.type("sorted");
    await asked?.newFolder?.make();
    await desk.clock.pass(100);
    expect([asked?.place.prefix, asked?.newFolder, asked?.ready]).toEqual([
      "team/fieldwork/sorted/",
      null,
      true,
    ]);
    await asked?.run();
    await desk.clock.pass(1000);
    expect([has("team/fieldwork/sorted/readme.txt"), has("team/fieldwork/readme.txt")]).toEqual([
      true,
      false,
    ]);
  });

  it("walks up to the buckets and the connections", async () => {
    await choose("readme.txt");
    desk.browse.askDestination(false);
    await desk.clock.pass(1);
    await desk.connections.start();
    const asked = desk.browse.destination;
    for (let step = 0; step < 4 && asked?.up; step += 1) {
      asked.go(asked.up);
      await desk.clock.pass(100);
    }
    expect(asked?.place.connection).toBe("");
    expect(asked?.inside[0]?.name).toBe("Acme Research");
    expect([asked?.ready, asked?.up]).toEqual([false, null]);
  });

  it("gives another name, and says at the name what cannot be", async () => {
    await choose("readme.txt");
    desk.browse.askRename();
    await desk.clock.pass(1);
    expect(desk.browse.renaming).toMatchObject({ name: "readme.txt", ready: false });
    desk.browse.renaming?.type("licences.csv");
    await desk.browse.renaming?.run();
    expect(desk.browse.renaming?.fault?.code).toBe("folder_exists");
    desk.browse.renaming?.type("read me.txt");
    await desk.browse.renaming?.run();
    await desk.clock.pass(1000);
    expect(desk.browse.renaming).toBeNull();
    expect(desk.names()).toContain("read me.txt");
    expect(desk.names()).not.toContain("readme.txt");
  });
});

describe("dropping files", () => {
  let under: number | null;
  beforeEach(async () => {
    await desk.go(at("team/fieldwork/"));
    await watchWindow(() => desk.browse, { rowAt: () => under });
  });

  it("over a folder's row lands in it", async () => {
    under = desk.indexOf("2025/");
    desk.fake.events?.push({ kind: "drag_over", x: 1, y: 1 });
    expect(desk.browse.landing).toEqual({ place: at("team/fieldwork/2025/"), at: under });
    desk.fake.events?.push({ kind: "dropped", x: 1, y: 1, chosen: desk.fake.choose({ "x.txt": 5 }) });
    await desk.clock.pass(1000);
    expect(desk.fake.world.bucket("acme-datasets").has("team/fieldwork/2025/x.txt")).toBe(true);
    expect(desk.browse.landing).toBeNull();
  });

  it("over a file or the ground lands in the folder shown", () => {
    for (under of [desk.indexOf("readme.txt"), null]) {
      desk.fake.events?.push({ kind: "drag_over", x: 1, y: 1 });
      expect(desk.browse.landing).toEqual({ place: at("team/fieldwork/"), at: null });
    }
    desk.fake.events?.push({ kind: "drag_left" });
    expect(desk.browse.landing).toBeNull();
  });
});
