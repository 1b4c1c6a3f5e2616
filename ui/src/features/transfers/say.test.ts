import { describe, expect, it } from "vitest";
import type { GroupView } from "../../lib/backend/contract";
import { moved, pace, progress, proved, standing, together, unfinished } from "./say";

const base: GroupView = {
  ...{
    id: "g",
    kind: "upload",
    title: "Upload 128 files to fieldwork",
    state: "running",
    waits_for: null,
    stalled: false,
    planned: true,
    to: null,
    from: null,
    connection: null,
  },
  ...{
    files: 128,
    files_done: 41,
    files_failed: 0,
    files_skipped: 0,
    files_verified: 0,
    files_by_size: 0,
    files_renamed: 0,
    first: false,
    bytes: 537_600_000,
    bytes_done: 180_600_000,
  },
  ...{
    bytes_per_second: 42_600_000,
    seconds_left: 121,
    conflicts: 0,
    conflict_names: [],
    early: [],
    shown: [],
    notes: [],
    fault: null,
  },
} as GroupView;
const group = (more: Partial<GroupView>): GroupView => ({ ...base, ...more });

describe("how a group stands", () => {
  it.each([
    [{}, "41 of 128 files"],
    [{ planned: false }, "41 of 128 files found so far"],
    [{ files_failed: 2 }, "41 of 128 files · 2 failed"],
    [{ state: "planning", files: 0 }, "Counting files"],
    [{ state: "planning", files: 312 }, "Counting files: 312 so far"],
    [{ state: "asking" }, "Waiting for your choice"],
    [{ state: "waiting", waits_for: "paused" }, "Paused · 41 of 128 files"],
    [{ state: "waiting", waits_for: "network" }, "Waiting for the network · 41 of 128 files"],
    [{ state: "waiting", waits_for: "busy" }, "Waiting: the server asked to slow down · 41 of 128 files"],
    [{ state: "waiting", waits_for: "sign_in" }, "Waiting for you to sign in · 41 of 128 files"],
    [
      { state: "waiting", waits_for: "other_server" },
      "Paused: the connection may use another server now · 41 of 128 files",
    ],
    [{ state: "done", files_done: 1 }, "1 file done"],
    [{ state: "done", files_done: 126, files_skipped: 2 }, "126 files done · 2 skipped"],
    [{ state: "cancelled" }, "Stopped · 41 files done"],
    [{ state: "failed", files_failed: 2 }, "2 of 128 files failed"],
    [{ state: "failed" }, "Failed"],
  ] as [Partial<GroupView>, string][])("%o", (more, words) => expect(standing(group(more))).toBe(words));
});

describe("what was proved", () => {
  it.each([
    [{ state: "done", files_done: 128, files_verified: 128 }, "verified"],
    [{ files_verified: 41 }, "41 verified"],
    [{ state: "done", files_done: 128, files_verified: 128 }, "verified"],
    [{ files_done: 9, files_verified: 7, state: "done" }, "7 verified"],
    [{ files_done: 3, files_by_size: 3, state: "done" }, "size verified; the server keeps no checksum"],
    [
      { files_done: 128, files_verified: 126, files_by_size: 2, state: "done" },
      "126 verified · 2 by size only; the server keeps no checksum",
    ],
    [{ files_done: 0 }, ""],
  ] as [Partial<GroupView>, string][])("%o", (more, words) => expect(proved(group(more))).toBe(words));
});

describe("numbers", () => {
  it("name speed and time left only while it runs", () => {
    expect(pace(base)).toBe("42.6 MB/s · about 2 minutes left");
    expect(pace(group({ bytes_per_second: 0, seconds_left: null }))).toBe("");
    expect(pace(group({ state: "done" }))).toBe("");
  });

  it("are none while the server gives no answer, whatever they were before", () => {
    expect(pace(group({ stalled: true, bytes_per_second: 0, seconds_left: null }))).toBe(
      "Waiting for the server",
    );
    expect(pace(group({ stalled: true }))).toBe("Waiting for the server");
    expect(pace(group({ stalled: true, state: "waiting" }))).toBe("");
  });

  it("name bytes where bytes move", () => {
    expect(moved(base)).toBe("180.6 MB of 537.6 MB");
    expect(moved(group({ kind: "delete" }))).toBe("");
  });

  it("measure by bytes, and a deletion by files", () => {
    expect(progress(base)).toBeCloseTo(0.336, 3);
    expect(progress(group({ kind: "delete" }))).toBeCloseTo(0.32, 2);
    expect(progress(group({ state: "planning" }))).toBeNull();
    expect(progress(group({ bytes: 0, files: 0 }))).toBe(0);
    expect(together([base, base])).toBeCloseTo(0.336, 3);
    expect(together([base, group({ state: "planning" })])).toBeNull();
  });
});

describe("what is not finished when the window closes", () => {
  const upload = /^1 transfer is not finished/;
  const backup = /^A backup is not finished/;
  const deletion = /^A deletion does not continue/;
  it.each([
    [[], true, [backup]],
    [[{}], false, [upload]],
    [[{}], true, [upload, backup]],
    [[{ kind: "delete" }], true, [backup, deletion]],
    [[{}, { kind: "delete" }], true, [upload, backup, deletion]],
    [[], false, []],
  ] as [Partial<GroupView>[], boolean, RegExp[]][])("%j with a backup: %s", (running, runs, sentences) => {
    const said = unfinished(running.map(group), { backup: runs, pair: false });
    expect(said).toHaveLength(sentences.length);
    sentences.forEach((sentence, at) => expect(said[at]).toMatch(sentence));
  });
});
