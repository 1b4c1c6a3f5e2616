/** Dated copies in words: how a backup stands, how far a run is, and the choices of its form. */
import type {
  BackupTick,
  BackupView,
  CopyView,
  KeepCopies,
  LastRunView,
  Place,
  Schedule,
  SmallerThan,
  Weekday,
} from "../../lib/backend/contract";
import { count, counted, size } from "../../lib/words";
import type { Tone } from "../../lib/kit/tone";

/** How it stands, in a word. */
export function standing(view: BackupView): { tone: Tone; word: string } {
  if (view.running) return { tone: "plain", word: "Running" };
  if (view.timer === "missing") return { tone: "warn", word: "Not scheduled" };
  if (!view.last) return { tone: "plain", word: "Never run" };
  if (view.last.good && view.last.smaller) return { tone: "warn", word: "Much smaller" };
  if (view.last.good) return view.last.what ? { tone: "warn", word: "Good" } : { tone: "good", word: "Good" };
  return view.last.code === "stopped"
    ? { tone: "plain", word: "Stopped" }
    : { tone: "bad", word: "No new copy" };
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
    case "looking":
      return {
        words: done > 0 ? `Looking: ${counted(done, "file")} so far` : "Looking at what is there",
        value: null,
      };
    case "cleaning":
      return { words: `Removing a copy that was never finished: ${counted(done, "file")}`, value: null };
    case "copying":
      return {
        words: `Copying ${count(done)} of ${counted(files, "file")}, ${size(bytes_done)} of ${size(bytes)}`,
        value: bytes > 0 ? bytes_done / bytes : part,
      };
    case "checking":
      return {
        words: `Checking ${count(done)} of ${counted(files, "file")} against the originals`,
        value: part,
      };
    case "thinning":
      return { words: `Removing copies that are no longer kept: ${counted(done, "file")}`, value: null };
  }
}

const none = { last: 0, days: 0, weeks: 0, months: 0, years: 0 };

/** How many copies stay, as the form offers it. */
export const keeps: { value: string; label: string; keep: KeepCopies }[] = [
  { value: "all", label: "Keep every copy", keep: none },
  { value: "last-7", label: "Keep the last 7", keep: { ...none, last: 7 } },
  { value: "last-30", label: "Keep the last 30", keep: { ...none, last: 30 } },
  {
    value: "ladder",
    label: "Keep 7 days, 4 weeks and 12 months",
    keep: { ...none, days: 7, weeks: 4, months: 12 },
  },
];

export function keepOf(keep: KeepCopies): string {
  const same = (other: KeepCopies) => JSON.stringify(sorted(other)) === JSON.stringify(sorted(keep));
  return keeps.find((each) => same(each.keep))?.value ?? "own";
}

const sorted = ({ last, days, weeks, months, years }: KeepCopies) => [last, days, weeks, months, years];

/** What stays, in a sentence. */
export function kept(keep: KeepCopies): string {
  const parts = [
    keep.last > 0 ? `the last ${count(keep.last)}` : "",
    keep.days > 0 ? `every copy of ${counted(keep.days, "day")}` : "",
    keep.weeks > 0 ? `one a week for ${counted(keep.weeks, "week")}` : "",
    keep.months > 0 ? `one a month for ${counted(keep.months, "month")}` : "",
    keep.years > 0 ? `one a year for ${counted(keep.years, "year")}` : "",
  ].filter(Boolean);
  return parts.length === 0
    ? "Every copy is kept"
    : `Kept: ${parts.join(", ")}. The good copies of the newest day always stay`;
}

/** What is to be known of a copy besides its size. */
export function remark({ elsewhere, smaller }: Pick<CopyView, "elsewhere" | "smaller">): string {
  if (elsewhere) return ` · copy of ${elsewhere}, which is no longer copied`;
  return smaller ? " · much smaller than before" : "";
}

/** Why a person is asked about a copy that has much less than the last full one. */
export function smaller(last: Pick<LastRunView, "files" | "bytes">, than: SmallerThan): string {
  const [now, then] = [last, than].map(({ files, bytes }) => `${counted(files, "file")}, ${size(bytes)}`);
  return `It has ${now}; the copy of ${than.copy} has ${then}. That copy is kept until you confirm that the files were removed on purpose. If they were not, restore them from it.`;
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

export const every: { value: Schedule["every"]; label: string }[] = [
  { value: "never", label: "Only by hand" },
  { value: "day", label: "Every day" },
  { value: "week", label: "Every week" },
  { value: "month", label: "Every month" },
];

/** "sunday" → "Sunday". */
export const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
