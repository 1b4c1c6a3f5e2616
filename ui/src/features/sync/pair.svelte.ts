/** The name of a saved pair, and when it runs by itself: of a new one, or one that is changed. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, PairView, SyncWish } from "../../lib/backend/contract";
import { ScheduleChoice } from "../backups/schedule.svelte";

export class PairForm {
  name = $state("");
  readonly when: ScheduleChoice;
  /** The pair that is changed; null for a new one. */
  readonly old: PairView | null;
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);

  constructor(old: PairView | null, name: string) {
    this.old = old;
    this.name = old?.name ?? name;
    this.when = new ScheduleChoice(old?.schedule ?? { every: "never" });
  }

  get ready(): boolean {
    return this.name.trim() !== "" && !this.busy;
  }

  /** Keeps it; the pair as it then stands, or null with the fault shown. */
  async save(comparison: string, wish: SyncWish): Promise<PairView | null> {
    if (!this.ready) return null;
    [this.busy, this.fault] = [true, null];
    const wanted = { name: this.name, wish, schedule: this.when.schedule };
    try {
      return await (this.old
        ? call("change_pair", { pair: this.old.id, wanted })
        : call("save_pair", { comparison, wanted }));
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
