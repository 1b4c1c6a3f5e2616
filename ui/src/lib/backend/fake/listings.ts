/**
 * Open listings of the fake: rows arrive in pages as from a server, and order, filter and selection
 * live here.
 */
import { Stream } from "../backend";
import type {
  ListingKind,
  ListingTick,
  Match,
  Place,
  Row,
  Rows as RowsView,
  Selection,
  SelectionChange,
  Since,
  SinceCounts,
  Sort,
} from "../contract";
import type { Clock } from "./clock";
import { interrupted, notPermitted } from "./faults";
import type { Rows, World } from "./world";

const pageDelay = 30;
const sizes = { min_size: null, max_size: null };
const everything = { words: "", pattern: "", ...sizes, changed_from: null, changed_until: null };

function read(world: World, { bucket, prefix }: Place, kind: ListingKind): Rows {
  switch (kind.kind) {
    case "folder":
      return world.folder(bucket, prefix);
    case "deleted":
      return world.withDeleted(bucket, prefix);
    case "as_of":
      return world.asOf(bucket, prefix, kind.moment);
    case "search":
      return world.below(bucket, prefix, kind.query);
    case "report":
      return world.below(bucket, prefix, everything);
  }
}

export class FakeListing {
  readonly place: Place;
  readonly #clock: Clock;
  #source: Rows;
  readonly #ticks: Stream<ListingTick>;
  #arrived = 0;
  #order: number[] | null = null;
  #chosen = new Set<number>();
  #sort: Sort = { by: "name", descending: false };
  #filter = "";
  #since: Since | null = null;
  #revision = 0;
  #fault: ListingTick["fault"] = null;
  #stop: () => void = () => undefined;
  #breaksAt: number;

  readonly #read: () => Rows;

  readonly #past: ListingTick["past"];
  /** The moment that is listed. */
  readonly moment: number | null;

  /**
   * A folder, now or in the past, or a search of everything below it; a report is a search for
   * anything.
   */
  constructor(world: World, clock: Clock, place: Place, ticks: Stream<ListingTick>, kind: ListingKind) {
    this.place = place;
    this.moment = kind.kind === "as_of" ? kind.moment : null;
    this.#clock = clock;
    this.#read = () => read(world, place, kind);
    if (kind.kind === "deleted" || kind.kind === "as_of")
      this.#past = { keeps: place.bucket === "press-photos" ? "never" : "always", unsure: 0 };
    this.#source = this.#read();
    this.#ticks = ticks;
    this.#breaksAt = place.bucket === "acme-broken" ? 1000 : Infinity;
    this.#stop = clock.after(place.bucket === "acme-slow" ? 4000 : 5, () => this.#page());
  }

  close(): void {
    this.#stop();
    this.#ticks.close();
  }

  retry(): void {
    this.#fault = null;
    this.#breaksAt = Infinity;
    this.#stop = this.#clock.after(pageDelay, () => this.#page());
    this.#tell();
  }

  read(start: number, len: number): RowsView {
    const rows: Row[] = [];
    for (let at = start; at < Math.min(start + Math.min(len, 500), this.#shown); at += 1)
      rows.push(this.#row(at));
    return { revision: this.#revision, start, rows };
  }

  /**
   * Reads again behind the rows shown and exchanges them at the end; the selection stays with its
   * names.
   */
  refresh(): void {
    if (this.#arrived < this.#source.count) return this.#fault ? this.retry() : undefined;
    this.#stop = this.#clock.after(pageDelay, () => {
      const names = new Set(this.chosen().map((row) => row.name));
      this.#source = this.#read();
      this.#arrived = this.#source.count;
      this.#chosen.clear();
      for (let index = 0; names.size > 0 && index < this.#arrived; index += 1)
        if (names.has(this.#source.at(index).name)) this.#chosen.add(index);
      this.#arrange();
    });
  }

  sort(sort: Sort): void {
    this.#sort = sort;
    this.#arrange();
  }

  filter(text: string): void {
    this.#filter = text;
    this.#arrange();
  }

  filterSince(since: Since | null): void {
    this.#since = since;
    this.#chosen.clear();
    this.#arrange();
  }

  select(revision: number, change: SelectionChange): Selection {
    if (revision !== this.#revision) return this.#selection();
    if (change.kind === "none" || change.kind === "only") this.#chosen.clear();
    if (change.kind === "range" && !change.keep) this.#chosen.clear();
    if (change.kind === "only") this.#chosen.add(this.#index(change.at));
    if (change.kind === "toggle") {
      const index = this.#index(change.at);
      if (!this.#chosen.delete(index)) this.#chosen.add(index);
    }
    if (change.kind === "all") this.#addRange(0, this.#shown - 1);
    if (change.kind === "range")
      this.#addRange(Math.min(change.from, change.to), Math.max(change.from, change.to));
    return this.#selection();
  }

  find(text: string, from: number): Match {
    const wanted = text.toLowerCase();
    for (let step = 0; step < this.#shown; step += 1) {
      const at = (from + step) % this.#shown;
      if (this.#row(at).name.toLowerCase().startsWith(wanted)) return { at };
    }
    return { at: null };
  }

  /** What is selected, for a download or a deletion. */
  chosen(): Row[] {
    return [...this.#chosen].map((index) => ({ ...this.#source.at(index), selected: true }));
  }

  get #shown(): number {
    return this.#order ? this.#order.length : this.#arrived;
  }

  #page(): void {
    if (this.place.bucket === "acme-denied") {
      this.#fault = notPermitted("ListObjectsV2", this.place.bucket);
      return this.#arrange();
    }
    const step = Math.max(1000, Math.floor(this.#source.count / 20));
    this.#arrived = Math.min(this.#source.count, this.#arrived + step);
    if (this.#arrived >= this.#breaksAt && this.#arrived < this.#source.count)
      this.#fault = interrupted(this.place.bucket);
    else if (this.#arrived < this.#source.count)
      this.#stop = this.#clock.after(pageDelay, () => this.#page());
    this.#arrange();
  }

  #arrange(): void {
    const { by, descending } = this.#sort;
    this.#order = null;
    if (by !== "name" || descending || this.#filter || this.moment !== null) {
      const wanted = this.#filter.toLowerCase();
      const order: number[] = [];
      for (let index = 0; index < this.#arrived; index += 1) {
        const { name, past } = this.#source.at(index);
        const became = this.#since ? past?.since === this.#since : past?.since !== "added";
        if (name.toLowerCase().includes(wanted) && became) order.push(index);
      }
      order.sort((a, b) => this.#compare(a, b));
      this.#order = order;
    }
    this.#revision += 1;
    this.#tell();
  }

  #compare(a: number, b: number): number {
    const [left, right] = [this.#source.at(a), this.#source.at(b)];
    if (left.kind !== right.kind) return left.kind === "folder" ? -1 : 1;
    const value = (row: typeof left) =>
      ({
        name: row.name,
        size: row.size ?? 0,
        modified: row.modified ?? 0,
        type: row.file_type,
        class: row.class ?? "",
      })[this.#sort.by];
    const order = value(left) < value(right) ? -1 : value(left) > value(right) ? 1 : a - b;
    return this.#sort.descending ? -order : order;
  }

  #index(at: number): number {
    return this.#order?.[at] ?? at;
  }

  #row(at: number): Row {
    const index = this.#index(at);
    return { ...this.#source.at(index), selected: this.#chosen.has(index) };
  }

  #addRange(from: number, to: number): void {
    for (let at = from; at <= to; at += 1) this.#chosen.add(this.#index(at));
  }

  #selection(): Selection {
    const selection = { files: 0, folders: 0, bytes: 0 };
    let gone = 0;
    for (const index of this.#chosen) {
      const row = this.#source.at(index);
      if (row.kind === "folder") selection.folders += 1;
      else selection.files += 1;
      selection.bytes += row.size ?? 0;
      if (row.past?.gone) gone += 1;
    }
    return gone > 0 ? { ...selection, gone } : selection;
  }

  #tell(): void {
    let [bytes, folders] = [0, 0];
    const classes = new Set<string>();
    for (let at = 0; at < Math.min(this.#shown, 50_000); at += 1) {
      const row = this.#source.at(this.#index(at));
      bytes += row.size ?? 0;
      if (row.kind === "folder") folders += 1;
      if (row.class !== null) classes.add(row.class);
    }
    this.#ticks.push({
      revision: this.#revision,
      shown: this.#shown,
      total: this.moment !== null && !this.#filter ? this.#shown : this.#arrived,
      read: this.#arrived,
      full: false,
      ...{ bytes, folders, mixed: classes.size > 1 },
      complete: !this.#fault && this.#arrived >= this.#source.count,
      head: this.read(0, 60).rows,
      selection: this.#selection(),
      sort: this.#sort,
      filter: this.#filter,
      fault: this.#fault,
      ...(this.#past && { past: { ...this.#past, ...this.#compared() } }),
    });
  }

  #compared(): { since?: SinceCounts } {
    if (this.moment === null) return {};
    const since = { changed: 0, deleted: 0, added: 0 };
    for (let index = 0; index < this.#arrived; index += 1) {
      const became = this.#source.at(index).past?.since;
      if (became === "changed" || became === "deleted" || became === "added") since[became] += 1;
    }
    return { since };
  }
}
