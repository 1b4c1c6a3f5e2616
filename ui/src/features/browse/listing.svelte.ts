/**
 * One open listing as the page sees it. Rust owns the rows, their order, filter and selection; here
 * is the latest tick and the one stretch of rows around what is on screen. Only one read is under
 * way at a time: when it comes back and something else is wanted by then, that is read next, so the
 * newest wish wins and a slow answer never piles up. Rows stay shown until newer ones replace them.
 */
import { call, faultOf, stream, type Stream } from "../../lib/backend/backend";
import type {
  Fault,
  LastRead,
  ListingKind,
  ListingTick,
  Place,
  Row,
  Selection,
  SelectionChange,
  Since,
  Sort,
} from "../../lib/backend/contract";
import type { Shows } from "./way.svelte";

/** Rows read beyond what was asked for on each side, so that scrolling finds them there. */
const margin = 40;
/**
 * After a jump nobody can scroll yet, and every row makes the answer later: enough for a turn of
 * the wheel.
 */
const marginAfterJump = 3;
/**
 * A name can be the start of many others; past this many the search for the exact one is given up.
 */
const lookups = 60;
/**
 * The most rows that Rust answers at once, and how far down the list selected ones are looked for
 * by name.
 */
const page = 500;
const chosenWithin = 10_000;

interface Stretch {
  start: number;
  rows: Row[];
  /**
   * Position after the last row asked for; an answer may be shorter while rows are being replaced.
   */
  end: number;
  /** Which change of the listing the rows were read for. */
  readFor: number;
  /** The revision that the rows' positions are of. */
  revision: number;
}

export const byName: Sort = { by: "name", descending: false };
const nothing: Selection = { files: 0, folders: 0, bytes: 0 };

export class Listing {
  readonly place: Place;
  /** Latest news; null until the first. */
  tick = $state.raw<ListingTick | null>(null);
  selection = $state.raw<Selection>(nothing);
  /** The folder is being read again behind what is shown. */
  refreshing = $state(false);
  /** The listing did not open at all. */
  refused = $state.raw<Fault | null>(null);
  /** What the folder held when it was last read, if that is known. */
  last = $state.raw<LastRead | null>(null);
  #stretch = $state.raw<Stretch>({ start: 0, rows: [], end: 0, readFor: -1, revision: -1 });
  #wanted = { first: 0, len: 0 };
  #reading = false;
  /** The revision at which the refresh under way began. */
  #refreshFrom = -1;
  /** Counts everything after which rows must be read anew: ticks and changes of the selection. */
  #changes = 0;
  /**
   * The changes of the selection so far: one reaches Rust after the other, in the order they were
   * made.
   */
  #selecting: Promise<void> = Promise.resolve();
  /** Something is still to be done with what is selected here, before Rust has it no more. */
  onclose: (() => Promise<unknown>) | null = null;
  readonly #shows: Shows;
  #id: string | null = null;
  #closed = false;
  #opening: Promise<void>;
  #ticks: Stream<ListingTick>;
  #onTick: () => void;

  constructor(place: Place, shows: Shows, onTick: () => void = () => undefined) {
    this.place = place;
    this.#shows = shows;
    this.#onTick = onTick;
    this.#ticks = stream((tick: ListingTick) => this.#receive(tick));
    this.#opening = this.#open();
    if (shows.kind === "folder") void this.#recall();
  }

  /**
   * The rows shown are those of the last time: of today nothing has come yet. They can be looked at
   * and opened.
   */
  get stale(): boolean {
    return this.last !== null && (this.tick === null || (this.tick.total === 0 && !this.tick.complete));
  }

  get shown(): number {
    return this.stale ? (this.last?.rows.length ?? 0) : (this.tick?.shown ?? 0);
  }

  /** Why the listing stopped, whether at the start or midway. */
  get fault(): Fault | null {
    return this.refused ?? this.tick?.fault ?? null;
  }

  /**
   * Trying again may help: also against what says otherwise, where the storage has answered here
   * before.
   */
  get mayRetry(): boolean {
    return this.fault !== null && (this.fault.retry || this.stale);
  }

  get complete(): boolean {
    return this.tick?.complete ?? false;
  }

  /** The id for commands that act on what is selected here. */
  get id(): string | null {
    return this.#id;
  }

  /** It was left: Rust has it no more. */
  get closed(): boolean {
    return this.#closed;
  }

  row(at: number): Row | undefined {
    if (this.stale) return this.last?.rows[at];
    return this.#stretch.rows[at - this.#stretch.start];
  }

  /** Says which rows are on screen. */
  want(first: number, len: number): void {
    this.#wanted = { first, len };
    void this.#read();
  }

  async sort(sort: Sort): Promise<void> {
    if (await this.#ready()) await call("sort_listing", { listing: this.#use, sort });
  }

  async filter(text: string): Promise<void> {
    if (await this.#ready()) await call("filter_listing", { listing: this.#use, text });
  }

  /** Shows only rows of a moment that became this since; with null, what was there then. */
  async filterSince(since: Since | null): Promise<void> {
    if (await this.#ready()) await call("filter_since", { listing: this.#use, since });
  }

  /**
   * Positions are those of the rows shown; when rows moved meanwhile, Rust leaves the selection as
   * it is.
   */
  select(change: SelectionChange): Promise<void> {
    // Nobody deletes by what was there yesterday.
    if (this.stale) return Promise.resolve();
    const { revision } = this.#stretch;
    const done = this.#selecting.then(() => this.#select(change, revision));
    this.#selecting = done.catch(() => undefined);
    return done;
  }

  async #select(change: SelectionChange, shown: number): Promise<void> {
    if (!(await this.#ready())) return;
    const places = change.kind !== "all" && change.kind !== "none";
    const revision = places ? shown : await this.#latest();
    this.selection = await call("select_rows", { listing: this.#use, revision, change });
    this.#changes += 1;
    await this.#read();
  }

  /** Goes on after a failure. A folder that was read whole before is read again. */
  async retry(): Promise<void> {
    if (this.complete) return this.refresh();
    if (await this.#ready()) await call("retry_listing", { listing: this.#use });
  }

  /** Reads the folder again behind the rows shown. */
  async refresh(): Promise<void> {
    if (!(await this.#ready())) return;
    this.refreshing = true;
    this.#refreshFrom = this.tick?.revision ?? -1;
    try {
      await call("refresh_listing", { listing: this.#use });
    } catch (caught) {
      this.refreshing = false;
      throw caught;
    }
  }

  /** Position of the first row at or after `from` whose name starts with `text`. */
  async find(text: string, from: number): Promise<number | null> {
    if (this.stale) return this.#findLast(text.toLowerCase(), from);
    if (!(await this.#ready())) return null;
    return (await call("find_row", { listing: this.#use, text, from })).at;
  }

  /** Position of the row with exactly this name. */
  async locate(name: string): Promise<number | null> {
    let from = 0;
    for (let turn = 0; turn < lookups; turn += 1) {
      const at = await this.find(name, from);
      if (at === null || at < from) return null;
      const [row] = await this.peek(at, 1);
      if (row?.name === name) return at;
      from = at + 1;
      if (from >= this.shown) return null;
    }
    return null;
  }

  /** A few rows apart from those on screen; Rust answers at most 500 at once. */
  async peek(start: number, len: number): Promise<Row[]> {
    if (this.stale) return this.last?.rows.slice(start, start + len) ?? [];
    if (!(await this.#ready())) return [];
    return (await call("read_rows", { listing: this.#use, start, len })).rows;
  }

  /** The rows that are selected, as far as they are among the first ten thousand. */
  async chosen(): Promise<Row[]> {
    const count = this.selection.files + this.selection.folders;
    const chosen: Row[] = [];
    for (let start = 0; chosen.length < count && start < Math.min(this.shown, chosenWithin); start += page)
      chosen.push(...(await this.peek(start, page)).filter((row) => row.selected));
    return chosen;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ticks.close();
    const { onclose } = this;
    // A listing that Rust already closed needs no second word about it.
    const close = () =>
      this.#id !== null && call("close_listing", { listing: this.#id }).catch(() => undefined);
    if (onclose) onclose().then(close, close);
    else close();
  }

  /** The revision as Rust has it now: for changes that no row's position matters to. */
  async #latest(): Promise<number> {
    return (await call("read_rows", { listing: this.#use, start: 0, len: 0 })).revision;
  }

  get #use(): string {
    return this.#id ?? "";
  }

  async #open(): Promise<void> {
    try {
      const { place } = this;
      const { listing } = await call("open_listing", { place, kind: this.#kind(), ticks: this.#ticks });
      this.#id = listing;
      if (this.#closed) call("close_listing", { listing }).catch(() => undefined);
      else void this.#read();
    } catch (caught) {
      if (this.#closed) return;
      this.refused = faultOf(caught);
      this.#onTick();
    }
  }

  #kind(): ListingKind {
    const shows = this.#shows;
    return shows.kind === "report" ? { kind: "report", report: shows.report.at } : shows;
  }

  /** Shows what the folder held the last time, unless today was quicker. */
  async #recall(): Promise<void> {
    const last = await call("last_read", { place: this.place }).catch(() => null);
    if (!last || this.#closed || (this.tick && (this.tick.total > 0 || this.tick.complete))) return;
    this.last = last;
    this.#onTick();
  }

  #findLast(text: string, from: number): number | null {
    const rows = this.last?.rows ?? [];
    const places = rows.map((_, step) => (from + step) % rows.length);
    return places.find((at) => rows[at]?.name.toLowerCase().startsWith(text)) ?? null;
  }

  async #ready(): Promise<boolean> {
    await this.#opening;
    return this.#id !== null && !this.#closed;
  }

  #receive(tick: ListingTick): void {
    if (this.tick && tick.revision < this.tick.revision) return;
    this.#changes += 1;
    if (tick.revision !== this.#refreshFrom || tick.fault) this.refreshing = false;
    this.tick = tick;
    this.selection = tick.selection;
    if (!this.stale) this.last = null;
    // Told before the rows change: the owner can still see which of them had the focus.
    this.#onTick();
    // The head spares the first page a second call.
    if (this.#wanted.first === 0 && this.#wanted.len <= tick.head.length)
      this.#keep(0, tick.head.length, tick.head, this.#changes, tick.revision);
    void this.#read();
  }

  #covered(): boolean {
    const { start, end, readFor } = this.#stretch;
    const first = Math.min(this.#wanted.first, this.shown);
    const last = Math.min(this.#wanted.first + this.#wanted.len, this.shown);
    return readFor === this.#changes && start <= first && last <= end;
  }

  async #read(): Promise<void> {
    if (this.#reading || this.#id === null) return;
    this.#reading = true;
    try {
      while (!this.#closed && !this.#covered()) await this.#readOnce(this.#id);
    } catch (caught) {
      if (!this.#closed) this.refused = faultOf(caught);
    } finally {
      this.#reading = false;
    }
  }

  async #readOnce(listing: string): Promise<void> {
    const readFor = this.#changes;
    const { first, len } = this.#wanted;
    const jumped = first + len <= this.#stretch.start || first >= this.#stretch.end;
    const over = jumped ? marginAfterJump : margin;
    const start = Math.max(0, first - over);
    const end = first + len + over;
    const { rows, revision } = await call("read_rows", { listing, start, len: end - start });
    this.#keep(start, end, rows, readFor, revision);
  }

  #keep(start: number, end: number, rows: Row[], readFor: number, revision: number): void {
    this.#stretch = { start, end, rows, readFor, revision };
  }
}
