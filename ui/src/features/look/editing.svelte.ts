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

/** What became of putting it into a copy; `strange`: its encoding does not have a letter of it. */
type Put = "kept" | "strange" | "failed";

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
  /** All of it is being read, to begin with. */
  opening = $state(false);
  why = $state<Kept | null>(null);
  strange = $state.raw<Strange | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** Where the copy stood after it was last kept. */
  opened = $state.raw<OpenedView | null>(null);
  /** What is written, from one who draws it to the next; null as long as nothing is. */
  text: string | null = null;
  #encoding = "utf-8";
  #marked = false;
  /** It is UTF-8 now, and the file in the bucket is not. */
  #recoded = false;
  /** What the copy has, or the file. */
  #kept = "";
  #words: () => string = () => this.text ?? "";
  /** One after the other: the second goes into the copy that the first one made. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #reading: string;

  constructor(reading: string) {
    this.#reading = reading;
  }

  /**
   * Reads all of the file and begins with it; null where that cannot be, which is said, and where
   * it is begun: what was written since is not begun anew.
   */
  async open(read: () => Promise<Uint8Array<ArrayBuffer>>, encoding: string): Promise<string | null> {
    if (this.on || this.opening) return null;
    [this.fault, this.opening] = [null, true];
    try {
      return this.begin(await read(), encoding);
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    } finally {
      this.opening = false;
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
    if (plainly) this.#plainly();
    await this.#keep(true);
  }

  /** Ends, with nothing left to save. */
  stop(): void {
    if (!this.unsaved) [this.on, this.text] = [false, null];
  }

  /**
   * Keeps what is in no copy, in UTF-8 where its encoding has no letter for it. What could not be
   * kept is `unsaved` still, and `fault` says why.
   */
  async keep(): Promise<void> {
    while (this.on && this.unsaved) {
      const kept = await this.#keep(false);
      if (kept === "failed") return;
      if (kept === "strange") this.#plainly();
    }
  }

  /** The text is shown no longer: it ends, once all of it is kept. */
  async leave(): Promise<void> {
    await this.keep();
    if (!this.unsaved) this.on = false;
  }

  /** From now on it is UTF-8, which has every letter. */
  #plainly(): void {
    [this.#encoding, this.#marked, this.#recoded] = ["utf-8", false, true];
  }

  #keep(send: boolean): Promise<Put> {
    const kept = this.#last.then(() => this.#put(send));
    this.#last = kept;
    return kept;
  }

  async #put(send: boolean): Promise<Put> {
    // The one before it took these words as well.
    if (!send && !this.unsaved) return "kept";
    const text = this.#words();
    this.busy = true;
    [this.fault, this.strange] = [null, null];
    try {
      const bytes = encoded(text, this.#encoding, this.#marked);
      const [opened, recoded] = [this.opened?.id ?? null, this.#recoded];
      const [reading, packing] = [this.#reading, await packed(new Blob([bytes]))];
      this.opened = await call("keep_text", { reading, opened, text: packing, recoded, send });
      this.#kept = text;
      if (this.opened.state.kind === "saved") this.#recoded = false;
      // More may be written by now, or what was written taken back.
      this.unsaved = this.#words() !== text;
      return "kept";
    } catch (caught) {
      if (caught instanceof Unfit) {
        this.strange = { letter: caught.letter, encoding: this.#encoding };
        return "strange";
      }
      this.fault = faultOf(caught);
      return "failed";
    } finally {
      this.busy = false;
    }
  }
}
