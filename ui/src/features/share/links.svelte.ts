/** The list of the links that were made here. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Arrivals, Fault, LinkView } from "../../lib/backend/contract";

/** What arrived through one upload page. */
export class ArrivalsOf {
  readonly link: LinkView;
  /** Null until the storage told. */
  read = $state.raw<Arrivals | null>(null);
  fault = $state.raw<Fault | null>(null);

  constructor(link: LinkView) {
    this.link = link;
    void this.ask();
  }

  async ask(): Promise<void> {
    try {
      this.fault = null;
      this.read = await call("read_arrivals", { link: this.link.id });
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }
}

export class Links {
  /** Null until it was read. */
  list = $state.raw<LinkView[] | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The upload page whose arrivals are shown. */
  arrivals = $state.raw<ArrivalsOf | null>(null);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    void this.read();
  }

  ended(link: LinkView): boolean {
    return link.end.at <= this.#now();
  }

  /** Shows what arrived through an upload page, or no longer. */
  turn(link: LinkView): void {
    this.arrivals = this.arrivals?.link.id === link.id ? null : new ArrivalsOf(link);
  }

  async read(): Promise<void> {
    try {
      this.fault = null;
      this.list = await call("list_links", {});
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  async remove(link: LinkView): Promise<void> {
    try {
      this.fault = null;
      await call("forget_link", { link: link.id });
      this.list = this.list?.filter((each) => each.id !== link.id) ?? null;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }
}
