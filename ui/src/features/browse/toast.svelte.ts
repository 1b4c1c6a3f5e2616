/**
 * What just happened, in a line that goes by itself, and the way back. It stays while somebody is
 * there.
 */

/** How long it is shown, ms. */
export const shows = 6000;

export interface Back {
  way: "undo" | "redo";
  run: () => void;
}

export class Toast {
  text = $state("");
  back = $state.raw<Back | null>(null);
  /** Somebody has the pointer or the focus on it. */
  held = $state(false);
  /** Counts what was shown: the same words twice are two toasts. */
  nth = $state(0);
  #by = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, back: Back | null = null): void {
    [this.text, this.back] = [text, back];
    this.nth += 1;
    this.#run();
  }

  hold(by: "pointer" | "focus"): void {
    this.#by.add(by);
    this.#run();
  }

  release(by: "pointer" | "focus"): void {
    this.#by.delete(by);
    this.#run();
  }

  dismiss(): void {
    this.text = "";
    this.back = null;
    this.#by.clear();
    this.#run();
  }

  #run(): void {
    clearTimeout(this.#timer);
    this.held = this.#by.size > 0;
    if (this.text !== "" && !this.held) this.#timer = setTimeout(() => this.dismiss(), shows);
  }
}
