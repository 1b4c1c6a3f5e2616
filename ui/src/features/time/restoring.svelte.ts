/**
 * The question before what was selected of an earlier time is current again: counts what is not as
 * it was. Copies of it elsewhere need no count.
 */
import { call } from "../../lib/backend/backend";
import type { RestoreCount } from "../../lib/backend/contract";
import { Counting } from "../../lib/counting.svelte";

/** In its own place, beside what is there, or in another folder. */
export type Where = "place" | "beside" | "elsewhere";

export class Restoring extends Counting<RestoreCount> {
  where = $state<Where>("place");
  /** What was added since is deleted as well. */
  exact = $state(false);

  constructor(listing: string) {
    super((ticks) => call("plan_restore", { listing, ticks }));
  }

  override get ready(): boolean {
    if (this.where !== "place") return true;
    const { files = 0, unkept = 0, added = 0 } = this.count ?? {};
    return this.counted && (files > unkept || (this.exact && added > 0));
  }
}
