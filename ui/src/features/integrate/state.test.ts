import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { Integrations } from "./state.svelte";
import { tally } from "./say";

const at = { connection: "acme", bucket: "acme-datasets" };

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 40; n += 1) await Promise.resolve();
}

async function begun() {
  const all = new Integrations();
  await all.pick(at);
  await all.begin("kolena");
  const { one } = all;
  if (!one) throw new Error("nothing was begun");
  return { all, one };
}

async function answered() {
  const { all, one } = await begun();
  one.answer("partner", "arn:aws:iam::444455556666:role/reader");
  one.answer("external_id", "c0ffee00");
  await settled();
  return { all, one };
}

beforeEach(() => useHost(new Fake({ furnished: true })));

describe("integrations", () => {
  it("are found by name and purpose, in any order of words", async () => {
    const all = new Integrations();
    await all.pick(null);
    all.search = "files site";
    expect(all.found.map(({ id }) => id)).toEqual(["website-shows"]);
    await all.begin("kolena");
    expect(all.one, "without a bucket nothing begins").toBeNull();
  });

  it("say what is missing only where the person has been, or once it is to be set up", async () => {
    const { one } = await begun();
    expect(one.finding("partner")).toBeNull();
    one.answer("partner", "");
    await settled();
    expect(one.finding("partner")?.severity).toBe("stop");
    expect(one.finding("external_id")).toBeNull();
    await one.apply();
    expect(one.finding("external_id")?.severity).toBe("stop");
    expect(one.view, "nothing was done").toBeNull();
  });

  it("are set up, checked at once, listed, and taken back after a look", async () => {
    const { all, one } = await answered();
    expect(one.sheet.plan?.sentences[0]).toContain("can open");
    await one.apply();
    expect([one.steps.length, one.asking, one.view?.state]).toEqual([3, false, "working"]);
    expect(tally(one.checks)).toBe("1 passed");
    await settled();
    expect(all.list.map(({ state }) => state)).toEqual(["working"]);
    await one.remove();
    expect(one.view?.state, "not without a look").toBe("working");
    await one.askRemoval();
    expect(one.removal?.items).toHaveLength(1);
    await one.remove();
    expect([one.view?.state, one.removal]).toEqual(["removed", null]);
    await all.forget(one.id);
    await settled();
    expect([all.list, all.page]).toEqual([[], "list"]);
  });

  it("keep what is typed when an answer of Rust comes late", async () => {
    const { one } = await begun();
    one.answer("partner", "a");
    one.answer("partner", "ab");
    await settled();
    expect(one.sheet.filled.answers["partner"]).toBe("ab");
    expect(one.filled.answers["partner"]).toBe("ab");
  });

  it("are opened again as they stand", async () => {
    const { all, one } = await answered();
    await one.apply();
    all.showList();
    await settled();
    await all.open(one.id);
    expect([all.one?.asking, all.one?.checks.length]).toEqual([false, 1]);
    await all.one?.askAgain();
    expect(all.one?.asking).toBe(true);
  });
});
