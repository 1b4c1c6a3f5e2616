/** A group of transfers in words: short facts on how it stands. Pure. */
import type { Fault, GroupView, JobView } from "../../lib/backend/contract";
import { say, size, speed, timeLeft } from "../../lib/words";

/** It ended, and there is nothing to read or to do about it. */
export function settled(group: GroupView): boolean {
  const { state, kind, files_done, files_failed, files_renamed, fault, notes } = group;
  // Half of a move is in two places, which is to be read.
  const stopped = state === "cancelled" && (kind !== "move" || files_done === 0);
  const clean = files_failed === 0 && files_renamed === 0 && fault === null && notes.length === 0;
  return (state === "done" || stopped) && clean;
}

/** A window that is being closed while it, or the program with it, is at work. */
export interface Closing {
  /** Whether a backup is not finished, and a run of a saved pair. */
  backup: boolean;
  pair: boolean;
  /** The program ends with it. Transfers and backups go on in another window. */
  last?: boolean;
  /** What else would end with it, in words; `unkept`: what could have been kept was not. */
  own?: (unkept: boolean) => string[];
  /** Keeps what can be kept of that. Answers why that failed, where it did. */
  keep?: () => Promise<Fault | null>;
  /** The same. From then on the person says whether it is lost. */
  unkept?: Fault;
}

/** No bytes are moved: files count. */
function countsFiles({ kind }: GroupView): boolean {
  return ["delete", "undelete", "change", "restore_archived", "lock"].includes(kind);
}

/** What is asked of the archive can be read only once the server has restored it. */
function doneSaid({ kind, files_done: count }: GroupView): string {
  return say(kind === "restore_archived" ? "transfers-requested" : "transfers-done", { count });
}

/** "41 of 128 files", "Counting files: 312 so far", "128 files done", "2 of 128 files failed". */
export function standing(group: GroupView): string {
  const { files: count, files_done: done, files_failed: failed, files_skipped } = group;
  const skipped = files_skipped > 0 && say("transfers-fact-skipped", { count: files_skipped });
  const failures = failed > 0 && say("transfers-fact-failed", { count: failed });
  switch (group.state) {
    case "planning":
      return count > 0 ? say("transfers-counting-so-far", { count }) : say("transfers-counting");
    case "asking":
      return say("transfers-asking");
    case "waiting":
      return facts(
        say(`transfers-wait-${group.waits_for ?? "paused"}`),
        say("transfers-files", { done, count }),
        failures,
      );
    case "running":
      return facts(
        say(group.planned ? "transfers-files" : "transfers-files-so-far", { done, count }),
        failures,
      );
    case "done":
      return facts(doneSaid(group), skipped);
    case "cancelled":
      return facts(say("transfers-stopped"), doneSaid(group), skipped);
    case "failed":
      if (failed === 0) return say("transfers-failed");
      return facts(say("transfers-failed-files", { failed, count }), skipped);
  }
}

/**
 * "verified", "126 verified · 2 by size only; the server keeps no checksum"; empty where no bytes
 * were moved.
 */
export function proved(group: GroupView): string {
  const { files_done, files_verified: verified, files_by_size: by_size } = group;
  if (group.state === "planning" || group.state === "asking") return "";
  if (by_size > 0 && by_size === files_done && verified === 0) return say("transfers-size-verified");
  if (by_size === 0 && verified > 0 && verified === files_done && group.state === "done")
    return say("transfers-verified");
  return facts(
    verified > 0 && say("transfers-fact-verified", { count: verified }),
    by_size > 0 && say("transfers-fact-size-verified", { count: by_size }),
  );
}

/** "1.2 MB of 5 MB", "Paused at 1.2 MB of 5 MB", "5 MB · verified by checksum": one file. */
export function fileStanding(job: JobView): string {
  const { bytes_done: done, bytes } = job;
  switch (job.state) {
    case "done":
      return facts(size(bytes), job.proof && say(`transfers-proof-${job.proof}`));
    case "paused":
      return say("transfers-file-paused", { done, bytes });
    case "waiting":
      return done > 0
        ? say("transfers-file-waiting", { done, bytes })
        : facts(say("transfers-file-not-begun"), size(bytes));
    case "skipped":
      return say("transfers-file-skipped");
    case "cancelled":
      return say("transfers-file-stopped");
    default:
      return say("transfers-moved", { done, bytes });
  }
}

/** Facts that stand for themselves, one after another. */
function facts(...all: (string | false | null)[]): string {
  return all.filter(Boolean).join(" · ");
}

/**
 * "42.6 MB/s · about 2 minutes left"; empty while neither is known. A server that gave no answer
 * for three seconds has no speed, and nobody knows when it ends.
 */
export function pace(group: GroupView): string {
  if (group.state !== "running") return "";
  if (group.stalled) return say("transfers-stalled");
  return facts(
    group.bytes_per_second > 0 && speed(group.bytes_per_second),
    group.seconds_left !== null && timeLeft(group.seconds_left),
  );
}

/** "180.6 MB of 537.6 MB". */
export function moved(group: GroupView): string {
  const { bytes_done: done, bytes } = group;
  if (countsFiles(group) || bytes === 0) return "";
  if (group.state === "done") return size(done);
  return say("transfers-moved", { done, bytes });
}

/** From 0 to 1; null while the end is not known. Deleting moves no bytes: there files count. */
export function progress(group: GroupView): number | null {
  if (group.state === "done") return 1;
  if (group.state === "planning") return null;
  if (!countsFiles(group) && group.bytes > 0) return group.bytes_done / group.bytes;
  return group.files > 0 ? (group.files_done + group.files_skipped) / group.files : 0;
}

/** All that runs, as one: for the strip. */
export function together(groups: GroupView[]): number | null {
  const parts = groups.map(progress);
  if (parts.length === 0 || parts.includes(null)) return null;
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) / parts.length;
}

/**
 * What the end of the program means for what is not finished: a sentence each for transfers,
 * backups, saved pairs and deletions.
 */
export function unfinished(
  running: readonly GroupView[],
  { backup, pair }: Pick<Closing, "backup" | "pair">,
): string[] {
  // What goes on at the next start; a deletion does not.
  const lasting = running.filter(({ kind }) => kind !== "delete").length;
  return [
    lasting > 0 && say("transfers-quit-what", { count: lasting }),
    backup && say("transfers-quit-backup"),
    pair && say("transfers-quit-pair"),
    lasting < running.length && say("transfers-quit-delete"),
  ].filter((sentence) => sentence !== false);
}
