// @vitest-environment jsdom
import { mount, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { gone } from "../../lib/backend/fake/faults";
import { told } from "../../lib/backend/fake/told";
import { layOut } from "../../lib/kit/laidout";
import { click, found, settled, submit, text, type } from "../../lib/mounted";
import CompareDialogs from "./CompareDialogs.svelte";
import { comparison } from "./open.svelte";

const from = { connection: "acme", bucket: "acme-datasets", prefix: "team/" };
let fake: Fake;
let drawn: Record<string, unknown>;

beforeEach(() => {
  layOut();
  fake = new Fake({ furnished: true });
  useHost(fake);
  drawn = mount(CompareDialogs, { target: document.body });
});

afterEach(async () => {
  comparison.close();
  await unmount(drawn);
  document.body.replaceChildren();
});

async function show(files = 0, folders = 1): Promise<void> {
  comparison.show({ pick: "pick-1", from, files, folders, name: folders === 1 ? "fieldwork" : null });
  await settled();
}

const names = () => [...document.querySelectorAll<HTMLElement>('[data-testid="compared"]')];

describe("comparing checksums", () => {
  it("asks for what to hold the files against before anything is read", async () => {
    await show();
    await submit();
    expect(fake.calls).not.toContain("compare_files");
    await click("compare-choose");
    expect(text("compare-chosen")).toBe("photos");
    await click("compare-downloads");
    await submit();
    await settled();
    const [asked] = fake.readings.comparisons.asked;
    expect(asked).toMatchObject({ pick: "pick-1", downloads: true, against: { kind: "local" } });
    expect(text("compare-count")).toBe("1 file compared");
    expect(text("compared")).toContain("Same: The SHA-256 checksums are the same.");
  });

  it("shows what came of each file, and saves it as a table", async () => {
    const file = (name: string, result: "differs" | "same") => ({
      ...{ name, result },
      why: told("files-compare-why-sum", { algorithm: "MD5" }),
    });
    const many = Array.from({ length: 250 }, (_, at) => file(`same ${at}`, "same"));
    fake.readings.comparisons.found = [file("a.txt", "differs"), ...many];
    fake.readings.comparisons.odd = 2;
    await show();
    await click("compare-against-list");
    await type("compare-text", "5d41402abc4b2a76b9719d911017c592  a.txt");
    await submit();
    await settled();
    expect(fake.readings.comparisons.asked[0]?.against).toEqual({
      ...{ kind: "list", text: "5d41402abc4b2a76b9719d911017c592  a.txt" },
    });
    expect(text("compare-sums")).toContain("1 file differs");
    expect(text("compare-sums")).toContain("250 files are the same");
    expect(text("compare-odd")).toContain("2 lines of the list");
    expect(names()).toHaveLength(200);
    expect(names()[0]?.dataset["result"]).toBe("differs");
    await click("compare-more");
    await settled();
    expect(names()).toHaveLength(251);
    expect(found("compare-more")).toBeNull();
    await click("compare-save");
    expect(text("compare-saved")).toContain("checksums.csv");
  });

  it("says how far it is, and lets go of it when it is left", async () => {
    fake.readings.comparisons.found = null;
    await show(1, 0);
    await click("compare-against-list");
    await type("compare-text", "x");
    await submit();
    await settled();
    expect(text("compare-count")).toBe("0 of 3 files compared");
    expect(found("compare-save")).toBeNull();
    await click("compare-close");
    expect(fake.readings.comparisons.open.size).toBe(0);
  });

  it("goes back to the form where it failed", async () => {
    fake.readings.comparisons.fault = gone("file");
    await show();
    await click("compare-against-list");
    await type("compare-text", "x");
    await submit();
    await settled();
    expect(found("fault")).not.toBeNull();
    expect((found("compare-text") as HTMLTextAreaElement).value).toBe("x");
  });
});
