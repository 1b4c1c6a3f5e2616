/** What was done is no longer as it was, so that it is not undone. */
import type { Place } from "../../lib/backend/contract";
import { spoken } from "../../lib/kit/exact";
import { say } from "../../lib/words";
import { changedSince, nameOf, type Pair } from "./made";

/** A name is not what it was: nothing is undone. */
export class Changed extends Error {
  readonly key: string;

  constructor(key: string, words: string) {
    super(words);
    this.key = key;
  }
}

/** `filled`: it is a folder that was made, and has something in it by now. */
export function changed(key: string, filled = false): Changed {
  const name = spoken(nameOf(key));
  return new Changed(key, say(filled ? "browse-undo-not-empty" : "browse-undo-changed", { name }));
}

export async function unchanged(place: Place, pairs: readonly Pair[]): Promise<void> {
  const found = await changedSince(place, pairs);
  if (found) throw changed(found.to);
}
