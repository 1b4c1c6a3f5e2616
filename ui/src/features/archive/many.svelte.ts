/**
 * Restoring all that is selected from the archive: counted first, then how quickly and for how
 * long.
 */
import { call } from "../../lib/backend/backend";
import type { ArchivedCount, Place, RestoreTier, TransferWork } from "../../lib/backend/contract";
import { Counting } from "../../lib/counting.svelte";
import { daysOf } from "./state.svelte";

export class RestoringMany {
  readonly counting: Counting<ArchivedCount>;
  days = $state("7");
  /** What happens once all files can be read. */
  then = $state<"nothing" | "download" | "copy">("nothing");
  #tier = $state<RestoreTier | null>(null);

  constructor(listing: string) {
    this.counting = new Counting<ArchivedCount>((ticks) => call("plan_archived", { listing, ticks }));
  }

  /** The cheapest until the person chooses another. */
  get tier(): RestoreTier {
    const tiers = this.counting.count?.tiers ?? [];
    return this.#tier !== null && tiers.includes(this.#tier) ? this.#tier : (tiers[0] ?? "standard");
  }

  choose(tier: RestoreTier): void {
    this.#tier = tier;
  }

  /** Null where what is typed is no number of days that can be asked for. */
  get wanted(): number | null {
    return daysOf(this.days);
  }

  /** Something is archived, or may be. */
  get some(): boolean {
    const { files = 0, unsure = 0 } = this.counting.count ?? {};
    return files + unsure > 0;
  }

  get ready(): boolean {
    const { counting } = this;
    return counting.counted && this.some && (!counting.count?.for_days || this.wanted !== null);
  }

  /** What to run; after this the question is answered. */
  take(
    download: string | null = null,
    copy: Place | null = null,
  ): Extract<TransferWork, { kind: "restore_archived" }> | null {
    const plan = this.ready ? this.counting.take() : null;
    if (plan === null) return null;
    return { kind: "restore_archived", plan, tier: this.tier, days: this.wanted ?? 1, download, copy };
  }
}
