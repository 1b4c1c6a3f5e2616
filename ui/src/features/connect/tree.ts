/** The sidebar as a flat list of what is visible, and how the keys of a tree move in it. Pure. */
import type { BucketView, ConnectionView, Fault, Place } from "../../lib/backend/contract";
import type { Held } from "./state.svelte";

/** Buckets shown below a connection; all of them have a screen of their own. */
const most = 60;

/** A group of places above the connections: favourites, places of late. */
export interface Section {
  id: string;
  label: string;
  places: Place[];
  open: boolean;
}

export type Item =
  | { kind: "section"; id: string; section: Section; open: boolean }
  | { kind: "place"; id: string; section: Section; place: Place }
  | { kind: "more"; id: string; connection: ConnectionView; count: number }
  | { kind: "connection"; id: string; connection: ConnectionView; open: boolean }
  | { kind: "bucket"; id: string; connection: ConnectionView; bucket: BucketView; keep: number }
  | { kind: "loading"; id: string; connection: ConnectionView }
  | { kind: "empty"; id: string; connection: ConnectionView }
  | { kind: "fault"; id: string; connection: ConnectionView; fault: Fault };

export function items(
  list: ConnectionView[],
  isOpen: (id: string) => boolean,
  held: (id: string) => Held,
): Item[] {
  return list.flatMap((connection): Item[] => {
    const open = isOpen(connection.id);
    const head: Item = { kind: "connection", id: connection.id, connection, open };
    return open ? [head, ...inside(connection, held(connection.id))] : [head];
  });
}

/**
 * Of the lines that lead to what is shown the one that is marked: the one last used, else a
 * bucket's or connection's own.
 */
export function shownOf(all: Item[], leadsHere: (item: Item) => boolean, last: string): string | null {
  const leading = all.filter(leadsHere);
  const own = leading.find(({ kind }) => kind !== "place");
  return (leading.find(({ id }) => id === last) ?? own ?? leading[0])?.id ?? null;
}

/** The groups of places that have any. */
export function sectionItems(sections: Section[]): Item[] {
  return sections
    .filter((section) => section.places.length > 0)
    .flatMap((section): Item[] => {
      const head: Item = { kind: "section", id: section.id, section, open: section.open };
      const inside = section.places.map((place): Item => {
        const id = `${section.id}/${place.connection}/${place.bucket}/${place.prefix}`;
        return { kind: "place", id, section, place };
      });
      return section.open ? [head, ...inside] : [head];
    });
}

function inside(connection: ConnectionView, { loading, buckets, fault }: Held): Item[] {
  const id = (rest: string) => `${connection.id}/${rest}`;
  const stopped: Item[] = fault ? [{ kind: "fault", id: id("?fault"), connection, fault }] : [];
  if (buckets && buckets.buckets.length > 0) {
    const shown = buckets.buckets.slice(0, most);
    const names = shown.map((bucket) => bucket.name);
    const items = shown.map((bucket, at): Item => {
      return { kind: "bucket", id: id(bucket.name), connection, bucket, keep: tellsApart(names, at) };
    });
    const count = buckets.buckets.length;
    const more: Item[] = count > most ? [{ kind: "more", id: id("?more"), connection, count }] : [];
    return [...items, ...more, ...stopped];
  }
  if (fault) return stopped;
  return [
    loading || !buckets
      ? { kind: "loading", id: id("?loading"), connection }
      : { kind: "empty", id: id("?empty"), connection },
  ];
}

/**
 * How many characters of the end of name `at` tell it from the names before and after it, in whole
 * words; 8 at least.
 */
export function tellsApart(names: string[], at: number): number {
  const name = names[at] ?? "";
  const same = Math.max(shared(name, names[at - 1] ?? ""), shared(name, names[at + 1] ?? ""));
  const word = Math.max(...["-", ".", "_"].map((mark) => name.lastIndexOf(mark, same - 1) + 1));
  // Names that have little in common show as much of their start as there is space for.
  return same < 8 ? 8 : Math.max(8, name.length - word);
}

/** How many characters both begin with. */
function shared(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  return same;
}

export type Step =
  { kind: "focus"; id: string } | { kind: "open"; id: string } | { kind: "close"; id: string };

/** What an arrow, Home or End does from the item `at`; null for a key that is none of these. */
export function stepBy(key: string, all: Item[], at: number): Step | null {
  const here = all[at];
  const focus = (to: number): Step | null => {
    const item = all[Math.min(Math.max(0, to), all.length - 1)];
    return item ? { kind: "focus", id: item.id } : null;
  };
  switch (key) {
    case "ArrowDown":
      return focus(at + 1);
    case "ArrowUp":
      return focus(at - 1);
    case "Home":
      return focus(0);
    case "End":
      return focus(all.length - 1);
    case "ArrowRight":
      if (here?.kind !== "connection" && here?.kind !== "section") return null;
      return here.open ? focus(at + 1) : { kind: "open", id: here.id };
    case "ArrowLeft":
      if (!here) return null;
      if (here.kind === "connection" || here.kind === "section")
        return here.open ? { kind: "close", id: here.id } : null;
      return { kind: "focus", id: here.kind === "place" ? here.section.id : here.connection.id };
    default:
      return null;
  }
}
