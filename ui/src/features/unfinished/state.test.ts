import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { Unfinished } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { UnfinishedUploads } from "./state.svelte";

const one = (upload: string, bytes: number | null, ours = false): Unfinished => ({
  at: { key: `${upload}.mov`, upload },
  by: "nina",
  begun: 1,
  bytes,
  ours,
});

let clock: HandClock;
let fake: Fake;
let uploads: UnfinishedUploads;

beforeEach(async () => {
  clock = new HandClock();
  fake = new Fake({ clock, furnished: true });
  fake.transfers.unfinished = [one("a", 10), one("b", 20), one("c", null, true)];
  useHost(fake);
  uploads = new UnfinishedUploads({ connection: "acme", bucket: "acme-datasets" });
  await clock.pass(10);
});

const ids = (found: Unfinished[]) => found.map((each) => each.at.upload);

describe("unfinished uploads", () => {
  it("are found, and all but those at work are meant where none is chosen", () => {
    expect([ids(uploads.found), uploads.total]).toEqual([["a", "b", "c"], 3]);
    expect(ids(uploads.meant)).toEqual(["a", "b"]);
  });

  it("only what is chosen goes", async () => {
    uploads.choose({ key: "b.mov", upload: "b" });
    expect(ids(uploads.meant)).toEqual(["b"]);
    await uploads.clean();
    expect([ids(uploads.found), uploads.total]).toEqual([["a", "c"], 2]);
    expect(ids(fake.transfers.unfinished)).toEqual(["a", "c"]);
  });

  it("say why they could not be found", async () => {
    useHost({ call: () => Promise.reject(new Error("no")) });
    await uploads.look();
    expect([uploads.fault === null, uploads.total]).toEqual([false, 0]);
  });
});
