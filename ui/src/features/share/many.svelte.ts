/** Sharing several files: one link for each, saved together in one file. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, LinkOpens, LinkShape, ManyLinks, Picked } from "../../lib/backend/contract";
import { Lasting, type Lasts } from "./lasting.svelte";

export class ShareMany {
  readonly picked: Picked;
  readonly lasting: Lasting;
  opens = $state<LinkOpens>("download");
  shape = $state<LinkShape>("page");
  note = $state("");
  /** What came of it; null until it was asked for. */
  made = $state.raw<ManyLinks | null>(null);
  making = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(picked: Picked, now: () => number = Date.now) {
    this.picked = picked;
    this.lasting = new Lasting(now);
  }

  get ready(): boolean {
    return this.lasting.lasts !== null && !this.making;
  }

  change(change: () => void): void {
    change();
    [this.made, this.fault] = [null, null];
  }

  choose(kind: Lasts): void {
    this.change(() => (this.lasting.kind = kind));
  }

  type(text: string): void {
    this.change(() => (this.lasting.text = text));
  }

  async make(): Promise<void> {
    const { picked, opens, shape, note } = this;
    const { lasts } = this.lasting;
    if (!lasts || !this.ready) return;
    [this.making, this.fault, this.made] = [true, null, null];
    try {
      this.made = await call("save_links", { pick: picked.pick, wanted: { lasts, opens, shape, note } });
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.making = false;
    }
  }
}
