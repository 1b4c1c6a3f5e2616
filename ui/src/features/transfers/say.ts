/** A group of transfers in words: one short line on how it stands. Pure. */
import type { GroupView, JobView } from "../../lib/backend/contract";
import { count, counted, size, speed, timeLeft } from "../../lib/words";

const waits = {
  paused: "Paused",
  network: "Waiting for the network",
  busy: "Busy: the server asked to slow down",
  sign_in: "Waiting for you to sign in again",
  other_server: "Paused: the connection leads to another server",
};

/** "41 of 128 files", "Counting: 312 files so far", "128 files done", "2 of 128 files did not make it". */
export function standing(group: GroupView): string {
  const left = group.files_skipped > 0 ? `, ${count(group.files_skipped)} skipped` : "";
  switch (group.state) {
    case "planning":
      return group.files > 0 ? `Counting: ${counted(group.files, "file")} so far` : "Counting";
    case "asking":
      return "Waits for your answer";
    case "waiting":
      return `${waits[group.waits_for ?? "paused"]} · ${count(group.files_done)} of ${counted(group.files, "file")}${failures(group)}`;
    case "running":
      return `${count(group.files_done)} of ${counted(group.files, "file")}${group.planned ? "" : " so far"}${failures(group)}`;
    case "done":
      return `${counted(group.files_done, "file")} done${left}`;
    case "cancelled":
      return `Stopped; ${counted(group.files_done, "file")} done${left}`;
    case "failed":
      if (group.files_failed === 0) return "Did not go through";
      return `${count(group.files_failed)} of ${counted(group.files, "file")} did not go through${left}`;
  }
}

/** "verified", "126 verified, 2 by size only: this server keeps no checksums"; empty where no bytes were moved. */
export function proved(group: GroupView): string {
  const { files_done, files_verified, files_by_size } = group;
  if (group.state === "planning" || group.state === "asking") return "";
  const bySize = "size only: this server keeps no checksums";
  if (files_by_size === 0) {
    if (files_verified === 0) return "";
    return files_verified === files_done && group.state === "done"
      ? "verified"
      : `${count(files_verified)} verified`;
  }
  if (files_verified === 0)
    return files_by_size === files_done ? bySize : `${count(files_by_size)} by ${bySize}`;
  return `${count(files_verified)} verified, ${count(files_by_size)} by ${bySize}`;
}

/** "1.2 MB of 5 MB", "Paused at 1.2 MB of 5 MB", "5 MB · verified": one file. */
export function fileStanding(job: JobView): string {
  const moved = `${size(job.bytes_done)} of ${size(job.bytes)}`;
  switch (job.state) {
    case "done":
      return [size(job.bytes), job.proof && proofs[job.proof]].filter(Boolean).join(" · ");
    case "paused":
      return `Paused at ${moved}`;
    case "waiting":
      return job.bytes_done > 0 ? `Waits at ${moved}` : `Waits · ${size(job.bytes)}`;
    case "skipped":
      return "Skipped";
    case "cancelled":
      return "Stopped";
    default:
      return moved;
  }
}

const proofs = {
  checksum: "verified by checksum",
  etag: "verified by ETag",
  size: "size only",
  unseen: "not seen there",
};

function failures(group: GroupView): string {
  return group.files_failed > 0 ? ` · ${count(group.files_failed)} failed` : "";
}

/**
 * "42.6 MB/s · about 2 minutes left"; empty while neither is known. A server that gave no answer for three seconds has
 * no speed, and nobody knows when it ends.
 */
export function pace(group: GroupView): string {
  if (group.state !== "running") return "";
  if (group.stalled) return "Waiting for the server";
  const parts = [];
  if (group.bytes_per_second > 0) parts.push(speed(group.bytes_per_second));
  if (group.seconds_left !== null) parts.push(timeLeft(group.seconds_left));
  return parts.join(" · ");
}

/** "180.6 MB of 537.6 MB". */
export function moved(group: GroupView): string {
  if (group.kind === "delete" || group.bytes === 0) return "";
  if (group.state === "done") return size(group.bytes_done);
  return `${size(group.bytes_done)} of ${size(group.bytes)}`;
}

/** From 0 to 1; null while the end is not known. Deleting moves no bytes: there files count. */
export function progress(group: GroupView): number | null {
  if (group.state === "done") return 1;
  if (group.state === "planning") return null;
  if (group.kind !== "delete" && group.bytes > 0) return group.bytes_done / group.bytes;
  return group.files > 0 ? (group.files_done + group.files_skipped) / group.files : 0;
}

/** All that runs, as one: for the strip. */
export function together(groups: GroupView[]): number | null {
  const parts = groups.map(progress);
  if (parts.length === 0 || parts.includes(null)) return null;
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) / parts.length;
}
