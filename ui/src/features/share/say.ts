/** What is said of a link: why it ends when it does, and why it does not open. */
import type { LinkBound, LinkEnd, LinkRefusal } from "../../lib/backend/contract";
import { say } from "../../lib/words";

const bounds: Record<LinkBound, () => string> = {
  chosen: () => say("share-ends-chosen"),
  session: () => say("share-ends-session"),
  longest: () => say("share-ends-longest"),
  policy: () => say("share-ends-policy"),
  copy: () => say("share-ends-copy"),
};

const refused: Record<LinkRefusal, () => string> = {
  expired: () => say("share-refused-expired"),
  not_yet: () => say("share-refused-not-yet"),
  signature: () => say("share-refused-signature"),
  denied: () => say("share-refused-denied"),
  missing: () => say("share-refused-missing"),
  archived: () => say("share-refused-archived"),
  elsewhere: () => say("share-refused-elsewhere"),
  busy: () => say("share-refused-busy"),
  other: () => say("share-refused-other"),
};

/** What ends it then, in sentences. */
export function endReasons({ by, sooner }: LinkEnd): string[] {
  return [bounds[by](), ...(sooner ? [say("share-ends-sooner")] : [])];
}

export function refusalSaid(why: LinkRefusal): string {
  return refused[why]();
}

/** How a link is ended before its time. */
export function withdrawal(version: boolean, key: string | null): string {
  if (version)
    return key === null ? say("share-withdraw-version") : say("share-withdraw-version-key", { key });
  return key === null ? say("share-withdraw") : say("share-withdraw-key", { key });
}
