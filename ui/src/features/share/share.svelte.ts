/**
 * Sharing one file: what a link is to be like, and the link that was made. A link is shown and
 * handed on from here, and kept nowhere.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { FileAt, LinkOpens, MadeLink, Sharing } from "../../lib/backend/contract";
import { lastOf } from "../../lib/objectkeys";
import { Offer } from "./offer.svelte";

export class Share extends Offer<Sharing, MadeLink> {
  readonly at: FileAt;
  readonly version: string | null;
  opens = $state<LinkOpens>("download");
  name = $state("");
  /** The link's picture for phones is shown. */
  pictured = $state(false);

  constructor(at: FileAt, version: string | null, now: () => number = Date.now) {
    super(now);
    [this.at, this.version] = [at, version];
    this.name = this.own;
    void this.look();
  }

  /** The file's own name. */
  get own(): string {
    return lastOf(this.at.key);
  }

  protected read(): Promise<Sharing> {
    return call("open_share", { at: this.at, version: this.version });
  }

  protected can({ stands }: Sharing): boolean {
    return stands !== "unsigned";
  }

  override change(change: () => void): void {
    super.change(change);
    this.pictured = false;
  }

  /** Makes a link and has it tried. */
  make(): Promise<void> {
    const { opens, name, note } = this;
    return this.makeBy((share, lasts) => call("make_link", { share, wanted: { lasts, opens, name, note } }));
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
    if (!this.facts || !this.made) return false;
    try {
      this.fault = null;
      await call(to, { share: this.facts.id });
      return true;
    } catch (caught) {
      this.fault = faultOf(caught);
      return false;
    }
  }
}
