/**
 * Long work in this thread, a little at a time: the window answers in between, and leaving ends it.
 */

/** ms. */
const slice = 12;
/** Items between two looks at the clock. */
const some = 200;

/** Hands on one item after the other, until `take` has enough; whether it took all. */
export async function inSlices<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  take: (item: T) => boolean,
): Promise<boolean> {
  let until = performance.now() + slice;
  let count = 0;
  for (const item of items) {
    if (!take(item)) return false;
    count += 1;
    if (count % some !== 0 || performance.now() < until) continue;
    await rest();
    signal.throwIfAborted();
    until = performance.now() + slice;
  }
  return true;
}

/** Lets the window draw and hear. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
