import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { providers } from "../../lib/backend/fake/world";
import { LoginForm } from "./form.svelte";

const one = "AKIAIOSFODNN7EXAMPLE";
const two = `${one} ASIAIOSFODNN7EXAMPLE`;

let clock: HandClock;
let fake: Fake;
let form: LoginForm;
/** What was sent with each call. */
let sent: { name: string; args: Record<string, unknown> }[];

beforeEach(() => {
  clock = new HandClock();
  fake = new Fake({ clock });
  sent = [];
  useHost({
    call: (name, args) => {
      sent.push({ name, args });
      return fake.call(name, args);
    },
  });
  form = new LoginForm(providers);
});

describe("what is read", () => {
  it("fills the form when it is one login, without its secret", async () => {
    await form.importing.read(one);
    expect(form.login).toMatchObject({ access_key: one, bucket: "press-photos", secret_key: "" });
    expect(form.login.region).toBe("us-east-1");
    expect(form.keptSecret).toBe(true);
  });

  it("waits for a choice when it is several", async () => {
    await form.importing.read(two);
    expect(form.kept).toBeNull();
    const second = form.importing.imported?.cards[1];
    if (second) form.importing.use(second);
    expect(form.login.access_key).toBe("ASIAIOSFODNN7EXAMPLE");
    expect(form.importing.chosen?.id).toBe(second?.id);
  });

  it("takes a region that the text did not name once it is confirmed", async () => {
    await form.importing.read(one);
    const [card] = form.importing.imported?.cards ?? [];
    if (!card) throw new Error("nothing was read");
    form.importing.inRegion({ ...card, fill: { ...card.fill, more_buckets: ["cg-two"] } }, "us-gov-west-1");
    expect(form.login).toMatchObject({ provider: "aws", region: "us-gov-west-1", more_buckets: ["cg-two"] });
    expect(form.importing.imported?.cards[0]?.perhaps).toBeNull();
    form.setMoreBuckets(" cg-two, cg-three\n");
    expect(form.login.more_buckets).toEqual(["cg-two", "cg-three"]);
  });

  it("says when it is no login", async () => {
    await form.importing.read("hello");
    expect(form.importing.nothing).toBe(true);
  });

  it("is not kept in the page", async () => {
    form.importing.typed = one;
    await form.importing.read(form.importing.typed);
    expect(form.importing.typed).toBe("");
  });

  it("is not sent beyond the limit, and refused in words", async () => {
    await form.importing.read("x".repeat(11 * 1024 * 1024));
    expect((sent.at(-1)?.args["text"] as string).length).toBe(10 * 1024 * 1024 + 1);
    expect(form.importing.fault?.code).toBe("import_too_big");
  });

  it("may be a file that was chosen or dropped", async () => {
    await form.importing.choose();
    expect(form.login.access_key).toBe(one);
    fake.chosen.login = null;
    const before = sent.length;
    await form.importing.choose();
    expect(sent.slice(before).map((each) => each.name)).toEqual(["choose"]);
  });
});

describe("the secret that came with it", () => {
  async function check(): Promise<unknown> {
    const done = form.check();
    await clock.pass(3000);
    await done;
    return sent.find((each) => each.name === "probe_login")?.args["kept"];
  }

  it("is used from where it is kept", async () => {
    await form.importing.read(one);
    expect(await check()).toBe(form.kept?.id);
    expect(form.works).toBe(true);
  });

  it("is replaced by what is typed", async () => {
    await form.importing.read(one);
    form.set("secret_key", "typed");
    expect(form.keptSecret).toBe(false);
  });

  it("is forgotten with the form, and after saving", async () => {
    await form.importing.read(one);
    form.leave();
    expect(sent.at(-1)?.name).toBe("forget_imports");
    expect(form.kept).toBeNull();
    await form.importing.read(one);
    await check();
    await form.save();
    expect(sent.at(-1)?.name).toBe("forget_imports");
  });

  it("is not asked to be forgotten where there was none", () => {
    form.leave();
    expect(sent).toEqual([]);
  });
});
