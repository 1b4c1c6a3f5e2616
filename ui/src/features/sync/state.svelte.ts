/**
 * Two places that are compared, and one that is made like the other. It makes all calls of the
 * feature. What was compared, what is planned and what is run are one list, which Rust owns; the
 * page has a window of it, the wish, and what the person confirmed. A saved pair is compared and
 * run as one, so that no schedule does it at the same time.
 */
import { call, faultOf, stream, type Stream } from "../../lib/backend/backend";
import type {
  BackupTick,
  ChosenPath,
  CompareBy,
  SyncProgress,
  Fault,
  PairAsked,
  PairPlaceView,
  PairTrouble,
  PairView,
  Place,
  SyncCount,
  SyncPlace,
  SyncRow,
  SyncState,
  SyncWish,
} from "../../lib/backend/contract";
import type { End } from "../backups/form.svelte";
import { say } from "../../lib/words";
import type { Backups } from "../backups/state.svelte";
import type { Connections } from "../connect/state.svelte";
import type { Transfers } from "../transfers/state.svelte";
import { PairForm } from "./pair.svelte";
import { isQuiet, sideSaid, states } from "./say";

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
  /** The file that the results were saved as. */
  saved = $state.raw<string | null>(null);
  /** The transfer that carries the plan out. */
  group = $state.raw<string | null>(null);
  /** It was carried out, and what is shown was compared afterwards. */
  after = $state(false);
  /** The saved pair that these places are. */
  pair = $state.raw<PairView | null>(null);
  /** Why it did not run by itself when it was opened. */
  noticed = $state.raw<PairTrouble | null>(null);
  /** How far the run of a pair is. */
  running = $state.raw<BackupTick | null>(null);
  /** The pair that is being saved or changed. */
  form = $state.raw<PairForm | null>(null);
  /** The pair is about to be removed from the list. */
  forgetting = $state(false);
  /** A pair was saved, looked at or run: the list of them is out of date. */
  onpair: () => void = () => undefined;
  #comparison: string | null = null;
  #asked = 0;
  #closed = false;

  constructor(left: Place, pair: PairView | null = null) {
    this.left = left;
    this.other = { connection: left.connection, bucket: "", folder: "" };
    if (!pair) return;
    [this.pair, this.noticed] = [pair, pair.locked ?? pair.last?.trouble ?? null];
    [this.by, this.wish] = [pair.by, pair.wish];
    [this.include, this.exclude] = [pair.filter.include.join("\n"), pair.filter.exclude.join("\n")];
  }

  /** Both places: of a pair as they were saved, else as they were chosen. */
  get #sides(): { left: PairPlaceView; right: PairPlaceView } {
    if (this.pair) return this.pair;
    const { right } = this;
    const name = this.chosen?.names[0] ?? "";
    return {
      left: { kind: "bucket", place: this.left },
      right: right?.kind === "bucket" ? right : { kind: "folder", name },
    };
  }

  get right(): SyncPlace | null {
    if (this.kind === "folder") return this.chosen && { kind: "folder", chosen: this.chosen.id };
    const { connection, bucket, folder } = this.other;
    const below = folder.trim().replace(/^\/+|\/+$/g, "");
    if (!bucket) return null;
    return { kind: "bucket", place: { connection, bucket, prefix: below ? `${below}/` : "" } };
  }

  get leftName(): string {
    return sideSaid(this.#sides.left);
  }

  get rightName(): string {
    return sideSaid(this.#sides.right);
  }

  /** Not all files are compared. */
  get filters(): boolean {
    return `${this.include}${this.exclude}`.trim() !== "";
  }

  /** The target is a folder of this computer. */
  get intoFolder(): boolean {
    const { left, right } = this.#sides;
    return (this.wish.to_left ? left : right).kind === "folder";
  }

  /** Files that were compared so far, and those of them that are the same. */
  get compared(): { all: number; same: number } {
    const tallies = this.count?.tallies.filter(({ state }) => state !== "filtered") ?? [];
    const all = tallies.reduce((sum, { files }) => sum + files, 0);
    return { all, same: tallies.find(({ state }) => state === "same")?.files ?? 0 };
  }

  get ready(): boolean {
    const { plan } = this;
    if (!plan || plan.refused || this.busy || this.group || this.running) return false;
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
    const { pair, right } = this;
    if (!pair && !right) return;
    this.#leave();
    const asked = ++this.#asked;
    [this.count, this.rows, this.total, this.plan, this.sure] = [
      { tallies: [], complete: false, maybe_one: false, refused: null, fault: null },
      [],
      0,
      null,
      false,
    ];
    [this.fault, this.only, this.after, this.group, this.saved] = [null, null, after, null, null];
    const ticks = stream((count: SyncProgress) => {
      if (asked === this.#asked) void this.#counted(count);
    });
    try {
      const comparison = pair
        ? await call("compare_pair", { pair: pair.id, ticks })
        : await this.#begin(right, ticks);
      if (asked !== this.#asked || this.#closed) return this.#drop(comparison);
      this.#comparison = comparison;
      if (this.count) await this.#counted(this.count);
    } catch (caught) {
      if (asked === this.#asked) [this.fault, this.count] = [faultOf(caught), null];
    }
  }

  #begin(right: SyncPlace | null, ticks: Stream<SyncProgress>): Promise<string> {
    if (!right) throw new Error("there is no second place");
    return call("compare_places", {
      left: { kind: "bucket", place: this.left },
      right,
      by: this.by,
      filter: { include: this.include.split("\n"), exclude: this.exclude.split("\n") },
      ticks,
    });
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
    const seen = { add: add.files, replace: replace.files, remove: remove.files };
    const asked = { wish: this.wish, seen, sure: this.sure };
    if (this.pair) return this.#run(this.pair, comparison, asked);
    await this.#do(async () => {
      this.group = await call("begin_sync", { op_id: crypto.randomUUID(), comparison, ...asked });
    });
  }

  /** Runs a saved pair to its end; what there is then is compared. */
  async #run({ id }: PairView, comparison: string, asked: PairAsked): Promise<void> {
    const tell = (tick: BackupTick) => (this.running = tick);
    tell({ phase: "copying", files_done: 0, files: 0, bytes_done: 0, bytes: 0 });
    const ticks = stream(tell);
    let failed: Fault | null = null;
    try {
      await call("run_pair", { pair: id, comparison, asked, ticks });
    } catch (caught) {
      failed = faultOf(caught);
    }
    ticks.close();
    [this.running, this.noticed] = [null, null];
    if (this.#closed) return;
    if (failed) this.fault = failed;
    else await this.compare(true);
  }

  async stop(): Promise<void> {
    const { pair } = this;
    if (pair) await this.#do(() => call("stop_pair", { pair: pair.id }));
  }

  /** The pair that these places are is named, or gets another name, way or schedule. */
  edit(): void {
    const name = say("sync-pair-name-suggested", { left: this.leftName, right: this.rightName });
    this.form = new PairForm(this.pair, name);
  }

  async save(): Promise<void> {
    const { form } = this;
    const comparison = this.#comparison;
    if (!form || comparison === null) return;
    const saved = await form.save(comparison, this.wish);
    if (!saved || this.form !== form) return;
    [this.pair, this.form] = [saved, null];
    this.onpair();
  }

  /** Removes the pair from the list; the files of both places stay. Answers whether it did. */
  async forget(): Promise<boolean> {
    const { pair } = this;
    if (!pair) return false;
    let gone = false;
    await this.#do(async () => {
      await call("forget_pair", { pair: pair.id });
      gone = true;
    });
    this.forgetting = false;
    return gone;
  }

  /** The transfer has ended, well or not: what there is now is compared. */
  async ended(): Promise<void> {
    if (this.group !== null) await this.compare(true);
  }

  async saveTable(): Promise<void> {
    const comparison = this.#comparison;
    if (comparison === null) return;
    await this.#do(async () => {
      const file = await call("save_sync", { comparison });
      // It may be another comparison by now.
      if (file !== null && comparison === this.#comparison) this.saved = file;
    });
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
    if (!count.complete) return;
    await this.#look();
    await this.#replan();
  }

  /** The person sees all of what was compared: the pair runs by itself again. */
  async #look(): Promise<void> {
    const { pair } = this;
    const comparison = this.#comparison;
    if (!pair || comparison === null) return;
    await this.#do(async () => {
      const seen = await call("look_at_pair", { pair: pair.id, comparison });
      if (this.pair?.id === seen.id) this.pair = seen;
      this.onpair();
    });
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

/** What the screen needs of the page. */
interface Around {
  connections: Connections;
  transfers: Transfers;
  /** The list that saved pairs are on. */
  copies: Backups;
}

function screenOf(comparing: Comparing, { connections, transfers, copies }: Around) {
  const close = () => {
    comparing.close();
    void copies.read();
  };
  comparing.onpair = () => void copies.read();
  return { name: "sync" as const, props: { comparing, connections, transfers }, close };
}

/** The screen on which a folder is held beside another. */
export const comparisonOf = (place: Place, around: Around) => screenOf(new Comparing(place), around);

/** The screen of a saved pair, which is compared at once. */
export function pairOf(pair: PairView, around: Around) {
  const left = pair.left.kind === "bucket" ? pair.left.place : { connection: "", bucket: "", prefix: "" };
  const comparing = new Comparing(left, pair);
  void comparing.compare();
  return screenOf(comparing, around);
}
