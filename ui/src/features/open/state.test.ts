import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { OpenedState } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { archiveClosed } from "../../lib/backend/fake/faults";
import { Opened, useIn } from "./state.svelte";

const at = (key: string) => ({ connection: "acme", bucket: "acme-datasets", key });
const wanted = (key: string) => ({ at: at(key), name: key.split("/").at(-1) ?? key });
const unseen = () => {
  throw new Error("nothing else is shown");
};
let fake: Fake;
let opened: Opened;
const told: unknown[] = [];

beforeEach(async () => {
  vi.useFakeTimers();
  fake = new Fake({ furnished: true });
  useHost(fake);
  told.length = 0;
  opened = new Opened((caught) => told.push(caught));
  await opened.watch();
});

afterEach(() => vi.useRealTimers());

describe("a file", () => {
  it("is opened in its usual program, and nothing is said of it", async () => {
    await opened.open(wanted("notes/a.txt"), unseen);
    expect([opened.list.length, opened.first, told]).toEqual([1, null, []]);
  });

  it("that its program would run is not, and is looked at instead", async () => {
    const tab = { peeking: false };
    useIn(opened, tab)(at("setup.exe"), { name: "setup.exe" }, false);
    await vi.waitFor(() => expect(opened.runs).toBe("setup.exe"));
    expect([tab.peeking, opened.list]).toEqual([true, []]);
    await opened.open(wanted("notes/a.txt"), unseen);
    expect(opened.runs, "it is said of the latest alone").toBeNull();
  });

  it("that is large is fetched once its size is known to be wanted", async () => {
    fake.world.put("acme-datasets", "big.csv", 3 * 2 ** 30, 0);
    await opened.open(wanted("big.csv"), unseen);
    expect([opened.large?.size, opened.list]).toEqual([3 * 2 ** 30, []]);
    await opened.openLarge();
    expect([opened.large, opened.list.length]).toEqual([null, 1]);
  });

  it("is opened in a program that is chosen, the usual one first", async () => {
    await opened.choose(wanted("notes/a.txt"));
    expect(opened.choosing?.programs?.map(({ usual }) => usual)).toEqual([true, false]);
    await opened.openWith({ kind: "listed", id: "code.desktop" });
    expect([opened.choosing, opened.list.length]).toEqual([null, 1]);
  });

  it("that cannot be opened says why", async () => {
    fake.readings.opened.open = () => {
      throw archiveClosed;
    };
    await opened.open(wanted("a.txt"), unseen);
    expect([told, opened.list]).toMatchObject([[{ fault: archiveClosed }], []]);
  });
});

describe("what is said", () => {
  const put = (key: string, state: OpenedState) => fake.readings.opened.put(at(key), state);

  it("is what is worst, with how many more wait", () => {
    put("left.txt", { kind: "left" });
    put("same.txt", { kind: "same" });
    put("changed.txt", { kind: "changed" });
    expect([opened.first?.name, opened.more]).toEqual(["changed.txt", 1]);
    put("conflict.txt", { kind: "conflict", gone: false });
    expect(opened.more).toBe(2);
    expect(opened.unsentOf("acme")).toEqual(["left.txt", "changed.txt", "conflict.txt"]);
    expect(opened.unsentOf("other")).toEqual([]);
  });

  it("stays with the file that is asked about until that is answered", async () => {
    const id = put("changed.txt", { kind: "changed" });
    const worse = put("conflict.txt", { kind: "conflict", gone: false });
    expect(opened.first?.id, "its buttons are under the pointer").toBe(id);
    fake.readings.opened.stands(id, { kind: "failed", fault: archiveClosed });
    expect(opened.first?.id).toBe(id);
    await opened.answer(id, "leave");
    expect(opened.first?.id).toBe(worse);
    put("other.txt", { kind: "conflict", gone: true });
    expect([opened.first?.id, opened.more]).toEqual([worse, 2]);
  });

  it("of an upload leaves by itself, and comes with the next", async () => {
    const id = put("a.txt", { kind: "changed" });
    await opened.answer(id, "send");
    expect(opened.first?.state).toEqual({ kind: "saved", checked: true, beside: null });
    vi.advanceTimersByTime(7999);
    expect(opened.first).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(opened.first).toBeNull();
    fake.readings.opened.stands(id, { kind: "changed" });
    expect(opened.first?.state.kind).toBe("changed");
    await opened.answer(id, "send");
    expect(opened.first?.state.kind).toBe("saved");
    opened.dismiss(id);
    expect(opened.first).toBeNull();
  });

  it("of a change is asked, and Not now stays in sight", async () => {
    const id = put("a.txt", { kind: "changed" });
    await opened.answer(id, "leave");
    expect([opened.first?.state.kind, fake.readings.opened.answered]).toEqual(["left", ["leave"]]);
  });

  it("of a file that is not open any more is a fault", async () => {
    await opened.answer("gone", "send");
    expect(told.length).toBe(1);
  });

  it("of a fetch ends with its stop", async () => {
    const id = put("a.txt", { kind: "fetching", done: 1, total: 2 });
    expect(opened.first?.id).toBe(id);
    await opened.stop(id);
    expect([opened.first, opened.list]).toEqual([null, []]);
  });
});
