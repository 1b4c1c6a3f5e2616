/** The question before a deletion. */
import { call } from "../../lib/backend/backend";
import type { DeleteCount } from "../../lib/backend/contract";
import { Counting } from "../../lib/counting.svelte";

export class Deleting extends Counting<DeleteCount> {
  /** The names, when few enough to list. */
  readonly names: string[];

  constructor(listing: string, names: string[]) {
    super((ticks) => call("plan_delete", { listing, ticks }));
    this.names = names;
  }
}
