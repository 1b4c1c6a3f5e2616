/** A comparison in words. Pure. */
import type {
  GroupView,
  PairPlaceView,
  Place,
  SyncCount,
  SyncProof,
  SyncState,
  SyncWish,
} from "../../lib/backend/contract";
import type { Tone } from "../../lib/kit/tone";
import { say } from "../../lib/words";

/** Of every state, in the order in which they are shown. */
const words = {
  only_left: () => say("sync-state-only-left"),
  only_right: () => say("sync-state-only-right"),
  newer_left: () => say("sync-state-newer-left"),
  newer_right: () => say("sync-state-newer-right"),
  differs: () => say("sync-state-differs"),
  unclear: () => say("sync-state-unclear"),
  other_name: () => say("sync-state-other-name"),
  clash: () => say("sync-state-clash"),
  unread: () => say("sync-state-unread"),
  unreadable: () => say("sync-state-unreadable"),
  bad_name: () => say("sync-state-bad-name"),
  same: () => say("sync-state-same"),
  filtered: () => say("sync-state-filtered"),
} satisfies Record<SyncState, () => string>;

const isState = (key: string): key is SyncState => key in words;
/** Every state, in the order in which they are shown. */
export const states: SyncState[] = Object.keys(words).filter(isState);

const reasons: Partial<Record<SyncState, () => string>> = {
  unclear: () => say("sync-why-unclear"),
  other_name: () => say("sync-why-other-name"),
  clash: () => say("sync-why-clash"),
  unread: () => say("sync-why-unread"),
  unreadable: () => say("sync-why-unreadable"),
  bad_name: () => say("sync-why-bad-name"),
};

const proofs = {
  name: () => say("sync-proof-name"),
  size: () => say("sync-proof-size"),
  time: () => say("sync-proof-time"),
  checksum: () => say("sync-proof-checksum"),
  etag: () => say("sync-proof-etag"),
  bytes: () => say("sync-proof-bytes"),
} satisfies Record<SyncProof, () => string>;

export const stateSaid = (state: SyncState): string => words[state]();
export const proofSaid = (proof: SyncProof): string => proofs[proof]();
/** Why nothing is done about a file; nothing where that is plain. */
export const reasonSaid = (state: SyncState): string | undefined => reasons[state]?.();

/** Nothing is ever done about it, so it cannot be taken out either. */
export const isHeld = (state: SyncState): boolean => isQuiet(state) || state in reasons;

/** Shown only where it is asked for. */
export const isQuiet = (state: SyncState): boolean => state === "same" || state === "filtered";

export function tone(state: SyncState): Tone {
  if (state === "same") return "good";
  return state in reasons ? "warn" : "plain";
}

/** A folder of a bucket as people write it. */
export function placeSaid({ bucket, prefix }: Place): string {
  return `${bucket}/${prefix}`;
}

/** One of the two places as people write it; of a folder of this computer its name. */
export function sideSaid(side: PairPlaceView): string {
  return side.kind === "bucket" ? placeSaid(side.place) : side.name;
}

/** What a saved pair does each time, a sentence or two each. */
export function wishSaid({ way, to_left, replace_newer }: SyncWish, left: string, right: string): string[] {
  const [source, target] = to_left ? [right, left] : [left, right];
  const what = say(way === "mirror" ? "sync-pair-mirrors" : "sync-pair-updates", { source, target });
  return [what, say(replace_newer ? "sync-pair-replaces-newer" : "sync-pair-spares-newer")];
}

/** What a plan does, a line each; what it leaves, behind. */
export function planSaid(count: SyncCount): string[] {
  const of = ({ files, bytes }: SyncCount["add"]) => ({ count: files, bytes });
  const lines = [
    count.add.files > 0 && say("sync-plan-add", of(count.add)),
    count.replace.files > 0 && say("sync-plan-replace", of(count.replace)),
    count.remove.files > 0 && say("sync-plan-remove", of(count.remove)),
  ].filter((line) => line !== false);
  const left = [
    count.newer > 0 && say("sync-plan-newer", { count: count.newer }),
    count.held > 0 && say("sync-plan-held", { count: count.held }),
    count.left_out > 0 && say("sync-plan-left-out", { count: count.left_out }),
  ].filter((line) => line !== false);
  return [...(lines.length > 0 ? lines : [say("sync-plan-nothing")]), ...left];
}

/** That nothing differs; `filters`: among the files that a filter leaves. */
export function sameSaid(count: number, filters: boolean): string {
  if (count > 0) return say(filters ? "sync-all-same-filtered" : "sync-all-same", { count });
  return say(filters ? "sync-none-left" : "sync-none");
}

/** How far a synchronization is. */
export function runSaid({ files_done: done, files: count }: Pick<GroupView, "files" | "files_done">): {
  words: string;
  value: number | null;
} {
  return { words: say("sync-running", { done, count }), value: count > 0 ? done / count : null };
}
