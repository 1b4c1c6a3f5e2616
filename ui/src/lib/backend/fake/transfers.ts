/**
 * The fake's transfers: groups that plan, perhaps ask, move bytes as the clock turns, and put what
 * they moved into the world.
 */
import { Stream } from "../backend";
import type {
  CleanedUp,
  Fault,
  ChosenPath,
  GroupView,
  JobFilter,
  Jobs,
  JobView,
  OnConflict,
  Pacing,
  Place,
  TransferKind,
  TransferTick,
  Words,
  Unfinished,
  UnfinishedAt,
} from "../contract";
import type { Clock } from "./clock";
import { localFile } from "./faults";
import { titled, told } from "./told";
import { etagOf, type World } from "./world";

const beat = 100;
const atOnce = 4;

export interface Planned {
  kind: TransferKind;
  title: Words;
  to: Place | null;
  /** The place that a move leaves. */
  from?: Place;
  /** `from` and `into` are whole keys, of what is copied. */
  jobs: { name: string; bytes: number; from?: string; into?: string }[];
  /** Names that are already there. */
  conflicts: string[];
  notes: GroupView["notes"];
}

interface Group {
  view: GroupView;
  plan: Planned;
  jobs: JobView[];
  /** Jobs that replace what nobody could see. */
  replacing: Set<number>;
}

export class FakeTransfers {
  pacing: Pacing = { up: null, down: null, files: null, parts: null };
  unfinished: Unfinished[] = [];
  /** Bytes a second over all jobs of a group. */
  speed = 42_600_000;
  readonly #world: World;
  readonly #clock: Clock;
  #groups: Group[] = [];
  /** As on a full disk. */
  unkept: Fault | null = null;
  #ticks: Stream<TransferTick> | null = null;
  #known = new Map<string, string>();
  #beating = false;

  constructor(world: World, clock: Clock) {
    this.#world = world;
    this.#clock = clock;
  }

  lookForUnfinished(found: Stream<Unfinished>): number {
    for (const one of this.unfinished) found.push(one);
    return this.unfinished.length;
  }

  cleanUnfinished(chosen: UnfinishedAt[]): CleanedUp {
    const ids = new Set(chosen.map((each) => each.upload));
    this.unfinished = this.unfinished.filter((each) => !ids.has(each.at.upload));
    return { gone: chosen, fault: null };
  }

  watch(ticks: Stream<TransferTick>): void {
    this.#ticks = ticks;
    this.#tell();
  }

  add(opId: string, plan: Planned, onConflict: OnConflict): string {
    const known = this.#known.get(opId);
    if (known) return known;
    const id = `group-${this.#known.size + 1}`;
    this.#known.set(opId, id);
    const group = {
      view: emptyView(id, plan),
      plan,
      jobs: plan.jobs.map(jobView),
      replacing: new Set<number>(),
    };
    this.#groups.unshift(group);
    this.#tell();
    this.#clock.after(beat, () => {
      group.view.planned = true;
      group.view.conflicts = plan.conflicts.length;
      group.view.conflict_names = plan.conflicts.slice(0, 5);
      group.view.state = plan.conflicts.length > 0 && onConflict === "ask" ? "asking" : "running";
      if (group.view.state === "running" && onConflict !== "ask") settle(group, onConflict);
      this.#beat();
    });
    return id;
  }

  answer(id: string, onConflict: OnConflict): void {
    const group = this.#find(id);
    if (group?.view.state !== "asking") return;
    settle(group, onConflict);
    group.view.state = "running";
    this.#beat();
  }

  cancel(id: string): void {
    const group = this.#find(id);
    if (!group || ended(group)) return;
    for (const job of group.jobs)
      if (job.state === "waiting" || job.state === "running") job.state = "cancelled";
    group.view.state = "cancelled";
    this.#tell();
  }

  /** Goes before all others, in its group too. */
  first(id: string, job: number | null): void {
    const group = this.#find(id);
    if (!group) return;
    if (job === null) group.view.first = true;
    else group.jobs.sort((one, other) => Number(other.id === job) - Number(one.id === job));
    this.#tell();
  }

  pause(id: string | null, job: number | null = null): void {
    if (id !== null && job !== null) return this.#turn(id, job, "waiting", "paused");
    for (const { view } of this.#chosen(id))
      if (view.state === "running" && view.kind !== "delete")
        [view.state, view.waits_for] = ["waiting", "paused"];
    this.#tell();
  }

  /** One file that is to wait, or to go on. */
  #turn(id: string, job: number, from: JobView["state"], to: JobView["state"]): void {
    const group = this.#find(id);
    for (const each of group?.jobs ?? [])
      if (each.id === job && (each.state === from || each.state === "running")) each.state = to;
    if (group?.view.state === "waiting" && to === "waiting")
      [group.view.state, group.view.waits_for] = ["running", null];
    this.#beat();
  }

  resume(id: string | null, job: number | null = null): void {
    if (id !== null && job !== null) return this.#turn(id, job, "paused", "waiting");
    for (const { view } of this.#chosen(id))
      if (view.state === "waiting") [view.state, view.waits_for] = ["running", null];
    this.#beat();
  }

  #chosen(id: string | null): Group[] {
    return this.#groups.filter((group) => id === null || group.view.id === id);
  }

  retry(id: string, job: number | null): void {
    const group = this.#find(id);
    if (!group) return;
    for (const each of group.jobs)
      if (each.state === "failed" && (job === null || each.id === job))
        Object.assign(each, {
          state: "waiting",
          bytes_done: 0,
          fault: null,
          name: each.name.replace("unreadable", "mended"),
        });
    group.view.state = "running";
    this.#beat();
  }

  replaceUnseen(id: string): void {
    const group = this.#find(id);
    for (const job of group?.jobs ?? []) {
      if (job.fault?.code !== "name_unseen") continue;
      group?.replacing.add(job.id);
      this.retry(id, job.id);
    }
  }

  dismiss(id: string): void {
    this.#groups = this.#groups.filter((group) => group.view.id !== id || !ended(group));
    this.#tell();
  }

  jobs(id: string, filter: JobFilter, start: number, len: number): Jobs {
    const open = new Set(["waiting", "running", "paused"]);
    const fits = {
      all: () => true,
      left: (job: JobView) => open.has(job.state),
      failed: (job: JobView) => job.state === "failed",
      renamed: (job: JobView) => job.saved_as !== null,
    };
    const all = (this.#find(id)?.jobs ?? []).filter(fits[filter]);
    return { total: all.length, start, jobs: all.slice(start, start + len) };
  }

  planOf(id: string): Planned | undefined {
    return this.#find(id)?.plan;
  }

  #find(id: string): Group | undefined {
    return this.#groups.find((group) => group.view.id === id);
  }

  #beat(): void {
    this.#tell();
    if (this.#beating) return;
    this.#beating = true;
    this.#clock.after(beat, () => {
      this.#beating = false;
      for (const group of this.#groups) if (group.view.state === "running") this.#advance(group);
      this.#tell();
      if (this.#groups.some((group) => group.view.state === "running")) this.#beat();
    });
  }

  #advance(group: Group): void {
    let budget = (this.speed * beat) / 1000;
    const open = group.jobs
      .filter((job) => job.state === "waiting" || job.state === "running")
      .slice(0, atOnce);
    for (const job of open) {
      job.state = "running";
      const moved = Math.min(job.bytes - job.bytes_done, Math.ceil(budget));
      job.bytes_done += moved;
      budget -= moved;
      if (job.name.includes("unreadable"))
        Object.assign(job, { state: "failed", fault: localFile(job.name) });
      else if (job.name.includes("unseen") && !group.replacing.has(job.id))
        Object.assign(job, { state: "failed", fault: { ...localFile(job.name), code: "name_unseen" } });
      else if (job.bytes_done >= job.bytes) this.#finish(group, job);
      if (budget <= 0) break;
    }
    const having = (...states: JobView["state"][]) => group.jobs.some((job) => states.includes(job.state));
    if (having("waiting", "running")) return;
    if (having("paused")) [group.view.state, group.view.waits_for] = ["waiting", "paused"];
    else group.view.state = having("failed") ? "failed" : "done";
  }

  #finish(group: Group, job: JobView): void {
    job.state = "done";
    job.proof = ["delete", "undelete", "change", "restore_archived", "lock"].includes(group.plan.kind)
      ? null
      : "checksum";
    const { to, kind, from } = group.plan;
    const planned = group.plan.jobs[job.id - 1];
    if (to && planned?.into !== undefined) {
      this.#world.put(to.bucket, planned.into, job.bytes, this.#clock.now());
      job.etag = etagOf({ size: job.bytes, modified: this.#clock.now() });
    }
    if (from && planned?.from !== undefined) this.#world.bucket(from.bucket).delete(planned.from);
    if (to && kind === "upload")
      this.#world.put(to.bucket, to.prefix + job.name, job.bytes, this.#clock.now());
    if (to && kind === "delete") this.#world.remove(to.bucket, job.name, this.#clock.now());
    if (to && (kind === "undelete" || kind === "restore")) this.#world.bringBack(to.bucket, job.name);
  }

  #tell(): void {
    for (const group of this.#groups) count(group, this.speed);
    const groups = structuredClone(this.#groups.map((group) => group.view));
    this.#ticks?.push({ groups, unkept: this.unkept });
  }
}

/** The jobs of an upload of what was chosen. */
export function uploadPlan(world: World, chosen: ChosenPath, sizes: Map<string, number>, to: Place): Planned {
  const jobs = [...sizes].map(([name, bytes]) => ({ name, bytes }));
  const there = world.bucket(to.bucket);
  const conflicts = jobs.map((job) => job.name).filter((name) => there.has(to.prefix + name));
  const title = titled("upload", jobs);
  return {
    kind: "upload",
    title,
    to,
    jobs,
    conflicts,
    notes: chosen.names.includes("link") ? [told("jobs-links", { count: 1 })] : [],
  };
}

function emptyView(id: string, plan: Planned): GroupView {
  return {
    ...{
      id,
      kind: plan.kind,
      title: plan.title,
      state: "planning",
      waits_for: null,
      planned: false,
      to: plan.to,
      from: plan.from ?? null,
      connection: (plan.from ?? plan.to)?.connection ?? null,
      notes: plan.notes,
    },
    ...{
      files: 0,
      files_done: 0,
      files_failed: 0,
      files_skipped: 0,
      files_verified: 0,
      files_by_size: 0,
      files_renamed: 0,
      bytes: 0,
      bytes_done: 0,
      bytes_per_second: 0,
    },
    ...{
      stalled: false,
      seconds_left: null,
      conflicts: 0,
      conflict_names: [],
      early: [],
      shown: [],
      fault: null,
      first: false,
    },
  };
}

function jobView(job: { name: string; bytes: number }, index: number): JobView {
  return {
    id: index + 1,
    name: job.name,
    bytes: job.bytes,
    bytes_done: 0,
    state: "waiting",
    proof: null,
    fault: null,
    saved_as: null,
    etag: null,
  };
}

function settle(group: Group, onConflict: OnConflict): void {
  if (onConflict === "skip")
    for (const job of group.jobs) if (group.plan.conflicts.includes(job.name)) job.state = "skipped";
  if (onConflict === "keep_both")
    for (const [nth, job] of group.jobs.entries()) {
      if (!group.plan.conflicts.includes(job.name)) continue;
      const [planned, beside] = [
        group.plan.jobs[nth],
        (name: string) => name.replace(/(\.[^.]*)?$/, " (2)$1"),
      ];
      if (planned?.into === undefined) job.name = beside(job.name);
      else planned.into = beside(planned.into);
    }
}

function ended(group: Group): boolean {
  return ["done", "failed", "cancelled"].includes(group.view.state);
}

function count(group: Group, speed: number): void {
  const { view, jobs } = group;
  const having = (state: JobView["state"]) => jobs.filter((job) => job.state === state);
  view.files = jobs.length;
  view.files_done = having("done").length;
  view.files_failed = having("failed").length;
  view.files_skipped = having("skipped").length;
  view.files_verified = having("done").filter((job) => job.proof !== null).length;
  view.bytes = jobs.reduce((sum, job) => sum + (job.state === "skipped" ? 0 : job.bytes), 0);
  view.bytes_done = jobs.reduce((sum, job) => sum + job.bytes_done, 0);
  view.bytes_per_second = view.state === "running" ? speed : 0;
  view.seconds_left =
    view.state === "running" && speed > 0 ? Math.ceil((view.bytes - view.bytes_done) / speed) : null;
  view.shown = [...having("running"), ...having("failed")].slice(0, 6);
}
