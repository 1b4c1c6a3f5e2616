/** Having a file fetched from its archive: how it stands, how fast, for how many days. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Archived, Fault, FileAt, Speed } from "../../lib/backend/contract";

/** As in Rust, which refuses more. */
const mostDays = 3650;

export class Fetching {
  readonly at: FileAt;
  /** Null until the storage told. */
  standing = $state.raw<Archived | null>(null);
  speed = $state<Speed>("usual");
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
    const days = Number(this.days.trim());
    return /^\d+$/.test(this.days.trim()) && days >= 1 && days <= mostDays ? days : null;
  }

  /** The file can be asked for as things stand. */
  get ready(): boolean {
    return this.standing?.kind === "asleep" && (!this.standing.for_days || this.wanted !== null);
  }

  look(): Promise<void> {
    return this.#run(() => call("look_into_archive", { at: this.at }));
  }

  async fetch(): Promise<void> {
    if (!this.ready) return;
    const { at, speed } = this;
    await this.#run(() => call("fetch_from_archive", { at, speed, days: this.wanted ?? 1 }));
  }

  async #run(ask: () => Promise<Archived>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.fault] = [true, null];
    try {
      this.standing = await ask();
      const ways = this.standing.kind === "asleep" ? this.standing.ways : [];
      if (ways[0] && !ways.some((way) => way.speed === this.speed)) this.speed = ways[0].speed;
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
