/**
 * What is on its way into the folder shown, by upload, paste or a new name. Once it is there it is
 * selected and brought into view, unless the person clicked or pressed a key in the list meanwhile:
 * then their own selection stays.
 */
import type { OnConflict, Place } from "../../lib/backend/contract";
import type { Cursor } from "./cursor.svelte";
import type { Listing } from "./listing.svelte";
import { sameFolder } from "./path";

/** Of more items than this only the first is selected: each has to be looked up by its name. */
const most = 200;
/** How often it is tried again while rows move. */
const turns = 5;

/** How many numbers are tried behind a name. */
const numbers = 100;

/** What comes, by the name that it had. `beside`: it gets a number, since that name was taken. */
interface Name {
  name: string;
  beside: boolean;
}

interface Sought {
  place: Place;
  names: Name[];
  cursor: Cursor;
  /** What the person had done in the list by then. */
  acts: number;
  /** The transfer has ended: the next reading of the folder has them. */
  there: boolean;
}

export class Expected {
  #sought: Sought | null = null;
  #settling = false;

  /**
   * Items of these names will come, `beside` what has the names. No names: nothing is expected any
   * more.
   */
  expect(place: Place, names: string[], cursor: Cursor, beside = false): void {
    const all = names.map((name) => ({ name, beside }));
    this.#sought = all.length === 0 ? null : { place, names: all, cursor, acts: cursor.acts, there: false };
  }

  /**
   * What becomes of names that were taken, all of them or some: a file that was there before is not
   * what came.
   */
  answered(place: Place, choice: OnConflict, taken: readonly string[], all: boolean): void {
    const sought = this.#sought;
    if (!sought || !sameFolder(place, sought.place) || choice === "replace") return;
    const isTaken = ({ name }: Name) => taken.includes(name);
    const free = all ? sought.names.filter((each) => !isTaken(each)) : [];
    const beside = sought.names.filter(isTaken).map((each) => ({ ...each, beside: true }));
    sought.names = choice === "keep_both" ? [...free, ...beside] : free;
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
      // While rows move, a selection by their positions is not taken, and the one before stays.
      if (!(await selected(listing, found))) continue;
      this.#sought = null;
      return true;
    }
    return false;
  }

  async #find(listing: Listing, names: Name[]): Promise<{ at: number; name: string }[]> {
    const found: { at: number; name: string }[] = [];
    for (const { name, beside } of names.length > most ? names.slice(0, 1) : names) {
      // Whoever uploads a folder knows it without the slash.
      for (const each of [name, `${name}/`]) {
        const one = await (beside ? latest(listing, each) : located(listing, each));
        if (one) found.push(one);
      }
    }
    return found;
  }
}

async function selected(listing: Listing, rows: { at: number; name: string }[]): Promise<boolean> {
  const { files, folders } = listing.selection;
  const [first] = rows;
  const [row] = await listing.peek(first?.at ?? 0, 1);
  return files + folders === rows.length && row?.name === first?.name && row?.selected === true;
}

async function located(listing: Listing, name: string): Promise<{ at: number; name: string } | null> {
  const at = await listing.locate(name);
  return at === null ? null : { at, name };
}

/** The one with the highest number: the last that was put beside the others. */
async function latest(listing: Listing, name: string): Promise<{ at: number; name: string } | null> {
  let found: { at: number; name: string } | null = null;
  for (let number = 2; number <= numbers; number += 1) {
    const next = await located(listing, numbered(name, number));
    if (!next) return found;
    found = next;
  }
  return found;
}

/** As Rust numbers it: before the ending, and before the slash of a folder. */
export function numbered(name: string, number: number): string {
  const slash = name.endsWith("/") ? "/" : "";
  const whole = name.slice(0, name.length - slash.length);
  const dot = whole.lastIndexOf(".");
  const end = dot > 0 && whole.length - dot <= 20 ? dot : whole.length;
  return `${whole.slice(0, end)} (${number})${whole.slice(end)}${slash}`;
}
