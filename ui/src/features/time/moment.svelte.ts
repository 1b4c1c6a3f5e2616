/** The question for an earlier time, with the times at which something changed. */
import { call } from "../../lib/backend/backend";
import type { FolderChanges, Place } from "../../lib/backend/contract";
import { say } from "../../lib/words";

/** As a field for a date and a time has it, in the time zone of this computer. */
export function asTyped(at: number): string {
  const zone = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - zone).toISOString().slice(0, 19);
}

/** What such a field has, in milliseconds since 1970; null where nothing whole is typed. */
export function fromTyped(text: string): number | null {
  const at = text === "" ? NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}

export class Moment {
  text = $state("");
  /** When something changed in the folder; null until it is known. */
  changes = $state.raw<FolderChanges | null>(null);
  /** When it changed could not be read. */
  unread = $state(false);
  /** The change that was chosen: in the hour that comes twice its text says two times. */
  #change = $state.raw<{ text: string; at: number } | null>(null);
  /** Something was chosen: what is wrong with it may be said. */
  #touched = $state(false);
  readonly #done: (moment: number) => void;
  readonly #now: () => number;

  constructor(before: number | null, done: (moment: number) => void, now: () => number = Date.now) {
    this.#done = done;
    this.#now = now;
    // A day ago: whoever looks for what is gone has noticed it today.
    this.choose(before ?? Math.floor(now() / 60_000) * 60_000 - 24 * 3_600_000);
    this.#touched = false;
  }

  get latest(): string {
    return asTyped(this.#last);
  }

  /** The clock of the storage may be ahead of this computer's. */
  get #last(): number {
    return Math.max(this.#now(), this.changes?.changes[0]?.at ?? 0);
  }

  /** In milliseconds since 1970; null where nothing whole is typed. */
  get at(): number | null {
    return this.#change?.text === this.text ? this.#change.at : fromTyped(this.text);
  }

  get wrong(): string | null {
    if (this.at === null) return say("time-earlier-none");
    return this.at > this.#last ? say("time-earlier-ahead") : null;
  }

  get finding(): string | null {
    return this.#touched ? this.wrong : null;
  }

  /** Reads when something changed. Where that cannot be read, a time is typed. */
  async look(place: Place): Promise<void> {
    this.changes = await call("list_changes", { place }).catch(() => {
      this.unread = true;
      return { changes: [], complete: false };
    });
  }

  /** The change that is chosen, where it is one. */
  get chosen(): number | null {
    return this.changes?.changes.find(({ at }) => at === this.at)?.at ?? null;
  }

  choose(at: number): void {
    this.type(asTyped(at));
    this.#change = { text: this.text, at };
  }

  type(text: string): void {
    this.text = text;
    this.#touched = true;
  }

  show(): void {
    this.#touched = true;
    if (this.at !== null && this.wrong === null) this.#done(this.at);
  }
}
