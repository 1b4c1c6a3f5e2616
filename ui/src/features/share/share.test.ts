// @vitest-environment jsdom
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { LinkTried } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { gone } from "../../lib/backend/fake/faults";
import { layOut } from "../../lib/kit/laidout";
import { click, found, settled, submit, text, type } from "../../lib/mounted";
import { asTyped } from "../time/moment.svelte";
import { codeOf } from "./qr";
import ShareDialogs from "./ShareDialogs.svelte";
import { shares } from "./shares.svelte";

const at = { connection: "acme", bucket: "acme-datasets", key: "team/fieldwork/report 1.txt" };
let fake: Fake;
let drawn: Record<string, unknown>;
const shown = vi.fn();
const oncors = vi.fn();

beforeEach(() => {
  layOut();
  fake = new Fake({ furnished: true });
  useHost(fake);
  fake.world.put(at.bucket, at.key, 2_000, 1_790_000_000_000);
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

async function share(version: string | null = null): Promise<void> {
  shares.share(at, version);
  await settled();
}

describe("sharing a file", () => {
  it("says who can open the link, until when, and what ends it, before it is made", async () => {
    await share();
    expect(found("share-end")?.dataset["by"]).toBe("chosen");
    expect(text("share-who")).toContain("Anyone with the link can open this one file, without signing in.");
    expect(text("share-who")).toContain("deactivate the access key AKIAIOSFODNN7EXAMPLE");
    expect(fake.calls).not.toContain("make_link");
    expect(found("share-copy"), "there is nothing to copy yet").toBeNull();
    await click("share-lasts-week");
    expect(text("share-end")).toContain("That is the time you chose.");
  });

  it("names what ends it sooner than was chosen", async () => {
    const until = Date.now() + 1_800_000;
    fake.readings.shares.facts = {
      limits: { session: { kind: "until", at: until }, policy: null, copy: null, bucket: null },
    };
    await share();
    expect(found("share-end")?.dataset["by"]).toBe("session");
    expect(text("share-end")).toContain("Your sign-in ends then");
    fake.readings.shares.facts = {
      limits: { session: { kind: "untold" }, policy: 600_000, copy: null, bucket: null },
    };
    await share();
    expect(found("share-end")?.dataset["by"]).toBe("policy");
    expect(text("share-end")).toContain("It may end earlier");
  });

  it("takes a date and a time of its own, and none that has passed", async () => {
    await share();
    await click("share-lasts-until");
    await type("share-until", asTyped(Date.now() - 60_000).slice(0, 16));
    expect(found("share-end")).toBeNull();
    await submit();
    expect(fake.calls).not.toContain("make_link");
    const until = Math.ceil(Date.now() / 60_000) * 60_000 + 7_200_000;
    await type("share-until", asTyped(until).slice(0, 16));
    expect(found("share-end")?.dataset["by"]).toBe("chosen");
    await submit();
    expect(shares.one?.made?.end.at).toBe(until);
  });

  it("learns until when a link works also while something else is typed", async () => {
    await share();
    found("share-lasts-week")?.click();
    await type("share-note", "Jonas");
    expect(found("share-end")?.dataset["by"]).toBe("chosen");
    expect(shares.one?.ready).toBe(true);
  });

  it("makes a link, says that it works, and hands it on without showing its signature", async () => {
    await share();
    await type("share-name", "Grüße.txt");
    await type("share-note", "Jonas");
    await submit();
    expect(found("share-tried")?.dataset["state"]).toBe("works");
    expect(document.activeElement).toBe(found("share-copy"));
    expect(document.body.textContent).not.toContain("X-Amz-Signature");
    expect(text("share-link")).toContain("report%201.txt + signature (hidden)");
    await click("share-qr-toggle");
    expect(found("share-qr")?.querySelector("path")?.getAttribute("d")).toMatch(/^M\d+ \d+h/);
    await click("share-mail");
    await click("share-open");
    await click("share-copy");
    expect(fake.readings.shares.handed, "the page itself copies no link").toEqual([
      "email",
      "browser",
      "clipboard",
    ]);
    expect(fake.readings.shares.made[0]).toMatchObject({ at, note: "Jonas" });
    await type("share-note", "Mia");
    expect(found("share-copy"), "what is chosen now has no link yet").toBeNull();
  });

  it.each<[LinkTried, string]>([
    [{ state: "refused", why: "denied" }, "The server denies access."],
    [{ state: "refused", why: "expired" }, "the link has expired"],
    [{ state: "not_reached", fault: gone("server") }, "The link could not be tested"],
    [{ state: "works", named: false }, "This server ignores the file name"],
  ])("says what came of trying it: %o", async (tried, said) => {
    fake.readings.shares.tried = tried;
    await share();
    await submit();
    expect(text("share-tried")).toContain(said);
  });

  it("tells first what keeps others from opening it", async () => {
    fake.readings.shares.facts = { reach: "this_computer", host: "127.0.0.1", encrypted: false };
    await share();
    expect(text("share-reach")).toContain("The address 127.0.0.1 leads to this computer.");
    fake.readings.shares.facts = { stands: "archived", policy: { kind: "refuses" } };
    await share();
    expect(text("share-archived")).toContain("Nobody can open the link until the file is restored.");
    expect(text("share-policy")).toContain("The bucket policy denies links");
  });

  it("offers the plain address alone where nothing signs", async () => {
    fake.readings.shares.facts = { stands: "unsigned", key: null };
    await share();
    expect(text("share-unsigned")).toContain("This connection cannot create links");
    expect(found("share-create")).toBeNull();
    expect(text("share-address-s3")).toBe(`s3://${at.bucket}/${at.key}`);
    await submit();
    expect(fake.calls).not.toContain("make_link");
  });

  it("shares a version as such, and lets go of the link with the dialog", async () => {
    await share("version-3");
    expect(text("share-who")).toContain("delete this version permanently");
    await submit();
    expect(fake.readings.shares.made[0]?.version).toBe("version-3");
    await click("share-close");
    await settled();
    expect(fake.readings.shares.open.size).toBe(0);
    expect(shares.one).toBeNull();
  });

  it("leaves the focus where a person has put it meanwhile", async () => {
    focusAsBrowsersDo();
    shares.share(at, null);
    flushSync();
    expect(document.activeElement).toBe(found("share-close"));
    const elsewhere = document.createElement("button");
    document.querySelector("dialog form")?.append(elsewhere);
    elsewhere.focus();
    await settled();
    expect(found("share-end")).not.toBeNull();
    expect(document.activeElement).toBe(elsewhere);
  });

  it("shows a refusal and asks again", async () => {
    fake.readings.shares.fault = gone("file");
    await share();
    expect(found("share-create")).toBeNull();
    fake.readings.shares.fault = null;
    await shares.one?.look();
    await settled();
    expect(found("share-end")).not.toBeNull();
  });
});

describe("sharing several files", () => {
  const picked = {
    pick: "pick-1",
    from: { connection: "acme", bucket: "acme-datasets", prefix: "" },
    files: 2,
    folders: 1,
    name: null,
  };

  it("tells first how many of them nobody can open, and until when all of them work", async () => {
    const facts = { archived: 3, restoring: 1, refused: 2, networks: 4, unreachable: 5, unseen: 6 };
    fake.readings.shares.manyFacts = {
      ...{ ...facts, reach: "this_network" as const, host: "s3.corp" },
      limits: { session: { kind: "lasting" }, policy: 600_000, copy: null, bucket: null },
    };
    shares.shareMany(picked);
    await settled();
    expect(found("share-end")?.dataset["by"]).toBe("policy");
    const { body } = document;
    for (const said of [
      "3 of 40 files are archived. Their links fail until the files are restored.",
      "1 of 40 files are being restored",
      "Only your network can open the links",
      "denies 2 of 40 files to anyone who comes with a link",
      "denies 4 of 40 files outside certain networks",
      "5 of 40 files have a path",
      "6 files were not checked",
    ])
      expect(body.textContent).toContain(said);
    expect(fake.calls).not.toContain("save_links");
    shares.close();
    await settled();
    expect(fake.readings.shares.several.size).toBe(0);
  });

  it("makes none where nothing signs", async () => {
    fake.readings.shares.manyFacts = { stands: "unsigned" };
    shares.shareMany(picked);
    await settled();
    expect(found("share-unsigned")).not.toBeNull();
    expect(found("share-many-create")).toBeNull();
    await submit();
    expect(fake.calls).not.toContain("save_links");
  });

  it("saves one file with all links", async () => {
    shares.shareMany(picked);
    await settled();
    expect(text("share-many-count")).toBe("Selected: 1 folder and 2 files");
    await submit();
    expect(text("share-many-saved")).toContain("2 links saved");
    expect(text("share-many-saved")).toContain("links.html");
  });

  it("says that nothing was saved, and why", async () => {
    fake.readings.shares.saved = null;
    shares.shareMany(picked);
    await settled();
    await submit();
    expect(text("share-many-unsaved")).toContain("No file was saved.");
    fake.readings.shares.tried = { state: "refused", why: "signature" };
    await submit();
    expect(text("share-tried")).toContain("The server does not accept the signature.");
  });
});

describe("links that were made", () => {
  it("say of a version what ends it: neither deleting nor renaming the file does", async () => {
    await share("version-3");
    await submit();
    shares.showLinks();
    await settled();
    expect(text("link")).toContain("Deleting this version permanently, or deactivating");
  });

  it("are listed with their end, without an address, and removed from the list alone", async () => {
    await share();
    await type("share-note", "Jonas");
    await submit();
    const { made } = fake.readings.shares;
    const [first] = made;
    if (!first) throw new Error("no link");
    made.push({
      ...first,
      id: "old",
      note: "",
      end: { at: Date.now() - 1, by: "session", sooner: false, at_most: false },
    });
    shares.showLinks();
    await settled();
    const rows = [...document.querySelectorAll<HTMLElement>('[data-testid="link"]')];
    expect(rows.map((row) => row.dataset["ended"])).toEqual(["false", "true"]);
    expect(rows[0]?.textContent).toContain("For Jonas");
    expect(document.body.textContent).not.toContain("https://");
    await click("link-remove");
    expect(document.querySelectorAll('[data-testid="link"]')).toHaveLength(1);
    await click("link-show");
    expect(shown).toHaveBeenCalledWith({ connection: "acme", bucket: at.bucket, prefix: "team/fieldwork/" });
    expect(shares.links).toBeNull();
  });

  it("are none at first", async () => {
    shares.showLinks();
    await settled();
    expect(text("links-none")).toContain("You have not created a link yet.");
  });
});

it("a QR code has a border of four modules, and ends where no code is long enough", () => {
  const code = codeOf("https://example.com/a");
  expect(code?.path.startsWith("M4 4h7v1h-7z"), "the corner of the first finder").toBe(true);
  expect(codeOf("x".repeat(2_953))?.size).toBe(177 + 8);
  expect(codeOf("x".repeat(2_954))).toBeNull();
});
