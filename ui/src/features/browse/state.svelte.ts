/**
 * Browsing: which folder is shown, the way there and back, and what can be done in it. Rows, order and
 * selection belong to the `Listing`, focus and scroll to the `Cursor`; moving files belongs to transfers.
 * When rows come or go, in a refresh or while a folder is still being read, the focus follows its row by name.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Granted, Place, Row, Sort, SortBy } from "../../lib/backend/contract";
import type { Press } from "../../lib/kit/grid/keys";
import type { Transfers } from "../transfers/state.svelte";
import { Cursor } from "./cursor.svelte";
import { Deleting } from "./deleting.svelte";
import { byName, Listing } from "./listing.svelte";
import { above, nameInside, sameFolder, touches } from "./path";

interface Visit {
  place: Place;
  /** Row to come back to. */
  name: string | null;
  top: number;
}

/** Changes that more will follow are shown at most this often, ms; the last one is always shown. */
const refreshPause = 2000;

export class Browse {
  listing = $state.raw<Listing | null>(null);
  cursor = $state.raw(new Cursor());
  filter = $state("");
  sort = $state.raw<Sort>(byName);
  deleting = $state.raw<Deleting | null>(null);
  newFolder = $state<{ name: string; fault: Fault | null; busy: boolean } | null>(null);
  inspected = $state.raw<Row | null>(null);
  /** The path is being typed rather than shown. */
  typingPath = $state(false);
  /** Where a drop would land: a folder's row, or the folder shown. */
  landing = $state.raw<{ place: Place; at: number | null } | null>(null);
  #visits = $state.raw<Visit[]>([]);
  #at = $state(-1);
  /** A row to put the focus on as soon as it is there; `select` for one that was just made. */
  #seek: { name: string; select: boolean } | null = null;
  /** A change came while the folder was being read: what was read may already be old. */
  #again = false;
  #refreshedAt = -Infinity;
  /** Presses and clicks whose effect on focus and selection is still to come, and when it has. */
  #settling = 0;
  #settled: Promise<unknown> = Promise.resolve();
  readonly #transfers: Transfers;
  readonly #tell: (caught: unknown) => void;
  readonly #now: () => number;

  constructor(transfers: Transfers, tell: (caught: unknown) => void, now: () => number = Date.now) {
    this.#transfers = transfers;
    this.#tell = tell;
    this.#now = now;
  }

  get place(): Place | null {
    return this.#visits[this.#at]?.place ?? null;
  }

  get canBack(): boolean {
    return this.#at > 0;
  }

  get canForward(): boolean {
    return this.#at < this.#visits.length - 1;
  }

  get canUp(): boolean {
    return this.place !== null && above(this.place) !== null;
  }

  get chosen(): number {
    const selection = this.listing?.selection;
    return selection ? selection.files + selection.folders : 0;
  }

  /** Whether something is selected, or may be in a moment: keys that follow each other quickly all count. */
  get mayChoose(): boolean {
    return this.chosen > 0 || this.#settling > 0;
  }

  // ---- The way

  go(place: Place, name: string | null = null): void {
    if (this.place && sameFolder(this.place, place) && !this.listing?.fault) return;
    this.#leave();
    this.#visits = [...this.#visits.slice(0, this.#at + 1), { place, name, top: 0 }];
    this.#at = this.#visits.length - 1;
    this.#show();
  }

  back(): void {
    if (this.canBack) this.#walk(-1);
  }

  forward(): void {
    if (this.canForward) this.#walk(1);
  }

  up(): void {
    const up = this.place && above(this.place);
    if (up && this.place) this.go(up, nameInside(this.place));
  }

  /** Leaves browsing, for example because the connection was forgotten; `back` leads nowhere after this. */
  close(connection: string): void {
    const kept = this.#visits.filter((visit) => visit.place.connection !== connection);
    if (this.place?.connection === connection) {
      this.#leave();
      this.listing = null;
      this.#visits = [];
      this.#at = -1;
    } else if (kept.length < this.#visits.length) {
      const here = this.#visits[this.#at];
      this.#visits = kept;
      this.#at = here ? kept.indexOf(here) : -1;
    }
  }

  #walk(by: number): void {
    this.#leave();
    this.#at += by;
    this.#show();
  }

  #leave(): void {
    const visit = this.#visits[this.#at];
    if (visit) {
      visit.name = this.listing?.row(this.cursor.focus)?.name ?? visit.name;
      visit.top = this.cursor.top;
    }
    this.listing?.close();
    this.inspected = null;
    this.landing = null;
  }

  #show(): void {
    const visit = this.#visits[this.#at];
    if (!visit) return;
    this.filter = "";
    this.cursor = new Cursor();
    this.cursor.top = visit.top;
    this.#again = false;
    this.#seek = visit.name === null ? null : { name: visit.name, select: false };
    const listing = new Listing(visit.place, () => this.#arrived(listing));
    this.listing = listing;
    this.#order(listing);
  }

  /** News of the listing; the rows on screen are still those of before. */
  #arrived(listing: Listing): void {
    if (this.listing !== listing) return;
    const { cursor } = this;
    if (cursor.focus >= 0) cursor.name ??= listing.row(cursor.focus)?.name ?? null;
    const settle = this.#seek ? this.#land(listing, cursor) : this.#chase(listing, cursor);
    settle.catch(this.#tell);
    if (!this.#again || !listing.complete || listing.refreshing) return;
    this.#again = false;
    this.refresh();
  }

  /** Puts the focus on the row that is sought, unless the person went elsewhere meanwhile. */
  async #land(listing: Listing, cursor: Cursor): Promise<void> {
    const sought = this.#seek;
    if (!sought) return;
    if (!sought.select && cursor.moved) {
      this.#seek = null;
      return;
    }
    const at = await listing.locate(sought.name);
    if (at === null || this.#seek !== sought || this.cursor !== cursor) return;
    this.#seek = null;
    cursor.set(at, sought.name);
    if (sought.select) await listing.select({ kind: "only", at });
  }

  /** Keeps the focus on its row when rows came or went before it. */
  async #chase(listing: Listing, cursor: Cursor): Promise<void> {
    const { name, focus } = cursor;
    if (name === null || focus < 0) return;
    const [here] = await listing.peek(focus, 1);
    if (here?.name === name) return;
    const at = await listing.locate(name);
    if (cursor.name !== name || this.cursor !== cursor) return;
    if (at !== null) cursor.follow(at);
    else if (listing.complete) cursor.set(Math.min(focus, listing.shown - 1), null, false);
  }

  // ---- Order, filter, rows

  sortBy(by: SortBy): void {
    const same = this.sort.by === by;
    // Names begin at A; sizes and dates are asked for to see the largest or latest.
    this.sort = { by, descending: same ? !this.sort.descending : by === "size" || by === "modified" };
    if (this.listing) this.#order(this.listing);
  }

  setFilter(text: string): void {
    this.filter = text;
    this.cursor.set(-1, null, false);
    this.cursor.top = 0;
    this.listing?.filter(text).catch(this.#tell);
  }

  press(press: Press): void {
    if (!this.listing) return;
    if (press.kind === "open") return this.openFocused();
    if (press.kind === "none") this.inspected = null;
    const done = this.cursor.press(press, this.listing, this.#now());
    if (done) void this.#settle(done.then(() => this.#follow(), this.#tell));
  }

  async click(at: number | null, held: { ctrl: boolean; shift: boolean }): Promise<void> {
    if (!this.listing) return;
    await this.#settle(this.cursor.click(at, held, this.listing).then(() => this.#follow(), this.#tell));
  }

  async #settle(work: Promise<void>): Promise<void> {
    this.#settling += 1;
    this.#settled = Promise.all([this.#settled, work]);
    await work;
    this.#settling -= 1;
  }

  /** Acts on focus and selection as the presses and clicks so far leave them, in the folder they were made in. */
  #onceSettled(act: (listing: Listing) => void): void {
    const { listing } = this;
    if (!listing) return;
    if (this.#settling === 0) return act(listing);
    void this.#settled.then(() => this.listing === listing && act(listing));
  }

  /** Before a context menu: the row under it becomes the selection unless it is part of it. */
  async point(at: number): Promise<void> {
    const row = this.listing?.row(at);
    if (row && !row.selected) await this.click(at, { ctrl: false, shift: false });
    else this.cursor.set(at, row?.name ?? null, false);
  }

  openFocused(): void {
    this.#onceSettled(() => this.open(this.cursor.focus));
  }

  open(at: number): void {
    const row = this.listing?.row(at);
    if (!row || !this.place) return;
    if (row.kind === "folder") this.go({ ...this.place, prefix: row.key });
    else this.inspected = row;
  }

  /** The inspector, once open, shows the file with the focus. */
  #follow(): void {
    const row = this.listing?.row(this.cursor.focus);
    if (this.inspected && row?.kind === "file") this.inspected = row;
  }

  #order(listing: Listing): void {
    if (this.sort.by !== "name" || this.sort.descending || listing.tick)
      listing.sort(this.sort).catch(this.#tell);
  }

  // ---- Refreshing

  /** Reads the folder again. One that never opened is opened anew. */
  refresh(): void {
    const { listing } = this;
    if (!listing) return;
    this.#refreshedAt = this.#now();
    if (listing.refused) {
      listing.close();
      this.#show();
    } else listing.refresh().catch(this.#tell);
  }

  /** Something under `changed` is different now. `finished` is false while more of the same will follow. */
  touched(changed: Place, finished: boolean): void {
    const { listing } = this;
    if (!listing || !this.place || !touches(changed, this.place)) return;
    if (!listing.complete || listing.refreshing) this.#again ||= finished;
    else if (finished || this.#now() - this.#refreshedAt >= refreshPause) this.refresh();
  }

  retry(): void {
    if (this.listing?.refused) this.refresh();
    else this.listing?.retry().catch(this.#tell);
  }

  // ---- Work

  askName(): void {
    if (this.place) this.newFolder = { name: "", fault: null, busy: false };
  }

  async makeFolder(): Promise<void> {
    const asked = this.newFolder;
    if (!asked || !this.place || asked.busy) return;
    asked.busy = true;
    try {
      await call("make_folder", { place: this.place, name: asked.name });
      this.newFolder = null;
      this.#seek = { name: `${asked.name}/`, select: true };
      this.refresh();
    } catch (caught) {
      asked.fault = faultOf(caught);
      asked.busy = false;
    }
  }

  upload(what: "files" | "folder"): void {
    if (this.place) this.#transfers.chooseAndUpload(what, this.place).catch(this.#tell);
  }

  download(): void {
    this.#onceSettled(({ id }) => {
      if (id && this.chosen > 0) this.#transfers.chooseAndDownload(id).catch(this.#tell);
    });
  }

  async downloadOne(row: Row): Promise<void> {
    try {
      const at = await this.listing?.locate(row.name);
      if (at === null || at === undefined) return;
      await this.listing?.select({ kind: "only", at });
      this.download();
    } catch (caught) {
      this.#tell(caught);
    }
  }

  askDelete(): void {
    this.#onceSettled((listing) => this.#askDelete(listing));
  }

  #askDelete(listing: Listing): void {
    if (!listing.id || this.chosen === 0) return;
    const focused = listing.row(this.cursor.focus);
    this.deleting = new Deleting(
      listing.id,
      this.chosen === 1 && focused?.selected ? [focused.name.replace(/\/$/, "")] : [],
    );
  }

  leaveDelete(): void {
    this.deleting?.leave();
    this.deleting = null;
  }

  confirmDelete(): void {
    const plan = this.deleting?.take();
    if (!plan) return;
    this.deleting = null;
    this.#transfers.remove(plan).catch(this.#tell);
  }

  /** Files are held over the window, over row `at` or elsewhere. */
  hover(at: number | null): void {
    const row = at === null ? undefined : this.listing?.row(at);
    if (!this.place || this.listing?.refused) this.landing = null;
    else if (row?.kind === "folder") this.landing = { place: { ...this.place, prefix: row.key }, at };
    else this.landing = { place: this.place, at: null };
  }

  /** The files are gone again. A pointer that moves says so too: it does not while something is dragged. */
  leaveDrag(): void {
    if (this.landing) this.landing = null;
  }

  drop(granted: Granted): void {
    const to = this.landing?.place;
    this.landing = null;
    if (to) this.#transfers.upload(granted, to).catch(this.#tell);
  }
}
