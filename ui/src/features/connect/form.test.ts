import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import type { ConnectionView, ImportCard, Repair } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { furnished } from "../../lib/backend/fake/connections";
import { importOf } from "../../lib/backend/fake/imports";
import { providers } from "../../lib/backend/fake/world";
import { said } from "../../lib/words";
import { LoginForm } from "./form.svelte";

let clock: HandClock;
let fake: Fake;
let form: LoginForm;

beforeEach(() => {
  clock = new HandClock();
  fake = new Fake({ clock });
  useHost(fake);
  form = new LoginForm(providers);
});

function fill(secret: string): void {
  form.set("access_key", "AKIAEXAMPLE");
  form.set("secret_key", secret);
}

async function check(): Promise<void> {
  const done = form.check();
  await clock.pass(3000);
  await done;
}

describe("what was typed", () => {
  it("begins with the first provider and its region", () =>
    expect(form.login).toMatchObject({ provider: "aws", region: "us-east-1", path_style: null }));

  it("changes region with the provider only while it is the provider's own", () => {
    form.set("region", "eu-west-1");
    form.chooseProvider("other");
    expect(form.login.region).toBe("eu-west-1");
  });

  it("drops an endpoint that the provider has no use for", () => {
    form.chooseProvider("other");
    form.set("endpoint", "https://s3.example.org");
    form.chooseProvider("aws");
    expect(form.login.endpoint).toBe("");
  });
});

describe("storage with one address for everybody", () => {
  it("fills the endpoint in and lets it go along with the region", () => {
    form.set("region", "eu-west-1");
    form.chooseProvider("hetzner");
    expect(form.login).toMatchObject({ region: "fsn1", endpoint: "https://fsn1.your-objectstorage.com" });
    form.set("region", "nbg1");
    expect(form.login.endpoint).toBe("https://nbg1.your-objectstorage.com");
    form.chooseProvider("other");
    expect(form.login.endpoint).toBe("");
  });

  it("leaves an endpoint alone that the person wrote", () => {
    form.chooseProvider("hetzner");
    form.set("endpoint", "https://storage.example.net");
    form.set("region", "nbg1");
    expect(form.login.endpoint).toBe("https://storage.example.net");
  });
});

/** A card as a connection file makes it. */
function mailed(over: Partial<ImportCard> = {}): ImportCard {
  const [card] = importOf("AKIAIOSFODNN7EXAMPLE no secret", () => "card").cards;
  const certificates = { pem: "-----BEGIN CERTIFICATE-----\n", fingerprints: ["AB:CD"] };
  const offered = { host: "minio.example.com", proxy: "http://proxy.example.com:8080", certificates };
  return { ...(card as ImportCard), offered, ...over };
}

describe("another way for a sign-in that needs no secret", () => {
  it("is accepted for the address as it is, and not for the next one", () => {
    const repair: Repair = { label: "Sign in there", change: { kind: "accept_way" } };
    form.set("endpoint", "https://one.example.com");
    form.repair(repair);
    expect(form.login.accepts_way).toBe(true);
    for (const change of [
      () => form.set("endpoint", "https://two.example.com"),
      () => form.set("proxy", "http://proxy.example.com:3128"),
      () => form.forgetCertificate(),
      () => form.chooseProvider("hetzner"),
    ]) {
      form.repair(repair);
      expect(form.login.accepts_way).toBe(true);
      change();
      expect(form.login.accepts_way).toBe(false);
    }
  });
});

describe("a proxy and a certificate out of a file", () => {
  it("are in the login only after each was accepted on its own", () => {
    form.take(mailed());
    expect(form.login).toMatchObject({ proxy: "", trust: "", proxy_of_file: false });
    form.answerCertificates(true);
    expect(form.login).toMatchObject({ proxy: "", trust: "-----BEGIN CERTIFICATE-----\n" });
    expect(form.certificates).toBe(1);
    expect(form.offered).toMatchObject({ certificates: null });
    form.answerProxy(true);
    expect(form.login).toMatchObject({ proxy: "http://proxy.example.com:8080", proxy_of_file: true });
    expect(form.offered).toBeNull();
    // What the person types themselves is theirs.
    form.set("proxy", "http://ours.example.com:8080");
    expect(form.login.proxy_of_file).toBe(false);
  });

  it("stays the file's when a repair writes it anew", () => {
    form.take(mailed());
    form.answerProxy(true);
    const repairs: Repair["change"][] = [
      { kind: "trim", field: "proxy" },
      { kind: "set", field: "proxy", value: "http://proxy.example.com:3128" },
    ];
    for (const change of repairs) {
      form.repair({ label: "Repair", change });
      expect(form.login.proxy_of_file).toBe(true);
    }
    expect(form.login.proxy).toBe("http://proxy.example.com:3128");
    // And one that the person typed stays theirs.
    form.set("proxy", "http://ours.example.com:8080 ");
    form.repair({ label: "Repair", change: { kind: "trim", field: "proxy" } });
    expect(form.login).toMatchObject({ proxy: "http://ours.example.com:8080", proxy_of_file: false });
  });

  it("stay out when they are refused, and go with the form", () => {
    form.take(mailed());
    form.answerProxy(false);
    form.answerCertificates(false);
    expect(form.login).toMatchObject({ proxy: "", trust: "", proxy_of_file: false });
    expect(form.offered).toBeNull();
    form.take(mailed());
    form.take(mailed({ offered: null }));
    expect(form.offered).toBeNull();
    form.take(mailed());
    form.leave();
    expect(form.offered).toBeNull();
  });
});

describe("a paste that does not say whose the key is", () => {
  it("chooses no provider, and an endpoint goes along once one is chosen", () => {
    form.take(mailed({ fill: { ...mailed().fill, provider: "" }, offered: null }));
    expect(form.provider).toBeNull();
    expect(form.login.endpoint).toBe("");
    form.chooseProvider("hetzner");
    expect(form.login.endpoint).toBe("https://fsn1.your-objectstorage.com");
  });
});

describe("the secret of a connection that is changed", () => {
  const connection = () => furnished()[0] as ConnectionView;

  beforeEach(() => useHost(new Fake({ clock, furnished: true })));

  it("is kept while it goes where it went", async () => {
    await form.change(connection(), null, null);
    expect(form).toMatchObject({ keptSecret: true, leadsElsewhere: false });
    form.set("bucket", "another");
    expect(form.keptSecret).toBe(true);
  });

  it.each(["endpoint", "proxy", "trust", "access_key"] as const)(
    "is asked for again with another %s",
    async (field) => {
      await form.change(connection(), null, null);
      const before = form.login[field];
      form.set(field, "something else");
      expect(form).toMatchObject({ keptSecret: false, leadsElsewhere: true });
      form.set(field, before);
      expect(form.keptSecret).toBe(true);
    },
  );
});

describe("a certificate of the organisation's own", () => {
  it("goes with the login until it is removed", async () => {
    await form.chooseCertificate();
    expect(form).toMatchObject({ certificates: 1, login: { trust: "-----BEGIN CERTIFICATE-----\n" } });
    form.forgetCertificate();
    expect(form).toMatchObject({ certificates: 0, login: { trust: "" } });
  });

  it("changes nothing when the dialog is closed", async () => {
    fake.chosen.certificate = null;
    await form.chooseCertificate();
    expect(form.login.trust).toBe("");
  });
});

describe("another way to sign in", () => {
  it("offers the profiles, and takes the storage's place from the one chosen", async () => {
    form.chooseMethod("profile");
    await clock.pass(0);
    expect(form.offers.profiles.map((each) => each.name)).toEqual(["default", "minio"]);
    expect(said(form.offers.notes[0] ?? "")).toContain("line 6");
    form.chooseProfile("default");
    expect(form.login).toMatchObject({ provider: "aws", region: "eu-central-1" });
    form.chooseProfile("minio");
    expect(form.login).toMatchObject({ provider: "other", endpoint: "http://127.0.0.1:9000" });
  });

  it("keeps the keys that were typed when the person comes back to them", () => {
    fill("secret");
    form.chooseMethod("company");
    form.chooseMethod("access_key");
    expect(form.login.secret_key).toBe("secret");
  });

  it("reads accounts, then roles, and drops what came of an older page", async () => {
    await form.offers.readAccounts("https://acme.awsapps.com/start", "eu-central-1");
    expect(form.offers.accounts).toHaveLength(2);
    await form.offers.readRoles("https://acme.awsapps.com/start", "eu-central-1", "123456789012");
    expect(form.offers.roles).toEqual(["Reader", "Writer"]);
    const late = form.offers.readAccounts("https://acme.awsapps.com/start", "eu-central-1");
    form.offers.forget();
    await late;
    expect(form.offers.accounts).toEqual([]);
    await form.offers.readAccounts("https://nobody.example", "eu-central-1");
    expect(form.offers.fault).not.toBeNull();
  });
});

describe("findings", () => {
  it("stand at their fields, send nothing, and go when the field is mended", async () => {
    fill(" secret ");
    await check();
    expect(form.finding("secret_key")?.severity).toBe("stop");
    expect(form.steps).toEqual([]);
    const repair = form.finding("secret_key")?.repairs[0];
    if (repair) form.repair(repair);
    expect(form.login.secret_key).toBe("secret");
    expect(form.finding("secret_key")).toBeNull();
  });

  it("swap the two keys", async () => {
    form.set("access_key", "secret");
    form.set("secret_key", "AKIAEXAMPLE");
    await check();
    const repair = form.finding("secret_key")?.repairs[0];
    if (repair) form.repair(repair);
    expect(form.login).toMatchObject({ access_key: "AKIAEXAMPLE", secret_key: "secret" });
  });

  it("set a field", async () => {
    fill("secret");
    form.chooseProvider("other");
    form.set("endpoint", "s3.example.org");
    await check();
    const repair = form.finding("endpoint")?.repairs[0];
    if (repair) form.repair(repair);
    expect(form.login.endpoint).toBe("https://s3.example.org");
  });

  it("set path style", () => {
    form.repair({ label: "", change: { kind: "path_style", value: true } });
    expect(form.login.path_style).toBe(true);
  });
});

describe("the check", () => {
  it("shows its steps as they run", async () => {
    fill("secret");
    const done = form.check();
    await clock.pass(300);
    expect(form.checking).toBe(true);
    expect(form.steps.map((step) => step.state)).toEqual(["pass", "running"]);
    await clock.pass(3000);
    await done;
    expect(form.steps).toHaveLength(6);
    expect(form.works).toBe(true);
    expect(form.name).toBe("Amazon S3");
  });

  it("stops at the step that fails, with its fault", async () => {
    fill("wrong");
    await check();
    expect(form.failed?.id).toBe("signature");
    expect(form.failed?.fault?.code).toBe("signature_mismatch");
    expect(form.works).toBe(false);
  });

  it("is void once the login is changed, and its draft is given up", async () => {
    fill("secret");
    await check();
    form.set("region", "eu-west-1");
    expect(form.works).toBe(false);
    expect(form.steps).toEqual([]);
    expect(fake.calls).toContain("discard_draft");
  });

  it("that is left behind gives its draft up when it comes", async () => {
    fill("secret");
    const done = form.check();
    await clock.pass(300);
    form.leave();
    await clock.pass(3000);
    await done;
    expect(form.works).toBe(false);
    expect(fake.calls).toContain("discard_draft");
  });

  it("says when it could not run at all", async () => {
    fill("secret");
    useHost({ call: () => Promise.reject(new Error("gone")) });
    await check();
    expect(form.fault?.code).toBe("unexpected");
    expect(form.checking).toBe(false);
  });
});

describe("saving", () => {
  it("answers the connection and keeps no secret in the page", async () => {
    fill("secret");
    form.set("session_token", "token");
    await check();
    form.name = "  Work  ";
    const made = await form.save();
    expect(made).toMatchObject({ name: "Work", kind: "saved" });
    expect(form.login).toMatchObject({ access_key: "", secret_key: "", session_token: "" });
  });

  it("offers only this session where there is no keychain", async () => {
    useHost(new Fake({ clock, keychain: "missing" }));
    form = new LoginForm(providers);
    fill("secret");
    await check();
    expect((await form.save())?.kind).toBe("session");
  });

  it("keeps the form when it did not work", async () => {
    fill("secret");
    await check();
    useHost({ call: () => Promise.reject(new Error("full")) });
    expect(await form.save()).toBeNull();
    expect(form.fault).not.toBeNull();
    expect(form.works).toBe(true);
  });

  it("leaves nothing behind when left", () => {
    fill("secret");
    form.leave();
    expect(form.login).toMatchObject({ access_key: "", secret_key: "" });
  });
});
