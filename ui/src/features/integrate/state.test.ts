import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { Integrations } from "./state.svelte";
import { Refused } from "./refused.svelte";
import { age, creates, isOld, sourceOf, standing, tally, titleOf, within } from "./say";
import { english, Language, said, shown } from "../../lib/words";

const at = { connection: "acme", bucket: "acme-datasets" };

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 40; n += 1) await Promise.resolve();
}

async function begun() {
  const all = new Integrations();
  await all.pick(at);
  await all.begin("kolena");
  const { one } = all;
  if (!one) throw new Error("nothing was begun");
  return { all, one };
}

async function answered() {
  const { all, one } = await begun();
  one.answer("partner", "arn:aws:iam::444455556666:role/reader");
  one.answer("external_id", "c0ffee00");
  await settled();
  return { all, one };
}

beforeEach(() => useHost(new Fake({ furnished: true })));
afterEach(() => (shown.now = english));

describe("integrations", () => {
  it("are found by name and purpose, in any order of words", async () => {
    const all = new Integrations();
    await all.pick(null);
    all.search = "files site";
    expect(all.found.map(({ id }) => id)).toEqual(["website-shows"]);
    await all.begin("kolena");
    expect([all.one, all.bucketNeeded], "without a bucket nothing begins, and it says so").toEqual([
      null,
      true,
    ]);
    all.at = at;
    await all.begin("kolena");
    expect([all.one !== null, all.bucketNeeded]).toEqual([true, false]);
  });

  it("are said, and found, in the language that is shown now", async () => {
    const { all, one } = await answered();
    all.search = "bilder";
    expect(all.found).toEqual([]);
    const presets = [
      "presets-kolena-purpose = Zeigt deine Bilder in Kolena.",
      "presets-kolena-question-partner = Welche Rolle nutzt Kolena?",
    ];
    const plans = [
      "plans-cannot = { $who } kann nicht: { $what }.",
      "plans-may-delete = Dateien löschen",
      "plans-may-open = Dateien öffnen",
      "plans-set-cors = { $ort }",
    ];
    const german = new Map([
      ["presets", presets.join("\n")],
      ["plans", plans.join("\n")],
    ]);
    shown.now = new Language("de", german, english);
    expect(all.found.map(({ id }) => id)).toEqual(["kolena"]);
    expect(one.sheet.questions.map(({ label }) => said(label))).toEqual([
      "Welche Rolle nutzt Kolena?",
      "Which external ID does Kolena show?",
    ]);
    const { sentences, steps } = one.sheet.plan ?? { sentences: [], steps: [] };
    // What the language lacks is English around its own words; what it has with another value, too.
    expect(sentences.map(said)).toEqual([
      "Kolena can Dateien öffnen in acme-datasets.",
      "Kolena kann nicht: Dateien löschen.",
    ]);
    expect(said(steps.at(-1)?.title ?? "")).toBe("Add a CORS rule to acme-datasets");
  });

  it("say what is missing only where the person has been, or once it is to be set up", async () => {
    const { one } = await begun();
    expect(one.finding("partner")).toBeNull();
    one.answer("partner", "");
    await settled();
    expect(one.finding("partner")?.severity).toBe("stop");
    expect(one.finding("external_id")).toBeNull();
    await one.apply();
    expect(one.finding("external_id")?.severity).toBe("stop");
    expect(one.view, "nothing was done").toBeNull();
    const labels = one.sheet.questions.filter(({ id }) => ["partner", "external_id"].includes(id));
    expect(one.missing).toEqual(labels.map(({ label }) => said(label)));
  });

  it("are set up, checked at once, listed, and taken back after a look", async () => {
    const { all, one } = await answered();
    expect(said(one.sheet.plan?.sentences[0] ?? "")).toBe("Kolena can open files in acme-datasets.");
    await one.apply();
    expect([one.steps.length, one.asking, one.view?.state]).toEqual([3, false, "working"]);
    expect(tally(one.checks)).toBe("1 passed");
    await settled();
    expect(all.list.map(({ state }) => state)).toEqual(["working"]);
    await one.remove();
    expect(one.view?.state, "not without a look").toBe("working");
    await one.askRemoval();
    expect(one.removal?.items).toHaveLength(1);
    await one.remove();
    expect([one.view?.state, one.removal]).toEqual(["removed", null]);
    await all.forget(one.id);
    await settled();
    expect([all.list, all.page]).toEqual([[], "list"]);
  });

  it("keep what is typed when an answer of Rust comes late", async () => {
    const { one } = await begun();
    one.answer("partner", "a");
    one.answer("partner", "ab");
    await settled();
    expect(one.sheet.filled.answers["partner"]).toBe("ab");
    expect(one.filled.answers["partner"]).toBe("ab");
  });

  it("are opened again as they stand", async () => {
    const { all, one } = await answered();
    await one.apply();
    all.showList();
    await settled();
    await all.open(one.id);
    expect([all.one?.asking, all.one?.checks.length]).toEqual([false, 1]);
    await all.one?.askAgain();
    expect(all.one?.asking).toBe(true);
  });

  it("go back to their answers where those brought a refusal about", async () => {
    const { one } = await answered();
    await one.backToAnswers();
    expect([one.asking, one.wanted]).toEqual([true, true]);
    await one.apply();
    one.wanted = false;
    expect(one.asking).toBe(false);
    await one.backToAnswers();
    expect([one.asking, one.wanted, one.steps]).toEqual([true, true, []]);
    expect(one.filled.answers["external_id"], "what was answered stays").toBe("c0ffee00");
  });

  it("give access to other buckets as well, each once, and one always stays", async () => {
    const { one } = await answered();
    one.addBucket("acme-archive");
    one.addBucket("acme-archive");
    expect(one.filled.buckets[1]?.scope, "an empty folder is no answer").toBe("unanswered");
    one.setScope(1, "folder");
    one.setFolder(1, "2026");
    await settled();
    expect(one.sheet.filled.buckets).toEqual([
      { name: "acme-datasets", scope: "whole", folder: "" },
      { name: "acme-archive", scope: "folder", folder: "2026" },
    ]);
    one.dropBucket(0);
    one.dropBucket(0);
    expect(one.filled.buckets.map(({ name }) => name)).toEqual(["acme-archive"]);
  });

  it("take several choices in their order, and none", async () => {
    const { one } = await begun();
    const question = {
      ...{ id: "methods", kind: "several" as const, label: "", help: null, optional: false },
      default: "HEAD, GET",
      choices: ["GET", "HEAD", "PUT"].map((each): [string, string] => [each, each]),
    };
    expect(one.chosen(question)).toEqual(["HEAD", "GET"]);
    one.choose(question, "PUT", true);
    expect(one.filled.answers["methods"]).toEqual(["GET", "HEAD", "PUT"]);
    for (const each of ["GET", "HEAD", "PUT"]) one.choose(question, each, false);
    expect(one.chosen(question)).toEqual([]);
  });

  it("exchange a key in steps that can be taken back", async () => {
    const fake = new Fake({ furnished: true });
    useHost(fake);
    const { one } = await answered();
    await one.apply();
    fake.integrations.giveKey(one.id, 0);
    await one.exchangeKey("make_second");
    expect(one.view?.key).toEqual({
      ...{ id: "AKIAFIRST", since: 0, second: "AKIASECOND", first_off: false, unshown: true },
    });
    await one.exchangeKey("first_off");
    expect(one.view?.key?.first_off).toBe(true);
    await one.exchangeKey("stop");
    expect([one.view?.key?.second, one.view?.key?.first_off]).toEqual([null, false]);
    expect(one.keys?.[0]?.id).toBe("AKIAFIRST");
  });

  it("say how many checks were left out", () => {
    const line = (result: "pass" | "skip") => ({ id: result, result, title: "", evidence: "" });
    const words = (lines: ReturnType<typeof line>[], state: "working" | "unchecked" = "working") =>
      standing({ state, report: { at: 0, lines } }).what;
    expect(words([line("pass")])).toBe("All checks passed.");
    expect(words([line("pass"), line("skip")])).toBe("No check failed. 1 check was skipped.");
    expect(words([line("skip"), line("pass"), line("skip")])).toBe("No check failed. 2 checks were skipped.");
    expect(words([line("skip")], "unchecked")).toContain("could not verify");
    expect(standing({ state: "unchecked", report: null }).what).toContain("Run checks");
  });

  it("delete a key only after a second word, knowing whether it is in use", async () => {
    const fake = new Fake({ furnished: true });
    useHost(fake);
    const { one } = await answered();
    await one.apply();
    fake.integrations.giveKey(one.id, 0);
    await one.exchangeKey("make_second");
    await one.exchangeKey("first_off");
    await one.deleteKey();
    expect(one.view?.key?.second, "nobody asked for it").toBe("AKIASECOND");
    await one.askDelete("first");
    expect([one.deleting, one.keys?.[0]?.in_use, one.view?.key?.second]).toEqual([
      "first",
      true,
      "AKIASECOND",
    ]);
    await one.deleteKey();
    expect([one.deleting, one.view?.key?.id]).toEqual([null, "AKIASECOND"]);
  });

  it("show the secret of a new key once", async () => {
    const fake = new Fake({ furnished: true });
    useHost(fake);
    const { one } = await answered();
    await one.apply();
    fake.integrations.giveKey(one.id, 0);
    await one.exchangeKey("make_second");
    await one.showSecret();
    expect(one.secret).toHaveLength(40);
    expect(one.view?.key?.unshown).toBe(false);
    await one.exchangeKey("first_off");
    expect(one.secret, "it goes from the screen").toBeNull();
    await one.showSecret();
    expect([one.secret, one.fault?.code]).toEqual([null, "gone"]);
  });

  it("take over what an administrator sent back, and check it", async () => {
    const { one } = await answered();
    await one.handOver();
    expect(one.view?.state).toBe("handed");
    one.reply = " arn:aws:iam::111122223333:role/theirs ";
    await one.takeReply();
    expect([one.reply, one.view?.state]).toEqual(["", "working"]);
  });

  it("say the file that a report was saved to", async () => {
    const { one } = await answered();
    await one.apply();
    await one.saveReport("json");
    expect(one.saved).toBe("report.json");
  });
});

describe("who can reach a bucket", () => {
  it("is worked out for the bucket that is open, and again for another", async () => {
    const all = new Integrations();
    all.at = at;
    all.showReach();
    await settled();
    expect([all.people, all.reach?.rows.map(({ who }) => who)]).toEqual([2, ["User anna"]]);
    all.at = { ...at, bucket: "" };
    all.showReach();
    expect(all.reach).toBeNull();
  });
});

describe("a refusal", () => {
  it("is looked into with the login that was refused", async () => {
    const refused = new Refused({
      ...{ who: null, tried: "open “a” in “b”", action: "s3:GetObject", resource: "arn:aws:s3:::b/a" },
      ...{ by: "unknown", certain: "open", cause: "", looked_at: [], ask: [], statement: null },
    });
    await refused.look("acme");
    expect([refused.looked, refused.refusal.by, refused.refusal.looked_at.length]).toEqual([
      true,
      "nothing_allows",
      1,
    ]);
  });
});

describe("a product", () => {
  it("has a form for within a sentence where its title is no name", () => {
    expect([within("person", "A person"), within("kolena", "Kolena")]).toEqual(["a person", "Kolena"]);
  });

  it("says once what it creates, and that it is no longer offered", async () => {
    const all = new Integrations();
    await all.pick(at);
    const [kolena] = all.presets;
    if (!kolena) throw new Error("no product");
    expect(creates({ ...kolena, makes: ["role", "oidc", "key", "service"] })).toBe(
      "Creates: role, user (with an access key) or bucket policy statement",
    );
    expect(creates({ ...kolena, retired: "It was sold." })).toContain("no longer offered");
  });

  it("says when its source was read, to the day where that is known", () => {
    expect(sourceOf({ at: "https://a.example/", read: "2026-11-23" })).toBe(
      "Source: https://a.example/, read on 23 Nov 2026",
    );
    expect(sourceOf({ at: "https://a.example/", read: "2026-10" })).toBe(
      "Source: https://a.example/, read in Oct 2026",
    );
  });

  it("is named with its buckets", () => {
    const bucket = (name: string, folder = "") => ({ name, folder, scope: "whole" as const });
    const buckets = [bucket("a"), bucket("b", "in"), bucket("c")];
    expect(titleOf({ title: "Kolena", buckets })).toBe("Kolena: a, b/in and c");
  });
});

describe("the age of a key", () => {
  it("is told in days, then in months", () => {
    const day = 86_400_000;
    expect([age(0, day / 2), age(0, day), age(0, 59 * day), age(0, 400 * day)]).toEqual([
      "created today",
      "1 day old",
      "59 days old",
      "13 months old",
    ]);
    expect([isOld(0, 365 * day), isOld(0, 366 * day)]).toEqual([false, true]);
  });
});
