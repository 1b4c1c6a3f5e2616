/** The sidebar as a flat list of what is visible, and how the keys of a tree move in it. Pure. */
import type { BucketView, ConnectionView, Fault } from "../../lib/backend/contract";
import type { Held } from "./state.svelte";

export type Item =
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

function inside(connection: ConnectionView, { loading, buckets, fault }: Held): Item[] {
  const id = (rest: string) => `${connection.id}/${rest}`;
  if (fault) return [{ kind: "fault", id: id("?fault"), connection, fault }];
  if (buckets && buckets.buckets.length > 0) {
    const names = buckets.buckets.map((bucket) => bucket.name);
    return buckets.buckets.map((bucket, at) => ({
      ...{ kind: "bucket", id: id(bucket.name), connection, bucket },
      keep: tellsApart(names, at),
    }));
  }
  return [
    loading || !buckets
      ? { kind: "loading", id: id("?loading"), connection }
      : { kind: "empty", id: id("?empty"), connection },
  ];
}

/** How many characters of the end of name `at` tell it from the names before and after it, in whole words; 8 at least. */
export function tellsApart(names: string[], at: number): number {
  const name = names[at] ?? "";
  const same = Math.max(shared(name, names[at - 1] ?? ""), shared(name, names[at + 1] ?? ""));
  const word = Math.max(...["-", ".", "_"].map((mark) => name.lastIndexOf(mark, same - 1) + 1));
  // Names that have little in common show as much of their start as there is room for.
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
      if (here?.kind !== "connection") return null;
      return here.open ? focus(at + 1) : { kind: "open", id: here.id };
    case "ArrowLeft":
      if (here?.kind === "connection") return here.open ? { kind: "close", id: here.id } : null;
      return here ? { kind: "focus", id: here.connection.id } : null;
    default:
      return null;
  }
}
