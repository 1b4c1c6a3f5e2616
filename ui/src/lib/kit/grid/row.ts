/**
 * One row of the table, written by hand. A jump writes every word on screen at once, and what a
 * framework keeps about each of them would take longer than all the words. The grid gives a row to
 * another item when the list is scrolled.
 */
import { mount, unmount } from "svelte";
import { spoken } from "../exact";
import { inOnePiece } from "../fits";
import MiddleName from "../MiddleName.svelte";
import { space } from "./columns";
import type { Column, Icon, Title, Wish } from "./grid";

/**
 * What the picture takes of the first cell, px of usual text, and how many letters of a name's end
 * stay together.
 */
const picture = 25;
const keep = 14;

/** What a row shows. */
export interface Look {
  id: string;
  at: number;
  selected: boolean;
  focused: boolean;
  landing: boolean;
  /** Said of an item that is on its way elsewhere. */
  leaving: string | null;
  /**
   * Null where the item has not arrived: until then the cells of the last one are kept out of
   * sight.
   */
  held: { name: string; title: Title; words: string[] } | null;
}

export class RowElement {
  readonly element = part("row", "row");
  #icon = part("icon");
  #name = part("whole");
  #columns: Column[] = [];
  #cells: HTMLElement[] = [];
  #shown: { icon: Icon | null; title: string; space: number } = { icon: null, title: "", space: 0 };
  /** The picture that was wished for, and what takes the wish back. */
  #wish: { stamp: string; leave: () => void } | null = null;
  /** A name that plain text cannot show. */
  #odd: Record<string, unknown> | null = null;

  constructor() {
    // One picture of a name: what a screen reader says is the whole of it.
    this.#name.role = "img";
  }

  write(look: Look, columns: Column[]): void {
    const { element } = this;
    const { held } = look;
    const label = held && spoken(held.name);
    put(element, "id", look.id);
    put(element, "data-at", String(look.at));
    put(element, "aria-rowindex", String(look.at + 2));
    put(element, "aria-selected", String(look.selected));
    put(element, "data-testid", held ? "row" : null);
    put(element, "data-name", held?.name ?? null);
    put(element, "aria-label", label);
    put(element, "aria-description", look.leaving);
    element.classList.toggle("focused", look.focused);
    element.classList.toggle("landing", look.landing);
    element.classList.toggle("leaving", look.leaving !== null);
    element.classList.toggle("waiting", !held);
    this.#picture(held?.title.picture);
    if (!held) return;
    if (this.#columns !== columns) this.#build(columns);
    held.words.forEach((words, place) => {
      const cell = this.#cells[place + 1];
      if (cell) say(cell, words);
    });
    put(this.#name, "aria-label", label);
    this.#entitle(held.title, columns[0]?.width ?? 0);
  }

  /** It is out of sight until it is written again. */
  rest(): void {
    this.#wish?.leave();
    this.#wish = null;
  }

  close(): void {
    this.#forget();
    this.rest();
    this.element.remove();
  }

  #build(columns: Column[]): void {
    this.#columns = columns;
    this.#cells = columns.map((column, place) => {
      const cell = this.#cells[place] ?? part("cell", "gridcell");
      cell.ariaColIndex = String(place + 1);
      cell.style.flex = space(column, place);
      cell.classList.toggle("end", column.end ?? false);
      return cell;
    });
    const [first] = this.#cells;
    first?.classList.add("first");
    first?.append(this.#icon, this.#name);
    this.element.replaceChildren(...this.#cells);
  }

  #entitle({ name, icon, accent = false }: Title, width: number): void {
    this.#icon.classList.toggle("accent", accent);
    const shown = this.#shown;
    if (shown.icon !== icon) this.#icon.replaceChildren(drawn(icon));
    if (shown.title !== name || shown.space !== width) this.#call(name, width - picture);
    this.#shown = { icon, title: name, space: width };
  }

  #picture(wish: Wish | undefined): void {
    if (this.#wish?.stamp === wish?.stamp) return;
    this.rest();
    this.#shown.icon = null;
    if (!wish) return;
    const { stamp } = wish;
    const own = { stamp, leave: (): void => undefined };
    this.#wish = own;
    // A list that is written at once may have it at hand: the icon is there first.
    own.leave = wish.ask((url) => queueMicrotask(() => this.#wish === own && this.#show(url)));
  }

  #show(url: string): void {
    const image = document.createElement("img");
    image.alt = "";
    image.draggable = false;
    image.onerror = () => image.replaceWith(...(this.#shown.icon ? [drawn(this.#shown.icon)] : []));
    image.src = url;
    this.#icon.replaceChildren(image);
  }

  #call(name: string, has: number): void {
    this.#forget();
    const piece = inOnePiece(name, keep, has);
    if (piece !== null) return say(this.#name, piece);
    this.#name.replaceChildren();
    this.#odd = mount(MiddleName, { target: this.#name, props: { name, keep, labelled: true } });
  }

  #forget(): void {
    if (!this.#odd) return;
    void unmount(this.#odd);
    this.#odd = null;
    this.#name.replaceChildren();
  }
}

/**
 * Brings the lines into order. Those that stay on screen stand in theirs: only what came round is
 * moved.
 */
export function arrange(holder: Element, lines: Element[]): void {
  const [first] = lines;
  const turn = first ? [...holder.children].indexOf(first) : -1;
  const count = holder.children.length;
  if (turn > 0 && turn <= count / 2) holder.append(...[...holder.children].slice(0, turn));
  else if (turn > 0) holder.prepend(...[...holder.children].slice(turn));
  lines.forEach((line, nth) => {
    const there = holder.children[nth] ?? null;
    if (there !== line) holder.insertBefore(line, there);
  });
  while (holder.children.length > lines.length) holder.lastElementChild?.remove();
}

function part(name: string, role?: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  if (role) element.role = role;
  return element;
}

function put(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Writes into the text that is there: a new one costs more. */
function say(element: Element, words: string): void {
  const text = element.firstChild;
  if (!(text instanceof Text)) element.textContent = words;
  else if (text.data !== words) text.data = words;
}

const pictures = new Map<Icon, Element>();

/** A copy of the picture: to draw one costs more. */
function drawn(icon: Icon): Node {
  let made = pictures.get(icon);
  if (!made) {
    const easel = document.createElement("div");
    const drawing = mount(icon, { target: easel, props: { size: "1rem" } });
    made = easel.cloneNode(true) as Element;
    pictures.set(icon, made);
    void unmount(drawing);
  }
  return made.firstElementChild?.cloneNode(true) ?? new Text();
}
