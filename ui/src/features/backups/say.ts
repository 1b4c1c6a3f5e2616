/** Backups in words: how one stands, how far a run is, and the choices of its form. */
import type {
  BackupTick,
  BackupView,
  CopyView,
  BackupRetention,
  LastRunView,
  PairView,
  Place,
  Schedule,
  SmallerThan,
  Weekday,
} from "../../lib/backend/contract";
import { date, list, said, say } from "../../lib/words";
import type { Tone } from "../../lib/kit/tone";

/** How it stands, in a word. */
export function standing(view: BackupView): { tone: Tone; word: string } {
  if (view.running) return { tone: "plain", word: say("backups-standing-running") };
  if (view.timer === "missing") return { tone: "warn", word: say("backups-standing-missing") };
  if (!view.last) return { tone: "plain", word: say("backups-standing-new") };
  const { good, smaller, what, code } = view.last;
  if (good && smaller) return { tone: "warn", word: say("backups-standing-smaller") };
  if (good) return { tone: what ? "warn" : "good", word: say("backups-standing-good") };
  return code === "stopped"
    ? { tone: "plain", word: say("backups-standing-stopped") }
    : { tone: "bad", word: say("backups-standing-failed") };
}

/** How a saved pair stands, in a word. */
export function pairStanding({ running, locked, timer, last }: PairView): { tone: Tone; word: string } {
  if (running) return { tone: "plain", word: say("backups-standing-running") };
  if (locked) return { tone: "bad", word: say("backups-pair-standing-locked") };
  if (timer === "missing") return { tone: "warn", word: say("backups-standing-missing") };
  if (!last) return { tone: "plain", word: say("backups-standing-new") };
  if (!last.trouble)
    return { tone: last.spared + last.held > 0 ? "warn" : "good", word: say("backups-standing-good") };
  return last.trouble.code === "pair_stopped"
    ? { tone: "plain", word: say("backups-standing-stopped") }
    : { tone: "bad", word: say("backups-standing-failed") };
}

/** When a pair ran last, and what that did; nothing before its first run. */
export function pairRan({ last }: Pick<PairView, "last">): string {
  if (!last) return "";
  const { at, copied, removed, failed, spared, held, trouble } = last;
  const all = [say("backups-pair-ran", { date: date(at, Date.now()), copied, removed })];
  if (failed > 0) all.push(say("backups-pair-ran-failed", { count: failed }));
  if (spared > 0) all.push(say("backups-pair-ran-spared", { count: spared }));
  if (held > 0) all.push(say("backups-pair-ran-held", { count: held }));
  if (trouble) all.push(said(trouble.title));
  return all.join(" · ");
}

/** "team-files/photos/" */
export function written({ bucket, prefix }: Place): string {
  return prefix ? `${bucket}/${prefix}` : bucket;
}

/** What a run is doing, and how far it is. */
export function progress(tick: BackupTick): { words: string; value: number | null } {
  const { phase, files, files_done: done, bytes, bytes_done } = tick;
  const part = files > 0 ? done / files : null;
  switch (phase) {
    case "looking": {
      const words =
        done > 0 ? say("backups-progress-listed", { count: done }) : say("backups-progress-listing");
      return { words, value: null };
    }
    case "cleaning":
      return { words: say("backups-progress-cleaning", { count: done }), value: null };
    case "copying":
      return {
        words: say("backups-progress-copying", { done, count: files, copied: bytes_done, bytes }),
        value: bytes > 0 ? bytes_done / bytes : part,
      };
    case "checking":
      return { words: say("backups-progress-verifying", { done, count: files }), value: part };
    case "thinning":
      return { words: say("backups-progress-thinning", { count: done }), value: null };
  }
}

const none = { last: 0, days: 0, weeks: 0, months: 0, years: 0 };

/** How many copies stay, as the form offers it. */
export const keeps: { value: string; label: () => string; keep: BackupRetention }[] = [
  { value: "all", label: () => say("backups-keep-all"), keep: none },
  { value: "last-7", label: () => say("backups-keep-last", { count: 7 }), keep: { ...none, last: 7 } },
  { value: "last-30", label: () => say("backups-keep-last", { count: 30 }), keep: { ...none, last: 30 } },
  {
    value: "ladder",
    label: () => say("backups-keep-ladder"),
    keep: { ...none, days: 7, weeks: 4, months: 12 },
  },
];

export function keepOf(keep: BackupRetention): string {
  const same = (other: BackupRetention) => JSON.stringify(sorted(other)) === JSON.stringify(sorted(keep));
  return keeps.find((each) => same(each.keep))?.value ?? "own";
}

const sorted = ({ last, days, weeks, months, years }: BackupRetention) => [last, days, weeks, months, years];

/** What stays, in sentences. */
export function kept(keep: BackupRetention): string {
  const each = (["last", "days", "weeks", "months", "years"] as const).filter((rule) => keep[rule] > 0);
  if (each.length === 0) return say("backups-kept-all");
  const rules = list(each.map((rule) => say(`backups-kept-${rule}`, { count: keep[rule] })));
  return say(each.some((rule) => rule !== "last") ? "backups-kept-by-time" : "backups-kept", { rules });
}

/** What is to be known of a copy, in one line. */
export function facts({ good, files, bytes, elsewhere, smaller }: Omit<CopyView, "folder" | "at">): string {
  if (!good) return say("backups-copy-incomplete");
  const all = [say("backups-copy-good", { count: files, bytes })];
  if (elsewhere) all.push(say("backups-copy-elsewhere", { source: elsewhere }));
  else if (smaller) all.push(say("backups-copy-smaller"));
  return all.join(" · ");
}

/** Why a person is asked about a copy that has much less than the last full one. */
export function smaller({ files, bytes }: Pick<LastRunView, "files" | "bytes">, than: SmallerThan): string {
  return say("backups-smaller-what", {
    count: files,
    bytes,
    than: than.copy,
    before: than.files,
    size: than.bytes,
  });
}

export const weekdays: Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

export const every: Schedule["every"][] = ["never", "day", "week", "month"];
