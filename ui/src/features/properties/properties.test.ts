// @vitest-environment jsdom
import { mount, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { gone } from "../../lib/backend/fake/faults";
import { layOut } from "../../lib/kit/laidout";
import { choose, click, found, settled, submit, text, type } from "../../lib/mounted";
import { at as placeAt, Desk } from "../browse/desk";
import { propertiesAction } from "./actions";
import { properties } from "./open.svelte";
import PropertyDialogs from "./PropertyDialogs.svelte";

const at = { connection: "acme", bucket: "acme-datasets", key: "team/fieldwork/report 1.txt" };
let fake: Fake;
let drawn: Record<string, unknown>;
let readOnly: boolean;
const run = vi.fn(() => Promise.resolve());

beforeEach(() => {
  layOut();
  fake = new Fake({ furnished: true });
  useHost(fake);
  fake.world.put(at.bucket, at.key, 2_000, 1_790_000_000_000);
  readOnly = false;
  drawn = mount(PropertyDialogs, {
    target: document.body,
    props: { readOnly: () => readOnly, onrun: run },
  });
});

afterEach(async () => {
  properties.close();
  await unmount(drawn);
  document.body.replaceChildren();
  run.mockClear();
});

async function show(version: string | null = null): Promise<void> {
  properties.show(at, version);
  await settled();
}

async function change(): Promise<void> {
  properties.change(
    { kind: "file", at, size: 2_000, modified: 1_790_000_000_000, etag: null },
    "report 1.txt",
  );
  await settled();
}

describe("the properties of a file", () => {
  it("are all there, in letters that people read, each to be copied", async () => {
    await show();
    expect(text("property-content_type")).toContain("text/plain");
    expect(text("property-metadata")).toContain("Jürgen Weiß");
    expect(text("property-class")).toContain("Standard");
    expect(text("property-checksums")).toContain("CRC-64/NVME");
    const rows = [...document.querySelectorAll("[data-testid=properties] > div")];
    const told = rows.filter((row) => row.querySelector("[data-testid=copy]"));
    expect(rows.length).toBe(23);
    expect(told.map((row) => row.getAttribute("data-state"))).not.toContain("not_set");
    expect(found("properties-copy-all")).not.toBeNull();
  });

  it("say which of the four states they are in where they cannot be read", async () => {
    const fault = { ...gone("file"), code: "not_permitted", details: "operation: GetObjectTagging" };
    fake.readings.properties.states = {
      tags: { state: "not_permitted", fault },
      owner: { state: "failed", fault },
    };
    await show();
    expect(text("property-tags")).toContain("No permission to read this");
    expect(text("property-owner")).toContain("Could not be read");
    expect(text("property-retention")).toContain("Not known to this storage");
    expect(text("property-expires")).toContain("Not set");
  });

  it("are not changed of an earlier version, or through a read-only connection", async () => {
    await show("v1");
    expect(found("properties-change")).toBeNull();
    readOnly = true;
    await unmount(drawn);
    drawn = mount(PropertyDialogs, { target: document.body, props: { readOnly: () => true, onrun: run } });
    await show();
    expect(found("properties-change")).toBeNull();
  });

  it("lead to the form, and a failure says so", async () => {
    await show();
    await click("properties-change");
    expect(found("change-dialog")).not.toBeNull();
    fake.readings.properties.fault = gone("file");
    await show();
    expect(found("fault")).not.toBeNull();
  });
});

describe("changing properties", () => {
  it("leaves every field as it is until one is chosen", async () => {
    await change();
    expect((found("edit-content_type") as HTMLSelectElement).value).toBe("leave");
    await submit();
    expect(fake.calls).not.toContain("plan_properties");
    await choose("edit-content_type", "set");
    await type("value-content_type", "text");
    await submit();
    expect(text("finding")).toContain("two parts");
    expect(fake.calls).not.toContain("plan_properties");
  });

  it("shows what changes and what a copy would cost before it runs", async () => {
    fake.readings.properties.facts = {
      ...{ acl: true, locked: true, large: 2, archived: 1, frozen: 5, unseen: 3 },
      early: [
        { class: "STANDARD_IA", files: 4, bytes: 4096, days: 12, small: 1, moved: 0, least: 30 },
        { class: "", files: 1, bytes: 10, days: 90, small: 0, moved: 0, least: 90 },
      ],
      remains: { remains: "versions", days: null },
    };
    await change();
    await choose("edit-content_type", "set");
    await type("value-content_type", "text/css");
    await choose("edit-cache_control", "remove");
    await choose("edit-metadata", "merge");
    await type("name-metadata-0", "Reader");
    await type("value-metadata-0", "ann");
    await click("add-metadata");
    await choose("what-metadata-1", "remove");
    await type("name-metadata-1", "author");
    await choose("edit-class", "STANDARD_IA");
    await submit();
    expect(fake.readings.properties.edits).toMatchObject({
      content_type: { edit: "set", value: "text/css" },
      cache_control: { edit: "remove" },
      expires: { edit: "leave" },
      metadata: { replace: false, set: [{ name: "reader", value: "ann" }], remove: ["author"] },
      tags: { replace: false, set: [], remove: [] },
      class: "STANDARD_IA",
    });
    const changes = text("change-changes") ?? "";
    for (const part of ["Content type becomes text/css", "Cache control is removed", "author is removed"])
      expect(changes).toContain(part);
    const costs = text("change-costs") ?? "";
    for (const part of [
      ...["reset to private", "1 file is archived", "are billed for up to 12 more days, even after"],
      ...["This provider bills", "Versioning is on", "modified date", "2 files are larger", "Object Lock"],
      "5 files go into the archive",
    ])
      expect(costs).toContain(part);
    expect(run).not.toHaveBeenCalled();
    await submit();
    expect(run).toHaveBeenCalledOnce();
    expect(found("change-dialog")).toBeNull();
  });

  it("says that restored files are archived again where each keeps its class", async () => {
    fake.readings.properties.facts = { frozen: 1 };
    await change();
    await choose("edit-cache_control", "remove");
    await submit();
    expect(text("change-costs")).toContain("1 file can be read now and is archived again");
  });

  it("says that tags alone copy nothing", async () => {
    await change();
    await choose("edit-tags", "replace");
    await type("name-tags-0", "team");
    await submit();
    expect(text("change-costs")).toContain("Only tags change");
    expect(fake.readings.properties.edits?.tags).toEqual({
      replace: true,
      set: [{ name: "team", value: "" }],
      remove: [],
    });
  });

  it("goes back to the form as it was, and the plan is let go", async () => {
    await change();
    await choose("edit-encryption", "aws:kms");
    await type("edit-key", " key ");
    await submit();
    expect(fake.readings.properties.plans.size).toBe(1);
    await click("change-back");
    expect(fake.readings.properties.plans.size).toBe(0);
    expect((found("edit-key") as HTMLInputElement).value).toBe(" key ");
    expect(properties.changing?.edits.encryption).toEqual({ method: "aws:kms", key: "key" });
  });
});

describe("the action", () => {
  it("shows one file, changes several, and says why it cannot", async () => {
    const desk = new Desk();
    await desk.go(placeAt("team/fieldwork/"));
    const action = propertiesAction(desk.browse);
    expect([action.can(), action.why?.()]).toEqual([false, "Select files or folders first"]);
    await desk.browse.click(desk.indexOf("readme.txt"), { ctrl: false, shift: false });
    await desk.clock.pass(1);
    expect(action.can()).toBe(true);
    action.run();
    await desk.clock.pass(1);
    expect(properties.one?.at.key).toBe("team/fieldwork/readme.txt");
    desk.browse.press({ kind: "all" });
    await desk.clock.pass(1);
    action.run();
    await desk.clock.pass(1);
    expect([properties.one, properties.changing?.of.kind]).toEqual([null, "picked"]);
  });
});
