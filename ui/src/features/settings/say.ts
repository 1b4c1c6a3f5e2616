/** The words that the rules' form uses for what it shows. */
import type { CorsRule, SettingKind } from "../../lib/backend/contract";

export const methods = ["GET", "HEAD", "PUT", "POST", "DELETE"];

export const does: Record<string, string> = {
  GET: "Open files",
  HEAD: "See size and date",
  PUT: "Upload",
  POST: "Upload by a form",
  DELETE: "Delete",
};

const verbs: Record<string, string> = {
  GET: "open files",
  HEAD: "see sizes and dates",
  PUT: "upload",
  POST: "upload by a form",
  DELETE: "delete",
};

/** `["a", "b", "c"]` → "a, b and c". */
export function and(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The sites of a rule; of many the first and a number. */
export function sites(rule: CorsRule): string {
  const named = rule.origins.filter((site) => site.trim() !== "");
  if (named.includes("*")) return "Every website";
  if (named.length === 0) return "No website yet";
  return named.length > 2 ? `${named[0]} and ${named.length - 1} more` : and(named);
}

export function deeds(rule: CorsRule): string {
  const told = rule.methods.filter((method) => method !== "HEAD" || !rule.methods.includes("GET"));
  return told.length === 0 ? "do nothing yet" : and(told.map((method) => verbs[method] ?? method));
}

/** The settings as they stand in the list, in its order. */
export const titles: Record<SettingKind, { title: string; what: string }> = {
  cors: { title: "Websites (CORS)", what: "Which websites may open these files" },
  policy: { title: "Bucket policy", what: "Who the policy lets in, and who it keeps out" },
  public_access: { title: "Public access", what: "Whether anything here can be made public" },
  versioning: { title: "Old versions", what: "Whether old versions of files are kept" },
  lifecycle: { title: "Cleaning up (lifecycle)", what: "What becomes of files as they get older" },
  encryption: { title: "Encryption", what: "How new files are encrypted" },
  ownership: { title: "Ownership", what: "Whom uploaded files belong to" },
  access_list: { title: "Access list (ACL)", what: "Whom the access list lets in beside the owner" },
  lock: { title: "Locking", what: "Whether new files are locked against deletion" },
  website: { title: "Website", what: "Whether the bucket is a website of its own" },
  logging: { title: "Record of requests", what: "Whether it is written down who asked for what" },
  payer: { title: "Who pays", what: "Who pays for requests and downloads" },
  tags: { title: "Tags", what: "Names and values for bills and rules" },
};
