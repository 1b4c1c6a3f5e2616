/** Sharing several files: one link for each, saved together in one file. */
import { call } from "../../lib/backend/backend";
import type { LinkOpens, LinkShape, ManyLinks, ManySharing, Picked } from "../../lib/backend/contract";
import { Offer } from "./offer.svelte";

export class ShareMany extends Offer<ManySharing, ManyLinks> {
  readonly picked: Picked;
  opens = $state<LinkOpens>("download");
  shape = $state<LinkShape>("page");

  constructor(picked: Picked, now: () => number = Date.now) {
    super(now);
    this.picked = picked;
    void this.look();
  }

  protected read(): Promise<ManySharing> {
    return call("open_many_share", { pick: this.picked.pick });
  }

  protected can({ stands }: ManySharing): boolean {
    return stands !== "unsigned";
  }

  /** Makes the links, has one tried, and asks where to save them. */
  make(): Promise<void> {
    const { picked, opens, shape, note } = this;
    return this.makeBy((_, lasts) =>
      call("save_links", { pick: picked.pick, wanted: { lasts, opens, shape, note } }),
    );
  }
}
