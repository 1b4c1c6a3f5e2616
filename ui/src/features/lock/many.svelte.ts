/**
 * Object Lock for all that is selected: what is wanted, then what that would change, then the yes.
 * Compliance is asked about twice, the bucket's name typed, since nobody can undo it; what
 * governance retains is shortened or ended only where the person ticks that.
 */
import { call } from "../../lib/backend/backend";
import type { LockCount, LockWish, TransferWork } from "../../lib/backend/contract";
import { Counting } from "../../lib/counting.svelte";
import { endOf } from "../versions/locking.svelte";

export const whats = ["governance", "compliance", "release", "hold", "unhold"] as const;
export type What = (typeof whats)[number];

export class LockingMany {
  what = $state<What>("governance");
  day = $state("");
  bypass = $state(false);
  typed = $state("");
  /** What the wish would change; null while the person says what is wanted. */
  counting = $state.raw<Counting<LockCount> | null>(null);
  /** Compliance was confirmed once, and is asked about again. */
  asking = $state(false);
  readonly bucket: string;
  readonly #listing: string;
  readonly #now: () => number;

  constructor(listing: string, bucket: string, now: () => number = Date.now) {
    this.#listing = listing;
    this.bucket = bucket;
    this.#now = now;
  }

  get retains(): boolean {
    return this.what === "governance" || this.what === "compliance";
  }

  get until(): number | null {
    return endOf(this.day);
  }

  /** Why what is wanted cannot be asked for. */
  get wrong(): "day" | "bypass" | null {
    if (this.retains && (this.until === null || this.until <= this.#now())) return "day";
    return this.what === "release" && !this.bypass ? "bypass" : null;
  }

  get #wish(): LockWish | null {
    const { what, until, bypass } = this;
    if (this.wrong) return null;
    if (what === "release") return { kind: "release", bypass };
    if (what === "hold" || what === "unhold") return { kind: "hold", on: what === "hold" };
    return until === null ? null : { kind: "retain", retained: { mode: what, until }, bypass };
  }

  /** Counts what would change. */
  review(): void {
    const wish = this.#wish;
    if (!wish) return;
    const listing = this.#listing;
    this.counting = new Counting<LockCount>((ticks) => call("plan_lock", { listing, wish, ticks }));
  }

  /** Back to what is wanted. */
  back(): void {
    this.counting?.leave();
    [this.counting, this.asking, this.typed] = [null, false, ""];
  }

  leave(): void {
    this.counting?.leave();
  }

  get changes(): number {
    return this.counting?.count?.changes ?? 0;
  }

  get confirmed(): boolean {
    return this.typed.trim() === this.bucket;
  }

  /** It can go one step further. */
  get ready(): boolean {
    if (!this.counting) return this.wrong === null;
    return this.counting.counted && this.changes > 0 && (!this.asking || this.confirmed);
  }

  /** One step further; what to run at the last of them. */
  next(): Extract<TransferWork, { kind: "lock" }> | null {
    if (!this.ready) return null;
    if (!this.counting) return (this.review(), null);
    if (this.what === "compliance" && !this.asking) {
      this.asking = true;
      return null;
    }
    const plan = this.counting.take();
    return plan === null ? null : { kind: "lock", plan, typed: this.asking ? this.typed : null };
  }
}
