/**
 * Deleting a bucket: what is in it is counted first; its name has to be typed; emptying shows how
 * far it is and can be stopped. Leaving stops counting and emptying; what is gone stays gone.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { BucketAt, BucketCount, Fault, RemovalId, RemovalTick } from "../../lib/backend/contract";

const nothing: BucketCount = {
  files: 0,
  old_versions: 0,
  markers: 0,
  uploads: 0,
  bytes: 0,
  complete: false,
  fault: null,
};

export class BucketRemoval {
  readonly at: BucketAt;
  count = $state.raw<BucketCount>(nothing);
  typed = $state("");
  tick = $state.raw<RemovalTick | null>(null);
  /** Emptying runs. */
  busy = $state(false);
  stopping = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** It was stopped: how many things went before. */
  stopped = $state.raw<number | null>(null);
  #id: RemovalId | null = null;
  #turn = 0;
  readonly #ongone: () => void;

  constructor(at: BucketAt, ongone: () => void) {
    this.at = at;
    this.#ongone = ongone;
  }

  get canRemove(): boolean {
    return this.count.complete && this.typed === this.at.bucket && !this.busy;
  }

  /** Counts anew. */
  async open(): Promise<void> {
    this.#leave();
    const turn = ++this.#turn;
    this.count = nothing;
    this.tick = null;
    this.fault = null;
    this.stopped = null;
    const ticks = stream((count: BucketCount) => {
      if (turn === this.#turn) this.count = count;
    });
    try {
      const id = await call("count_bucket", { at: this.at, ticks });
      if (turn === this.#turn) this.#id = id;
      else void leave(id);
    } catch (caught) {
      if (turn === this.#turn) this.count = { ...nothing, fault: faultOf(caught) };
    }
  }

  async remove(): Promise<void> {
    const removal = this.#id;
    if (!removal || !this.canRemove) return;
    const turn = this.#turn;
    this.busy = true;
    this.stopping = false;
    const ticks = stream((tick: RemovalTick) => {
      if (turn === this.#turn) this.tick = tick;
    });
    try {
      const removed = await call("remove_bucket", { removal, typed: this.typed, ticks });
      if (removed.end === "gone") this.#ongone();
      else this.stopped = removed.removed;
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
      this.typed = "";
    }
  }

  stop(): void {
    this.stopping = true;
    if (this.#id) void leave(this.#id);
  }

  close(): void {
    this.#turn += 1;
    this.#leave();
  }

  #leave(): void {
    if (this.#id) void leave(this.#id);
    this.#id = null;
  }
}

async function leave(removal: RemovalId): Promise<void> {
  // One that has ended is what was wanted.
  await call("stop_removal", { removal }).catch(() => undefined);
}
