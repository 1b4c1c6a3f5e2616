/**
 * A file that is shown once all that is wanted of it was read: how it is opened, and why it cannot
 * be.
 */
import type { MessageId } from "../../../lib/words";
import type { Source } from "../source";
import { Reads, type Trouble } from "./reads";
import { unshown } from "./why";

export class Opening<T> {
  readonly #reads: Reads;
  trouble = $state.raw<Trouble | null>(null);
  shown = $state.raw<T | null>(null);

  /** `broken` is what an error of whatever decodes the file means. */
  constructor(source: Source, broken: MessageId, open: (reads: Reads) => Promise<T>) {
    this.#reads = new Reads(source);
    void this.#open(broken, open);
  }

  async #open(broken: MessageId, open: (reads: Reads) => Promise<T>): Promise<void> {
    try {
      if (this.#reads.size === 0) throw unshown("look-empty");
      const shown = await open(this.#reads);
      this.#reads.signal.throwIfAborted();
      this.shown = shown;
    } catch (caught) {
      this.trouble = this.#reads.trouble(caught, broken);
    }
  }

  close(): void {
    this.#reads.leave();
  }
}
