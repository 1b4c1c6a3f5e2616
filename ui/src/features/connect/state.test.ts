import { beforeEach, describe, expect, it } from "vitest";
import { useHost, type Stream } from "../../lib/backend/backend";
import type { Buckets, BucketView } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { Connections } from "./state.svelte";

let fake: Fake;
let told: unknown[];
let connections: Connections;

async function begin(furnished: boolean): Promise<void> {
  fake = new Fake({ clock: new HandClock(), furnished });
  useHost(fake);
  told = [];
  connections = new Connections((caught) => told.push(caught));
  await connections.start();
}

describe("with no connections", () => {
  beforeEach(() => begin(false));

  it("starts empty", () => {
    expect(connections.started).toBe(true);
    expect(connections.list).toEqual([]);
  });

  it("practises: the connection is there, open, with its bucket", async () => {
    const practice = await connections.practise();
    expect(practice?.kind).toBe("practice");
    expect(connections.isOpen("practice")).toBe(true);
    expect(connections.held("practice").buckets?.buckets.map((bucket) => bucket.name)).toEqual([
      "my-first-bucket",
    ]);
  });

  it("practises once, however often the door is pressed", async () => {
    const first = connections.practise();
    expect(await connections.practise()).toBeNull();
    await first;
    await connections.practise();
    expect(connections.list).toHaveLength(1);
  });
});

describe("with connections", () => {
  beforeEach(() => begin(true));

  it("asks for buckets when one is opened, and not before", async () => {
    expect(fake.calls).not.toContain("list_buckets");
    connections.open("acme");
    expect(connections.held("acme").loading).toBe(true);
    await connections.read("acme");
    expect(connections.held("acme")).toMatchObject({ loading: false, fault: null });
    expect(connections.held("acme").buckets?.scope).toBe("all");
  });

  it("shows the named buckets of a login that may not list", async () => {
    await connections.read("press");
    expect(connections.held("press").buckets).toMatchObject({
      scope: "named",
      buckets: [{ name: "press-photos" }],
    });
  });

  it("keeps a refusal at its connection, and tries again", async () => {
    await connections.read("backups");
    expect(connections.held("backups").fault?.code).toBe("bucket_needed");
    expect(told).toEqual([]);
    const again = connections.read("backups");
    expect(connections.held("backups")).toMatchObject({ loading: true, fault: null });
    await again;
  });

  describe("of many buckets", () => {
    const bucket = (name: string): BucketView => ({ name, region: null, created: null });
    let pages: Stream<BucketView[]>;
    let answer: (buckets: Buckets) => void;
    let refuse: (error: Error) => void;
    const names = () => connections.held("acme").buckets?.buckets.map((each) => each.name);
    const all: Buckets = { scope: "all", buckets: ["a", "b", "c"].map(bucket) };

    beforeEach(() =>
      useHost({
        call: (_, args) => {
          pages = args["pages"] as Stream<BucketView[]>;
          return new Promise((resolve, reject) => ([answer, refuse] = [resolve, reject]));
        },
      }),
    );

    it("shows the first at once, and all in the end", async () => {
      const read = connections.read("acme");
      pages.push([bucket("a")]);
      expect([names(), connections.held("acme")]).toMatchObject([["a"], { loading: true, partial: true }]);
      pages.push([bucket("b")]);
      expect(names()).toEqual(["a", "b"]);
      answer(all);
      await read;
      // A page that was slower than the answer says nothing new.
      pages.push([bucket("b")]);
      expect([names(), connections.held("acme")]).toMatchObject([["a", "b", "c"], { partial: false }]);
    });

    it("keeps what came before a failure, and says it", async () => {
      const read = connections.read("acme");
      pages.push([bucket("a")]);
      refuse(new Error("away"));
      await read;
      const { fault, partial } = connections.held("acme");
      expect([names(), fault?.details.includes("away"), partial]).toEqual([["a"], true, true]);
    });

    it("keeps those of before until all of today’s are there", async () => {
      const first = connections.read("acme");
      answer(all);
      await first;
      const again = connections.read("acme");
      pages.push([bucket("a")]);
      expect([names(), connections.held("acme").partial]).toEqual([["a", "b", "c"], false]);
      answer({ scope: "all", buckets: [bucket("a")] });
      await again;
      expect(names()).toEqual(["a"]);
    });
  });

  it("closes without forgetting what it knows", async () => {
    await connections.read("acme");
    connections.open("acme");
    connections.toggle("acme");
    expect(connections.isOpen("acme")).toBe(false);
    expect(connections.held("acme").buckets).not.toBeNull();
  });

  it("renames", async () => {
    const acme = connections.find("acme");
    if (acme) connections.askName(acme);
    if (connections.renaming) connections.renaming.name = "  Acme  ";
    await connections.rename();
    expect(connections.find("acme")?.name).toBe("Acme");
    expect(connections.renaming).toBeNull();
  });

  it("forgets one and leaves the others", async () => {
    connections.forgetting = connections.find("press");
    expect(await connections.forget()).toBe("press");
    expect(connections.find("press")).toBeNull();
    expect(connections.list).toHaveLength(4);
  });

  it("says when forgetting did not work, and keeps the connection", async () => {
    connections.forgetting = connections.find("press");
    useHost({ call: () => Promise.reject(new Error("keychain")) });
    expect(await connections.forget()).toBeNull();
    expect(connections.find("press")).not.toBeNull();
    expect(told).toHaveLength(1);
  });
});

it("calls the practice connection by a word of the catalogue, and others as the person did", async () => {
  await begin(true);
  expect(connections.list.find(({ kind }) => kind === "practice")?.name).toBe("");
  expect(["practice", "acme", "gone"].map((id) => connections.nameOf(id))).toEqual([
    "Practice",
    "Acme Research",
    "",
  ]);
});
