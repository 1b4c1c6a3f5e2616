/**
 * The fake's folders of earlier times: restored after a count, as Rust does, and when they changed.
 */
import type { Stream } from "../backend";
import type { FolderChanges, Place, RestoreCount } from "../contract";
import type { Clock } from "./clock";
import type { FakeListing } from "./listings";
import { titled } from "./told";
import type { Planned } from "./transfers";
import type { World } from "./world";

export function planRestore(
  world: World,
  clock: Clock,
  listing: FakeListing,
  ticks: Stream<RestoreCount>,
): Planned {
  const rows = listing.chosen();
  const { place: to, moment } = listing;
  const picked = (key: string) =>
    rows.some((row) => (row.kind === "folder" ? key.startsWith(row.key) : key === row.key));
  const files = [...world.gone(to.bucket)].filter(
    ([key, { deleted, modified }]) => picked(key) && modified <= (moment ?? 0) && deleted > (moment ?? 0),
  );
  const there = [...world.bucket(to.bucket)].filter(([key]) => picked(key));
  const added = there.filter(([, { modified }]) => modified > (moment ?? 0)).length;
  const none = {
    files: 0,
    bytes: 0,
    archived: 0,
    same: 0,
    added: 0,
    unsure: 0,
    undeletable: 0,
    unkept: 0,
    lost: 0,
    fault: null,
  };
  const bytes = files.reduce((sum, [, thing]) => sum + thing.size, 0);
  const counted = { ...none, files: files.length, bytes, added, same: there.length - added };
  ticks.push({ ...none, complete: false });
  clock.after(200, () => ticks.push({ ...counted, complete: true }));
  const jobs = files.map(([name, thing]) => ({ name, bytes: thing.size }));
  return { kind: "restore", title: titled("restore", rows), to, jobs, conflicts: [], notes: [] };
}

/** When files were stored and deleted, the latest first; what happened in one minute is one. */
export function changesOf(world: World, { bucket, prefix }: Place): FolderChanges {
  const minutes = new Map<number, { stored: number; deleted: number }>();
  const note = (key: string, time: number, what: "stored" | "deleted") => {
    if (!key.startsWith(prefix)) return;
    const at = Math.ceil(time / 60_000) * 60_000;
    const change = minutes.get(at) ?? { stored: 0, deleted: 0 };
    change[what] += 1;
    minutes.set(at, change);
  };
  for (const [key, { modified }] of world.bucket(bucket)) note(key, modified, "stored");
  for (const [key, { modified, deleted }] of world.gone(bucket)) {
    note(key, modified, "stored");
    note(key, deleted, "deleted");
  }
  const changes = [...minutes].sort(([a], [b]) => b - a).slice(0, 100);
  return { changes: changes.map(([at, change]) => ({ at, ...change })), complete: true };
}
