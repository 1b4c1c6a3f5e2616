/**
 * The buckets of one connection as a screen: filter, order and focus. The buckets themselves are of
 * whoever reads them (the connections); ten thousand of them are a list that the page orders in a
 * moment.
 */
import { untrack } from "svelte";
import type { BucketView, Buckets, Fault } from "../../lib/backend/contract";
import type { Press } from "../../lib/kit/grid/keys";
import { inOrder } from "../../lib/words";
import { Cursor, type Rows } from "./cursor.svelte";

/** Where the buckets come from. */
export interface BucketSource {
  held(connection: string): {
    loading: boolean;
    buckets: Buckets | null;
    partial: boolean;
    fault: Fault | null;
  };
  /** Reads them, unless they are there. */
  open(connection: string): void;
  read(connection: string): Promise<void>;
}

export class BucketList implements Rows {
  filter = $state("");
  sort = $state.raw({ by: "name", descending: false });
  readonly cursor = new Cursor();
  readonly connection: string;
  readonly #source: BucketSource;
  #held = $derived.by(() => this.#source.held(this.connection));
  #rows = $derived.by(() => arrange(this.#held.buckets?.buckets ?? [], this.filter, this.sort));

  constructor(connection: string, source: BucketSource, from: string | null) {
    this.connection = connection;
    this.#source = source;
    if (from !== null) this.cursor.seek = { name: from, select: false };
    source.open(connection);
  }

  get all(): Buckets | null {
    return this.#held.buckets;
  }

  get fault(): Fault | null {
    return this.#held.fault;
  }

  get loading(): boolean {
    return this.#held.loading;
  }

  /** There are more than those that have come so far. */
  get partial(): boolean {
    return this.#held.partial;
  }

  get total(): number {
    return this.all?.buckets.length ?? 0;
  }

  get shown(): number {
    return this.#rows.length;
  }

  row(at: number): BucketView | undefined {
    return this.#rows[at];
  }

  /** The bucket with the focus is the one that is selected. */
  select(): Promise<void> {
    return Promise.resolve();
  }

  find(text: string, from: number): Promise<number | null> {
    const wanted = text.toLowerCase();
    const rows = this.#rows;
    const places = rows.map((_, step) => (from + step) % rows.length);
    const at = places.find((place) => rows[place]?.name.startsWith(wanted));
    return Promise.resolve(at ?? null);
  }

  /**
   * Rows came: the bucket the person came from gets the focus, once it is there; later the focus
   * stays on its bucket.
   */
  settle(): void {
    const rows = this.#rows;
    const { cursor } = this;
    const wanted = cursor.seek?.name ?? cursor.name;
    const at = rows.findIndex((bucket) => bucket.name === wanted);
    if (at < 0) return;
    if (cursor.seek) {
      cursor.seek = null;
      cursor.set(at, wanted);
    } else if (at !== untrack(() => cursor.focus)) untrack(() => cursor.follow(at));
  }

  setFilter(text: string): void {
    this.filter = text;
    this.cursor.set(-1, null, false);
    this.cursor.top = 0;
  }

  sortBy(by: string): void {
    const descending = this.sort.by === by ? !this.sort.descending : by === "bucket-created";
    this.sort = { by, descending };
  }

  /** False for a press that means nothing to the focus. */
  press(press: Press, now: number): boolean {
    return this.cursor.press(press, this, now) !== false;
  }

  refresh(): void {
    void this.#source.read(this.connection);
  }
}

function arrange(
  buckets: BucketView[],
  filter: string,
  sort: { by: string; descending: boolean },
): BucketView[] {
  const wanted = filter.toLowerCase();
  const shown = buckets.filter((bucket) => bucket.name.toLowerCase().includes(wanted));
  const by = (a: BucketView, b: BucketView) => {
    if (sort.by === "bucket-region") return inOrder(a.region ?? "", b.region ?? "");
    if (sort.by === "bucket-created") return (a.created ?? 0) - (b.created ?? 0);
    return 0;
  };
  const turn = sort.descending ? -1 : 1;
  const names = (a: BucketView, b: BucketView) => inOrder(a.name, b.name);
  return shown.sort((a, b) => turn * (by(a, b) || names(a, b)));
}
