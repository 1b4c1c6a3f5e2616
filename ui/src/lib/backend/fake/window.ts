/** What a page said of its window, in the fake world. */
import type { HeldRows } from "../contract";

export class FakeWindow {
  /** Closing it would end something. */
  atWork = false;
  /** What was cut or copied, for the other windows. */
  held: HeldRows | null = null;
}
