/**
 * A Parquet file while it is looked at: which columns and rows are shown, and what was read of
 * them.
 */
import type { Source } from "../../source";
import { Reads, type Trouble } from "../reads";
import { Remote, type Port } from "../remote";
import { sorted, type Sort } from "../sheet";
import { unshown } from "../why";
import type { Column } from "./cells";
import type { Allowance, ColumnRows, Summary } from "./table";

/** Rows of a window. */
const window = 400;
/** Windows that stay in memory. */
const kept = 12;
/** Columns shown at a time. */
export const across = 30;
/** Bytes of the first window, of a later one, and of one that was asked for. */
const atFirst = 3_400_000;
const later = 8_000_000;
export const asked = 32_000_000;
/** The worker may compute so long between two reads, ms. */
const patience = 8_000;

interface Read {
  columns: ColumnRows[];
}

export interface Row {
  number: number;
  cells: (string | null | undefined)[];
}

export class ParquetView {
  readonly #reads: Reads;
  readonly #remote: Remote;
  /** By window; those that are on their way are null. */
  #windows = $state.raw(new Map<number, Read | null>());
  #first = true;
  #wanted = $state.raw({ first: 0, end: 0 });

  trouble = $state.raw<Trouble | null>(null);
  summary = $state.raw<Summary | null>(null);
  /** The first of the columns that are shown. */
  column = $state(0);
  sort = $state.raw<Sort | null>(null);

  readonly columns = $derived(this.summary?.columns.slice(this.column, this.column + across) ?? []);
  /** The rows that were read, in the chosen order; null for all, in the file's. */
  readonly ordered = $derived(this.sort ? this.#sorted(this.sort) : null);
  readonly count = $derived(this.ordered?.length ?? this.summary?.rows ?? 0);
  /** Columns of what is visible that were not read, and what that would cost. */
  readonly dear = $derived(this.#dear());
  readonly broken = $derived(this.#broken());
  readonly #visible = $derived.by(() => {
    const first = Math.floor(this.#wanted.first / window);
    const end = Math.ceil(Math.min(this.#wanted.end, this.summary?.rows ?? 0) / window);
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  });

  constructor(source: Source, worker: Port) {
    this.#reads = new Reads(source);
    this.#remote = new Remote(worker, this.#reads, patience);
    void this.#open();
  }

  close(): void {
    this.#reads.leave();
    this.#remote.close();
  }

  async #open(): Promise<void> {
    try {
      if (this.#reads.size === 0) throw unshown("look-empty");
      this.summary = await this.#remote.ask<Summary>("open", { size: this.#reads.size });
    } catch (caught) {
      this.#fail(caught);
    }
  }

  #fail(caught: unknown): void {
    this.trouble ??= this.#reads.trouble(caught, "look-parquet-broken");
  }

  row(at: number): Row | undefined {
    if (this.ordered) return this.ordered[at];
    const read = this.#windows.get(Math.floor(at / window));
    return read ? rowOf(read, at) : undefined;
  }

  /** The rows `first` to `end` are visible. */
  want(first: number, end: number): void {
    this.#wanted = { first, end };
    if (!this.summary || this.ordered) return;
    for (const at of this.#visible) if (!this.#windows.has(at)) void this.#read(at);
  }

  /** Reads what was too much to be read unasked, as far as one may at all. */
  async readDear(): Promise<void> {
    for (const at of this.#visible) await this.#readMore(at, { budget: asked, sure: true });
  }

  async #read(at: number): Promise<void> {
    const first = this.#first;
    this.#first = false;
    this.#put(at, null);
    const columns = await this.#ask(at, this.columns, { budget: first ? atFirst : later, sure: false });
    if (!columns) return;
    this.#put(at, { columns });
    // There is something to see: the rest of the first rows may cost as much as any others.
    if (first) await this.#readMore(at, { budget: later, sure: false });
  }

  /** The columns of a window that were too dear before. */
  async #readMore(at: number, allowance: Allowance): Promise<void> {
    const before = this.#windows.get(at);
    if (!before) return;
    const missing = this.columns.filter((_, column) => "dear" in (before.columns[column] ?? {}));
    const read = missing.length > 0 ? await this.#ask(at, missing, allowance) : null;
    if (!read) return;
    const columns = before.columns.map((each) => ("dear" in each ? (read.shift() ?? each) : each));
    this.#put(at, { columns });
  }

  /** Null where they are not wanted any more, or cannot be read. */
  async #ask(at: number, columns: readonly Column[], allowance: Allowance): Promise<ColumnRows[] | null> {
    if (!this.summary) return null;
    const { column } = this;
    const end = Math.min(this.summary.rows, (at + 1) * window);
    const names = columns.map((each) => each.name);
    try {
      const rows = await this.#remote.ask<ColumnRows[]>("rows", {
        first: at * window,
        end,
        names,
        ...allowance,
      });
      return column === this.column ? rows : null;
    } catch (caught) {
      this.#fail(caught);
      return null;
    }
  }

  #put(at: number, read: Read | null): void {
    const all = [...this.#windows].filter(([each]) => each !== at);
    this.#windows = new Map([...all, [at, read] as const].slice(-kept));
  }

  showColumns(column: number): void {
    [this.column, this.sort, this.#windows] = [column, null, new Map()];
    this.want(this.#wanted.first, this.#wanted.end);
  }

  #sorted(sort: Sort): Row[] {
    const rows = [...this.#windows]
      .sort(([a], [b]) => a - b)
      .flatMap(([at, read]) => (read ? allOf(read, at * window) : []));
    return sorted(rows, sort, this.columns[sort.column]?.numeric ?? false);
  }

  #dear(): { columns: number; bytes: number; least: number } {
    const all = this.#visible.map((at) => this.#windows.get(at)?.columns ?? []);
    const costs = all.flat().flatMap((each) => ("dear" in each ? [each.dear] : []));
    const columns = Math.max(0, ...all.map((each) => each.filter((one) => "dear" in one).length));
    return { columns, bytes: costs.reduce((sum, bytes) => sum + bytes, 0), least: Math.min(...costs) };
  }

  #broken(): string[] {
    const all = this.#visible.map((at) => this.#windows.get(at)?.columns ?? []);
    return this.columns
      .filter((_, column) => all.some((each) => "broken" in (each[column] ?? {})))
      .map((each) => each.name);
  }
}

function rowOf(read: Read, at: number): Row {
  const within = at % window;
  const cells = read.columns.map((each) => ("cells" in each ? (each.cells[within] ?? null) : undefined));
  return { number: at + 1, cells };
}

function allOf(read: Read, first: number): Row[] {
  const length = read.columns.reduce(
    (most, each) => Math.max(most, "cells" in each ? each.cells.length : 0),
    0,
  );
  return Array.from({ length }, (_, at) => rowOf(read, first + at));
}
