/** Connections as if saved, and what their logins may list. */
import type { BucketView, Buckets, ConnectionView } from "../contract";
import { bucketNeeded, interrupted, refuse } from "./faults";
import { bucketView } from "./world";

export function connection(
  id: string,
  name: string,
  kind: ConnectionView["kind"],
  provider_name: string,
): ConnectionView {
  const rest = { provider: "aws", endpoint: "", region: "eu-central-1", bucket: null, prefix: "" };
  const access_key_hint = kind === "practice" ? "" : "AKIA…7QXM";
  const signed = {
    method: "access_key" as const,
    access_key_hint,
    role_arn: null,
    read_only: false,
    requester_pays: false,
  };
  return { id, name, kind, provider_name, ...rest, ...signed };
}

export function furnished(): ConnectionView[] {
  return [
    connection("acme", "Acme Research", "saved", "AWS"),
    { ...connection("press", "Press archive", "saved", "R2"), bucket: "press-photos" },
    connection("backups", "Old backups", "saved", "Ceph"),
    connection("harbour", "Harbour office, spare disks of 2019", "session", "Other"),
    connection("practice", "", "practice", "This computer"),
  ];
}

export function bucketsOf(from: ConnectionView): Buckets {
  const here = (names: string[], region: string | null): BucketView[] =>
    names.map((name) => bucketView(name, region));
  if (from.kind === "practice") return { scope: "all", buckets: here(["my-first-bucket"], null) };
  if (from.id === "press") return { scope: "named", buckets: here(["press-photos"], "auto") };
  if (from.id === "backups") return refuse(bucketNeeded);
  if (from.id === "harbour") return refuse(interrupted("Harbour office"));
  if (from.id !== "acme") return { scope: "all", buckets: [] };
  const names = [
    "archive",
    "broken",
    "datasets",
    "denied",
    "empty",
    "exports",
    "public-site",
    "slow",
    "ten-million",
  ];
  const long = "acme-research-shared-measurements-harbour-2026";
  return { scope: "all", buckets: here([...names.map((name) => `acme-${name}`), long], "eu-central-1") };
}
