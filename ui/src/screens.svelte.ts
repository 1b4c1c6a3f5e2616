/**
 * The screens in the place of the files, and the one door between them. A screen lies over those
 * that stay below it, as a sign-in form does; the others are left. Where leaving would lose
 * something the person is asked, in the screen that it is of.
 */
import type { Shown } from "./views";

export class Screens {
  /** The one in front is the last; with none the files are shown. */
  #stack = $state.raw<readonly Shown[]>([]);

  get front(): Shown | null {
    return this.#stack.at(-1) ?? null;
  }

  /** Leaving what is open would lose something. */
  get unsaved(): boolean {
    return this.#stack.some(({ work }) => work?.unsaved);
  }

  /** A bucket is being emptied. */
  get emptying(): boolean {
    return this.#stack.some((screen) => screen.name === "settings" && screen.props.settings.removal?.busy);
  }

  /**
   * Leaves what is shown, asking once where that loses something, and shows what `next` makes; null
   * is the files.
   */
  show(next: () => Shown | null): void {
    this.#go([], next);
  }

  /** Shows one more screen over what is shown, which comes back when that one is left. */
  add(next: () => Shown): void {
    this.#go(this.#stack, next);
  }

  /** Leaves the screen in front for what lies below it. */
  leave(): void {
    this.#go(this.#stack.slice(0, -1), () => null);
  }

  /**
   * Leaves, without asking, the screens of something that is gone: there is nothing left to save.
   */
  drop(gone: (screen: Shown) => boolean): void {
    this.#keep(this.#stack.filter((screen) => !gone(screen)));
  }

  #go(stay: readonly Shown[], next: () => Shown | null): void {
    const go = () => {
      this.#keep(stay);
      const screen = next();
      if (screen) this.#stack = [...stay, screen];
    };
    const lost = this.#stack.findLast((screen) => !stay.includes(screen) && screen.work?.unsaved);
    if (!lost) return go();
    // Its question is seen only in front.
    this.#keep(this.#stack.slice(0, this.#stack.indexOf(lost) + 1));
    lost.work?.leave(go);
  }

  #keep(stay: readonly Shown[]): void {
    const gone = this.#stack.filter((screen) => !stay.includes(screen));
    this.#stack = stay;
    gone.forEach((screen) => screen.close?.());
  }
}
