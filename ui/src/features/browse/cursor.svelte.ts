/**
 * Where the person is in a folder: the row with the focus, the row a range starts from, and how far
 * it is scrolled.
 */
import type { Row, SelectionChange } from "../../lib/backend/contract";
import type { Pulled } from "../../lib/kit/grid/band";
import type { Measure } from "../../lib/kit/grid/grid";
import type { Press } from "../../lib/kit/grid/keys";
import { lineOf } from "../../lib/kit/grid/window";
import type { Listing } from "./listing.svelte";

/** Letters typed within this time of each other make one word to look for, ms. */
const oneWord = 800;

/** What a cursor moves in. */
export interface Rows {
  readonly shown: number;
  row(at: number): { name: string } | undefined;
  select(change: SelectionChange): Promise<void>;
  find(text: string, from: number): Promise<number | null>;
}

export class Cursor {
  /** Row with the focus, or -1. */
  focus = $state(-1);
  /** Offset of the content, px; the grid keeps it within what is there. */
  top = $state(0);
  /** Counts the times that the focused row should be brought into view. */
  reveals = $state(0);
  /** Counts what the person did in the list themselves since this folder was opened. */
  acts = 0;
  /** Name of the focused row, as soon as it is known: by it the focus follows when rows move. */
  name: string | null = null;
  /** What the grid measures. */
  frame: Measure = { row: 0, view: 0, per: 1 };
  /**
   * A row to put the focus on as soon as it is there; `select` for one that was just made or asked
   * for by name.
   */
  seek: { name: string; select: boolean } | null = null;
  #anchor = 0;
  #typed = "";
  #typedAt = -Infinity;

  /** Puts the focus somewhere without selecting. */
  set(at: number, name: string | null, reveal = true): void {
    this.focus = at;
    this.name = name;
    this.#anchor = Math.max(0, at);
    if (reveal) this.reveals += 1;
  }

  /**
   * The focused row has moved to `at`: it keeps its place on screen, if it was there and not at the
   * very start.
   */
  follow(at: number): void {
    const { row, view } = this.frame;
    const y = lineOf(this.focus, this.frame) * row - this.top;
    const lines = lineOf(at, this.frame) - lineOf(this.focus, this.frame);
    if (this.top > 0 && y > -row && y < view) this.top += lines * row;
    this.#anchor = Math.max(0, this.#anchor + at - this.focus);
    this.focus = at;
  }

  /**
   * Rows came or went: the focus goes to the row that is sought, or stays on its own. Answers the
   * row that was sought.
   */
  async settle(listing: Listing): Promise<Row | null> {
    if (this.focus >= 0) this.name ??= listing.row(this.focus)?.name ?? null;
    return this.seek ? this.#land(listing, this.seek) : this.#chase(listing);
  }

  /** Puts the focus on the row that is sought, unless the person went elsewhere meanwhile. */
  async #land(listing: Listing, sought: NonNullable<Cursor["seek"]>): Promise<Row | null> {
    if (!sought.select && this.acts > 0) {
      this.seek = null;
      return null;
    }
    const at = await listing.locate(sought.name);
    if (at === null || this.seek !== sought) return null;
    this.seek = null;
    this.set(at, sought.name);
    if (!sought.select) return null;
    const [row] = await listing.peek(at, 1);
    await listing.select({ kind: "only", at });
    return row?.name === sought.name ? row : null;
  }

  /** Selects these rows, and brings the first into view. */
  async take(rows: { at: number; name: string }[], listing: Rows): Promise<void> {
    const [first, ...rest] = rows.toSorted((one, other) => one.at - other.at);
    if (!first) return;
    this.set(first.at, first.name);
    const others = rest.map(({ at }) => ({ kind: "toggle", at }) as const);
    await Promise.all(
      [{ kind: "only", at: first.at } as const, ...others].map((change) => listing.select(change)),
    );
  }

  /** Keeps the focus on its row when rows came or went before it. */
  async #chase(listing: Listing): Promise<null> {
    const { name, focus } = this;
    if (name === null || focus < 0) return null;
    const [here] = await listing.peek(focus, 1);
    if (here?.name === name) return null;
    const at = await listing.locate(name);
    if (this.name !== name) return null;
    if (at !== null) this.follow(at);
    else if (listing.complete) this.set(Math.min(focus, listing.shown - 1), null, false);
    return null;
  }

  /** A press that moves or selects; false for one that is the owner's to answer. */
  press(press: Press, listing: Rows, now: number): Promise<void> | false {
    this.acts += 1;
    switch (press.kind) {
      case "move":
        return this.#move(press, listing);
      case "peek":
        return this.#goesOn(now) && this.#type(" ", listing, now);
      case "toggle":
        if (this.focus < 0) return false;
        this.#anchor = this.focus;
        return listing.select({ kind: "toggle", at: this.focus });
      case "all":
        return listing.select({ kind: "all" });
      case "none":
        return listing.select({ kind: "none" });
      case "type":
        return this.#type(press.text, listing, now);
      default:
        return false;
    }
  }

  /** A click on a row; `null` is the empty ground below them. */
  click(at: number | null, held: { ctrl: boolean; shift: boolean }, listing: Rows): Promise<void> {
    this.acts += 1;
    if (at === null) return held.ctrl || held.shift ? Promise.resolve() : listing.select({ kind: "none" });
    this.#step(at, listing);
    if (held.shift) return listing.select({ kind: "range", from: this.#anchor, to: at, keep: held.ctrl });
    this.#anchor = at;
    return listing.select({ kind: held.ctrl ? "toggle" : "only", at });
  }

  /** What was pulled over is selected; the focus goes to its end. */
  async pull({ runs, adds }: Pulled, listing: Rows): Promise<void> {
    this.acts += 1;
    const [first] = runs;
    if (!first) return adds ? undefined : listing.select({ kind: "none" });
    this.#anchor = first.from;
    this.#step(runs.at(-1)?.to ?? first.to, listing);
    const all = runs.map((run, nth) => listing.select({ kind: "range", ...run, keep: adds || nth > 0 }));
    await Promise.all(all);
  }

  async #move(press: Extract<Press, { kind: "move" }>, listing: Rows): Promise<void> {
    this.#step(press.to, listing);
    this.#typed = "";
    this.reveals += 1;
    if (press.extend) {
      await listing.select({ kind: "range", from: this.#anchor, to: press.to, keep: press.keep });
    } else if (!press.keep) {
      this.#anchor = press.to;
      await listing.select({ kind: "only", at: press.to });
    }
  }

  #goesOn(now: number): boolean {
    return this.#typed !== "" && now - this.#typedAt < oneWord;
  }

  async #type(text: string, listing: Rows, now: number): Promise<void> {
    const goesOn = this.#goesOn(now);
    this.#typed = goesOn ? this.#typed + text : text;
    this.#typedAt = now;
    // The same word going on may stay on its row; a new word looks further.
    const from = Math.max(0, goesOn ? this.focus : this.focus + 1);
    const at = await listing.find(this.#typed, from >= listing.shown ? 0 : from);
    if (at === null) return;
    this.set(at, listing.row(at)?.name ?? null);
    await listing.select({ kind: "only", at });
  }

  #step(at: number, listing: Rows): void {
    this.focus = at;
    this.name = listing.row(at)?.name ?? null;
  }
}
