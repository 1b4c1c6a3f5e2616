/**
 * The fake's sign-in: a few checks without network, then the steps one after another on the clock.
 */
import { Stream } from "../backend";
import type { Finding, Login, Probed, ProbeStep, ProbeStepId, Repair, Words } from "../contract";
import type { Clock } from "./clock";
import { told } from "./told";
import { bucketNeeded, nameNotFound, signatureMismatch } from "./faults";

const titles: [ProbeStepId, Words][] = [
  ["address", told("probe-address-title")],
  ["encryption", told("probe-encryption-title")],
  ["clock", told("probe-clock-title")],
  ["signature", told("probe-sign-in-title")],
  ["buckets", told("probe-buckets-title")],
  ["region", told("probe-region-title")],
];

export function check(login: Login): Finding[] {
  const findings: Finding[] = [];
  const stop = (field: Finding["field"], text: Words, repairs: Repair[] = []) =>
    findings.push({ field, severity: "stop", text, repairs });
  if (login.method !== "access_key") {
    if (login.method === "anonymous" && !login.bucket) stop("bucket", told("probe-bucket-public"));
    return findings;
  }
  if (!login.access_key) stop("access_key", told("probe-access-key-missing"));
  if (!login.secret_key) stop("secret_key", told("probe-secret-key-missing"));
  for (const field of ["access_key", "secret_key"] as const)
    if (login[field] !== login[field].trim())
      stop(field, told(field === "secret_key" ? "probe-secret-key-spaces" : "probe-access-key-spaces"), [
        { label: told("probe-trim-button"), change: { kind: "trim", field } },
      ]);
  if (login.secret_key.startsWith("AKIA"))
    stop("secret_key", told("probe-keys-swapped"), [
      { label: told("probe-swap-button"), change: { kind: "swap_keys" } },
    ]);
  if (login.provider === "other" && !login.endpoint.includes("://"))
    stop("endpoint", told("probe-endpoint-scheme"), [
      {
        label: told("probe-use-button", { value: `https://${login.endpoint}` }),
        change: { kind: "set", field: "endpoint", value: `https://${login.endpoint}` },
      },
    ]);
  return findings;
}

function outcome(id: ProbeStepId, login: Login): Partial<ProbeStep> {
  const fail = (fault: ProbeStep["fault"], repairs: Repair[] = []) => ({
    state: "fail" as const,
    fault,
    repairs,
  });
  if (id === "address" && login.endpoint.includes("nowhere")) return fail(nameNotFound(login.endpoint));
  if (id === "signature" && login.secret_key.includes("wrong")) return fail(signatureMismatch);
  if (id === "buckets" && login.secret_key.includes("limited") && !login.bucket) return fail(bucketNeeded);
  if (id === "encryption" && login.endpoint.startsWith("http:"))
    return { state: "skip", detail: told("probe-encryption-none") };
  const { bucket } = login;
  const details: Record<ProbeStepId, Words> = {
    address: told("probe-address-answers"),
    encryption: told("probe-encryption-good"),
    clock: told("probe-clock-good"),
    signature: told("probe-signed-keys"),
    buckets: bucket ? told("probe-bucket-listed", { bucket }) : told("probe-buckets-found", { count: 4 }),
    region: told("probe-region-untold"),
  };
  return { state: "pass", detail: details[id] };
}

export async function probe(
  clock: Clock,
  login: Login,
  steps: Stream<ProbeStep>,
  draft: string,
): Promise<Omit<Probed, "keychain">> {
  const has_secret = login.method === "access_key";
  const findings = check(login);
  const suggested_name = login.bucket || (login.provider === "aws" ? "Amazon S3" : hostOf(login.endpoint));
  if (findings.length > 0) return { findings, draft: null, suggested_name, has_secret };
  for (const [id, title] of titles) {
    const step: ProbeStep = { id, title, state: "running", detail: null, fault: null, repairs: [] };
    steps.push(step);
    await new Promise<void>((then) => clock.after(240, then));
    const done = { ...step, ...outcome(id, login) };
    steps.push(done);
    if (done.state === "fail") return { findings, draft: null, suggested_name, has_secret };
  }
  return { findings, draft, suggested_name, has_secret };
}

function hostOf(endpoint: string): string {
  return endpoint.replace(/^[a-z]+:\/\//, "").split(/[/:]/)[0] ?? endpoint;
}
