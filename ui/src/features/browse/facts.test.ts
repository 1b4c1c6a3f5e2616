import { beforeEach, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { said } from "../../lib/words";
import { BucketFacts } from "./facts.svelte";

let fake: Fake;
let facts: BucketFacts;
const at = { connection: "acme", bucket: "acme-datasets" };
const shown = () => facts.of(at).map(({ title }) => said(title));
const asked = () => fake.calls.filter((name) => name === "look_at_bucket").length;
const turn = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  fake = new Fake({ furnished: true });
  useHost(fake);
  facts = new BucketFacts();
});

it("a bucket tells whether old versions are kept, then who can see it; each is asked for once", async () => {
  facts.ask({ ...at, prefix: "" });
  facts.ask({ ...at, prefix: "team/" });
  await turn();
  expect(shown()).toEqual(["Versioning is off", "Private"]);
  expect(asked()).toBe(1);
});

it("the list of buckets has none", async () => {
  facts.ask({ ...at, bucket: "", prefix: "" });
  await turn();
  expect([facts.of({ ...at, bucket: "" }), asked()]).toEqual([[], 0]);
});

it("after a look at its settings they are asked for again", async () => {
  facts.ask({ ...at, prefix: "" });
  await turn();
  facts.forget(at);
  expect(shown()).toEqual([]);
  facts.ask({ ...at, prefix: "" });
  await turn();
  expect([shown().length, asked()]).toEqual([2, 2]);
});
