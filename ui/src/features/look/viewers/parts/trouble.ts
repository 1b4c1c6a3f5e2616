/** Why a viewer shows words in the place of a file. */
import { faultOf, Refusal } from "../../../../lib/backend/backend";
import type { Fault } from "../../../../lib/backend/contract";

export type Trouble = { fault: Fault } | { title: string; words: string };

/**
 * Content that is not what its format promises, or more than a viewer takes: known here, and no
 * fault.
 */
export class Unreadable extends Error {
  readonly title: string;
  readonly words: string;

  constructor(title: string, words: string) {
    super(title);
    this.title = title;
    this.words = words;
  }
}

/** Null for what was given up on purpose. */
export function troubleOf(caught: unknown, signal: AbortSignal): Trouble | null {
  if (signal.aborted) return null;
  if (caught instanceof Unreadable) return { title: caught.title, words: caught.words };
  if (caught instanceof Refusal) return { fault: caught.fault };
  return { fault: faultOf(caught, "look") };
}
