import { describe, expect, it } from "vitest";
import { useHost, type Stream } from "../../lib/backend/backend";
import type { BucketView } from "../../lib/backend/contract";
import { Connections } from "../connect/state.svelte";
import { BucketList, type BucketSource } from "./buckets.svelte";

const made = (count: number): BucketView[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `bucket-${n}`,
    region: n % 2 ? "eu-west-1" : "us-east-1",
    created: (n * 7919) % 100_000,
  }));

function list(buckets: BucketView[] | null, from: string | null = null) {
  const asked: string[] = [];
  const source: BucketSource = {
    held: () => ({
      loading: false,
      fault: null,
      partial: false,
      buckets: buckets && { scope: "all", buckets },
    }),
    open: (connection) => asked.push(`open ${connection}`),
    read: (connection) => Promise.resolve(void asked.push(`read ${connection}`)),
  };
  return { list: new BucketList("acme", source, from), asked };
}

describe("ten thousand buckets", () => {
  const { list: many } = list(made(10_000));

  it("are ordered as people count", () => {
    expect([many.shown, many.row(2)?.name, many.row(9_999)?.name]).toEqual([
      10_000,
      "bucket-2",
      "bucket-9999",
    ]);
  });

  it("are filtered as one types", () => {
    many.setFilter("T-99");
    expect([many.shown, many.row(1)?.name, many.total]).toEqual([111, "bucket-990", 10_000]);
    many.setFilter("");
  });

  it("are ordered by their region and by when they were made, the latest first", () => {
    many.sortBy("bucket-region");
    expect([many.row(0)?.name, many.row(9_999)?.region]).toEqual(["bucket-1", "us-east-1"]);
    many.sortBy("bucket-created");
    const times = [0, 1, 2].map((at) => many.row(at)?.created ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    many.sortBy("name");
  });

  it("are found by the first letters", async () => {
    many.press({ kind: "type", text: "bucket-7" }, 0);
    await Promise.resolve();
    await Promise.resolve();
    expect(many.row(many.cursor.focus)?.name).toBe("bucket-7");
  });
});

it("asks for what is not there yet, and again on a refresh", () => {
  const { list: none, asked } = list(null);
  none.refresh();
  expect([none.shown, none.all, ...asked]).toEqual([0, null, "open acme", "read acme"]);
});

it("keeps the focus on its bucket when more come before it", () => {
  let pages: Stream<BucketView[]> | null = null;
  useHost({
    call: (_, args) => {
      pages = args["pages"] as Stream<BucketView[]>;
      return new Promise(() => undefined);
    },
  });
  const growing = new BucketList("acme", new Connections(() => undefined), null);
  const come = (buckets: BucketView[]) => {
    pages?.push(buckets);
    growing.settle();
  };
  come(made(20).slice(10));
  growing.cursor.set(1, "bucket-11");
  come(made(10));
  expect([growing.cursor.focus, growing.row(11)?.name]).toEqual([11, "bucket-11"]);
});

it("puts the focus on the bucket that one came from", () => {
  const { list: few } = list(made(20), "bucket-11");
  few.settle();
  expect(few.row(few.cursor.focus)?.name).toBe("bucket-11");
});
