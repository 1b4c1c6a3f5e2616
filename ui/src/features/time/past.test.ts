import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FolderChanges } from "../../lib/backend/contract";
import { reason } from "../../lib/actions";
import { at, Desk } from "../browse/desk";
import { browseActions } from "../browse/actions";
import { asTyped, Moment } from "./moment.svelte";
import { Restoring } from "./restoring.svelte";

const day = 24 * 3_600_000;
const none = { askFiles: { can: () => false } } as never;
let desk: Desk;

beforeEach(async () => {
  desk = new Desk();
  await desk.transfers.watch();
  await desk.go(at("team/fieldwork/"));
});

afterEach(() => {
  vi.unstubAllEnvs();
});

async function shown(): Promise<void> {
  desk.browse.listing?.want(0, 40);
  await desk.clock.pass(500);
  desk.browse.listing?.want(0, 40);
  await desk.clock.pass(1);
}

async function goBack(): Promise<void> {
  desk.browse.enter(at("team/fieldwork/"), { kind: "as_of", moment: desk.clock.now() - 2 * day });
  await shown();
}

function dialog(now: number, changes: FolderChanges["changes"]): { moment: Moment; found: number[] } {
  const found: number[] = [];
  const moment = new Moment(
    null,
    (chosen) => found.push(chosen),
    () => now,
  );
  moment.changes = { changes, complete: true };
  return { moment, found };
}

describe("what is done while an earlier time is shown is not done to what is there now", () => {
  beforeEach(goBack);

  it("nothing is let go in a folder of then", () => {
    const index = desk.indexOf("old notes/");
    const row = { closest: () => ({ dataset: { at: String(index) } }) } as unknown as Element;
    expect(index).toBeGreaterThanOrEqual(0);
    expect(desk.browse.spot(row)).toMatchObject({
      ...{ place: null, why: "This is an earlier time. Go back to now first." },
    });
  });

  it("no size is counted, and nothing is pasted", () => {
    const actions = browseActions(desk.browse, none, none, none, { all: [] } as never);
    for (const action of [actions.measure, actions.paste]) {
      expect([action.can(), reason(action)]).toEqual([
        false,
        "This is an earlier time. Go back to now first.",
      ]);
    }
  });

  it("a file that the list does not show any more is downloaded in its version of then", async () => {
    await desk.browse.click(desk.indexOf("readme.txt"), { ctrl: false, shift: false });
    await desk.clock.pass(1);
    const row = desk.browse.listing?.row(desk.indexOf("readme.txt"));
    if (!row) throw new Error("no such row");
    expect(row.past?.version).toBeTruthy();
    desk.browse.time.showSince("added");
    await shown();
    const asked = vi.spyOn(desk.fake, "call");
    await desk.browse.downloadOne(row);
    const work = asked.mock.calls.filter(([name]) => name === "add_transfer").map(([, args]) => args);
    expect(work).toMatchObject([
      { request: { work: { kind: "download_version", version: row.past?.version } } },
    ]);
  });
});

describe("the time that is asked for", () => {
  const now = Date.UTC(2026, 10, 29, 12);

  it("may be ahead of this computer's clock where the storage's is", () => {
    const { moment, found } = dialog(now, [{ at: now + 600_000, stored: 1, deleted: 0 }]);
    moment.choose(now + 600_000);
    moment.show();
    expect([moment.finding, found]).toEqual([null, [now + 600_000]]);
    expect(moment.latest).toBe(asTyped(now + 600_000));
    moment.type(asTyped(now + 601_000));
    expect(moment.finding).toBe("Choose a time that is not in the future.");
  });

  it("is the change that was chosen, also in the hour that comes twice", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    // Half past two in the morning, for the second time.
    const second = Date.UTC(2026, 9, 25, 1, 30);
    const { moment, found } = dialog(now, [{ at: second, stored: 1, deleted: 0 }]);
    moment.choose(second);
    moment.show();
    expect([moment.chosen, found]).toEqual([second, [second]]);
  });

  it("says where changes could not be read, and takes a typed time", async () => {
    const { moment } = dialog(now, []);
    vi.spyOn(desk.fake, "call").mockRejectedValueOnce(new Error("refused"));
    await moment.look(at("team/fieldwork/"));
    expect([moment.unread, moment.changes?.changes]).toEqual([true, []]);
  });
});

describe("a restoration", () => {
  const nothing = {
    files: 0,
    bytes: 0,
    archived: 0,
    same: 0,
    added: 0,
    unsure: 0,
    undeletable: 0,
    unkept: 0,
    lost: 0,
  };

  it("that could restore nothing is not begun", async () => {
    await goBack();
    await desk.browse.click(desk.indexOf("readme.txt"), { ctrl: false, shift: false });
    await desk.clock.pass(1);
    const restoring = new Restoring(desk.browse.listing?.id ?? "");
    await desk.clock.pass(500);
    const count = (files: number, unkept: number, added = 0) => {
      restoring.count = { ...nothing, files, unkept, added, complete: true, fault: null };
      return restoring.ready;
    };
    expect([count(2, 1), count(2, 2), count(2, 2, 1)]).toEqual([true, false, false]);
    restoring.exact = true;
    expect(count(2, 2, 1)).toBe(true);
  });
});
