/** What can be undone: one thing that a person did. */
import type { Place } from "../../lib/backend/contract";
import type { Pair } from "./made";

export type Kind = "copy" | "move" | "rename" | "folder" | "delete";
export type Way = "undo" | "redo";

/** Something that was done, or undone. */
export interface Deed {
  kind: Kind;
  from: Place;
  to: Place;
  pairs: Pair[];
  /** It was undone by taking it away: again means making it anew. */
  gone: boolean;
  /** It is of an earlier time: made anew it would be of what is there now. */
  past: boolean;
  /** Done with several transfers, of which some still run. */
  open: number;
  /** What it is called; null: by its pairs. */
  label: string | null;
  /** The list that it comes into. */
  way: Way;
  /** By the group that made them. */
  parts: Map<string, Pair[]>;
  /** The group that deleted files, and how many. */
  group?: string;
  files?: number;
}
