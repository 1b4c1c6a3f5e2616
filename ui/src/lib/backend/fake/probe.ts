/** The fake's sign-in: a few checks without network, then the steps one after another on the clock. */
import { Stream } from "../backend";
import type { Finding, Login, Probed, ProbeStep, ProbeStepId, Repair } from "../contract";
import type { Clock } from "./clock";
import { bucketNeeded, nameNotFound, signatureMismatch } from "./faults";

const titles: [ProbeStepId, string][] = [
  ["address", "Find server"],
  ["encryption", "Check encryption"],
  ["clock", "Compare clocks"],
  ["signature", "Sign in"],
  ["buckets", "List buckets"],
  ["region", "Find bucket region"],
];

export function check(login: Login): Finding[] {
  const findings: Finding[] = [];
  const stop = (field: Finding["field"], text: string, repairs: Repair[] = []) =>
    findings.push({ field, severity: "stop", text, repairs });
  if (login.method !== "access_key") {
    if (login.method === "anonymous" && !login.bucket) stop("bucket", "The bucket’s name is needed.");
    return findings;
  }
  if (!login.access_key) stop("access_key", "Enter the access key ID.");
  if (!login.secret_key) stop("secret_key", "Enter the secret access key.");
  for (const field of ["access_key", "secret_key"] as const)
    if (login[field] !== login[field].trim())
      stop(field, "There are spaces at the start or the end.", [
        { label: "Remove the spaces", change: { kind: "trim", field } },
      ]);
  if (login.secret_key.startsWith("AKIA"))
    stop("secret_key", "The access key ID and secret access key look swapped.", [
      { label: "Swap them", change: { kind: "swap_keys" } },
    ]);
  if (login.provider === "other" && !login.endpoint.includes("://"))
    stop("endpoint", "The address starts with https:// or http://.", [
      {
        label: "Add https://",
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
  if (id === "buckets" && login.bucket) return { state: "pass", detail: `“${login.bucket}” can be opened` };
  if (id === "encryption" && login.endpoint.startsWith("http:"))
    return { state: "skip", detail: "Not encrypted: the address starts with http://." };
  return {
    state: "pass",
    detail: { address: "answered in 38 ms", buckets: "4 buckets" }[id as string] ?? "",
  };
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
