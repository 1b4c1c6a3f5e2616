/**
 * A small text that is changed where it is looked at. What is written goes into a copy on this
 * computer and from there to the bucket, as what other programs save does (features/open); here is
 * when, and that no word is lost: what was not uploaded when the text is left is kept in the copy,
 * and asked about.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, OpenedView } from "../../lib/backend/contract";
import { packed } from "./base64";
import { longestLine } from "./viewers/text/lines";
import { encoded, isMarked, reversible, Unfit } from "./viewers/text/encode";

/** Bytes of a file that is changed in place at most. */
export const mostEdited = 1_000_000;

/** Why a text cannot be changed here. */
export type Kept = "bytes" | "lines";

/** A letter that the encoding of the file does not have. */
interface Strange {
  letter: string;
  encoding: string;
}

export class Editing {
  /** It is being changed. */
  on = $state(false);
  /** There are words that are in no copy. */
  unsaved = $state(false);
  busy = $state(false);
  why = $state<Kept | null>(null);
  strange = $state.raw<Strange | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** Where the copy stood after it was last kept. */
  opened = $state.raw<OpenedView | null>(null);
  /** What is written, from one who draws it to the next; null as long as nothing is. */
  text: string | null = null;
  /** It is shown no longer, and what there was to keep is kept. */
  onleft: () => void = () => undefined;
  #encoding = "utf-8";
  #marked = false;
  /** What the copy has, or the file. */
  #kept = "";
  #words: () => string = () => this.text ?? "";
  #changes = 0;
  /** One after the other: the second goes into the copy that the first one made. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #reading: string;

  constructor(reading: string) {
    this.#reading = reading;
  }

  /** Reads all of the file and begins with it; null where that cannot be, which is said. */
  async open(read: () => Promise<Uint8Array<ArrayBuffer>>, encoding: string): Promise<string | null> {
    this.fault = null;
    try {
      return this.begin(await read(), encoding);
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    }
  }

  /** Begins with the whole file, where all of it can be put back as it is. Answers its text. */
  begin(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | null {
    const text = reversible(bytes, encoding);
    const long = text?.split(/[\r\n]/).some((line) => line.length > longestLine);
    if (text === null || long) {
      this.why = text === null ? "bytes" : "lines";
      return null;
    }
    [this.#encoding, this.#marked] = [encoding, isMarked(bytes, encoding)];
    [this.text, this.#kept, this.why, this.on] = [text, text, null, true];
    this.#words = () => text;
    return text;
  }

  /** The person wrote; `words` reads what there is now. */
  write(words: () => string): void {
    this.#words = words;
    this.#changes += 1;
    this.unsaved = true;
    this.strange = null;
  }

  /** Whoever drew it goes: the next one shows what was written. */
  rest(): void {
    if (this.on) this.text = this.#words();
  }

  /** What is in the copy, to be gone on with. */
  get kept(): string {
    return this.#kept;
  }

  /** Uploads what is written; `plainly`: as UTF-8, which has every letter. */
  async save(plainly = false): Promise<void> {
    if (this.busy || !this.unsaved) return;
    if (plainly) [this.#encoding, this.#marked] = ["utf-8", false];
    await this.#keep(true);
  }

  /** Ends, with nothing left to save. */
  stop(): void {
    if (!this.unsaved) [this.on, this.text] = [false, null];
  }

  /**
   * The text is shown no longer: what was not saved is kept, in UTF-8 where its encoding has no
   * letter for it.
   */
  async leave(): Promise<void> {
    if (this.on && this.unsaved && !(await this.#keep(false)) && this.strange) {
      [this.#encoding, this.#marked] = ["utf-8", false];
      await this.#keep(false);
    }
    if (this.fault === null) this.on = false;
    this.onleft();
  }

  #keep(send: boolean): Promise<boolean> {
    const kept = this.#last.then(() => this.#put(send));
    this.#last = kept;
    return kept;
  }

  async #put(send: boolean): Promise<boolean> {
    const [text, changes] = [this.#words(), this.#changes];
    this.busy = true;
    [this.fault, this.strange] = [null, null];
    try {
      const bytes = encoded(text, this.#encoding, this.#marked);
      const opened = this.opened?.id ?? null;
      const written = { reading: this.#reading, opened, text: await packed(new Blob([bytes])), send };
      this.opened = await call("keep_text", written);
      this.#kept = text;
      if (changes === this.#changes) this.unsaved = false;
      return true;
    } catch (caught) {
      if (caught instanceof Unfit) this.strange = { letter: caught.letter, encoding: this.#encoding };
      else this.fault = faultOf(caught);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
