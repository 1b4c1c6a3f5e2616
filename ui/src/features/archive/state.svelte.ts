/** Having a file restored from its archive: how it stands, how quickly, for how many days. */
import { call, faultOf } from "../../lib/backend/backend";
import type { ArchiveState, Fault, FileAt, RestoreTier } from "../../lib/backend/contract";

/** As in Rust, which refuses more. */
const mostDays = 3650;

/** Null where what is typed is no number of days that can be asked for. */
export function daysOf(typed: string): number | null {
  const days = Number(typed.trim());
  return /^\d+$/.test(typed.trim()) && days >= 1 && days <= mostDays ? days : null;
}

export class Restoring {
  readonly at: FileAt;
  /** Null until the storage told. */
  standing = $state.raw<ArchiveState | null>(null);
  tier = $state<RestoreTier>("standard");
  days = $state("7");
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(at: FileAt) {
    this.at = at;
    void this.look();
  }

  /** The file's own name. */
  get name(): string {
    return this.at.key.split("/").filter(Boolean).at(-1) ?? this.at.key;
  }

  /** Null where what is typed is no number of days that can be asked for. */
  get wanted(): number | null {
    return daysOf(this.days);
  }

  /** The file can be asked for as things stand. */
  get ready(): boolean {
    return this.standing?.kind === "archived" && (!this.standing.for_days || this.wanted !== null);
  }

  look(): Promise<void> {
    return this.#run(() => call("look_into_archive", { at: this.at }));
  }

  async restore(): Promise<void> {
    if (!this.ready) return;
    const { at, tier } = this;
    await this.#run(() => call("restore_from_archive", { at, tier, days: this.wanted ?? 1 }));
  }

  async #run(ask: () => Promise<ArchiveState>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.fault] = [true, null];
    try {
      this.standing = await ask();
      const ways = this.standing.kind === "archived" ? this.standing.ways : [];
      if (ways[0] && !ways.some((way) => way.tier === this.tier)) this.tier = ways[0].tier;
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
