import { beforeEach, describe, expect, it } from "vitest";
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
    expect(desk.fake.calls).toContain("discard_delete");
    expect(desk.names()).toContain("readme.txt");
  });

  it("downloads what is selected", async () => {
    void desk.browse.click(desk.indexOf("readme.txt"), free);
    await desk.clock.pass(1);
    desk.browse.download();
    await desk.clock.pass(1000);
    expect(desk.transfers.groups[0]).toMatchObject({ kind: "download", state: "done", to: null });
  });

  it("downloads the file that is shown in full, whatever is selected", async () => {
    const row = desk.browse.listing?.row(desk.indexOf("licences.csv"));
    if (row) await desk.browse.downloadOne(row);
    await desk.clock.pass(1000);
    expect(desk.transfers.groups[0]?.title).toContain("licences.csv");
  });
});

describe("dropping files", () => {
  let under: number | null;
  beforeEach(async () => {
    await desk.go(at("team/fieldwork/"));
    await watchWindow(
      () => desk.browse,
      () => under,
    );
  });

  it("over a folder's row lands in it", async () => {
    under = desk.indexOf("2025/");
    desk.fake.events?.push({ kind: "drag_over", x: 1, y: 1 });
    expect(desk.browse.landing).toEqual({ place: at("team/fieldwork/2025/"), at: under });
    desk.fake.events?.push({ kind: "dropped", x: 1, y: 1, granted: desk.fake.grant({ "x.txt": 5 }) });
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
