/**
 * Looking: which place is shown in a tab (a folder, a search below one, the buckets), the way there
 * and back, focus and selection in it. Rows, order and selection belong to the `Listing`, focus and
 * scroll to the `Cursor`. When rows come or go, the focus follows its row by name. What is done
 * with files is state.svelte.ts.
 */
import { call } from "../../lib/backend/backend";
import type { Located, Place, Row, Sort, SortBy } from "../../lib/backend/contract";
import type { Pulled } from "../../lib/kit/grid/band";
import type { Press } from "../../lib/kit/grid/keys";
import { Address } from "./address.svelte";
import { BucketList, type BucketSource } from "./buckets.svelte";
import { Cursor } from "./cursor.svelte";
import { Expected } from "./expected";
import { byName, Listing } from "./listing.svelte";
import { above, fileRow, isReport, nameInside, sameFolder, touches } from "./path";
import { Search } from "./search.svelte";
import { Settling } from "./settling.svelte";
import { folder, onward, Way, type Orders, type Shows, type Visit } from "./way.svelte";

/** Changes that more will follow are shown at most this often, ms; the last one is always shown. */
const refreshPause = 2000;

/** Numbers the tabs, to tell them apart. */
let made = 0;

export class Looking {
  readonly id = (made += 1);
  listing = $state.raw<Listing | null>(null);
  /** The list of buckets, where that is the place. */
  buckets = $state.raw<BucketList | null>(null);
  cursor = $state.raw(new Cursor());
  filter = $state("");
  /** The filter was asked for, where it is not in sight by itself. */
  filtering = $state(false);
  sort = $state.raw<Sort>(byName);
  inspected = $state.raw<Row | null>(null);
  /** The path as text, while it is typed rather than shown. */
  address = $state.raw<Address | null>(null);
  /** What is being looked for below the folder, while it is typed. */
  search = $state.raw<Search | null>(null);
  /** A place of the last time, which is read once its tab is in front. */
  unread = $state(false);
  orders: Orders | null = null;
  /** The place shown is another one. */
  onmove: () => void = () => undefined;
  #way = new Way();
  /** A change came while the folder was being read: what was read may already be old. */
  #again = false;
  #refreshedAt = -Infinity;
  #settling = new Settling();
  readonly expected = new Expected();
  protected readonly tell: (caught: unknown) => void;
  readonly #source: BucketSource;
  readonly #now: () => number;

  constructor(source: BucketSource, tell: (caught: unknown) => void, now: () => number) {
    this.#source = source;
    this.tell = tell;
    this.#now = now;
  }

  get place(): Place | null {
    return this.#way.here?.place ?? null;
  }

  /** What of the place the rows are. */
  get shows(): Shows {
    return this.#way.here?.shows ?? folder;
  }

  /** The focused file, where its name is that of an inventory report. */
  get focusedReport(): Row | null {
    const row = this.listing?.row(this.cursor.focus);
    return row && isReport(row) ? row : null;
  }

  get canBack(): boolean {
    return this.#way.canBack;
  }

  get canForward(): boolean {
    return this.#way.canForward;
  }

  get canUp(): boolean {
    return this.place !== null && above(this.place) !== null;
  }

  get chosen(): number {
    const selection = this.listing?.selection;
    return selection ? selection.files + selection.folders : 0;
  }

  /** The folder with the focus, as a place. */
  get focusedFolder(): Place | null {
    return this.folderAt((this.buckets?.cursor ?? this.cursor).focus);
  }

  /** Whether something is selected, or may be in a moment: keys pressed quickly all count. */
  get mayChoose(): boolean {
    return this.chosen > 0 || this.#settling.pending;
  }

  // ---- The way

  go(place: Place, name: string | null = null): void {
    const shows = onward(this.#way.here, place);
    const here = this.place && sameFolder(this.place, place) && this.shows.kind === shows.kind;
    if (here && !this.unread && !this.listing?.fault) return;
    this.enter(place, shows, name);
  }

  /** Shows something else of a place. */
  enter(place: Place, shows: Shows, name: string | null = null): void {
    this.#leave();
    this.#way.add(place, name, shows);
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

  /** Stands at a place of the last time without reading it. */
  restore(place: Place): void {
    this.#way.add(place, null);
    this.unread = true;
  }

  /** Reads a place of the last time. */
  wake(): void {
    if (this.unread) this.#show();
  }

  /** Closes what is open; nothing is asked for any more. */
  leave(): void {
    this.#leave();
    this.listing = this.buckets = null;
  }

  askSearch(): void {
    if (this.place?.bucket) this.search ??= new Search();
  }

  /** Shows everything below the folder that fits: a listing of its own. */
  runSearch(): void {
    const query = this.search?.query();
    if (query && this.place) this.enter(this.place, { kind: "search", query });
  }

  /** Shows what an inventory report has of its bucket: a listing of its own. */
  async openReport(row: Row): Promise<void> {
    const { place } = this;
    if (!place) return;
    try {
      const at = { bucket: place.bucket, key: row.key };
      const report = await call("read_report", { connection: place.connection, at });
      if (this.place === place) this.enter(report.of, { kind: "report", report });
    } catch (caught) {
      this.tell(caught);
    }
  }

  openFocusedReport(): void {
    const row = this.focusedReport;
    if (row) void this.openReport(row);
  }

  /** Goes to the folder that the found file with the focus is in. */
  showInFolder(): void {
    const row = this.listing?.row(this.cursor.focus);
    if (!row || !this.place) return;
    const prefix = row.key.slice(0, row.key.replace(/\/$/, "").lastIndexOf("/") + 1);
    this.go({ ...this.place, prefix }, row.key.slice(prefix.length));
    this.cursor.seek = { name: row.key.slice(prefix.length), select: true };
  }

  typePath(): void {
    if (!this.place) return;
    this.address = new Address(this.place, (located) => {
      this.leavePath();
      this.arrive(located);
    });
  }

  leavePath(): void {
    this.address?.leave();
    this.address = null;
  }

  /** Opens a folder and, in full, the file that was meant, also where no listing is allowed. */
  arrive({ place, file }: Located): void {
    this.go(place, file?.name);
    if (!file) return;
    this.cursor.seek = { name: file.name, select: true };
    this.inspected = fileRow(place, file);
    if (this.listing?.tick) this.#arrived(this.listing);
  }

  /** Leaves browsing, as when the connection was forgotten; `back` leads nowhere after this. */
  close(connection: string): void {
    if (this.place?.connection === connection) this.leave();
    this.#way.leave(connection);
  }

  #walk(by: 1 | -1): void {
    this.#leave();
    this.#way.step(by);
    this.#show();
  }

  #leave(): void {
    const visit = this.#way.here;
    if (visit) {
      const shown = this.listing ?? this.buckets;
      const { focus, top } = this.buckets?.cursor ?? this.cursor;
      visit.name = shown?.row(focus)?.name ?? visit.name;
      visit.top = top;
    }
    this.listing?.close();
    this.leavePath();
    this.inspected = null;
    this.left();
  }

  /** The place is left: what was begun in it ends. */
  protected left(): void {}

  #show(): void {
    const visit = this.#way.here;
    if (!visit) return;
    this.unread = false;
    this.filter = "";
    this.filtering = false;
    if (visit.shows.kind !== "search") this.search = null;
    this.listing = this.buckets = null;
    if (visit.place.bucket === "")
      this.buckets = new BucketList(visit.place.connection, this.#source, visit.name);
    else this.#read(visit);
    this.onmove();
  }

  #read(visit: Visit): void {
    this.cursor = new Cursor();
    this.cursor.top = visit.top;
    if (this.orders) this.sort = this.orders.orderOf(visit.place);
    this.#again = false;
    if (visit.name !== null) this.cursor.seek = { name: visit.name, select: false };
    const listing = new Listing(visit.place, visit.shows, () => this.#arrived(listing));
    this.listing = listing;
    this.#order(listing);
  }

  /** News of the listing; the rows on screen are still those of before. */
  #arrived(listing: Listing): void {
    if (this.listing !== listing) return;
    const whole = listing.complete && !listing.refreshing;
    this.#settle(listing, whole && !this.#again).catch(this.tell);
    if (!this.#again || !whole) return;
    this.#again = false;
    this.refresh();
  }

  /** Items of these names are on their way into a folder: in the one shown they get selected. */
  expect(place: Place, names: string[], beside = false): void {
    if (this.place && sameFolder(place, this.place)) this.expected.expect(place, names, this.cursor, beside);
  }

  async #settle(listing: Listing, fresh: boolean): Promise<void> {
    const { cursor } = this;
    const row = await cursor.settle(listing);
    if (row && this.inspected?.key === row.key) this.inspected = row;
    if (fresh && (await this.expected.settle(listing, cursor))) this.#follow();
  }

  // ---- Order, filter, rows

  sortBy(by: SortBy): void {
    const same = this.sort.by === by;
    // Names begin at A; sizes and dates are asked for to see the largest or latest.
    this.sort = { by, descending: same ? !this.sort.descending : by === "size" || by === "modified" };
    if (this.place?.bucket) this.orders?.keepOrder(this.place, this.sort);
    if (this.listing) this.#order(this.listing);
  }

  setFilter(text: string): void {
    this.filter = text;
    if (this.buckets) return this.buckets.setFilter(text);
    this.cursor.set(-1, null, false);
    this.cursor.top = 0;
    this.listing?.filter(text).catch(this.tell);
  }

  /** False for a press that means nothing to focus and selection. */
  press(press: Press): boolean {
    if (press.kind === "open") this.openFocused();
    else if (this.buckets) return this.buckets.press(press, this.#now());
    else if (this.listing) {
      if (press.kind === "none") this.inspected = null;
      const done = this.cursor.press(press, this.listing, this.#now());
      if (!done) return false;
      void this.#settling.run(done.then(() => this.#follow(), this.tell));
    }
    return true;
  }

  async click(at: number | null, held: { ctrl: boolean; shift: boolean }): Promise<void> {
    if (!this.listing) return;
    await this.#settling.run(this.cursor.click(at, held, this.listing).then(() => this.#follow(), this.tell));
  }

  async pull(pulled: Pulled): Promise<void> {
    if (!this.listing) return;
    await this.#settling.run(this.cursor.pull(pulled, this.listing).then(() => this.#follow(), this.tell));
  }

  /** Acts on focus and selection as presses and clicks so far leave them, in their folder. */
  onceSettled(act: (listing: Listing) => void): void {
    const { listing } = this;
    if (listing) this.#settling.once(() => this.listing === listing && act(listing));
  }

  /** Before a context menu: the row under it becomes the selection unless it is part of it. */
  async point(at: number): Promise<void> {
    const row = this.listing?.row(at);
    if (row && !row.selected) await this.click(at, { ctrl: false, shift: false });
    else this.cursor.set(at, row?.name ?? null, false);
  }

  openFocused(): void {
    if (this.buckets) this.open(this.buckets.cursor.focus);
    this.onceSettled(() => this.open(this.cursor.focus));
  }

  open(at: number): void {
    const inside = this.folderAt(at);
    if (inside) this.go(inside);
    else this.inspected = this.listing?.row(at) ?? null;
  }

  /** The place of a folder's or bucket's row. */
  folderAt(at: number): Place | null {
    const bucket = this.buckets?.row(at)?.name;
    if (this.place && bucket !== undefined) return { ...this.place, bucket };
    const row = this.listing?.row(at);
    return row?.kind === "folder" && this.place ? { ...this.place, prefix: row.key } : null;
  }

  /** The inspector, once open, shows the file with the focus. */
  #follow(): void {
    const row = this.listing?.row(this.cursor.focus);
    if (this.inspected && row?.kind === "file") this.inspected = row;
  }

  #order(listing: Listing): void {
    if (this.sort.by !== "name" || this.sort.descending || listing.tick)
      listing.sort(this.sort).catch(this.tell);
  }

  // ---- Refreshing

  /** Reads the folder again. One that never opened is opened anew. */
  refresh(): void {
    const { listing } = this;
    if (this.buckets) return this.buckets.refresh();
    if (!listing) return this.wake();
    this.#refreshedAt = this.#now();
    if (listing.refused) {
      listing.close();
      this.#show();
    } else listing.refresh().catch(this.tell);
  }

  /** Something under `changed` is different now; `finished` is false while more will follow. */
  touched(changed: Place, finished: boolean): void {
    const { listing } = this;
    // A report is of the day it was made, and a moment is over, whatever happens since.
    const over = this.shows.kind === "report" || this.shows.kind === "as_of";
    if (!listing || !this.place || over || !touches(changed, this.place)) return;
    if (finished) this.expected.ended(changed);
    if (!listing.complete || listing.refreshing) this.#again ||= finished;
    else if (finished || this.#now() - this.#refreshedAt >= refreshPause) this.refresh();
  }

  retry(): void {
    if (this.listing?.refused) this.refresh();
    else this.listing?.retry().catch(this.tell);
  }
}
