/** How large text and rows are, in percent of the usual size, and the steps from one to the next. Pure. */
export const usual = 100;
const steps = [70, 80, 90, usual, 110, 125, 150, 175, 200];

/** The next step up or down; at an end the same. */
export function zoomed(now: number, by: 1 | -1): number {
  const next = by > 0 ? steps.find((step) => step > now) : steps.findLast((step) => step < now);
  return next ?? now;
}
