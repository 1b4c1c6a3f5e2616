/** Places as text and as steps. A prefix is kept exactly: empty steps (`a//b`) and odd characters stay what they are. */
import type { Place } from "../../lib/backend/contract";

export interface Step {
  /** Exactly as in the key; empty between two slashes. */
  name: string;
  prefix: string;
}

/** The folders from the bucket's top to this prefix. */
export function steps(prefix: string): Step[] {
  const names = prefix.split("/").slice(0, -1);
  return names.map((name, at) => ({ name, prefix: `${names.slice(0, at + 1).join("/")}/` }));
}

/** The folder above, or null at the bucket's top. */
export function above(place: Place): Place | null {
  if (place.prefix === "") return null;
  const up = place.prefix.slice(0, -1);
  return { ...place, prefix: up.slice(0, up.lastIndexOf("/") + 1) };
}

/** The name by which the folder above lists this one: its last step with the slash. */
export function nameInside(place: Place): string {
  const up = above(place);
  return up ? place.prefix.slice(up.prefix.length) : "";
}

export function sameFolder(a: Place, b: Place): boolean {
  return a.connection === b.connection && a.bucket === b.bucket && a.prefix === b.prefix;
}

/** Whether a change under `changed` can show in `shown`: one holds the other. */
export function touches(changed: Place, shown: Place): boolean {
  if (changed.connection !== shown.connection || changed.bucket !== shown.bucket) return false;
  return changed.prefix.startsWith(shown.prefix) || shown.prefix.startsWith(changed.prefix);
}

/** As typed into the path: `bucket/prefix/`. */
export function written(place: Place): string {
  return `${place.bucket}/${place.prefix}`;
}

/** Reads `bucket/prefix` or `s3://bucket/prefix`; null when no bucket is named. */
export function readPath(text: string, connection: string): Place | null {
  const plain = text.trim().replace(/^s3:\/\//i, "");
  const slash = plain.indexOf("/");
  const bucket = slash < 0 ? plain : plain.slice(0, slash);
  if (bucket === "") return null;
  const prefix = slash < 0 ? "" : plain.slice(slash + 1);
  return { connection, bucket, prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/` };
}

/** What the folder is called: its last step, or the bucket. */
export function title(place: Place): string {
  return steps(place.prefix).at(-1)?.name ?? place.bucket;
}
