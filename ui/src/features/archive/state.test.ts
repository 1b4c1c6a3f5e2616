import { beforeEach, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { archiveClosed } from "../../lib/backend/fake/faults";
import { Restoring } from "./state.svelte";

const at = { connection: "acme", bucket: "acme-archive", key: "scans/2019/survey.tif" };
let fake: Fake;

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

beforeEach(() => {
  fake = new Fake({ furnished: true });
  useHost(fake);
});

it("a file is asked for once the days are a number, and is then on its way", async () => {
  const restoring = new Restoring(at);
  expect(restoring.ready, "nothing is asked for before the storage told").toBe(false);
  await settled();
  expect([restoring.name, restoring.ready, restoring.tier]).toEqual(["survey.tif", true, "standard"]);
  for (const days of ["", "0", "-1", "2.5", "1e2", "3651", "a week"]) {
    restoring.days = days;
    expect(restoring.ready, days).toBe(false);
    await restoring.restore();
  }
  expect(fake.calls).not.toContain("restore_from_archive");
  restoring.days = " 14 ";
  await restoring.restore();
  expect(restoring.standing).toEqual({ kind: "restoring" });
  expect(restoring.ready).toBe(false);
});

it("the fastest way is not chosen for anybody, and a way that is not offered is left", async () => {
  fake.archive = {
    kind: "archived",
    ways: [{ tier: "bulk", when: "Within 48 hours", cost: "The lowest price." }],
    for_days: true,
    size: 4,
  };
  const restoring = new Restoring(at);
  await settled();
  expect(restoring.tier).toBe("bulk");
});

it("a refusal leaves what was chosen", async () => {
  const restoring = new Restoring(at);
  await settled();
  restoring.days = "3";
  fake.archive = archiveClosed;
  await restoring.restore();
  expect([restoring.fault?.code, restoring.days, restoring.standing?.kind]).toEqual([
    "read_only",
    "3",
    "archived",
  ]);
});
