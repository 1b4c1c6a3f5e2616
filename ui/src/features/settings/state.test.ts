import { beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import type { Words } from "../../lib/backend/contract";
import { providers } from "../../lib/backend/fake/world";
import { CorsEditor } from "./cors.svelte";
import { BucketForm, regionsWithin } from "./create.svelte";
import { Setting } from "./setting.svelte";
import { deeds, marked, sites } from "./say";

const at = { connection: "acme", bucket: "acme-datasets" };
const site = "https://app.example.org";
let fake: Fake;

async function editor(bucket = at.bucket): Promise<CorsEditor> {
  const opened = new CorsEditor({ ...at, bucket });
  await opened.open();
  return opened;
}

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

beforeEach(() => {
  fake = new Fake({ furnished: true });
  useHost(fake);
});

describe("a sentence about a setting", () => {
  it("sets names apart, whatever letters they have", () => {
    const list = (to: Words) => ({ id: "bucket-inventory-on", values: { to, often: "weekly" } });
    expect(marked(list("reports"))).toEqual(["A list of the files is saved to ", "reports", " every week."]);
    expect(marked(list("a`b``"))).toEqual(["A list of the files is saved to ", "a`b``", " every week."]);
    expect(marked({ id: "bucket-no-longer", values: { what: list("`") } })).toEqual([
      "No longer: A list of the files is saved to ",
      "`",
      " every week.",
    ]);
    expect(marked("a `text` of a server")).toEqual(["a `text` of a server"]);
  });
});

describe("the rules for websites", () => {
  it("go from none to saved, proved and undone", async () => {
    const cors = await editor();
    expect(cors.setting.state?.state).toBe("not_configured");
    const shows = cors.templates[0];
    if (!shows) throw new Error("no template");
    await cors.use(shows);
    await cors.change(0, { ...shows.rule, origins: [site] });
    await settled();
    expect(cors.text).toContain(site);
    expect(cors.verdict?.allowed).toBe(true);
    expect(cors.setting.canSave).toBe(true);
    await cors.save();
    await settled();
    expect(cors.setting.done).toBe("saved");
    expect(cors.live?.agrees).toBe(true);
    await cors.undo();
    await settled();
    expect(cors.rules).toEqual([]);
    expect(cors.setting.done).toBe("undone");
  });

  it("say the same as text, and keep the draft while the text is no configuration", async () => {
    const cors = await editor();
    await cors.type(`[{"AllowedOrigins":["${site}"],"AllowedMethods":["GET"]}]`);
    expect(cors.rules[0]?.origins).toEqual([site]);
    await cors.type("[{");
    expect(cors.problem?.line).toBe(1);
    expect(cors.rules[0]?.origins).toEqual([site]);
    expect(cors.text).toBe("[{");
  });

  it("cannot be saved while a site would never match", async () => {
    const cors = await editor();
    await cors.add();
    await cors.change(0, { origins: ["app.example.org"], methods: ["GET"], headers: [], expose: [] });
    await settled();
    expect(cors.setting.canSave).toBe(false);
    const [finding] = cors.findings(0);
    if (!finding?.mended) throw new Error("nothing to mend");
    await cors.change(0, finding.mended);
    await settled();
    expect(cors.setting.canSave).toBe(true);
  });

  it("show what somebody else changed and keep the draft", async () => {
    const cors = await editor();
    const theirs = { origins: ["https://theirs.example.org"], methods: ["GET"], headers: [], expose: [] };
    fake.settings.stored.set("acme/acme-datasets/cors", { kind: "cors", rules: [theirs] });
    await cors.edit([{ ...theirs, origins: [site] }]);
    await settled();
    await cors.save();
    await settled();
    expect(cors.setting.conflict?.theirs).toEqual({ kind: "cors", rules: [theirs] });
    expect(cors.rules[0]?.origins).toEqual([site]);
    cors.revert();
    await settled();
    expect(cors.rules).toEqual([theirs]);
  });

  it("are told apart from not permitted, not supported and failed", async () => {
    const states = [];
    for (const bucket of ["acme-denied", "acme-broken", "acme-slow"]) {
      const cors = await editor(bucket);
      states.push(cors.setting.state?.state);
      expect(cors.setting.canSave).toBe(false);
    }
    expect(states).toEqual(["not_permitted", "failed", "not_supported"]);
  });

  it("leave the setting when the page does", async () => {
    const cors = await editor();
    cors.setting.close();
    await settled();
    expect(fake.calls).toContain("close_setting");
  });
});

describe("any setting", () => {
  it("keeps the draft and shows why when the storage refuses", async () => {
    const setting = new Setting(at, "versioning");
    await setting.open();
    setting.edit({ kind: "versioning", versioning: "on" });
    await settled();
    fake.settings.close(setting.id ?? "");
    await setting.save();
    expect(setting.fault?.code).toBe("gone");
    expect(setting.draft).toEqual({ kind: "versioning", versioning: "on" });
    expect(setting.busy).toBe(false);
  });
});

describe("an earlier state", () => {
  it("is offered again after leaving, and goes into the draft, not onto the storage", async () => {
    const first = new Setting(at, "versioning");
    await first.open();
    first.edit({ kind: "versioning", versioning: "on" });
    await settled();
    await first.save();
    first.close();

    const again = new Setting(at, "versioning");
    await again.open();
    await settled();
    expect(again.undoable).toBe(false);
    expect(again.earlier.map(({ value }) => value)).toEqual([null]);
    again.edit(again.earlier[0]?.value ?? null);
    await settled();
    expect(again.changed).toBe(true);
    expect(again.saved).toEqual({ kind: "versioning", versioning: "on" });
  });
});

describe("a new bucket", () => {
  it("is made once its name can be one, and keeps what was typed when refused", async () => {
    const form = new BucketForm("acme", [], "");
    await form.type("Files");
    expect(await form.make()).toBeNull();
    expect(fake.calls).not.toContain("create_bucket");
    expect(form.looked?.instead).toBe("files");
    await form.type("taken");
    expect(await form.make()).toBeNull();
    expect(form.fault).not.toBeNull();
    expect(form.name).toBe("taken");
    await form.type("files");
    expect(await form.make()).toEqual({ name: "files", notes: [] });
  });

  it("can be made in the regions that the login reaches, and with locking keeps old versions", async () => {
    const [aws, other] = providers;
    if (!aws || !other) throw new Error("no providers");
    expect(regionsWithin(aws, "us-gov-west-1").map(({ id }) => id)).toEqual(["us-gov-west-1"]);
    expect(regionsWithin(aws, "eu-west-1").map(({ id }) => id)).not.toContain("us-gov-west-1");
    expect(regionsWithin(other, "us-east-1")).toEqual([]);
    const asked = vi.spyOn(fake, "call");
    const form = new BucketForm("acme", regionsWithin(aws, "eu-west-1"), "eu-west-1");
    await form.type("records");
    form.region = "us-west-2";
    form.versions = false;
    form.lock = true;
    form.key = "service";
    form.keyId = " alias/records ";
    await form.make();
    const encryption = { key: "service", id: "alias/records", bucket_key: true };
    const wanted = { name: "records", region: "us-west-2", versions: true, lock: true, encryption };
    expect(asked).toHaveBeenLastCalledWith("create_bucket", { connection: "acme", wanted });
  });
});

describe("a rule in words", () => {
  it("names sites and deeds", () => {
    const rule = { origins: [site, "b", "c"], methods: ["GET", "HEAD", "PUT"], headers: [], expose: [] };
    expect([sites(rule), deeds(rule)]).toEqual([`${site} and 2 more`, "open files and upload"]);
    expect(sites({ ...rule, origins: [""] })).toBeNull();
    expect(deeds({ ...rule, methods: [] })).toBeNull();
  });
});
