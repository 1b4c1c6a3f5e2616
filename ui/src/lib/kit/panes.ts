/**
 * The parts of the window that F6 goes round: each is marked with `data-pane`, and what lies beside
 * the files is one anyway. What is in a part within another belongs to the inner one. A part is
 * entered where it was left.
 */
import { takesKeys } from "./focus";

const marked = "[data-pane],aside";
/** What had the focus last in each part. */
const left = new WeakMap<Element, HTMLElement>();

/** Remembers where each part is left; the answer stops it. */
export function rememberPanes(root: HTMLElement): () => void {
  const onfocusin = ({ target }: FocusEvent) => {
    const pane = target instanceof HTMLElement ? target.closest(marked) : null;
    if (pane) left.set(pane, target as HTMLElement);
  };
  root.addEventListener("focusin", onfocusin);
  return () => root.removeEventListener("focusin", onfocusin);
}

/** Puts the focus into the next part of the window, or into the one before. */
export function nextPane(back = false): void {
  const panes = [...document.querySelectorAll(marked)].filter((pane) => entry(pane) !== null);
  const at = panes.findIndex((pane) => pane === document.activeElement?.closest(marked));
  const to = back ? (at < 0 ? -1 : at - 1) : at + 1;
  const pane = panes.at(to % panes.length);
  if (pane) entry(pane)?.focus();
}

/** What a part is there for: the files, or the tree. */
const first = "[data-home],[role=treeitem]";

/** Where a part is entered; null for one that takes no keys. */
function entry(pane: Element): HTMLElement | null {
  const own = (part: HTMLElement) => part.closest(marked) === pane && takesKeys(part);
  const before = left.get(pane);
  if (before?.isConnected && own(before)) return before;
  const all = [
    ...pane.querySelectorAll<HTMLElement>("[data-home], button, input, select, textarea, [tabindex='0']"),
  ].filter(own);
  return all.find((part) => part.matches(first)) ?? all[0] ?? null;
}
