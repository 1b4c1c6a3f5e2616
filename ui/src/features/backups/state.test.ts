import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { PairView } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { facts, kept, keepOf, keeps, pairRan, pairStanding, progress, smaller, standing } from "./say";
import { Backups } from "./state.svelte";

let fake: Fake;
let all: Backups;
const at = { connection: "acme", bucket: "acme-datasets" };

beforeEach(async () => {
  fake = new Fake({ furnished: true });
  useHost(fake);
  all = new Backups();
  all.begin(at, "maps/");
});

/** What has to be there. */
function the<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("it is not there");
  return value;
}

/** Kept, and open. */
async function made(): Promise<string> {
  all.form?.choose("to", { ...all.form.to, connection: "acme", bucket: "acme-backups" });
  await all.save();
  return all.open;
}

describe("the form", () => {
  it("names a new backup after what is copied, and suggests a folder of that name until one is written", () => {
    const form = the(all.form);
    expect([form.name, form.to.folder, form.ready, form.lacking]).toEqual([
      "acme-datasets/maps",
      "acme-datasets/maps/",
      false,
      "to",
    ]);
    form.choose("from", { ...form.from, folder: "" });
    expect([form.name, form.to.folder]).toEqual(["acme-datasets", "acme-datasets/"]);
    form.choose("to", { connection: "acme", bucket: "acme-backups", folder: "mine" });
    form.rename("Mine");
    form.choose("from", { ...form.from, folder: "maps" });
    expect([form.name, form.to.folder, form.ready]).toEqual(["Mine", "mine", true]);
  });

  it("comes back as it was saved", async () => {
    the(all.form).when.every = "week";
    the(all.form).when.time = "7:05";
    the(all.form).keep = "last-7";
    await made();
    expect(all.one?.schedule).toEqual({ every: "week", weekday: "sunday", hour: 7, minute: 5 });
    all.change();
    expect([
      the(all.form).when.every,
      the(all.form).when.time,
      the(all.form).keep,
      the(all.form).to.bucket,
    ]).toEqual(["week", "07:05", "last-7", "acme-backups"]);
  });
});

describe("a backup", () => {
  it("runs to a copy, which is then on the list", async () => {
    const id = await made();
    await all.run(id);
    expect(all.tick(id)).toBeNull();
    expect(all.copies?.map(({ copy, good }) => [copy, good])).toEqual([["2026-03-01", true]]);
    expect(standing(the(all.one)).word).toBe("Completed");
  });

  it("says why there is no new copy, and keeps the old ones", async () => {
    const id = await made();
    await all.run(id);
    fake.backups.failing = {
      code: "backup_nothing",
      title: "There are no files to back up",
      what: "",
      next: "",
    };
    await all.run(id);
    expect([all.fault?.code, all.copies?.length, standing(the(all.one)).tone]).toEqual([
      "backup_nothing",
      1,
      "bad",
    ]);
  });

  it("removes a copy, and the last one as such", async () => {
    const id = await made();
    await all.run(id);
    await all.run(id);
    const [newer, older] = the(all.copies);
    expect([all.lastOf(the(newer)), all.lastOf(the(older))]).toEqual([null, null]);
    all.ask(the(older), "remove");
    await all.remove();
    expect(all.lastOf(the(all.copies?.[0]))).toBe("good");
    all.ask(the(all.copies?.[0]), "remove");
    await all.remove();
    expect([all.copies, all.fault, all.asking]).toEqual([[], null, null]);
  });

  it("asks about a copy that is much smaller, and counts from it once that was meant", async () => {
    const id = await made();
    await all.run(id);
    fake.backups.shrinks = true;
    await all.run(id);
    const [newer, older] = the(all.copies);
    expect([all.lastOf(the(newer)), all.lastOf(the(older))]).toEqual([null, "full"]);
    expect([standing(the(all.one)).word, facts(the(newer))]).toEqual([
      "Much smaller",
      "1 file, 1 B, verified · much smaller than before",
    ]);
    const { last } = the(all.one);
    expect(smaller(the(last), the(the(last).smaller))).toMatch(
      /^It has 1 file, 1 B\. The copy 2026-03-01 has 2 files, 30 B\./,
    );
    await all.accept(the(last).copy);
    expect([all.one?.last?.smaller, all.lastOf(the(all.copies?.[1]))]).toEqual([null, null]);
  });

  it("sends a copy of another place to a folder of its own", async () => {
    const id = await made();
    await all.run(id);
    const [copy] = the(all.copies);
    const old = { ...the(copy), copy: "2026-02-01", elsewhere: "s3://old-bucket/" };
    all.copies = [the(copy), old];
    expect([all.lastOf(the(copy)), all.lastOf(old), facts(old)]).toEqual([
      "good",
      "good",
      "2 files, 30 B, verified · copy of s3://old-bucket/, which is no longer backed up",
    ]);
    all.ask(old, "restore");
    expect(all.beside).toBe(true);
    all.ask(the(copy), "restore");
    expect(all.beside).toBe(false);
  });

  it("goes off the list", async () => {
    await made();
    await all.forget();
    expect([all.page, all.list]).toEqual(["list", []]);
  });
});

describe("words", () => {
  it("of a pair say what its last run did, and what failed", () => {
    const trouble = {
      code: "pair_source_gone",
      title: "The source has none of its files",
      what: "",
      next: "",
    };
    const ran = { at: Date.now(), copied: 3, removed: 1, failed: 0, spared: 0, held: 0, trouble: null };
    const place = { kind: "folder" as const, name: "walk" };
    const wish = { way: "mirror" as const, to_left: false, replace_newer: false, keep_removed: true };
    const pair: PairView = {
      ...{ id: "1", name: "Mine", left: place, right: place, by: "time", wish, when: "", running: false },
      ...{ filter: { include: [], exclude: [] }, schedule: { every: "never" }, timer: "off" },
      ...{ last: null, locked: null },
    };
    const stands = (more: Partial<PairView>) => pairStanding({ ...pair, ...more }).word;
    expect([pairRan(pair), stands({})]).toEqual(["", "Not run yet"]);
    expect(pairRan({ last: ran })).toMatch(/: copied 3, removed 1$/);
    expect(pairRan({ last: { ...ran, failed: 2, spared: 1, held: 3, trouble } })).toMatch(
      /removed 1 · 2 files failed · 1 file waits until you run the pair, because it would be replaced or removed · 3 files left as they are, because they cannot be compared or cannot be in both places · The source has none/,
    );
    expect([stands({ last: ran }), stands({ last: { ...ran, trouble } })]).toEqual(["Completed", "Failed"]);
    expect(stands({ last: { ...ran, trouble }, locked: trouble })).toBe("Check needed");
  });

  it("of what is kept know every choice again", () => {
    for (const { value, keep } of keeps) expect(keepOf(keep)).toBe(value);
    expect(keepOf({ last: 3, days: 1, weeks: 0, months: 0, years: 0 })).toBe("own");
    expect(kept({ last: 3, days: 1, weeks: 0, months: 0, years: 0 })).toMatch(
      /^Kept: the last 3 copies and all copies of the last day\. Periods/,
    );
  });

  it("of progress know an end only where there is one", () => {
    const tick = { files_done: 1, files: 4, bytes_done: 50, bytes: 100 };
    expect(progress({ ...tick, phase: "copying" })).toEqual({
      words: "Copied 1 of 4 files, 50 B of 100 B",
      value: 0.5,
    });
    expect(progress({ ...tick, phase: "looking", files: 0 }).value).toBeNull();
  });
});
