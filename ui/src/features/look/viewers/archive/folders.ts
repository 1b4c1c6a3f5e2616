/** The folders of an archive, made of the names in it. */
import { inOrder } from "../../../../lib/words";
import type { Entry } from "./entries";

/** A folder or a file of the tree. */
export interface Node {
  name: string;
  /** Null for a folder that is only part of a name. */
  entry: Entry | null;
  children: Map<string, Node> | null;
}

/** Folders within folders at most; what is deeper stays one name. */
const depth = 64;
/** From here on the language's order would take seconds. */
const many = 5_000;

export function root(): Node {
  return { name: "", entry: null, children: new Map() };
}

export function add(tree: Node, entry: Entry): void {
  const path = entry.folder ? entry.path.replace(/\/+$/, "") : entry.path;
  const parts = path.split("/", depth);
  const taken = parts.reduce((sum, part) => sum + part.length + 1, 0);
  const last = (parts.pop() ?? "") + (taken - 1 < path.length ? path.slice(taken - 1) : "");
  let folder = tree;
  for (const part of parts) folder = within(folder, part);
  folder.children ??= new Map();
  const before = folder.children.get(last);
  // Of two entries of one name the later one counts, as for every program that unpacks.
  const children = entry.folder ? (before?.children ?? new Map<string, Node>()) : (before?.children ?? null);
  folder.children.set(last, { name: last, entry, children });
}

function within(folder: Node, name: string): Node {
  folder.children ??= new Map();
  const there = folder.children.get(name);
  if (there) {
    there.children ??= new Map();
    return there;
  }
  const fresh: Node = { name, entry: null, children: new Map() };
  folder.children.set(name, fresh);
  return fresh;
}

/** The folder that `path` names, or the nearest one above it. */
export function folderAt(tree: Node, path: readonly string[]): Node {
  let folder = tree;
  for (const part of path) {
    const next = folder.children?.get(part);
    if (!next?.children) break;
    folder = next;
  }
  return folder;
}

/** What is in a folder: folders first, then by name. */
export function listed(folder: Node): Node[] {
  const all = [...(folder.children?.values() ?? [])];
  const order = all.length > many ? plainly : inOrder;
  return all.sort(
    (a, b) => Number(a.children === null) - Number(b.children === null) || order(a.name, b.name),
  );
}

function plainly(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
