/** What of the list is under the pointer. */

/** The position of the item; null for the empty ground. */
export function rowUnder(event: MouseEvent): number | null {
  const under = (event.target as Element).closest<HTMLElement>("[data-at]");
  return under ? Number(under.dataset["at"]) : null;
}

/**
 * Where there is no item, or beside the cells of a row: a list that fills the window has no other
 * ground.
 */
export function onGround(event: MouseEvent): boolean {
  const row = (event.target as Element).closest("[data-at]");
  const cells = [...(row?.querySelectorAll(".cell") ?? [])].map((cell) => cell.getBoundingClientRect());
  // A tile has none.
  if (!row || cells.length === 0) return !row;
  const left = Math.min(...cells.map((cell) => cell.left));
  const right = Math.max(...cells.map((cell) => cell.right));
  return event.clientX < left || event.clientX > right;
}
