/**
 * Where rows that are dragged inside the window can be let go. Parts of the page say which place
 * they stand for; which of them is under the pointer is looked up among what is drawn.
 */
import type { Attachment } from "svelte/attachments";
import type { Place } from "../../lib/backend/contract";

export interface Spot {
  /** What is marked while the pointer is over it; null for the ground of a list. */
  element: Element | null;
  place: Place | null;
  /** Why nothing can be put there, where there is no place. */
  why?: string;
  /** Shows what is inside, for a pointer that rests on it. */
  open?: () => void;
}

type Find = (under: Element) => Spot | null;

const known = new WeakMap<Element, Find>();

/** Things can be let go on this element, or on parts of it. */
export function spot(find: Find): Attachment<Element> {
  return (element) => {
    known.set(element, find);
    return () => known.delete(element);
  };
}

export function spotAt(x: number, y: number): Spot | null {
  const under = document.elementFromPoint(x, y);
  for (let element = under; element && under; element = element.parentElement) {
    const found = known.get(element)?.(under);
    if (found) return found;
  }
  return null;
}
