import { beforeEach, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { archiveClosed } from "../../lib/backend/fake/faults";
import { Fetching } from "./state.svelte";

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
  const fetching = new Fetching(at);
  expect(fetching.ready, "nothing is asked for before the storage told").toBe(false);
  await settled();
  expect([fetching.name, fetching.ready, fetching.speed]).toEqual(["survey.tif", true, "usual"]);
  for (const days of ["", "0", "-1", "2.5", "1e2", "3651", "a week"]) {
    fetching.days = days;
    expect(fetching.ready, days).toBe(false);
    await fetching.fetch();
  }
  expect(fake.calls).not.toContain("fetch_from_archive");
  fetching.days = " 14 ";
  await fetching.fetch();
  expect(fetching.standing).toEqual({ kind: "coming" });
  expect(fetching.ready).toBe(false);
});

it("the fastest way is not chosen for anybody, and a way that is not offered is left", async () => {
  fake.archive = {
    kind: "asleep",
    ways: [{ speed: "slow", when: "Within 48 hours", cost: "The lowest price." }],
    for_days: true,
    size: 4,
  };
  const fetching = new Fetching(at);
  await settled();
  expect(fetching.speed).toBe("slow");
});

it("a refusal leaves what was chosen", async () => {
  const fetching = new Fetching(at);
  await settled();
  fetching.days = "3";
  fake.archive = archiveClosed;
  await fetching.fetch();
  expect([fetching.fault?.code, fetching.days, fetching.standing?.kind]).toEqual([
    "read_only",
    "3",
    "asleep",
  ]);
});
