import { describe, expect, it } from "vitest";
import type { ConnectionView } from "../../lib/backend/contract";
import type { Held } from "./state.svelte";
import { items, sectionItems, shownOf, stepBy, tellsApart, type Item } from "./tree";

const connection = (id: string) => ({ id, name: id }) as ConnectionView;
const held: Record<string, Held> = {
  a: {
    loading: false,
    partial: false,
    fault: null,
    buckets: {
      scope: "all",
      buckets: [
        { name: "one", region: null, created: null },
        { name: "two", region: null, created: null },
      ],
    },
  },
  b: { loading: true, partial: false, fault: null, buckets: null },
  c: { loading: false, partial: false, fault: null, buckets: { scope: "all", buckets: [] } },
};
const unread: Held = { loading: false, partial: false, fault: null, buckets: null };
const list = ["a", "b", "c", "d"].map(connection);
const all = items(
  list,
  (id) => id !== "d",
  (id) => held[id] ?? unread,
);

describe("items", () => {
  it("are what is visible, from top to bottom", () =>
    expect(all.map((item) => item.id)).toEqual([
      "a",
      "a/one",
      "a/two",
      "b",
      "b/?loading",
      "c",
      "c/?empty",
      "d",
    ]));

  it("show a fault in place of buckets", () => {
    const fault = { code: "x", title: "", what: "", next: "", details: "", retry: false };
    const [, second] = items(
      [connection("a")],
      () => true,
      () => ({ ...unread, fault }),
    );
    expect(second?.kind).toBe("fault");
  });

  it("show a fault after the buckets that came before it", () => {
    const fault = { code: "x", title: "", what: "", next: "", details: "", retry: false };
    const some = items(
      [connection("a")],
      () => true,
      () => ({ ...(held["a"] ?? unread), partial: true, fault }),
    );
    expect(some.map((item) => item.kind)).toEqual(["connection", "bucket", "bucket", "fault"]);
  });

  it("keep the buckets while they are read again", () => {
    const again = items(
      [connection("a")],
      () => true,
      () => ({ ...(held["a"] ?? unread), loading: true }),
    );
    expect(again.map((item) => item.kind)).toEqual(["connection", "bucket", "bucket"]);
  });
});

describe("keys", () => {
  it.each([
    ["ArrowDown", 0, { kind: "focus", id: "a/one" }],
    ["ArrowDown", 7, { kind: "focus", id: "d" }],
    ["ArrowUp", 0, { kind: "focus", id: "a" }],
    ["Home", 5, { kind: "focus", id: "a" }],
    ["End", 0, { kind: "focus", id: "d" }],
    ["ArrowRight", 0, { kind: "focus", id: "a/one" }],
    ["ArrowRight", 7, { kind: "open", id: "d" }],
    ["ArrowRight", 1, null],
    ["ArrowLeft", 0, { kind: "close", id: "a" }],
    ["ArrowLeft", 2, { kind: "focus", id: "a" }],
    ["ArrowLeft", 7, null],
    ["x", 0, null],
  ])("%s at %i", (key, at, step) => expect(stepBy(key, all, at)).toEqual(step));
});

describe("what tells a bucket from its neighbours", () => {
  const names = [
    "company-archive-eu-1-backups",
    "company-archive-eu-2-backups",
    "company-archive-us-1-backups",
    "other",
  ];
  const kept = names.map((name, at) => name.slice(name.length - tellsApart(names, at)));

  it("is kept from the first word that differs", () =>
    expect(kept.slice(0, 3)).toEqual(["1-backups", "2-backups", "us-1-backups"]));

  it("is its end where it has little in common with them", () =>
    expect(tellsApart(["alpha-production-logs", "beta"], 0)).toBe(8));
});

describe("ten thousand buckets", () => {
  const buckets = Array.from({ length: 10_000 }, (_, n) => ({ name: `b-${n}`, region: null, created: null }));
  const shown = items(
    [connection("a")],
    () => true,
    () => ({ ...unread, buckets: { scope: "all", buckets } }),
  );

  it("show their beginning and where the rest is", () => {
    expect(shown).toHaveLength(62);
    expect(shown.at(-1)).toMatchObject({ kind: "more", count: 10_000 });
  });
});

describe("groups of places", () => {
  const places = ["a/", "b/"].map((prefix) => ({ connection: "c", bucket: "x", prefix }));
  const section = (open: boolean) => ({ id: "?favourites", label: "Favourites", places, open });
  const shown = sectionItems([section(true), { ...section(true), id: "?none", places: [] }]);

  it("are shown while they hold any", () => {
    expect(shown.map((item) => item.kind)).toEqual(["section", "place", "place"]);
    expect(sectionItems([section(false)])).toHaveLength(1);
  });

  it("open and close by the arrows, and lead back to their head", () => {
    expect(stepBy("ArrowLeft", shown, 0)).toEqual({ kind: "close", id: "?favourites" });
    expect(stepBy("ArrowRight", sectionItems([section(false)]), 0)).toEqual({
      kind: "open",
      id: "?favourites",
    });
    expect(stepBy("ArrowLeft", shown, 2)).toEqual({ kind: "focus", id: "?favourites" });
  });
});

describe("the line that is shown", () => {
  const place = { connection: "a", bucket: "two", prefix: "" };
  const section = { id: "?favourites", label: "Favourites", places: [place], open: true };
  const both = [...sectionItems([section]), ...all];
  const leadsHere = (item: Item) =>
    item.kind === "place" || (item.kind === "bucket" && item.bucket.name === "two");
  const favourite = "?favourites/a/two/";

  it("is one, also where a favourite and its bucket both lead there", () => {
    expect(both.filter(leadsHere).map(({ id }) => id)).toEqual([favourite, "a/two"]);
    expect(shownOf(both, leadsHere, "")).toBe("a/two");
    expect(shownOf(both, leadsHere, favourite)).toBe(favourite);
  });

  it("is the favourite where its bucket is out of sight, and none where nothing leads there", () => {
    expect(shownOf(sectionItems([section]), leadsHere, "")).toBe(favourite);
    expect(shownOf(both, () => false, favourite)).toBeNull();
  });
});
