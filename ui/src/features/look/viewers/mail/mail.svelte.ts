/** An e-mail while it is looked at. */
import type { Source } from "../../source";
import { whole } from "../reading";
import { troubleOf, type Trouble } from "../trouble";
import { unshown } from "../why";
import { isMessage, messageOf, type Message } from "./message";

const fileLimit = 25_000_000;

export class MailView {
  readonly #leaving = new AbortController();
  trouble = $state.raw<Trouble | null>(null);
  message = $state.raw<Message | null>(null);

  constructor(source: Source) {
    void this.#open(source);
  }

  async #open(source: Source): Promise<void> {
    const { signal } = this.#leaving;
    try {
      if (source.size === 0) throw unshown("look-empty");
      const message = await messageOf(await whole(source, fileLimit, signal));
      signal.throwIfAborted();
      if (!isMessage(message)) throw unshown("look-mail-broken");
      this.message = message;
    } catch (caught) {
      this.trouble = troubleOf(caught, signal, "look-mail-broken");
    }
  }

  close(): void {
    this.#leaving.abort();
  }
}
