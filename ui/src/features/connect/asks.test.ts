import { beforeEach, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { Asks } from "./asks.svelte";

let fake: Fake;
let asks: Asks;
const needed = {
  kind: "code" as const,
  device: "arn:aws:iam::1:mfa/me",
  role: "arn:aws:iam::1:role/x",
  to: "AWS",
};

beforeEach(async () => {
  fake = new Fake();
  useHost(fake);
  asks = new Asks();
  await asks.watch();
});

it("shows one question at a time and sends the digits without spaces", async () => {
  fake.ask({ id: "a", connection: "Acme", needed }, { id: "b", connection: "Press", needed });
  asks.code = "12 34";
  expect(asks.complete).toBe(false);
  asks.code = "123 456";
  await asks.send();
  expect(fake.answers).toEqual([{ kind: "code", code: "123456" }]);
  expect(asks.shown?.id).toBe("b");
  expect(asks.code).toBe("");
});

it("forgets what was typed when the question is taken back", async () => {
  fake.ask({ id: "a", connection: "Acme", needed: { kind: "keys", access_key: "ASIAOLD" } });
  Object.assign(asks.keys, { access_key: "ASIANEW", secret_key: "secret", session_token: "token" });
  fake.ask();
  expect(asks.shown).toBeNull();
  expect(asks.keys).toEqual({ access_key: "", secret_key: "", session_token: "" });
});

it("says no once and stays quiet about a question that is gone", async () => {
  fake.ask({ id: "a", connection: "Acme", needed });
  await asks.decline();
  expect(fake.answers).toEqual([{ kind: "no" }]);
  await asks.decline();
  expect(fake.answers).toHaveLength(1);
});
