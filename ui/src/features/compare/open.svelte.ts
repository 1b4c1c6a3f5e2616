/** The comparison that is open, over whatever screen: one at a time. */
import type { Picked } from "../../lib/backend/contract";
import { Comparing } from "./comparing.svelte";

class OpenComparison {
  one = $state.raw<Comparing | null>(null);

  show(picked: Picked): void {
    this.close();
    this.one = new Comparing(picked);
  }

  close(): void {
    this.one?.close();
    this.one = null;
  }
}

export const comparison = new OpenComparison();
