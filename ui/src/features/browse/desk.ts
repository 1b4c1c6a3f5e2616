/**
 * Browsing in the fake world, with a clock turned by hand: what the tests of this feature begin
 * with.
 */
import { useHost } from "../../lib/backend/backend";
import type { Place } from "../../lib/backend/contract";
import { Fake } from "../../lib/backend/fake";
import { HandClock } from "../../lib/backend/fake/clock";
import { Connections } from "../connect/state.svelte";
import { Transfers } from "../transfers/state.svelte";
import { Browse } from "./state.svelte";
import { Undoing } from "./undoing.svelte";

export const at = (prefix: string, bucket = "acme-datasets"): Place => ({
  connection: "acme",
  bucket,
  prefix,
});
/** No key is held while clicking. */
export const free = { ctrl: false, shift: false };

export class Desk {
  readonly clock = new HandClock();
  readonly fake = new Fake({ clock: this.clock, furnished: true });
  readonly told: unknown[] = [];
  readonly transfers: Transfers;
  readonly connections: Connections;
  readonly browse: Browse;
  readonly undoing: Undoing;

  constructor() {
    useHost(this.fake);
    const tell = (caught: unknown) => this.told.push(caught);
    this.transfers = new Transfers(tell);
    this.connections = new Connections(tell);
    this.browse = new Browse(this.transfers, this.connections, tell, () => this.clock.now());
    this.undoing = new Undoing(this.transfers, tell);
    this.browse.together = (place, run) => this.undoing.together("rename", place, run);
    this.browse.ondelete = (...deleted) => this.undoing.deleted(...deleted);
    this.browse.onfolder = (place, name) => this.undoing.made(place, name);
    this.transfers.onChange = (place, finished) => this.browse.touched(place, finished);
    this.transfers.onSend = (place, names, beside) => this.browse.expect(place, names, beside);
    this.transfers.onTaken = (...taken) => this.browse.expected.answered(...taken);
  }

  async go(place: Place): Promise<void> {
    this.browse.go(place);
    this.browse.listing?.want(0, 40);
    await this.clock.pass(500);
    this.browse.listing?.want(0, 40);
    await this.clock.pass(1);
  }

  names(count = 40): string[] {
    const found: string[] = [];
    for (let row = 0; row < count; row += 1) {
      const name = this.browse.listing?.row(row)?.name;
      if (name !== undefined) found.push(name);
    }
    return found;
  }

  indexOf(name: string): number {
    return this.names().indexOf(name);
  }

  focused(): string | undefined {
    return this.browse.listing?.row(this.browse.cursor.focus)?.name;
  }
}
