/** What the form of a login holds, and which of its fields are texts. */
import type { Login, LoginField } from "../../lib/backend/contract";

export type TextField = Exclude<LoginField, "path_style" | "method" | "read_only" | "requester_pays">;

/** Whether a field of the form is a text of the login. */
export function isText(field: LoginField): field is TextField {
  return !["path_style", "method", "read_only", "requester_pays"].includes(field);
}

/** A login with nothing filled in. */
export function empty(provider: string, region = ""): Login {
  return {
    provider,
    endpoint: "",
    region,
    method: "access_key",
    profile: "",
    start_url: "",
    sso_region: "",
    account: "",
    account_role: "",
    access_key: "",
    secret_key: "",
    session_token: "",
    role_arn: "",
    external_id: "",
    session_name: "",
    session_minutes: "",
    mfa_serial: "",
    bucket: "",
    more_buckets: [],
    prefix: "",
    path_style: null,
    unlisted: false,
    read_only: false,
    requester_pays: false,
    proxy: "",
    proxy_of_file: false,
    accepts_way: false,
    trust: "",
  };
}
