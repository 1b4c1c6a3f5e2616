/**
 * The keyboard's focus is never lost. When what had it is taken away or switched off, the browser
 * leaves the focus on nothing, and the next key does nothing: here it goes to the nearest place
 * that is still there. A press on empty ground is not such a case, because what had the focus is
 * still there.
 */

/** Watches the page below `root`; the answer stops it. */
export function keepFocus(root: HTMLElement): () => void {
  let held: Element | null = null;
  /** What was around it, from the inside out: once it is gone, nobody else knows. */
  let around: Element[] = [];

  function onfocusin(event: FocusEvent): void {
    held = event.target as Element;
    around = [];
    for (let outer = held.parentElement; outer; outer = outer.parentElement) around.push(outer);
  }

  function mend(): void {
    if (!held || document.activeElement !== document.body) return;
    if (held.isConnected && !held.matches(":disabled")) return;
    const near = around.filter((outer) => outer.isConnected).map(within);
    near.find((place) => place !== null)?.focus({ preventScroll: true });
  }

  const observer = new MutationObserver(() => queueMicrotask(mend));
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ["disabled"] });
  root.addEventListener("focusin", onfocusin);
  return () => {
    observer.disconnect();
    root.removeEventListener("focusin", onfocusin);
  };
}

/**
 * The part of `outer` to go to: its files where it has them, else the first thing that takes keys.
 */
function within(outer: Element): HTMLElement | null {
  const home = outer.querySelector<HTMLElement>("[data-home]");
  const all = home
    ? [home]
    : [...outer.querySelectorAll<HTMLElement>("button, input, select, textarea, [tabindex='0']")];
  return all.find(takesKeys) ?? null;
}

/** Whether Tab would stop there. */
export function takesKeys(part: HTMLElement): boolean {
  return part.tabIndex >= 0 && !part.matches(":disabled") && part.checkVisibility();
}
