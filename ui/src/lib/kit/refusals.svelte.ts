/**
 * The one refusal that is explained. Whoever shows a fault hands it over; the dialog of
 * `features/integrate` draws it.
 */
import type { Refusal } from "../backend/contract";

class Refusals {
  shown = $state.raw<Refusal | null>(null);

  show(refusal: Refusal): void {
    this.shown = refusal;
  }

  close(): void {
    this.shown = null;
  }
}

export const refusals = new Refusals();
