/** How long a link or a page is to work. */
import type { LinkLasts } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import { asTyped, fromTyped } from "../time/moment.svelte";

export type Lasts = "hour" | "day" | "week" | "until";
const hour = 3600;
const seconds = { hour, day: 24 * hour, week: 7 * 24 * hour };

/** How long a link is to work, as it is chosen in a form. */
export class Lasting {
  kind = $state<Lasts>("day");
  /** As a field for a date and a time has it. */
  text = $state("");
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    const whole = 60_000;
    this.text = asTyped(Math.ceil((now() + 3 * 24 * hour * 1000) / whole) * whole).slice(0, 16);
  }

  /** Null where nothing is chosen that a link can have. */
  get lasts(): LinkLasts | null {
    if (this.kind !== "until") return { kind: "for", seconds: seconds[this.kind] };
    const at = fromTyped(this.text);
    return at !== null && this.wrong === null ? { kind: "until", at } : null;
  }

  get wrong(): string | null {
    if (this.kind !== "until") return null;
    const at = fromTyped(this.text);
    if (at === null) return say("share-until-none");
    return at <= this.now() ? say("share-until-past") : null;
  }
}
