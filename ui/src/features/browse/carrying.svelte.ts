/**
 * Rows dragged inside the window: what is held, over what, and what letting go would do. It ends at
 * the window's edge, where the system takes over.
 */
import { tick } from "svelte";
import type { Place } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import { spoken } from "../../lib/kit/exact";
import type { Carried } from "./carried";
import { scrolling } from "./edges";
import { sameFolder, title } from "./path";
import { spotAt, type Spot } from "./spots";

/** How long the pointer rests on something before it opens, ms. */
export const springs = 800;
/**
 * How often it is looked up again what is under a pointer that rests: lists are scrolled, and
 * folders open, px below it.
 */
const again = 200;
/** How long the reason stays after a drop that could not be done, ms. */
const lasts = 4000;
/**
 * So near to the window's edge a pointer is on its way out: where the window fills the screen it
 * comes no further, px.
 */
const edge = 2;
/** How far a resting hand moves by itself, px. */
const slack = 5;

export class Carrying {
  held = $state.raw<Carried | null>(null);
  /** Ctrl is held: the originals stay. */
  copies = $state(false);
  /** Where the pointer is, px. */
  x = $state(0);
  y = $state(0);
  over = $state.raw<Spot | null>(null);
  /**
   * Outside the window. Where the system takes the drag over, it says so only by being done with
   * it; where it does not, the pointer may come back with what it holds.
   */
  away = $state(false);
  /** The system has not answered yet: what the pointer does is its own. */
  #taken = false;
  /** Why the last drop could not be done. */
  refused = $state("");
  /** Where the pointer was when something opened under it: until it moves on nothing else does. */
  #opened: { x: number; y: number } | null = null;
  #spring: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #turn = 0;
  #ending: ReturnType<typeof setTimeout> | undefined;
  readonly #spotAt: typeof spotAt;

  constructor(find: typeof spotAt = spotAt) {
    this.#spotAt = find;
  }

  /** The main button is down, as far as this page has heard. */
  pressed = false;

  /**
   * Nothing begins once the button was let go, or the drag given up, while it was found out what is
   * held.
   */
  begin(held: Carried): void {
    this.end();
    if (!this.pressed) return;
    this.held = held;
    this.#look = setInterval(() => this.#find(), again);
  }

  /**
   * Why letting go here does nothing, or null. Over the ground of their own folder that goes
   * without saying.
   */
  get refusal(): string | null {
    const { held, over } = this;
    if (!held || !over) return null;
    return over.place ? held.refusal(over.place, this.copies) : (over.why ?? null);
  }

  /** Letting go would do this. */
  get to(): Place | null {
    return this.refusal === null ? (this.over?.place ?? null) : null;
  }

  /** What stands at the pointer. */
  get words(): string {
    const { held, over, to } = this;
    if (!held) return this.refused;
    if (this.away) return "";
    if (to) {
      const verb = this.copies ? "copy" : "move";
      return say("browse-drag", { verb, what: held.what, folder: spoken(title(to)) });
    }
    return (this.#home(over) ? null : this.refusal) ?? held.what;
  }

  #home(over: Spot | null): boolean {
    return (
      over?.element === null &&
      over.place !== null &&
      this.held !== null &&
      sameFolder(over.place, this.held.from)
    );
  }

  /** The pointer has moved. `inner`: how large the window is, px. */
  move(x: number, y: number, copies: boolean, inner: { width: number; height: number }): void {
    if (this.refused) return;
    [this.x, this.y, this.copies] = [x, y, copies];
    if (!this.held || this.#taken) return;
    const outside = x < edge || y < edge || x >= inner.width - edge || y >= inner.height - edge;
    if (outside && (this.away || this.leave())) return;
    this.away = false;
    this.#find();
    this.#roll();
  }

  /** The pointer left the window. False where what it holds cannot be given to the system. */
  leave(): boolean {
    const { held } = this;
    if (this.away) return true;
    const out = held?.out() ?? null;
    if (!out) return false;
    this.away = this.#taken = true;
    this.#mark(null);
    clearTimeout(this.#spring);
    void out.then(() => this.held === held && (this.#taken = false));
    return true;
  }

  /**
   * Let go at this point. What stands there now and was not named yet takes nothing: the label is
   * what is done.
   */
  drop(x = this.x, y = this.y): void {
    const { held, copies, over: named } = this;
    if (!held) return;
    if (this.away) return this.end();
    [this.x, this.y] = [x, y];
    this.#find();
    const { over, refusal } = this;
    const to = named && over && same(named, over) ? this.to : null;
    const said = to || this.#home(over) ? null : refusal;
    if (to) void held.put(to, copies);
    this.end();
    if (said === null) return;
    this.refused = said;
    this.#ending = setTimeout(() => (this.refused = ""), lasts);
  }

  /** Nothing is held any more. */
  end(): void {
    clearTimeout(this.#spring);
    clearTimeout(this.#ending);
    clearInterval(this.#look);
    cancelAnimationFrame(this.#turn);
    this.held?.end();
    this.held = null;
    this.away = this.#taken = false;
    this.refused = "";
    this.#opened = null;
    this.#mark(null);
  }

  /** Near the edge of a list it goes on while the pointer is there. */
  #roll(): void {
    cancelAnimationFrame(this.#turn);
    const roll = this.held && !this.away ? scrolling(this.x, this.y) : null;
    if (!roll) return;
    this.#turn = requestAnimationFrame(() => {
      if (!roll()) return;
      this.#find();
      this.#roll();
    });
  }

  #find(): void {
    if (this.away) return;
    if (this.#opened && Math.hypot(this.x - this.#opened.x, this.y - this.#opened.y) > slack)
      this.#opened = null;
    const before = this.over;
    const now = this.held && this.#spotAt(this.x, this.y);
    this.#mark(now);
    if (before && now && same(before, now)) return;
    clearTimeout(this.#spring);
    const open = now?.open;
    if (open && !this.#opened) this.#spring = setTimeout(() => this.#open(open), springs);
  }

  #open(open: () => void): void {
    this.#opened = { x: this.x, y: this.y };
    open();
    // Other things lie under the pointer now: the label says so at once.
    void tick().then(() => this.#find());
  }

  #mark(now: Spot | null): void {
    this.over?.element?.removeAttribute("data-drop");
    this.over = now;
    now?.element?.setAttribute("data-drop", this.to ? "takes" : "refuses");
  }
}

function same(one: Spot, other: Spot): boolean {
  const places = one.place && other.place ? sameFolder(one.place, other.place) : one.place === other.place;
  return one.element === other.element && places;
}
