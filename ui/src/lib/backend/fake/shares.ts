/** Links in the fake world: what limits them, what comes of trying one, and those made. */
import type {
  Arrival,
  Commands,
  Fault,
  LinkEnd,
  LinkLasts,
  LinkLimits,
  LinkTried,
  LinkView,
  ManySharing,
  PolicyOnLinks,
  Sharing,
  UploadFacts,
  UploadTried,
} from "../contract";
import { gone, refuse } from "./faults";

type Args<K extends keyof Commands> = Commands[K]["args"];

const week = 7 * 86_400_000;
const unlimited: LinkLimits = { session: { kind: "lasting" }, policy: null, copy: null, bucket: null };

/** Where links lead, and what ends them. */
const way = (
  host: string,
): Pick<Sharing, "host" | "reach" | "encrypted" | "own_trust" | "limits" | "policy" | "key"> => ({
  host,
  reach: "anywhere",
  encrypted: true,
  own_trust: false,
  limits: unlimited,
  policy: { kind: "nothing" },
  key: "AKIAIOSFODNN7EXAMPLE",
});

export class FakeShares {
  /** What the next sharings are, beside what follows from the file. */
  facts: Partial<Sharing> = {};
  /** In place of the next sharing, or of the next link. */
  fault: Fault | null = null;
  unseen = false;
  tried: LinkTried = { state: "works", named: true };
  clock: number | null = null;
  made: LinkView[] = [];
  /** The name under which the next list of links is saved; null: the dialog was closed. */
  saved: string | null = "links.html";
  /** What the next upload pages are, beside what follows from the folder. */
  uploadFacts: Partial<UploadFacts> = {};
  /** What a policy says of an upload page, where that is not what the facts say. */
  uploadPolicy: ((wanted: Args<"check_upload">["wanted"]) => PolicyOnLinks) | null = null;
  /** What the next sharings of several files are. */
  manyFacts: Partial<ManySharing> = {};
  uploadTried: UploadTried = { state: "heeds" };
  uploads: Args<"save_upload">["wanted"][] = [];
  arrivals: Arrival[] = [];
  /** Sharings that are open, by id. */
  readonly open = new Map<string, { sharing: Sharing; asked: Args<"open_share"> }>();
  /** Sharings of several files, by id. */
  readonly several = new Map<string, ManySharing>();
  /** Upload pages that are made now, by id. */
  readonly asking = new Map<string, { facts: UploadFacts; asked: Args<"open_upload"> }>();
  readonly handed: string[] = [];
  now: () => number = Date.now;
  #next = 1;

  begin(asked: Args<"open_share">, size: number): Sharing {
    if (this.fault) refuse(this.fault);
    const { bucket, key } = asked.at;
    const host = `${bucket}.s3.eu-central-1.amazonaws.com`;
    const sharing: Sharing = {
      id: `share-${this.#next++}`,
      name: key.split("/").at(-1) ?? key,
      size,
      stands: "ready",
      ...way(host),
      addresses: {
        https: `https://${host}/${encodeURI(key)}`,
        s3: `s3://${bucket}/${key}`,
        arn: `arn:aws:s3:::${bucket}/${key}`,
        console: `https://console.aws.amazon.com/s3/object/${bucket}?prefix=${encodeURIComponent(key)}`,
      },
      ...this.facts,
    };
    this.open.set(sharing.id, { sharing, asked });
    return sharing;
  }

  check({ share, lasts }: Args<"check_link">): LinkEnd {
    return this.#end((this.several.get(share) ?? this.#of(share).sharing).limits, lasts);
  }

  many(): ManySharing {
    if (this.fault) refuse(this.fault);
    const none = { archived: 0, restoring: 0, unseen: 0, refused: 0, networks: 0, unreachable: 0 };
    const sharing: ManySharing = {
      ...{ id: `many-${this.#next++}`, files: 40, stands: "ready" as const },
      ...none,
      ...way("acme-datasets.s3.eu-central-1.amazonaws.com"),
      ...this.manyFacts,
    };
    this.several.set(sharing.id, sharing);
    return sharing;
  }

  checkUpload({ share, wanted }: Args<"check_upload">) {
    const { facts } = this.asking.get(share) ?? refuse(gone("link"));
    const policy = this.uploadPolicy?.(wanted) ?? facts.policy;
    return { policy, end: this.#end(facts.limits, wanted.lasts) };
  }

  ask(asked: Args<"open_upload">): UploadFacts {
    if (this.fault) refuse(this.fault);
    const facts: UploadFacts = {
      id: `upload-${this.#next++}`,
      stands: "ready",
      forms: true,
      sees_folder: true,
      sees_one: true,
      folder: "uploads-2026-11-30-1405",
      ...way(`${asked.place.bucket}.s3.eu-central-1.amazonaws.com`),
      ...this.uploadFacts,
    };
    this.asking.set(facts.id, { facts, asked });
    return facts;
  }

  upload({ share, wanted }: Args<"save_upload">) {
    if (this.fault) refuse(this.fault);
    const { facts, asked } = this.asking.get(share) ?? refuse(gone("link"));
    const { connection, bucket, prefix } = asked.place;
    const folder = wanted.folder === "" ? prefix : `${prefix}${wanted.folder}/`;
    const to = wanted.way === "folder" ? folder : folder + wanted.name;
    const end = this.#end(facts.limits, wanted.lasts);
    const { state } = this.uploadTried;
    const saved = state === "heeds" || state === "untried" ? this.saved : null;
    this.uploads.push(wanted);
    if (saved !== null)
      this.made.unshift({
        id: `link-${this.#next++}`,
        at: { connection, bucket, key: to },
        gives: wanted.way === "folder" ? "folder" : "upload",
        version: null,
        note: wanted.note,
        made: this.now(),
        end,
        key: facts.key,
      });
    return { to, unseen: this.unseen, end, tried: this.uploadTried, clock: this.clock, saved };
  }

  arrived({ link }: Args<"read_arrivals">) {
    if (this.fault) refuse(this.fault);
    if (!this.made.some(({ id }) => id === link)) refuse(gone("link"));
    return { files: this.arrivals, count: this.arrivals.length, more: false };
  }

  close(share: string): null {
    this.open.delete(share);
    this.asking.delete(share);
    this.several.delete(share);
    return null;
  }

  make({ share, wanted }: Args<"make_link">) {
    if (this.fault) refuse(this.fault);
    const { sharing, asked } = this.#of(share);
    const end = this.#end(sharing.limits, wanted.lasts);
    const id = `link-${this.#next++}`;
    const { note } = wanted;
    this.made.unshift({ id, ...asked, gives: "file", note, made: this.now(), end, key: sharing.key });
    const url = `${sharing.addresses.https}?X-Amz-Expires=3600&X-Amz-Signature=${id}`;
    return { id, url, end, tried: this.tried, clock: this.clock };
  }

  hand(share: string, to: string): null {
    this.#of(share);
    this.handed.push(to);
    return null;
  }

  save({ wanted }: Args<"save_links">) {
    if (this.fault) refuse(this.fault);
    const end = this.#end(unlimited, wanted.lasts);
    const saved = this.tried.state === "works" ? this.saved : null;
    return { count: 2, end, tried: this.tried, saved };
  }

  forget({ link }: Args<"forget_link">): null {
    this.made = this.made.filter(({ id }) => id !== link);
    return null;
  }

  #of(share: string) {
    return this.open.get(share) ?? refuse(gone("link"));
  }

  #end({ session, policy, copy, bucket }: LinkLimits, lasts: LinkLasts): LinkEnd {
    const now = Math.floor(this.now() / 1000) * 1000;
    const chosen = lasts.kind === "for" ? now + lasts.seconds * 1000 : lasts.at;
    const bounds: [number, LinkEnd["by"]][] = [
      [chosen, "chosen"],
      [now + week, "longest"],
      [session.kind === "until" ? session.at : Infinity, "session"],
      [policy === null ? Infinity : now + policy, "policy"],
      [copy ?? Infinity, "copy"],
      [bucket === null ? Infinity : now + bucket, "bucket"],
    ];
    const [at, by] = bounds.reduce((first, next) => (next[0] < first[0] ? next : first));
    const sooner = session.kind === "untold";
    return { at, by, sooner, at_most: sooner || by === "policy" || by === "bucket" };
  }
}
