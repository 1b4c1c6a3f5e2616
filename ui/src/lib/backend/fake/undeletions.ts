/** The fake's way back for deleted files: counted first, as Rust does. */
import type { Stream } from "../backend";
import type { UndeleteCount } from "../contract";
import type { Clock } from "./clock";
import type { FakeListing } from "./listings";
import { titled } from "./told";
import type { Planned } from "./transfers";
import type { World } from "./world";

export function planUndelete(
  world: World,
  clock: Clock,
  listing: FakeListing,
  ticks: Stream<UndeleteCount>,
): Planned {
  const rows = listing.chosen();
  const to = listing.place;
  const files = [...world.gone(to.bucket)].filter(([key]) =>
    rows.some((row) => (row.kind === "folder" ? key.startsWith(row.key) : key === row.key)),
  );
  const bytes = files.reduce((sum, [, thing]) => sum + thing.size, 0);
  const there = rows.filter((row) => row.kind === "file" && !row.past?.gone).length;
  const none = { files: 0, bytes: 0, lost: 0, there: 0, fault: null };
  ticks.push({ ...none, complete: false });
  clock.after(200, () => ticks.push({ ...none, files: files.length, bytes, there, complete: true }));
  const jobs = files.map(([name, thing]) => ({ name, bytes: thing.size }));
  return { kind: "undelete", title: titled("undelete", rows), to, jobs, conflicts: [], notes: [] };
}
