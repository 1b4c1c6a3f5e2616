/**
 * Asking others for files: what the page is to take and until when, and what came of making it. The
 * page itself is written by Rust and never comes here.
 */
import { call } from "../../lib/backend/backend";
import type {
  LinkEnd,
  LinkLasts,
  MadeUpload,
  Place,
  PolicyOnLinks,
  UploadFacts,
  UploadTypes,
  UploadWanted,
  UploadWay,
} from "../../lib/backend/contract";
import { say } from "../../lib/words";
import { Offer } from "./offer.svelte";

/** The most that one form stores: 5 GiB. */
const most = 5 * 2 ** 30;

export class Upload extends Offer<UploadFacts, MadeUpload> {
  readonly place: Place;
  way = $state<UploadWay>("folder");
  folder = $state("");
  name = $state("");
  types = $state<UploadTypes>("any");
  /** As typed, in KB and in MB. */
  smallest = $state("0");
  largest = $state("100");
  message = $state("");
  /** What the bucket's policy says of the page that is chosen; null until it was asked. */
  policy = $state.raw<PolicyOnLinks | null>(null);

  constructor(place: Place, now: () => number = Date.now) {
    super(now);
    this.place = place;
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

  override get ready(): boolean {
    return super.ready && this.wrong === null;
  }

  /** Another folder, way or name is stored by another right. */
  override change(change: () => void): void {
    const offered = () => JSON.stringify([this.way, this.folder, this.name, this.wrong]);
    const before = offered();
    super.change(change);
    if (offered() !== before) void this.ask();
  }

  protected override async ask(): Promise<void> {
    // The end that was told is of another page.
    if (this.wrong === null) await super.ask();
    else this.end = null;
  }

  protected override async check(share: string, lasts: LinkLasts): Promise<LinkEnd> {
    const wanted = this.#wanted(lasts);
    const { policy, end } = await call("check_upload", { share, wanted });
    this.policy = policy;
    return end;
  }

  #wanted(lasts: LinkLasts): UploadWanted {
    const { way, folder, name, types, message, note } = this;
    const { smallest, largest } = this.sizes ?? { smallest: 1, largest: most };
    return { way, folder, name, lasts, types, smallest, largest, message, note };
  }

  protected async read(): Promise<UploadFacts> {
    const facts = await call("open_upload", { place: this.place });
    this.folder ||= facts.folder;
    this.way = facts.forms ? "folder" : "one";
    return facts;
  }

  protected can({ stands }: UploadFacts): boolean {
    return stands === "ready";
  }

  /** Makes a page, has it tried, and asks where to save it. */
  make(): Promise<void> {
    return this.makeBy((share, lasts) => call("save_upload", { share, wanted: this.#wanted(lasts) }));
  }
}

/** Bytes of an amount that was typed; null where it is none. */
function amount(text: string, unit: number): number | null {
  const typed = text.trim() === "" ? NaN : Number(text.trim().replace(",", "."));
  return Number.isFinite(typed) && typed >= 0 ? Math.round(typed * unit) : null;
}
