/**
 * What is on its way into the folder shown, by upload, paste or a new name. Once it is there it is selected and brought
 * into view, unless the person clicked or pressed a key in the list meanwhile: then their own selection stays.
 */
import type { Place } from "../../lib/backend/contract";
import type { Cursor } from "./cursor.svelte";
import type { Listing } from "./listing.svelte";
import { sameFolder } from "./path";

/** Of more items than this only the first is selected: each has to be looked up by its name. */
const most = 200;
/** How often it is tried again while rows move. */
const turns = 5;

interface Sought {
  place: Place;
  names: string[];
  cursor: Cursor;
  /** What the person had done in the list by then. */
  acts: number;
  /** The transfer has ended: the next reading of the folder has them. */
  there: boolean;
}

export class Expected {
  #sought: Sought | null = null;
  #settling = false;

  /** Items of these names will come. No names: nothing is expected any more. */
  expect(place: Place, names: string[], cursor: Cursor): void {
    this.#sought = names.length === 0 ? null : { place, names, cursor, acts: cursor.acts, there: false };
  }

  /** A transfer into this place has ended. */
  ended(place: Place): void {
    if (this.#sought && sameFolder(place, this.#sought.place)) this.#sought.there = true;
  }

  /** The folder was read: selects what has come. False where nothing of it has. */
  async settle(listing: Listing, cursor: Cursor): Promise<boolean> {
    const sought = this.#sought;
    // News come quickly after each other, and what is selected twice is selected no more.
    if (!sought?.there || this.#settling) return false;
    this.#settling = true;
    try {
      return await this.#take(sought, listing, cursor);
    } finally {
      this.#settling = false;
    }
  }

  async #take(sought: Sought, listing: Listing, cursor: Cursor): Promise<boolean> {
    const wanted = () => this.#sought === sought && sought.cursor === cursor && cursor.acts === sought.acts;
    for (let turn = 0; turn < turns && wanted(); turn += 1) {
      const found = await this.#find(listing, sought.names);
      if (found.length === 0 || !wanted()) return false;
      await cursor.take(found, listing);
      const { files, folders } = listing.selection;
      // While rows move, a selection by their positions is not taken.
      if (files + folders !== found.length) continue;
      this.#sought = null;
      return true;
    }
    return false;
  }

  async #find(listing: Listing, names: string[]): Promise<{ at: number; name: string }[]> {
    const found: { at: number; name: string }[] = [];
    // Whoever uploads a folder knows it without the slash.
    const all = (names.length > most ? names.slice(0, 1) : names).flatMap((name) => [name, `${name}/`]);
    for (const name of all) {
      const at = await listing.locate(name);
      if (at !== null) found.push({ at, name });
    }
    return found;
  }
}
