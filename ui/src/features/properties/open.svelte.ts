/** What is open of properties, over whatever screen: one at a time. */
import type { ChangeOf, FileAt } from "../../lib/backend/contract";
import { Changing } from "./changing.svelte";
import { OneFile } from "./properties.svelte";

class OpenProperties {
  one = $state.raw<OneFile | null>(null);
  changing = $state.raw<Changing | null>(null);

  get open(): boolean {
    return this.one !== null || this.changing !== null;
  }

  /** What a file, or this version of it, says of itself. */
  show(at: FileAt, version: string | null): void {
    this.close();
    this.one = new OneFile(at, version);
  }

  /** Other properties for these files. */
  change(of: ChangeOf, what: string): void {
    this.close();
    this.changing = new Changing(of, what);
  }

  close(): void {
    this.changing?.back();
    this.one = this.changing = null;
  }
}

export const properties = new OpenProperties();
