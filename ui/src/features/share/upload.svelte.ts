/**
 * Asking others for files: what is known of the folder, what the page is to take and until when,
 * and what came of making it. The page itself is written by Rust and never comes here.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type {
  Fault,
  LinkEnd,
  MadeUpload,
  Place,
  UploadFacts,
  UploadTypes,
  UploadWay,
} from "../../lib/backend/contract";
import { say } from "../../lib/words";
import { Lasting, type Lasts } from "./share.svelte";

/** The most that one form stores: 5 GiB. */
const most = 5 * 2 ** 30;

export class Upload {
  readonly place: Place;
  readonly lasting: Lasting;
  /** Null until the storage told. */
  facts = $state.raw<UploadFacts | null>(null);
  way = $state<UploadWay>("folder");
  folder = $state("");
  name = $state("");
  types = $state<UploadTypes>("any");
  /** As typed, in KB and in MB. */
  smallest = $state("0");
  largest = $state("100");
  message = $state("");
  note = $state("");
  /** When a page would end that is made now; null while that is asked. */
  end = $state.raw<LinkEnd | null>(null);
  made = $state.raw<MadeUpload | null>(null);
  making = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** Answers about an earlier choice no longer count. */
  #asked = 0;
  #chosen = 0;
  #closed = false;

  constructor(place: Place, now: () => number = Date.now) {
    this.place = place;
    this.lasting = new Lasting(now);
    this.lasting.kind = "week";
    void this.look();
  }

  /** The sizes in bytes; null where what is typed is none. */
  get sizes(): { smallest: number; largest: number } | null {
    const [smallest, largest] = [amount(this.smallest, 1e3), amount(this.largest, 1e6)];
    return smallest === null || largest === null ? null : { smallest: Math.max(smallest, 1), largest };
  }

  get wrongSize(): string | null {
    if (this.way === "one") return null;
    const { sizes } = this;
    if (sizes === null) return say("share-upload-size-none");
    if (sizes.largest > most) return say("share-upload-size-most");
    return sizes.largest < sizes.smallest ? say("share-upload-size-order") : null;
  }

  get wrongPlace(): string | null {
    const whole = this.place.prefix === "" && this.folder.replaceAll("/", "").trim() === "";
    if (this.way === "folder") return whole ? say("share-upload-folder-none") : null;
    const name = this.name.trim();
    return name === "" || name.includes("/") ? say("share-upload-name-none") : null;
  }

  /** Why no page can be made of what is chosen; null where one can. */
  get wrong(): string | null {
    return this.lasting.wrong ?? this.wrongPlace ?? this.wrongSize;
  }

  get ready(): boolean {
    return this.facts?.stands === "ready" && this.end !== null && this.wrong === null && !this.making;
  }

  async look(): Promise<void> {
    this.fault = null;
    try {
      const facts = await call("open_upload", { place: this.place });
      if (this.#closed) return void (await call("close_share", { share: facts.id }));
      this.facts = facts;
      this.folder ||= facts.folder;
      this.way = facts.forms ? "folder" : "one";
      await this.#ask();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  change(change: () => void): void {
    change();
    this.#chosen += 1;
    [this.made, this.fault] = [null, null];
  }

  choose(kind: Lasts): void {
    this.change(() => (this.lasting.kind = kind));
    void this.#ask();
  }

  type(text: string): void {
    this.change(() => (this.lasting.text = text));
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const turn = (this.#asked += 1);
    const { facts } = this;
    const { lasts } = this.lasting;
    this.end = null;
    if (facts?.stands !== "ready" || !lasts) return;
    try {
      const end = await call("check_link", { share: facts.id, lasts });
      if (turn === this.#asked) this.end = end;
    } catch (caught) {
      if (turn === this.#asked) this.fault = faultOf(caught);
    }
  }

  /** Makes a page, has it tried, and asks where to save it. */
  async make(): Promise<void> {
    const { facts, way, folder, name, types, message, note, sizes } = this;
    const { lasts } = this.lasting;
    if (!facts || !lasts || !this.ready) return;
    const { smallest, largest } = sizes ?? { smallest: 1, largest: most };
    const turn = this.#chosen;
    [this.making, this.fault, this.made] = [true, null, null];
    try {
      const wanted = { way, folder, name, lasts, types, smallest, largest, message, note };
      const made = await call("save_upload", { share: facts.id, wanted });
      if (turn === this.#chosen) [this.made, this.end] = [made, made.end];
    } catch (caught) {
      if (turn === this.#chosen) this.fault = faultOf(caught);
    } finally {
      this.making = false;
    }
  }

  close(): void {
    this.#asked += 1;
    this.#chosen += 1;
    this.#closed = true;
    const { facts } = this;
    // What is not closed here is let go with the page.
    if (facts) call("close_share", { share: facts.id }).catch(() => undefined);
  }
}

/** Bytes of an amount that was typed; null where it is none. */
function amount(text: string, unit: number): number | null {
  const typed = text.trim() === "" ? NaN : Number(text.trim().replace(",", "."));
  return Number.isFinite(typed) && typed >= 0 ? Math.round(typed * unit) : null;
}
