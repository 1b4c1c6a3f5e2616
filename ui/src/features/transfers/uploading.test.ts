import { expect, it } from "vitest";
import type { UploadOptions } from "../../lib/backend/contract";
import { UploadOptionsForm } from "./uploading.svelte";

it("what is chosen goes along, and a key only where it is used", async () => {
  const chosen: [string, UploadOptions][] = [];
  const form = new UploadOptionsForm((kind, options) => (chosen.push([kind, options]), Promise.resolve()));
  await form.choose("files");
  form.class = "STANDARD_IA";
  form.encryption = "aws:kms";
  form.key = " arn:aws:kms:eu-west-1:1:key/2 ";
  await form.choose("folder");
  form.encryption = "AES256";
  await form.choose("files");
  expect(chosen).toEqual([
    ["files", { class: null, encryption: null, kms_key: null }],
    ["folder", { class: "STANDARD_IA", encryption: "aws:kms", kms_key: "arn:aws:kms:eu-west-1:1:key/2" }],
    ["files", { class: "STANDARD_IA", encryption: "AES256", kms_key: null }],
  ]);
});
