/** Saved pairs in memory: kept, compared, run, removed from the list. */
import type { Commands, LastSync, PairPlaceView, PairView, SyncPlace } from "../contract";
import { gone, refuse } from "./faults";
import type { FakeSync } from "./sync";
import { told } from "./told";

type Args<K extends keyof Commands> = Commands[K]["args"];

const named = (place: SyncPlace): PairPlaceView =>
  place.kind === "bucket" ? place : { kind: "folder", name: "walk" };
const placed = (view: PairPlaceView): SyncPlace =>
  view.kind === "bucket" ? view : { kind: "folder", chosen: "chosen" };

export class FakePairs {
  views: PairView[] = [];
  readonly #sync: FakeSync;
  #next = 1;

  constructor(sync: FakeSync) {
    this.#sync = sync;
  }

  list = () => this.views;

  save({ comparison, wanted }: Args<"save_pair">): PairView {
    const { left, right, by, filter } = this.#sync.asked(comparison);
    if (this.views.some(({ name }) => name === wanted.name)) refuse({ ...gone("pair"), code: "pair_name" });
    const places = { left: named(left), right: named(right), by, filter };
    const state = { last: null, locked: null, running: false };
    const view = { id: `pair-${this.#next++}`, ...wanted, ...this.#when(wanted), ...places, ...state };
    this.views = [...this.views, view];
    return view;
  }

  change({ pair, wanted }: Args<"change_pair">): PairView {
    return this.#put({ ...this.#one(pair), ...wanted, ...this.#when(wanted) });
  }

  forget({ pair }: Args<"forget_pair">): void {
    this.views = this.views.filter(({ id }) => id !== pair);
  }

  compare({ pair, ticks }: Args<"compare_pair">): string {
    const { left, right, by, filter } = this.#one(pair);
    return this.#sync.compare({ left: placed(left), right: placed(right), by, filter, ticks });
  }

  look({ pair }: Args<"look_at_pair">): PairView {
    return this.#put({ ...this.#one(pair), locked: null });
  }

  run({ pair, comparison, asked, ticks }: Args<"run_pair">): void {
    const view = this.#one(pair);
    const { jobs } = this.#sync.carryOut({ comparison, ...asked });
    const [files, bytes] = [jobs.length, jobs.reduce((sum, job) => sum + job.bytes, 0)];
    ticks.push({ phase: "copying", files_done: files, files, bytes_done: bytes, bytes });
    const { remove } = asked.seen;
    const last: LastSync = {
      ...{ at: 1, copied: files - remove, removed: remove, failed: 0, spared: 0, held: 0, trouble: null },
    };
    this.#put({ ...view, last });
  }

  #when({ schedule }: Args<"save_pair">["wanted"]) {
    if (schedule.every === "never") return { when: told("jobs-schedule-never"), timer: "off" as const };
    return { when: told("jobs-schedule-day", { time: "02:30" }), timer: "set" as const };
  }

  #put(view: PairView): PairView {
    this.views = this.views.map((each) => (each.id === view.id ? view : each));
    return view;
  }

  #one(pair: string): PairView {
    return this.views.find(({ id }) => id === pair) ?? refuse(gone("pair"));
  }
}
