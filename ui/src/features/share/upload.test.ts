// @vitest-environment jsdom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { layOut } from "../../lib/kit/laidout";
import { click, found, settled, submit, text, type } from "../../lib/mounted";
import ShareDialogs from "./ShareDialogs.svelte";
import { shares } from "./shares.svelte";

let fake: Fake;
let drawn: Record<string, unknown>;
const shown = vi.fn();
const oncors = vi.fn();

beforeEach(() => {
  layOut();
  fake = new Fake({ furnished: true });
  useHost(fake);
  drawn = mount(ShareDialogs, {
    target: document.body,
    props: { nameOf: () => "Acme", onshow: shown, oncors },
  });
});

afterEach(async () => {
  shares.close();
  await unmount(drawn);
  document.body.replaceChildren();
  shown.mockReset();
  oncors.mockReset();
});

/** A dialog that opens takes the focus, into the first that can have it. */
function focusAsBrowsersDo(): void {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
    this.querySelector<HTMLElement>("input, select, button")?.focus();
  };
}

describe("asking for files", () => {
  const place = { connection: "acme", bucket: "acme-datasets", prefix: "team/" };
  const ask = async (more = {}) => {
    shares.ask({ ...place, ...more });
    await settled();
  };

  it("suggests a new folder, says until when the page works and who can upload", async () => {
    await ask();
    expect((found("upload-folder") as HTMLInputElement).value).toBe("uploads-2026-11-30-1405");
    expect(found("share-end")?.dataset["by"]).toBe("chosen");
    expect(text("upload-who")).toContain("Anyone who has the page can upload, without signing in.");
    expect(found("upload-cors")).toBeNull();
    await type("upload-largest", "2.5");
    await type("upload-note", "Jonas");
    await submit();
    expect(fake.readings.shares.uploads[0]).toMatchObject({
      ...{ way: "folder", smallest: 1, largest: 2_500_000, note: "Jonas" },
    });
    expect(text("upload-saved")).toContain("links.html");
    expect(text("upload-made")).toContain("was not tested, because that would leave a file behind");
    await click("upload-close");
    expect(fake.readings.shares.asking.size).toBe(0);
  });

  it("asks the policy about the page that is chosen, each time that is another", async () => {
    fake.readings.shares.uploadPolicy = ({ way, folder }) => ({
      kind: way === "one" ? "networks" : folder === "closed" ? "refuses" : "nothing",
    });
    await ask();
    expect(found("upload-policy")).toBeNull();
    await type("upload-folder", "closed");
    await settled();
    expect(text("upload-policy")).toContain("The bucket policy denies upload pages");
    await click("upload-way-one");
    await type("upload-name", "cv.pdf");
    await settled();
    expect(text("upload-policy")).toContain("Only some networks can use the page");
    const asked = fake.calls.filter((name) => name === "check_upload").length;
    await type("upload-note", "Jonas");
    expect(fake.calls.filter((name) => name === "check_upload")).toHaveLength(asked);
  });

  it("has the focus in its first field once that is there", async () => {
    focusAsBrowsersDo();
    shares.ask(place);
    flushSync();
    expect(document.activeElement, "there is nothing else yet").toBe(found("upload-close"));
    await settled();
    expect(document.activeElement).toBe(found("upload-folder"));
  });

  it.each([
    ["upload-largest", "", "Enter a number."],
    ["upload-largest", "6000", "Up to 5,368 MB."],
    ["upload-smallest", "200000", "The largest size is less than the smallest one."],
  ])("makes no page of sizes that none can have: %s %s", async (field, value, said) => {
    await ask();
    await type(field, value);
    expect(document.body.textContent).toContain(said);
    await submit();
    expect(fake.calls).not.toContain("save_upload");
  });

  it("makes no page for all of a bucket", async () => {
    await ask({ prefix: "" });
    await type("upload-folder", " / ");
    await submit();
    expect(fake.calls).not.toContain("save_upload");
  });

  it("takes one file where forms are not known, and says what that cannot limit", async () => {
    fake.readings.shares.uploadFacts = { forms: false, sees_one: false };
    fake.readings.shares.uploadTried = { state: "untried" };
    await ask();
    expect(found("upload-largest")).toBeNull();
    expect(text("upload-who")).toContain("A very large file can be uploaded");
    expect(text("upload-cors")).toContain("The page cannot send anything yet");
    await submit();
    expect(fake.calls).not.toContain("save_upload");
    await type("upload-name", "cv.pdf");
    await submit();
    expect(text("upload-made")).toContain("It was not tested");
    await click("upload-cors-rule");
    expect(oncors).toHaveBeenCalledWith({ connection: "acme", bucket: "acme-datasets" });
    expect(shares.upload).toBeNull();
  });

  it("hands over no page that a server does not know or heed, and offers the other way", async () => {
    fake.readings.shares.uploadTried = { state: "unknown" };
    await ask();
    await submit();
    expect(found("upload-saved")).toBeNull();
    await click("upload-one");
    expect(found("upload-name")).not.toBeNull();
    fake.readings.shares.uploadTried = { state: "stored", removed: false };
    await click("upload-way-folder");
    await submit();
    expect(text("upload-made")).toContain("could not be removed");
  });

  it.each(["unsigned", "read_only"] as const)("says why no page can be made: %s", async (stands) => {
    fake.readings.shares.uploadFacts = { stands, key: null };
    await ask();
    expect(found("upload-stands")?.dataset["stands"]).toBe(stands);
    expect(found("upload-create")).toBeNull();
  });

  it("shows what arrived, and never says that deleting a folder ends its page", async () => {
    await ask();
    await submit();
    fake.readings.shares.arrivals = [
      { key: "team/uploads-2026-11-30-1405/a\u202e.png", size: 12, at: Date.now() },
    ];
    shares.showLinks();
    await settled();
    expect(text("link")).toContain("Upload page");
    expect(text("link")).toContain("Deactivating the access key AKIAIOSFODNN7EXAMPLE ends it.");
    await click("link-arrivals");
    expect(document.querySelectorAll('[data-testid="arrival"]')).toHaveLength(1);
    expect(text("arrivals")).toContain("1 file stored here since the page was created");
    await click("link-show");
    expect(shown).toHaveBeenCalledWith({ ...place, prefix: "team/uploads-2026-11-30-1405/" });
  });
});
