/**
 * Two places that are compared, and one that is made like the other. It makes all calls of the
 * feature. What was compared, what is planned and what is run are one list, which Rust owns; the
 * page has a window of it, the wish, and what the person confirmed.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type {
  ChosenPath,
  CompareBy,
  SyncProgress,
  Fault,
  Place,
  SyncCount,
  SyncPlace,
  SyncRow,
  SyncState,
  SyncWish,
} from "../../lib/backend/contract";
import type { End } from "../backups/form.svelte";
import type { Connections } from "../connect/state.svelte";
import type { Transfers } from "../transfers/state.svelte";
import { isQuiet, placeSaid, states } from "./say";

/** Rows that are read at a time. */
const page = 100;

export class Comparing {
  /** The folder that was open. */
  readonly left: Place;
  kind = $state<"folder" | "bucket">("folder");
  chosen = $state.raw<ChosenPath | null>(null);
  other = $state.raw<End>({ connection: "", bucket: "", folder: "" });
  by = $state<CompareBy>("time");
  /** What alone is compared, and what is left out: a pattern a line. */
  include = $state("");
  exclude = $state("");
  wish = $state.raw<SyncWish>({ way: "update", to_left: false, replace_newer: false, keep_removed: true });
  count = $state.raw<SyncProgress | null>(null);
  rows = $state.raw<SyncRow[]>([]);
  total = $state(0);
  /** The one state that is shown; null is all that differs. */
  only = $state.raw<SyncState | null>(null);
  plan = $state.raw<SyncCount | null>(null);
  /** The removal of many files is confirmed. */
  sure = $state(false);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** The transfer that carries the plan out. */
  group = $state.raw<string | null>(null);
  /** It was carried out, and what is shown was compared afterwards. */
  after = $state(false);
  #comparison: string | null = null;
  #asked = 0;
  #closed = false;

  constructor(left: Place) {
    this.left = left;
    this.other = { connection: left.connection, bucket: "", folder: "" };
  }

  get right(): SyncPlace | null {
    if (this.kind === "folder") return this.chosen && { kind: "folder", chosen: this.chosen.id };
    const { connection, bucket, folder } = this.other;
    const below = folder.trim().replace(/^\/+|\/+$/g, "");
    if (!bucket) return null;
    return { kind: "bucket", place: { connection, bucket, prefix: below ? `${below}/` : "" } };
  }

  get leftName(): string {
    return placeSaid(this.left);
  }

  get rightName(): string {
    const { right } = this;
    return right?.kind === "bucket" ? placeSaid(right.place) : (this.chosen?.names[0] ?? "");
  }

  /** Not all files are compared. */
  get filters(): boolean {
    return `${this.include}${this.exclude}`.trim() !== "";
  }

  /** The target is a folder of this computer. */
  get intoFolder(): boolean {
    return this.kind === "folder" && !this.wish.to_left;
  }

  /** Files that were compared so far, and those of them that are the same. */
  get compared(): { all: number; same: number } {
    const tallies = this.count?.tallies.filter(({ state }) => state !== "filtered") ?? [];
    const all = tallies.reduce((sum, { files }) => sum + files, 0);
    return { all, same: tallies.find(({ state }) => state === "same")?.files ?? 0 };
  }

  get ready(): boolean {
    const { plan } = this;
    if (!plan || plan.refused || this.busy || this.group) return false;
    return plan.add.files + plan.replace.files + plan.remove.files > 0 && (!plan.asks || this.sure);
  }

  async chooseFolder(): Promise<void> {
    await this.#do(async () => {
      const chosen = await call("choose", { kind: "sync_folder" });
      if (chosen) this.chosen = chosen;
    });
  }

  /** Compares the two places, or compares them again. */
  async compare(after = false): Promise<void> {
    const { right } = this;
    if (!right) return;
    this.#leave();
    const asked = ++this.#asked;
    [this.count, this.rows, this.total, this.plan, this.sure] = [
      { tallies: [], complete: false, fault: null },
      [],
      0,
      null,
      false,
    ];
    [this.fault, this.only, this.after, this.group] = [null, null, after, null];
    const ticks = stream((count: SyncProgress) => {
      if (asked === this.#asked) void this.#counted(count);
    });
    try {
      const comparison = await call("compare_places", {
        left: { kind: "bucket", place: this.left },
        right,
        by: this.by,
        filter: { include: this.include.split("\n"), exclude: this.exclude.split("\n") },
        ticks,
      });
      if (asked !== this.#asked || this.#closed) return this.#drop(comparison);
      this.#comparison = comparison;
      if (this.count) await this.#counted(this.count);
    } catch (caught) {
      if (asked === this.#asked) [this.fault, this.count] = [faultOf(caught), null];
    }
  }

  /** Back to the choice of the two places. */
  change(): void {
    this.#leave();
    this.#asked++;
    [this.count, this.fault, this.plan, this.group, this.after] = [null, null, null, null, false];
  }

  async show(only: SyncState | null): Promise<void> {
    this.only = only;
    await this.#do(() => this.#read(0));
  }

  async more(): Promise<void> {
    await this.#do(() => this.#read(this.rows.length));
  }

  async want(wish: Partial<SyncWish>): Promise<void> {
    this.wish = { ...this.wish, ...wish };
    await this.#replan();
  }

  /** Leaves a row out of the plan, or takes it in again. */
  async leaveOut(row: SyncRow, out: boolean): Promise<void> {
    const comparison = this.#comparison;
    if (comparison === null) return;
    await this.#do(async () => {
      await call("leave_out_of_sync", { comparison, rows: [row.at], out });
      this.rows = this.rows.map((each) => (each.at === row.at ? { ...each, left_out: out } : each));
    });
    await this.#replan();
  }

  async start(): Promise<void> {
    const { plan } = this;
    const comparison = this.#comparison;
    if (!plan || !this.ready || comparison === null) return;
    const { add, replace, remove } = plan;
    await this.#do(async () => {
      this.group = await call("begin_sync", {
        op_id: crypto.randomUUID(),
        comparison,
        wish: this.wish,
        seen: { add: add.files, replace: replace.files, remove: remove.files },
        sure: this.sure,
      });
    });
  }

  /** The transfer has ended, well or not: what there is now is compared. */
  async ended(): Promise<void> {
    if (this.group !== null) await this.compare(true);
  }

  close(): void {
    this.#closed = true;
    this.#leave();
  }

  async #counted(count: SyncProgress): Promise<void> {
    this.count = count;
    if (count.fault) this.fault = count.fault;
    if (this.#comparison === null) return;
    await this.#do(() => this.#read(0));
    if (count.complete) await this.#replan();
  }

  async #read(start: number): Promise<void> {
    const comparison = this.#comparison;
    if (comparison === null) return;
    const wanted = this.only ? [this.only] : states.filter((state) => !isQuiet(state));
    const { rows, total } = await call("read_sync", { comparison, states: wanted, start, len: page });
    if (comparison !== this.#comparison) return;
    this.rows = start === 0 ? rows : [...this.rows, ...rows];
    this.total = total;
  }

  async #replan(): Promise<void> {
    const comparison = this.#comparison;
    if (comparison === null || !this.count?.complete) return;
    this.sure = false;
    // What is not planned yet cannot be started.
    this.plan = null;
    const { wish } = this;
    try {
      const plan = await call("plan_sync", { comparison, wish });
      if (comparison === this.#comparison && wish === this.wish) this.plan = plan;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  #leave(): void {
    if (this.#comparison !== null) this.#drop(this.#comparison);
    this.#comparison = null;
  }

  #drop(comparison: string): void {
    call("close_sync", { comparison }).catch(() => undefined);
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}

/** The screen on which a folder is held beside another. */
export function comparisonOf(
  place: Place,
  { connections, transfers }: { connections: Connections; transfers: Transfers },
) {
  const comparing = new Comparing(place);
  return {
    name: "sync" as const,
    props: { comparing, connections, transfers },
    close: () => comparing.close(),
  };
}
