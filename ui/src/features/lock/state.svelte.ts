/** What is selected is to be restored from the archive, or locked: the questions about it. */
import { call } from "../../lib/backend/backend";
import type { Place, TransferWork } from "../../lib/backend/contract";
import { RestoringMany } from "../archive/many.svelte";
import { LockingMany } from "./many.svelte";

/** The tab that it is about. */
export interface Tab {
  bucket(): string;
  /** Acts on the listing once the selection is what the keys and clicks so far leave. */
  settled(act: (listing: string) => void): void;
  run(work: Extract<TransferWork, { kind: "restore_archived" | "lock" }>): void;
  /** Asks for a folder that what is selected is to be copied to. */
  place(then: (to: Place) => void): void;
  tell(fault: unknown): void;
}

export class LockAndArchive {
  restoring = $state.raw<RestoringMany | null>(null);
  locking = $state.raw<LockingMany | null>(null);
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  askRestore(): void {
    this.#tab.settled((listing) => (this.restoring = new RestoringMany(listing)));
  }

  leaveRestore(): void {
    this.restoring?.counting.leave();
    this.restoring = null;
  }

  confirmRestore(): void {
    const { restoring } = this;
    if (!restoring?.ready) return;
    if (restoring.then === "download") void this.#restoreAndDownload(restoring).catch(this.#tab.tell);
    else if (restoring.then === "copy")
      this.#tab.place((to) => {
        if (this.restoring === restoring) this.#restore(restoring, null, to);
      });
    else this.#restore(restoring, null);
  }

  /** Without a folder the question stays open. */
  async #restoreAndDownload(restoring: RestoringMany): Promise<void> {
    const chosen = await call("choose", { kind: "destination" });
    if (chosen && this.restoring === restoring) this.#restore(restoring, chosen.id);
  }

  #restore(restoring: RestoringMany, download: string | null, copy: Place | null = null): void {
    const work = restoring.take(download, copy);
    if (!work) return;
    this.restoring = null;
    this.#tab.run(work);
  }

  askLock(): void {
    this.#tab.settled((listing) => (this.locking = new LockingMany(listing, this.#tab.bucket())));
  }

  leaveLock(): void {
    this.locking?.leave();
    this.locking = null;
  }

  /** One step further, which may be the last. */
  nextLock(): void {
    const work = this.locking?.next();
    if (!work) return;
    this.locking = null;
    this.#tab.run(work);
  }
}
