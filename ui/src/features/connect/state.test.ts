import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
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
