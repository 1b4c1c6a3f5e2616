/** The list of the links that were made here. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, LinkView } from "../../lib/backend/contract";

export class Links {
  /** Null until it was read. */
  list = $state.raw<LinkView[] | null>(null);
  fault = $state.raw<Fault | null>(null);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    void this.read();
  }

  ended(link: LinkView): boolean {
    return link.end.at <= this.#now();
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
