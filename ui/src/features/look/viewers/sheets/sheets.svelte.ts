/** A workbook while it is looked at: which sheet is shown, and in which order. */
import type { Source } from "../../source";
import { Remote, type Port } from "../remote";
import { sorted, type SheetColumn, type Sort } from "../sheet";
import { troubleOf, type Trouble } from "../trouble";
import { unshown } from "../why";
import { letters, type SheetOf } from "./book";

export const fileLimit = 30_000_000;
/** The worker may compute so long between two reads, ms. */
const patience = 30_000;

export class SheetsView {
  readonly #remote: Remote;
  readonly #leaving = new AbortController();

  trouble = $state.raw<Trouble | null>(null);
  sheets = $state.raw<SheetOf[] | null>(null);
  at = $state(0);
  sort = $state.raw<Sort | null>(null);

  readonly sheet = $derived(this.sheets?.[this.at] ?? null);
  readonly columns = $derived<SheetColumn[]>(
    this.sheet?.numeric.map((numeric, at) => ({ name: letters(at), numeric })) ?? [],
  );
  readonly rows = $derived.by(() => {
    const rows = this.sheet?.cells.map((cells, at) => ({ number: at + 1, cells })) ?? [];
    return this.sort ? sorted(rows, this.sort, this.columns[this.sort.column]?.numeric ?? false) : rows;
  });

  constructor(source: Source, worker: Port) {
    this.#remote = new Remote(worker, source, patience);
    void this.#open(source.size);
  }

  async #open(size: number): Promise<void> {
    try {
      if (size === 0) throw unshown("look-empty");
      if (size > fileLimit) throw unshown("look-too-large", { size, limit: fileLimit });
      this.sheets = await this.#remote.ask<SheetOf[]>("open", { size });
    } catch (caught) {
      this.trouble = troubleOf(caught, this.#leaving.signal, "look-sheets-broken");
    }
  }

  show(at: number): void {
    [this.at, this.sort] = [at, null];
  }

  close(): void {
    this.#leaving.abort();
    this.#remote.close();
  }
}
