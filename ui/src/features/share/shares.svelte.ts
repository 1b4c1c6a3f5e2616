/** What is open of sharing, over whatever screen: one at a time. */
import type { FileAt, Picked, Place } from "../../lib/backend/contract";
import { Links } from "./links.svelte";
import { ShareMany } from "./many.svelte";
import { Share } from "./share.svelte";
import { Upload } from "./upload.svelte";

class Shares {
  one = $state.raw<Share | null>(null);
  many = $state.raw<ShareMany | null>(null);
  upload = $state.raw<Upload | null>(null);
  links = $state.raw<Links | null>(null);

  get open(): boolean {
    return [this.one, this.many, this.upload, this.links].some((each) => each !== null);
  }

  /** A link to a file, or to this version of it. */
  share(at: FileAt, version: string | null): void {
    this.close();
    this.one = new Share(at, version);
  }

  /** A link to each file that was picked. */
  shareMany(picked: Picked): void {
    this.close();
    this.many = new ShareMany(picked);
  }

  /** A page by which others store files in a folder. */
  ask(place: Place): void {
    this.close();
    this.upload = new Upload(place);
  }

  showLinks(): void {
    this.close();
    this.links = new Links();
  }

  close(): void {
    for (const offer of [this.one, this.many, this.upload]) offer?.close();
    this.one = this.many = this.upload = this.links = null;
  }
}

export const shares = new Shares();
