/** The shapes that the grid and its owner share. */
export interface Column {
  id: string;
  label: string;
  /** Numbers stand at the right. */
  end?: boolean;
}

/** Where the person is; the grid writes `focus` and `top`, and brings the focused row into view when `reveals` counts up. */
export interface GridCursor {
  focus: number;
  top: number;
  readonly reveals: number;
  /** Height of a row and of what is visible, px: written by the grid. */
  frame: { row: number; view: number };
}

/** Keys held during a click. */
export interface Held {
  ctrl: boolean;
  shift: boolean;
}
