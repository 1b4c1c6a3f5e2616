/** The question before a deletion. */
import { call } from "../../lib/backend/backend";
import type { DeleteCount } from "../../lib/backend/contract";
import { Counting } from "../transfers/counting.svelte";

export class Deleting extends Counting<DeleteCount> {
  /** The names, when few enough to list. */
  readonly names: string[];

  constructor(listing: string, names: string[]) {
    super({
      begin: (ticks) => call("plan_delete", { listing, ticks }),
      discard: (plan) => call("discard_delete", { plan }),
    });
    this.names = names;
  }

  get ready(): boolean {
    return this.counted;
  }
}
