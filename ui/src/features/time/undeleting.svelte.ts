/** The question before deleted files come back. */
import { call } from "../../lib/backend/backend";
import type { UndeleteCount } from "../../lib/backend/contract";
import { Counting } from "../../lib/counting.svelte";

export class Undeleting extends Counting<UndeleteCount> {
  constructor(listing: string) {
    super((ticks) => call("plan_undelete", { listing, ticks }));
  }

  override get ready(): boolean {
    return this.counted && (this.count?.files ?? 0) > 0;
  }
}
