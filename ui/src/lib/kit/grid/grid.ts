/** The shapes that the grid and its owner share. */
import type { Component } from "svelte";

export type Icon = Component<{ size?: number | string }>;

/** What stands in the first cell of a row: a picture, which may stand out, and a name. */
export interface Title {
  name: string;
  icon: Icon;
  accent?: boolean;
  /** What shows the item itself in the place of the icon. */
  picture?: Wish | undefined;
}

/**
 * A small picture that is asked for while its row is in sight. `stamp` tells it from that of
 * another item.
 */
export interface Wish {
  stamp: string;
  /** What it gives back takes the wish back. */
  ask: (arrived: (url: string) => void) => () => void;
}

export interface Column {
  id: string;
  label: string;
  /** Numbers stand at the right. */
  end?: boolean;
  /** Pixels of usual text; the first column takes what the others leave. */
  width: number;
  least: number;
  /** Shown only when the person asks for it. */
  optional?: boolean;
  /** Rows cannot be ordered by it. */
  unsorted?: boolean;
}

/** What the person changed about a column; no width is the usual one. */
export interface ColumnLook {
  id: string;
  width: number | null;
  shown: boolean;
}

/**
 * What is measured on screen: the height of a line and of what is visible, px, and how many items a
 * line holds.
 */
export interface Measure {
  row: number;
  view: number;
  per: number;
}

/**
 * Where the person is; the grid writes `focus` and `top`, and brings the focused row into view when
 * `reveals` counts up.
 */
export interface GridCursor {
  focus: number;
  top: number;
  readonly reveals: number;
  /** Written by the grid. */
  frame: Measure;
}

/** Keys held during a click. */
export interface Held {
  ctrl: boolean;
  shift: boolean;
}
