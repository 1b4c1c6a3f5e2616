/** What an archive holds. Names are shown as they are, and are never paths of this computer. */

export interface Entry {
  /** As the archive has it, `../` and all. */
  path: string;
  folder: boolean;
  /** Unpacked, in bytes, as the archive claims. */
  size: number;
  /** Milliseconds since 1970. */
  at: number | null;
  /** A password is needed. */
  sealed: boolean;
  /** What a link points to. */
  link: string | null;
  /** Where the archive finds it again. */
  from: number;
}

/** What reads an archive: its list in steps, and one entry at a time. */
export interface Archive {
  /**
   * Tells what it found, and whether the list is complete. What was read until it failed stays
   * told.
   */
  list(found: (entries: Entry[]) => void): Promise<boolean>;
  /** The entry's bytes, at most `limit` of them. */
  unpack(entry: Entry, limit: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Entries of an archive at most: their names alone would fill the memory. */
export const entryLimit = 200_000;
