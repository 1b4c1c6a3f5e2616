/**
 * The fake's reading of a paste: every access key of AWS in it becomes a card. Rust knows the real
 * formats.
 */
import type { ConnectionView, ExportPreview, ExportShape, Fill, Imported, ProfilesView } from "../contract";
import { refuse } from "./faults";
import { told } from "./told";

const nothing: Fill = {
  provider: "aws",
  endpoint: "",
  region: "",
  method: "access_key",
  access_key: "",
  profile: "",
  start_url: "",
  sso_region: "",
  account: "",
  account_role: "",
  role_arn: "",
  external_id: "",
  session_name: "",
  session_minutes: "",
  mfa_serial: "",
  bucket: "",
  more_buckets: [],
  prefix: "",
  path_style: null,
  read_only: false,
  requester_pays: false,
  proxy: "",
  proxy_of_file: false,
  trust: "",
};

/** The AWS profiles of the computer. */
export const profiles: ProfilesView = {
  profiles: [
    { name: "default", region: "eu-central-1", provider: null, endpoint: null },
    { name: "minio", region: null, provider: "other", endpoint: "http://127.0.0.1:9000" },
  ],
  notes: [told("probe-profile-line", { file: "/home/ann/.aws/config", line: 6 })],
};

/** The form of a connection as if it was filled in again. */
export function fillOf({ provider, endpoint, region, bucket, prefix, method }: ConnectionView): Fill {
  const access_key = method === "access_key" ? "AKIAIOSFODNN7EXAMPLE" : "";
  return { ...nothing, provider, endpoint, region, method, access_key, bucket: bucket ?? "", prefix };
}

export function importOf(text: string, id: () => string): Imported {
  if (text.length > 10 * 1024 * 1024)
    refuse({
      code: "import_too_big",
      title: "The text is too long for connection details",
      what: "It is larger than 10 MB. It was not read, and nothing from it was kept.",
      next: "Copy only the lines with the access key, the secret or the bucket.",
      details: "",
      retry: false,
    });
  const keys = text.match(/A[KS]IA[A-Z0-9]{16}/g) ?? [];
  const cards = keys.map((access_key, at) => ({
    id: id(),
    title: `profile-${at + 1}`,
    from: told("import-from-variables"),
    fill: { ...nothing, access_key, bucket: "press-photos" },
    offered: null,
    provider_name: "Amazon S3",
    way: told("import-way-keys"),
    has_secret: !text.includes("no secret"),
    has_token: access_key.startsWith("ASIA"),
    more_buckets: [],
    perhaps: null,
    expires: access_key.startsWith("ASIA") ? { at: Date.UTC(2026, 2, 1, 11), over: true } : null,
    missing: text.includes("no secret") ? [told("import-secret-key")] : [],
    notes: [],
  }));
  return { cards, notes: [] };
}

export function exportOf(from: ConnectionView, shape: ExportShape): ExportPreview {
  const has_secret = shape !== "connection_file" && shape !== "rclone_nuvolos";
  const text = has_secret ? "secret_access_key = ••••••••\n" : "type = s3\n";
  return { text, file_name: `${from.name}.txt`, has_secret };
}
