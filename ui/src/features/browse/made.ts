/**
 * What a transfer made, and whether it is still the same: read from the files of its group and from
 * the storage itself. Nothing is taken for made that may have been there before, and nothing for
 * the same that cannot be compared.
 */
import { call, Refusal, stream } from "../../lib/backend/backend";
import type { DeleteCount, GroupView, Place, Query, Row } from "../../lib/backend/contract";
import type { Begun, Chosen } from "../transfers/begun";
import { Listing } from "./listing.svelte";
import { folder, type Shows } from "./way.svelte";

/** Of more files than this nothing is undone: each is looked at. */
export const most = 2000;
/** Rows of a folder that are read to find one of them; of several transfers, each reads it once. */
const mostRows = 20_000;
const mostOfSeveral = 1000;
/** Files of a group that are read at once, and rows of a list. */
const page = 200;

const anything: Query = {
  ...{ words: "", pattern: "", min_size: null, max_size: null },
  ...{ changed_from: null, changed_until: null },
};

/** Something that went from one key to another. The key of a folder ends with a slash. */
export interface Pair {
  from: string;
  to: string;
  /** What is at `to`; of a folder, each file below it. By key. */
  stamps: ReadonlyMap<string, string>;
}

/** Files that are there, by key. */
type Files = Map<string, { etag: string | null; stamp: string }>;

/** The folder that a key lies in, and its name there. */
export function split(key: string): [prefix: string, name: string] {
  const end = key.replace(/\/$/, "").lastIndexOf("/") + 1;
  return [key.slice(0, end), key.slice(end)];
}

/** The name in it, as it is read. */
export function nameOf(key: string): string {
  return split(key)[1].replace(/\/$/, "");
}

export function rowAt(key: string): Chosen {
  return { key, name: split(key)[1] };
}

/** Where a row goes. */
function target({ from, to, name }: Begun, key: string): string {
  if (name === undefined) return to.prefix + key.slice(from.prefix.length);
  return `${split(key)[0]}${name}${key.endsWith("/") ? "/" : ""}`;
}

function fileOf({ key, etag, size, modified }: Row): [string, { etag: string | null; stamp: string }] {
  return [key, { etag, stamp: JSON.stringify([etag, size, modified]) }];
}

/** More is there than is looked at. */
class TooMany extends Error {}

/**
 * A list of all that is there; rejects with why it could not be read, and once there are more than
 * `bound` rows. Its owner closes it.
 */
export function read(place: Place, shows: Shows = folder, bound = Infinity): Promise<Listing> {
  return reading(place, shows, bound).whole;
}

/** The same, with the list while it is read: its owner may close it, and then it is never whole. */
export function reading(
  place: Place,
  shows: Shows = folder,
  bound = Infinity,
): { listing: Listing; whole: Promise<Listing> } {
  let listing!: Listing;
  const whole = new Promise<Listing>((done, fail) => {
    listing = new Listing(place, shows, () => {
      if ((listing.tick?.total ?? 0) > bound) {
        listing.close();
        fail(new TooMany());
      } else if (listing.fault) {
        listing.close();
        fail(new Refusal(listing.fault));
      } else if (listing.complete) listing.peek(0, 1).then(() => done(listing), fail);
    });
  });
  return { listing, whole };
}

/** Every file below a folder; null for more than anybody looks at. */
async function below(place: Place, prefix: string): Promise<Files | null> {
  const query = { kind: "search" as const, query: anything };
  const listing = await read({ ...place, prefix }, query, most).catch(fewer);
  if (!listing) return null;
  try {
    if (listing.tick?.full) return null;
    const found: Files = new Map();
    for (let start = 0; start < listing.shown; start += page)
      for (const row of await listing.peek(start, page))
        if (!row.key.endsWith("/")) found.set(...fileOf(row));
    return found;
  } finally {
    listing.close();
  }
}

function fewer(caught: unknown): null {
  if (caught instanceof TooMany) return null;
  throw caught;
}

/** What is at a key now; null where that is too much to look at. */
async function filesAt(place: Place, key: string, lists: Lists): Promise<Files | null> {
  if (key.endsWith("/")) return below(place, key);
  const [prefix, name] = split(key);
  const listing = await lists.of({ ...place, prefix }).catch(fewer);
  if (!listing) return null;
  const at = await listing.locate(name);
  const rows = at === null ? [] : await listing.peek(at, 1);
  return new Map(rows.filter((row) => row.key === key).map(fileOf));
}

/** Folders that are read once while several of their files are looked at. */
export class Lists {
  #read = new Map<string, Promise<Listing>>();
  readonly #bound: number;

  constructor(bound = mostRows) {
    this.#bound = bound;
  }

  of(place: Place): Promise<Listing> {
    const known = this.#read.get(place.prefix) ?? read(place, folder, this.#bound);
    this.#read.set(place.prefix, known);
    return known;
  }

  close(): void {
    for (const listing of this.#read.values())
      listing.then(
        (found) => found.close(),
        () => undefined,
      );
  }
}

/**
 * Names of the files that a group has done, with the ETags of what it made; null for more than are
 * looked at.
 */
async function doneBy(group: GroupView): Promise<Map<string, string | null> | null> {
  const done = new Map<string, string | null>();
  for (let start = 0; ; start += page) {
    const found = await call("read_jobs", { group: group.id, filter: "all", start, len: page });
    if (found.total > most) return null;
    for (const { name, state, etag } of found.jobs) if (state === "done") done.set(name, etag);
    if (found.jobs.length === 0 || start + page >= found.total) return done;
  }
}

/**
 * What of the rows that were picked has come to its new place, and can go back. `before`: what was
 * found so when the group ended an earlier time.
 */
export async function madeBy(group: GroupView, begun: Begun, before: readonly Pair[] = []): Promise<Pair[]> {
  const { from, to, rows } = begun;
  const done = rows.length > 0 ? await doneBy(group) : null;
  if (!done) return [];
  const known = new Map(before.flatMap(({ stamps }) => [...stamps]));
  const lists = new Lists(begun.of ? mostOfSeveral : mostRows);
  try {
    const pairs: Pair[] = [];
    for (const { key } of rows) {
      // A name is given without blanks around it: such a one cannot be given back.
      if (begun.name !== undefined && split(key)[1].trim() !== split(key)[1]) continue;
      const pair = { from: key, to: target(begun, key) };
      const name = key.slice(from.prefix.length);
      const made = new Map<string, string | null>();
      for (const [each, etag] of done)
        if (key.endsWith("/") ? each.startsWith(name) && !each.endsWith("/") : each === name)
          made.set(pair.to + each.slice(name.length), etag);
      const found = made.size > 0 ? await filesAt(to, pair.to, lists) : null;
      const stamps = found && stampsOf(made, found, known);
      if (stamps) pairs.push({ ...pair, stamps });
    }
    return pairs;
  } finally {
    lists.close();
  }
}

/**
 * Stamps of what was made, where nothing but that is there: what is stamped for the first time has
 * the ETag with which the server confirmed it, since another file may have come there meanwhile.
 */
function stampsOf(
  made: ReadonlyMap<string, string | null>,
  found: Files,
  known: ReadonlyMap<string, string>,
): Map<string, string> | null {
  const stamps = new Map<string, string>();
  for (const [key, etag] of made) {
    const [there, before] = [found.get(key), known.get(key)];
    const same = before === undefined ? etag !== null && there?.etag === etag : there?.stamp === before;
    if (!there || !same) return null;
    stamps.set(key, there.stamp);
  }
  return stamps.size === found.size ? stamps : null;
}

/** Whether no file is in any of these folders. */
export async function areEmpty(place: Place, pairs: readonly Pair[]): Promise<boolean> {
  for (const { to } of pairs) if ((await below(place, to))?.size !== 0) return false;
  return true;
}

/** The first that is no longer what was made; null where all are. */
export async function changedSince(place: Place, pairs: readonly Pair[]): Promise<Pair | null> {
  const lists = new Lists();
  try {
    for (const pair of pairs) {
      const found = await filesAt(place, pair.to, lists);
      const same = found?.size === pair.stamps.size;
      if (!same || [...pair.stamps].some(([key, stamp]) => found.get(key)?.stamp !== stamp)) return pair;
    }
    return null;
  } finally {
    lists.close();
  }
}

/** Of these keys, those where something is. */
export async function stillThere(place: Place, keys: string[]): Promise<string[]> {
  const lists = new Lists();
  try {
    const there: string[] = [];
    for (const key of keys) {
      const [prefix, name] = split(key);
      if ((await (await lists.of({ ...place, prefix })).locate(name)) !== null) there.push(key);
    }
    return there;
  } finally {
    lists.close();
  }
}

/**
 * The list of a folder with these names in it selected, and nothing else; or the name that is not
 * there.
 */
export async function selecting(place: Place, names: string[]): Promise<Listing | string> {
  const listing = await read(place);
  await listing.select({ kind: "none" });
  let missing = names[0] ?? "";
  for (const name of names) {
    missing = name;
    const at = await listing.locate(name);
    if (at === null) break;
    await listing.select({ kind: "toggle", at });
  }
  const { files, folders } = listing.selection;
  if (files + folders === names.length) return listing;
  listing.close();
  return missing;
}

/** Those that go from one folder to one other, together. */
export function byFolders(pairs: readonly Pair[]): Pair[][] {
  const found = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const ends = JSON.stringify([split(pair.from)[0], split(pair.to)[0]]);
    found.set(ends, [...(found.get(ends) ?? []), pair]);
  }
  return [...found.values()];
}

/** A deletion that was counted whole. */
export async function counted(listing: string): Promise<{ plan: string; count: DeleteCount }> {
  return new Promise((done, fail) => {
    let [plan, whole]: [string | null, DeleteCount | null] = [null, null];
    const both = () => {
      if (plan === null || !whole) return;
      ticks.close();
      done({ plan, count: whole });
    };
    const ticks = stream((count: DeleteCount) => {
      if (count.fault) fail(new Refusal(count.fault));
      if (count.complete) whole = count;
      both();
    });
    call("plan_delete", { listing, ticks }).then((id) => {
      plan = id;
      both();
    }, fail);
  });
}
