/**
 * Places as text and as steps. A prefix is kept exactly: empty steps (`a//b`) and odd characters
 * stay what they are.
 */
import type { LocatedFile, Place, Row } from "../../lib/backend/contract";

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

/** The folder above; above a bucket is the list of buckets, and above that nothing. */
export function above(place: Place): Place | null {
  if (place.bucket === "") return null;
  if (place.prefix === "") return { ...place, bucket: "" };
  const up = place.prefix.slice(0, -1);
  return { ...place, prefix: up.slice(0, up.lastIndexOf("/") + 1) };
}

/**
 * The name by which the place above lists this one: a folder's last step with the slash, or the
 * bucket.
 */
export function nameInside(place: Place): string {
  if (place.prefix === "") return place.bucket;
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

/** As typed into the path. */
export function written(place: Place): string {
  return place.bucket === "" ? "" : `s3://${place.bucket}/${place.prefix}`;
}

/** The row of a file that an address led to, until its folder is read. */
export function fileRow(place: Place, file: LocatedFile): Row {
  const untold = { class: null, etag: null, restore: null };
  return {
    kind: "file",
    key: place.prefix + file.name,
    ...file,
    file_type: "file",
    ...untold,
    selected: false,
  };
}

/** What the folder is called: its last step, or the bucket. */
export function title(place: Place): string {
  return steps(place.prefix).at(-1)?.name ?? place.bucket;
}

/** Whether a file has the name that S3 Inventory gives to the manifest of a report. */
export function isReport(row: Row): boolean {
  return row.kind === "file" && /(^|\/)manifest\.json$/.test(row.key);
}
