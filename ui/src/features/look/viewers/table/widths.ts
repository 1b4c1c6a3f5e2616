/**
 * Where the columns of a table stand, px from where its lines begin, and which of them are in
 * sight.
 */

export interface Widths {
  /** Where each begins, and at last where the last one ends. */
  starts: number[];
}

const narrowest = 56;
const widest = 320;

/** `letter` is the width of a usual letter; `before` is what stands before the first column, px. */
export function widthsOf(
  columns: readonly { name: string; letters: number }[],
  letter: number,
  before: number,
): Widths {
  const starts = [before];
  let end = before;
  for (const { name, letters } of columns) {
    // Beside a name stand the mark of its kind and that of the order.
    const wanted = Math.max(name.length * letter + 40, letters * letter + 18);
    end += Math.round(Math.min(widest, Math.max(narrowest, wanted)));
    starts.push(end);
  }
  return { starts };
}

/** The columns that are at least partly in sight. */
export function columnsAt({ starts }: Widths, side: number, sight: number): { first: number; end: number } {
  const count = starts.length - 1;
  const first = Math.max(0, Math.min(count, after(starts, side) - 1));
  const end = Math.min(count, after(starts, side + sight));
  return { first, end: Math.max(first, end) };
}

/** How many of the numbers, which are in order, are at most `limit`. */
function after(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
