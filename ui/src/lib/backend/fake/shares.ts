/** Links in the fake world: what limits them, what comes of trying one, and those made. */
import type { Commands, Fault, LinkEnd, LinkLasts, LinkTried, LinkView, Sharing } from "../contract";
import { gone, refuse } from "./faults";

type Args<K extends keyof Commands> = Commands[K]["args"];

const week = 7 * 86_400_000;

export class FakeShares {
  /** What the next sharings are, beside what follows from the file. */
  facts: Partial<Sharing> = {};
  /** In place of the next sharing, or of the next link. */
  fault: Fault | null = null;
  tried: LinkTried = { state: "works", named: true };
  clock: number | null = null;
  made: LinkView[] = [];
  /** The name under which the next list of links is saved; null: the dialog was closed. */
  saved: string | null = "links.html";
  /** Sharings that are open, by id. */
  readonly open = new Map<string, { sharing: Sharing; asked: Args<"open_share"> }>();
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
      host,
      reach: "anywhere",
      encrypted: true,
      limits: { session: { kind: "lasting" }, policy: null, copy: null },
      policy: { kind: "nothing" },
      key: "AKIAIOSFODNN7EXAMPLE",
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
    return this.#end(this.#of(share).sharing, lasts);
  }

  make({ share, wanted }: Args<"make_link">) {
    if (this.fault) refuse(this.fault);
    const { sharing, asked } = this.#of(share);
    const end = this.#end(sharing, wanted.lasts);
    const id = `link-${this.#next++}`;
    const { note } = wanted;
    this.made.unshift({ id, ...asked, note, made: this.now(), end, key: sharing.key });
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
    const end = this.#end(null, wanted.lasts);
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

  #end(sharing: Sharing | null, lasts: LinkLasts): LinkEnd {
    const now = Math.floor(this.now() / 1000) * 1000;
    const { session, policy, copy } = sharing?.limits ?? {
      session: { kind: "lasting" as const },
      policy: null,
      copy: null,
    };
    const chosen = lasts.kind === "for" ? now + lasts.seconds * 1000 : lasts.at;
    const bounds: [number, LinkEnd["by"]][] = [
      [chosen, "chosen"],
      [now + week, "longest"],
      [session.kind === "until" ? session.at : Infinity, "session"],
      [policy === null ? Infinity : now + policy, "policy"],
      [copy ?? Infinity, "copy"],
    ];
    const [at, by] = bounds.reduce((first, next) => (next[0] < first[0] ? next : first));
    return { at, by, sooner: session.kind === "untold" };
  }
}
