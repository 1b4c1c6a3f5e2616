/** The fake's archive and Object Lock for what is selected: counted first, as Rust does. */
import type { Stream } from "../backend";
import type { ArchivedClass, ArchivedCount, LockCount, LockWish } from "../contract";
import type { Clock } from "./clock";
import type { FakeListing } from "./listings";
import { titled, told } from "./told";
import type { Planned } from "./transfers";
import type { World } from "./world";

type File = [key: string, thing: { size: number }];

/** The files that are selected, also those in folders. */
function filesOf(world: World, listing: FakeListing): File[] {
  const rows = listing.chosen();
  return [...world.bucket(listing.place.bucket)].filter(([key]) =>
    rows.some((row) => (row.kind === "folder" ? key.startsWith(row.key) : key === row.key)),
  );
}

function plan(kind: "restore_archived" | "lock", listing: FakeListing, files: File[]): Planned {
  const jobs = files.map(([name, thing]) => ({ name, bytes: thing.size }));
  const title = titled(kind, listing.chosen());
  return { kind, title, to: listing.place, jobs, conflicts: [], notes: [] };
}

const sum = (files: File[]) => files.reduce((all, [, { size }]) => all + size, 0);

/** Every file is archived: one in three deep. */
export function planArchived(
  world: World,
  clock: Clock,
  listing: FakeListing,
  ticks: Stream<ArchivedCount>,
): Planned {
  const files = filesOf(world, listing);
  const way = (
    tier: "bulk" | "standard" | "expedited",
    hours: number,
    cost: "lowest" | "usual" | "highest",
  ) => ({
    tier,
    when: told("files-restore-within", { hours }),
    cost: told(`files-cost-${cost}`),
  });
  const of = (name: string, some: File[], ways: ArchivedClass["ways"]): ArchivedClass[] =>
    some.length === 0 ? [] : [{ class: name, files: some.length, bytes: sum(some), ways }];
  const deep = files.filter((_, at) => at % 3 === 2);
  const flexible = files.filter((_, at) => at % 3 !== 2);
  const quick = [way("bulk", 12, "lowest"), way("standard", 5, "usual"), way("expedited", 1, "highest")];
  const slow = [way("bulk", 48, "lowest"), way("standard", 12, "usual"), way("standard", 12, "usual")];
  const classes = [...of("GLACIER", flexible, quick), ...of("DEEP_ARCHIVE", deep, slow)];
  const none = {
    files: 0,
    bytes: 0,
    restoring: 0,
    there: 0,
    unsure: 0,
    gone: 0,
    classes: [],
    tiers: [],
    fault: null,
  };
  const counted = { ...none, files: files.length, bytes: sum(files), classes, for_days: files.length > 0 };
  ticks.push({ ...none, for_days: false, complete: false });
  clock.after(200, () =>
    ticks.push({ ...counted, tiers: ["bulk", "standard", "expedited"], complete: true }),
  );
  return plan("restore_archived", listing, files);
}

/** Nothing is locked yet. */
export function planLock(
  world: World,
  clock: Clock,
  listing: FakeListing,
  wish: LockWish,
  ticks: Stream<LockCount>,
): Planned {
  const files = filesOf(world, listing);
  const none = {
    versions: 0,
    changes: 0,
    bytes: 0,
    overrides: 0,
    same: 0,
    longer: 0,
    firm: 0,
    absent: 0,
    fault: null,
  };
  const locks = wish.kind === "retain" || (wish.kind === "hold" && wish.on);
  const changes = locks ? files.length : 0;
  const counted = { ...none, versions: files.length, changes, bytes: locks ? sum(files) : 0 };
  ticks.push({ ...none, complete: false });
  clock.after(200, () => ticks.push({ ...counted, same: files.length - changes, complete: true }));
  return plan("lock", listing, files);
}
