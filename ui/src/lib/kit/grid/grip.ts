/**
 * A press on a row is a click or the beginning of a drag: the pointer's way says which. A row that
 * belongs to the selection is selected alone only once it is let go, because a drag takes the whole
 * selection along.
 */

/** How far a pointer goes by itself under a resting hand, px. */
const slack = 5;

type Pointer = Pick<MouseEvent, "clientX" | "clientY" | "buttons">;

export class Grip {
  #held: { x: number; y: number; click: (() => void) | null } | null = null;

  /** The name of the row that was pressed last. */
  name = "";

  /**
   * The button went down on the row of this name; `click` is what is left to do when it is let go
   * there.
   */
  hold({ clientX: x, clientY: y }: Pointer, click: (() => void) | null, name = ""): void {
    this.#held = { x, y, click };
    this.name = name;
  }

  /** The pointer moved. True once for a press: it is a drag. */
  drags({ clientX, clientY, buttons }: Pointer): boolean {
    if (!this.#held) return false;
    const { x, y } = this.#held;
    // It may have been let go where this page does not hear of it.
    const away = Math.hypot(clientX - x, clientY - y) > slack;
    if (away || (buttons & 1) === 0) this.#held = null;
    return away && (buttons & 1) === 1;
  }

  /** The button was let go. */
  release(): void {
    const held = this.#held;
    this.#held = null;
    held?.click?.();
  }
}
