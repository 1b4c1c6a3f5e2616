/** A workbook while it is looked at: which sheet is shown, and in which order. */
import type { Source } from "../../source";
import { Opening } from "../opening.svelte";
import type { Reads } from "../reads";
import { Remote, type Port } from "../remote";
import { sorted, type SheetColumn, type Sort } from "../sheet";
import { unshown } from "../why";
import { letters, type Book } from "./book";

export const fileLimit = 30_000_000;
/** The worker may compute so long between two reads, ms. */
const patience = 30_000;

export class SheetsView extends Opening<Book> {
  at = $state(0);
  sort = $state.raw<Sort | null>(null);

  readonly sheet = $derived(this.shown?.sheets[this.at] ?? null);
  readonly columns = $derived<SheetColumn[]>(
    this.sheet?.numeric.map((numeric, at) => ({ name: letters(at), numeric })) ?? [],
  );
  readonly rows = $derived.by(() => {
    const rows = this.sheet?.cells.map((cells, at) => ({ number: at + 1, cells })) ?? [];
    return this.sort ? sorted(rows, this.sort, this.columns[this.sort.column]?.numeric ?? false) : rows;
  });

  constructor(source: Source, worker: Port) {
    super(source, "look-sheets-broken", (reads) => opened(reads, worker));
  }

  show(at: number): void {
    [this.at, this.sort] = [at, null];
  }
}

/** The worker is of no use once it has answered. */
async function opened(reads: Reads, worker: Port): Promise<Book> {
  const remote = new Remote(worker, reads, patience);
  const end = () => remote.close();
  reads.signal.addEventListener("abort", end, { once: true });
  try {
    const { size } = reads;
    if (size > fileLimit) throw unshown("look-too-large", { size, limit: fileLimit });
    return await remote.ask<Book>("open", { size });
  } finally {
    end();
  }
}
