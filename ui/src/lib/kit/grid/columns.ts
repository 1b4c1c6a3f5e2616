/**
 * Which columns are shown and how wide: the person's choice, as far as there is space. Pure. Widths
 * are in px of usual text.
 */
import type { Column, ColumnLook } from "./grid";

/** The first column, which takes what the others leave, is never narrower. */
const leastFirst = 170;
const widest = 640;
/** Between two columns, and at both ends of a row together. */
const gap = 20;
const ends = 32;

/** What a step of a key changes. */
export const step = 8;

function lookOf(column: Column, looks: ColumnLook[]): ColumnLook {
  return (
    looks.find((look) => look.id === column.id) ?? { id: column.id, width: null, shown: !column.optional }
  );
}

export function widthOf(column: Column, looks: ColumnLook[]): number {
  const width = lookOf(column, looks).width ?? column.width;
  return Math.min(Math.max(column.least, width), widest);
}

export function isShown(column: Column, looks: ColumnLook[]): boolean {
  return lookOf(column, looks).shown;
}

/**
 * The columns that are chosen and fit into `space`. The first gets what is left and is never
 * narrower than another: what the person widened gives way to it down to its usual width, and where
 * that is not enough the last ones go.
 */
export function fit(columns: Column[], looks: ColumnLook[], space: number): Column[] {
  const [first, ...others] = columns.map((column) => ({ ...column, width: widthOf(column, looks) }));
  if (!first) return [];
  const shown = others.filter((column) => isShown(column, looks));
  const usual = (column: Column) => columns.find(({ id }) => id === column.id)?.width ?? 0;
  const left = () => shown.reduce((rest, column) => rest - gap - column.width, space - ends);
  const need = () => Math.max(leastFirst, ...shown.map(({ width }) => width));
  while (shown.length > 0 && left() < need()) {
    const [widest] = shown.filter((column) => column.width > usual(column)).sort((a, b) => b.width - a.width);
    if (!widest) shown.pop();
    else widest.width -= Math.min(widest.width - usual(widest), Math.ceil((need() - left()) / 2));
  }
  return [{ ...first, width: Math.max(leastFirst, left()) }, ...shown];
}

/**
 * A cell's space in its line, as CSS writes it for `flex`; 16 px of usual text are one rem. Lines
 * are not laid out as a grid, which takes a quarter longer, at every step of the scroll bar.
 */
export function space(column: Column, place: number): string {
  return place === 0 ? "1 1 0" : `0 0 ${column.width / 16}rem`;
}

/** The choice with one column changed. */
export function changed(
  columns: Column[],
  looks: ColumnLook[],
  id: string,
  change: Partial<ColumnLook>,
): ColumnLook[] {
  const column = columns.find((each) => each.id === id);
  if (!column) return looks;
  const others = looks.filter((look) => look.id !== id);
  return [...others, { ...lookOf(column, looks), ...change }];
}
