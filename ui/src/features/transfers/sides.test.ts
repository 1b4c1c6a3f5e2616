// @vitest-environment jsdom
import { flushSync, mount, unmount } from "svelte";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { layOut } from "../../lib/kit/laidout";
import { ago, exactDate } from "../../lib/words";
import ConflictDialog from "./ConflictDialog.svelte";
import { isPicture, newer } from "./sides.svelte";
import { Transfers } from "./state.svelte";

const at = (prefix: string) => ({ connection: "acme", bucket: "acme-datasets", prefix });
const side = (modified: number | null, size: number | null = 1) => ({ size, modified });
let clock: HandClock;
let fake: Fake;

beforeAll(layOut);

beforeEach(() => {
  clock = new HandClock();
  fake = new Fake({ clock, furnished: true });
  useHost(fake);
  document.body.replaceChildren();
});

it.each([
  [side(2), side(1), "there"],
  [side(1), side(2), "coming"],
  [side(1), side(1), "same"],
  [side(null), side(1), null],
  [side(1), null, null],
])("which is newer: %j and %j", (one, other, expected) => expect(newer(one, other)).toBe(expected));

it.each([
  ["a.JPG", side(1, 5), true],
  ["a.jpg", side(1, 10_000_001), false],
  ["a.jpg", side(1, null), false],
  ["a.jpg", null, false],
  ["jpg", side(1, 5), false],
  ["a.jpg.txt", side(1, 5), false],
])("a picture is worth its bytes: %s %j", (name, one, expected) =>
  expect(isPicture(name, one)).toBe(expected),
);

it.each([
  [0, "this minute"],
  [59_000, "this minute"],
  [5 * 60_000, "5 minutes ago"],
  [3_600_000, "1 hour ago"],
  [26 * 3_600_000, "yesterday"],
  [40 * 24 * 3_600_000, "last month"],
  [800 * 24 * 3_600_000, "2 years ago"],
  [-3 * 3_600_000, "in 3 hours"],
])("%i ms ago", (ms, words) => expect(ago(1_800_000_000_000 - ms, 1_800_000_000_000)).toBe(words));

it.each(["move", "copy"])(
  "the question of a %s shows both sizes, times and pictures, and which is newer",
  async (kind) => {
    const [old, young] = [clock.now() - 40 * 24 * 3_600_000, clock.now() - 3_600_000];
    fake.world.put("acme-datasets", "x/harbour.jpg", 5_000, young);
    fake.world.put("acme-datasets", "y/harbour.jpg", 7_000, old);
    const told: unknown[] = [];
    const transfers = new Transfers((caught) => told.push(caught));
    await transfers.watch();
    const drawn = mount(ConflictDialog, { target: document.body, props: { transfers } });
    const id = (await fake.call("open_listing", {
      ...{ place: at("y/"), kind: { kind: "folder" } },
      ticks: { push: () => undefined, close: () => undefined },
    })) as { listing: string };
    await clock.pass(100);
    await fake.call("select_rows", { listing: id.listing, revision: 1, change: { kind: "all" } });
    await transfers.copy(await transfers.pick(id.listing), at("x/"), kind === "move");
    for (let turn = 0; turn < 20; turn += 1) {
      await clock.pass(50);
      flushSync();
    }
    const sides = document.querySelector('[data-testid="conflict-sides"]')?.textContent ?? "";
    for (const words of ["5 KB", "7 KB", exactDate(old), exactDate(young), "The existing file is newer."])
      expect(sides).toContain(words);
    const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-testid="conflict-picture"]')];
    expect(pictures.map(({ alt }) => alt)).toEqual(["Existing: harbour.jpg", "New: harbour.jpg"]);
    await unmount(drawn);
    await clock.pass(10);
    const { asked } = fake.readings;
    expect(asked.filter((each) => each.startsWith("close"))).toHaveLength(2);
    expect(told).toEqual([]);
  },
);
