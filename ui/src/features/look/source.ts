/**
 * What a viewer looks at: one version of one file, read in ranges. Nothing here fetches a whole
 * file; a viewer asks for what it shows. Each answer is of the version that was opened, or there is
 * a `Refusal`.
 */

import type { LookKind } from "../../lib/backend/contract";
import type { Editing } from "./editing.svelte";

export type { LookKind };

export interface Source {
  /** The last part of the key. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly kind: LookKind;
  /**
   * What the first bytes or the name say, as a MIME type: `image/jpeg`, `text/csv`,
   * `application/gzip`.
   */
  readonly format: string;
  /** The character encoding that the first bytes speak for, as `TextDecoder` names it. */
  readonly encoding: string | null;
  /** Where an `<img>` can read the file by itself. */
  readonly address: string;
  /**
   * The bytes from `start`, `length` of them at most; fewer only where the file ends. One call may
   * ask for 8 MB. Rejects with a `Refusal` when the file cannot be read or is another one by now,
   * and with the signal's reason when it was aborted.
   */
  read(start: number, length: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** How it is changed in place, where it can be. */
  readonly editing?: Editing;
  /** Gives back what it holds in memory, where it holds anything. */
  close?(): void;
}

/** What every viewer is given. */
export interface ViewerProps {
  source: Source;
  /** Opens the file anew, where it could not be read. */
  onretry?: () => void;
}
