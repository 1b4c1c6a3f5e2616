/**
 * Sharing one file: what is known of its links, what a link is to be like, until when it would
 * work, and the link that was made. A link is shown and handed on from here, and kept nowhere.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type {
  Fault,
  FileAt,
  LinkEnd,
  LinkLasts,
  LinkOpens,
  MadeLink,
  Sharing,
} from "../../lib/backend/contract";
import { lastOf } from "../../lib/objectkeys";
import { say } from "../../lib/words";
import { asTyped, fromTyped } from "../time/moment.svelte";

export type Lasts = "hour" | "day" | "week" | "until";
const hour = 3600;
const seconds = { hour, day: 24 * hour, week: 7 * 24 * hour };

/** How long a link is to work, as it is chosen in a form. */
export class Lasting {
  kind = $state<Lasts>("day");
  /** As a field for a date and a time has it. */
  text = $state("");
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    const whole = 60_000;
    this.text = asTyped(Math.ceil((now() + 3 * 24 * hour * 1000) / whole) * whole).slice(0, 16);
  }

  /** Null where nothing is chosen that a link can have. */
  get lasts(): LinkLasts | null {
    if (this.kind !== "until") return { kind: "for", seconds: seconds[this.kind] };
    const at = fromTyped(this.text);
    return at !== null && this.wrong === null ? { kind: "until", at } : null;
  }

  get wrong(): string | null {
    if (this.kind !== "until") return null;
    const at = fromTyped(this.text);
    if (at === null) return say("share-until-none");
    return at <= this.now() ? say("share-until-past") : null;
  }
}

export class Share {
  readonly at: FileAt;
  readonly version: string | null;
  readonly lasting: Lasting;
  /** Null until the storage told. */
  sharing = $state.raw<Sharing | null>(null);
  opens = $state<LinkOpens>("download");
  name = $state("");
  note = $state("");
  /** When a link would end that is made now; null while that is asked. */
  end = $state.raw<LinkEnd | null>(null);
  made = $state.raw<MadeLink | null>(null);
  /** The link's picture for phones is shown. */
  pictured = $state(false);
  making = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** Answers about an earlier choice no longer count: until when, and the link itself. */
  #asked = 0;
  #chosen = 0;
  #closed = false;

  constructor(at: FileAt, version: string | null, now: () => number = Date.now) {
    [this.at, this.version] = [at, version];
    this.lasting = new Lasting(now);
    this.name = this.own;
    void this.look();
  }

  /** The file's own name. */
  get own(): string {
    return lastOf(this.at.key);
  }

  get ready(): boolean {
    return this.sharing !== null && this.sharing.stands !== "unsigned" && this.end !== null && !this.making;
  }

  async look(): Promise<void> {
    this.fault = null;
    try {
      const sharing = await call("open_share", { at: this.at, version: this.version });
      if (this.#closed) return void (await call("close_share", { share: sharing.id }));
      this.sharing = sharing;
      await this.#ask();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** What is chosen is different: a link that was made is of what was chosen before. */
  change(change: () => void): void {
    change();
    this.#chosen += 1;
    [this.made, this.pictured, this.fault] = [null, false, null];
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
    const { sharing } = this;
    const { lasts } = this.lasting;
    this.end = null;
    if (!sharing || !lasts || sharing.stands === "unsigned") return;
    try {
      const end = await call("check_link", { share: sharing.id, lasts });
      if (turn === this.#asked) this.end = end;
    } catch (caught) {
      if (turn === this.#asked) this.fault = faultOf(caught);
    }
  }

  /** Makes a link and has it tried; a choice that changed meanwhile needs another one. */
  async make(): Promise<void> {
    const { sharing, opens, name, note } = this;
    const { lasts } = this.lasting;
    if (!sharing || !lasts || !this.ready) return;
    const turn = this.#chosen;
    [this.making, this.fault] = [true, null];
    try {
      const made = await call("make_link", { share: sharing.id, wanted: { lasts, opens, name, note } });
      if (turn === this.#chosen) [this.made, this.end] = [made, made.end];
    } catch (caught) {
      if (turn === this.#chosen) this.fault = faultOf(caught);
    } finally {
      this.making = false;
    }
  }

  /** By the program itself: what keeps a history of the clipboard is asked to leave it out. */
  copy(): Promise<boolean> {
    return this.#hand("copy_link");
  }

  /** In the person's browser. */
  open(): Promise<boolean> {
    return this.#hand("open_link");
  }

  /** As a draft in the person's email program. */
  mail(): Promise<boolean> {
    return this.#hand("mail_link");
  }

  /** Whether that was done. */
  async #hand(to: "copy_link" | "open_link" | "mail_link"): Promise<boolean> {
    if (!this.sharing || !this.made) return false;
    try {
      this.fault = null;
      await call(to, { share: this.sharing.id });
      return true;
    } catch (caught) {
      this.fault = faultOf(caught);
      return false;
    }
  }

  /** The link is forgotten here; whoever has it can use it until it ends. */
  close(): void {
    this.#asked += 1;
    this.#chosen += 1;
    this.#closed = true;
    this.made = null;
    const { sharing } = this;
    // What is not closed here is let go with the page.
    if (sharing) call("close_share", { share: sharing.id }).catch(() => undefined);
  }
}
