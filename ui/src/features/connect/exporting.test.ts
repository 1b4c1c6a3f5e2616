import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { Connections } from "./state.svelte";
import { Exporting } from "./exporting.svelte";

let fake: Fake;
let exporting: Exporting;

beforeEach(async () => {
  fake = new Fake({ clock: new HandClock(), furnished: true });
  useHost(fake);
  const connections = new Connections(() => undefined);
  await connections.start();
  const [first] = connections.list;
  if (!first) throw new Error("no connection");
  exporting = new Exporting(first);
});

describe("a connection for another program", () => {
  it("is looked at first, and says whether it has a secret", async () => {
    await exporting.show("connection_file");
    expect(exporting.preview?.has_secret).toBe(false);
    await exporting.show("rclone");
    expect(exporting.preview?.has_secret).toBe(true);
    expect(exporting.preview?.text).toContain("••••");
  });

  it("goes to the clipboard or into a file by way of Rust", async () => {
    await exporting.show("shell");
    await exporting.copy();
    expect(exporting.done).toBe("Copied to clipboard");
    await exporting.save();
    expect(exporting.done).toContain("Saved as");
    expect(fake.calls.slice(-2)).toEqual(["copy_export", "save_export"]);
  });

  it("says why it did not go", async () => {
    await exporting.show("shell");
    useHost({ call: () => Promise.reject(new Error("full")) });
    await exporting.save();
    expect(exporting.fault).not.toBeNull();
    expect(exporting.busy).toBe(false);
  });

  it("is offered for Nuvolos where Nuvolos can mount it", () => {
    const elsewhere = new Exporting({ ...exporting.connection, provider: "minio" });
    expect(elsewhere.shapes).not.toContain("rclone_nuvolos");
    expect(exporting.shapes).toContain("rclone_nuvolos");
  });
});
