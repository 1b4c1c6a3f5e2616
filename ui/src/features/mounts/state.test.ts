import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { stands, unsent } from "./say";
import { Mounts } from "./state.svelte";

let fake: Fake;
let mounts: Mounts;
const wish = { connection: "acme", name: "Acme", bucket: "acme-datasets", locked: false };

beforeEach(() => {
  fake = new Fake({ furnished: true });
  useHost(fake);
  mounts = new Mounts((caught) => {
    throw caught;
  });
});

describe("mounts", () => {
  it("are mounted, shown and unmounted", async () => {
    mounts.ask(wish);
    expect(mounts.readOnly).toBe(false);
    await mounts.mount();
    expect([mounts.wish, mounts.list.length, mounts.one?.state]).toEqual([null, 1, "mounted"]);
    await mounts.unmount(mounts.shown);
    expect([mounts.list, mounts.shown]).toEqual([[], ""]);
  });

  it("of all buckets, or of a read-only connection, are read-only", () => {
    mounts.ask({ ...wish, bucket: null });
    expect(mounts.readOnly).toBe(true);
    mounts.ask({ ...wish, locked: true });
    expect(mounts.readOnly).toBe(true);
  });

  it("stay while files are not sent, unless that is said twice", async () => {
    mounts.ask(wish);
    await mounts.mount();
    fake.mounts.mounts = fake.mounts.mounts.map((each) => ({ ...each, unsent: 2 }));
    await mounts.unmount(mounts.shown);
    expect([mounts.fault?.code, mounts.list.length]).toEqual(["mount_unsent", 1]);
    await mounts.unmount(mounts.shown, true);
    expect([mounts.fault, mounts.list]).toEqual([null, []]);
  });

  it("say so where it is not known whether everything was sent", () => {
    expect(unsent(null)).toMatch(/could not check/);
    expect([unsent(0), unsent(1)]).toEqual(["", "1 file saved to the drive is not in the bucket yet."]);
  });

  it("say what is uploaded by itself, and which server a folder shows that the connection does not lead to any more", () => {
    expect(stands({ state: "waiting", elsewhere: null })).toMatch(/are uploaded when you mount it again/);
    expect(stands({ state: "mounted", elsewhere: "Amazon S3" })).toMatch(/It shows Amazon S3/);
  });

  it("send held files only when a person says so", async () => {
    const asked: unknown[] = [];
    const mount = fake.mounts.mount.bind(fake.mounts);
    fake.mounts.mount = (args) => {
      asked.push(args.wanted.sends);
      return mount(args);
    };
    const held = {
      ...mount({ wanted: { ...wish, read_only: false, sends: null }, chosen: null }),
      id: "held",
    };
    for (const sends of [false, true]) {
      mounts.again(held, sends);
      await mounts.mount();
    }
    expect(asked).toEqual([null, "held"]);
  });

  it("say what is missing where they cannot be", async () => {
    fake.mounts.ready = { rclone: null, carries: true, how: "Install rclone." };
    mounts.ask(wish);
    await mounts.read();
    expect(mounts.ready?.how).toBe("Install rclone.");
    await mounts.mount();
    expect([mounts.fault?.code, mounts.wish !== null]).toEqual(["mount_not_ready", true]);
  });
});
