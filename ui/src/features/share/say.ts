/** What is said of a link: why it ends when it does, and why it does not open. */
import type { LinkBound, LinkEnd, LinkRefusal, LinkView } from "../../lib/backend/contract";
import { say } from "../../lib/words";

const bounds: Record<LinkBound, () => string> = {
  chosen: () => say("share-ends-chosen"),
  session: () => say("share-ends-session"),
  longest: () => say("share-ends-longest"),
  policy: () => say("share-ends-policy"),
  copy: () => say("share-ends-copy"),
  bucket: () => say("share-ends-bucket"),
};

const refused: Record<LinkRefusal, () => string> = {
  expired: () => say("share-refused-expired"),
  not_yet: () => say("share-refused-not-yet"),
  signature: () => say("share-refused-signature"),
  denied: () => say("share-refused-denied"),
  missing: () => say("share-refused-missing"),
  archived: () => say("share-refused-archived"),
  elsewhere: () => say("share-refused-elsewhere"),
  page: () => say("share-refused-page"),
  unreachable: () => say("share-refused-unreachable"),
  busy: () => say("share-refused-busy"),
  other: () => say("share-refused-other"),
};

/** Whether it works until its end for certain, for messages. */
export const sure = ({ at_most }: LinkEnd): "yes" | "no" => (at_most ? "no" : "yes");

/** What ends it then, in sentences. */
export function endReasons({ by, sooner }: LinkEnd): string[] {
  return [bounds[by](), ...(sooner ? [say("share-ends-sooner")] : [])];
}

export function refusalSaid(why: LinkRefusal): string {
  return refused[why]();
}

const pageRefused: Record<LinkRefusal, () => string> = {
  expired: () => say("share-upload-refused-expired"),
  not_yet: () => say("share-upload-refused-not-yet"),
  signature: () => say("share-upload-refused-signature"),
  denied: () => say("share-upload-refused-denied"),
  missing: () => say("share-upload-refused-missing"),
  archived: () => say("share-upload-refused-other"),
  elsewhere: () => say("share-upload-refused-elsewhere"),
  page: () => say("share-upload-refused-other"),
  unreachable: () => say("share-upload-refused-other"),
  busy: () => say("share-upload-refused-busy"),
  other: () => say("share-upload-refused-other"),
};

/** Why an upload page does not work. */
export function uploadRefusalSaid(why: LinkRefusal): string {
  return pageRefused[why]();
}

/** How a link is ended before its time. */
export function withdrawal(version: boolean, key: string | null): string {
  if (version)
    return key === null ? say("share-withdraw-version") : say("share-withdraw-version-key", { key });
  return key === null ? say("share-withdraw") : say("share-withdraw-key", { key });
}

/** The same of a link in the list. */
export function ending({ gives, version, key }: LinkView): string {
  if (gives !== "file") return key === null ? say("share-links-page") : say("share-links-page-key", { key });
  if (version !== null)
    return key === null ? say("share-links-no-key-version") : say("share-links-key-version", { key });
  return key === null ? say("share-links-no-key") : say("share-links-key", { key });
}
