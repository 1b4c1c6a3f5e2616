/**
 * A toolbar is one stop of Tab: arrows, Home and End go through its buttons, and Tab comes back to
 * the one that was used last. Its fields stay stops of their own, because arrows are theirs.
 */

/** Watches the toolbar; the answer stops it. */
export function roving(bar: HTMLElement): () => void {
  let stop: HTMLElement | null = null;
  const buttons = () => [...bar.querySelectorAll<HTMLElement>("button")];
  const ready = () => buttons().filter((button) => !button.matches(":disabled") && button.checkVisibility());

  function settle(): void {
    const all = ready();
    if (!stop || !all.includes(stop)) stop = all[0] ?? null;
    for (const button of buttons()) {
      const index = button === stop ? 0 : -1;
      if (button.tabIndex !== index || !button.hasAttribute("tabindex")) button.tabIndex = index;
    }
  }

  function onfocusin(event: FocusEvent): void {
    const button = (event.target as Element).closest<HTMLElement>("button");
    if (!button) return;
    stop = button;
    settle();
  }

  function onkeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const all = ready();
    const at = all.indexOf(event.target as HTMLElement);
    const forth = document.documentElement.dir === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + forth, ArrowLeft: at - forth, Home: 0, End: -1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all.at(to % all.length)?.focus();
  }

  settle();
  const observer = new MutationObserver(settle);
  observer.observe(bar, { subtree: true, childList: true, attributeFilter: ["disabled"] });
  bar.addEventListener("focusin", onfocusin);
  bar.addEventListener("keydown", onkeydown);
  return () => {
    observer.disconnect();
    bar.removeEventListener("focusin", onfocusin);
    bar.removeEventListener("keydown", onkeydown);
  };
}
