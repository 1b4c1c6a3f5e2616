/**
 * What is offered to somebody outside, a link or a page: what is known before it is made, until
 * when it would work, asked again with each choice, and what came of making it.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, LinkEnd, LinkLasts } from "../../lib/backend/contract";
import { Lasting, type Lasts } from "./lasting.svelte";

export abstract class Offer<Facts extends { id: string }, Made extends { end: LinkEnd }> {
  readonly lasting: Lasting;
  /** Null until the storage told. */
  facts = $state.raw<Facts | null>(null);
  note = $state("");
  /** When one would end that is made now; null while that is asked. */
  end = $state.raw<LinkEnd | null>(null);
  made = $state.raw<Made | null>(null);
  making = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** Answers about an earlier choice no longer count: until when, and what was made. */
  #asked = 0;
  #chosen = 0;
  #closed = false;

  constructor(now: () => number) {
    this.lasting = new Lasting(now);
  }

  /** Asks the storage what is known. */
  protected abstract read(): Promise<Facts>;

  /** Whether this connection can make any. */
  protected abstract can(facts: Facts): boolean;

  /** Until when one would work that is made now of what is chosen. */
  protected check(share: string, lasts: LinkLasts): Promise<LinkEnd> {
    return call("check_link", { share, lasts });
  }

  /** One can be made of what is chosen. */
  get ready(): boolean {
    return this.facts !== null && this.can(this.facts) && this.end !== null && !this.making;
  }

  async look(): Promise<void> {
    this.fault = null;
    try {
      const facts = await this.read();
      if (this.#closed) return void (await call("close_share", { share: facts.id }));
      this.facts = facts;
      await this.ask();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** What is chosen is different: what was made is of what was chosen before. */
  change(change: () => void): void {
    change();
    this.#chosen += 1;
    [this.made, this.fault] = [null, null];
  }

  choose(kind: Lasts): void {
    this.change(() => (this.lasting.kind = kind));
    void this.ask();
  }

  type(text: string): void {
    this.change(() => (this.lasting.text = text));
    void this.ask();
  }

  protected async ask(): Promise<void> {
    const turn = (this.#asked += 1);
    const { facts } = this;
    const { lasts } = this.lasting;
    this.end = null;
    if (!facts || !lasts || !this.can(facts)) return;
    try {
      const end = await this.check(facts.id, lasts);
      if (turn === this.#asked) this.end = end;
    } catch (caught) {
      if (turn === this.#asked) this.fault = faultOf(caught);
    }
  }

  /** Makes one; a choice that changed meanwhile needs another. */
  protected async makeBy(by: (share: string, lasts: LinkLasts) => Promise<Made>): Promise<void> {
    const { facts } = this;
    const { lasts } = this.lasting;
    if (!facts || !lasts || !this.ready) return;
    const turn = this.#chosen;
    [this.making, this.fault, this.made] = [true, null, null];
    try {
      const made = await by(facts.id, lasts);
      if (turn === this.#chosen) [this.made, this.end] = [made, made.end];
    } catch (caught) {
      if (turn === this.#chosen) this.fault = faultOf(caught);
    } finally {
      this.making = false;
    }
  }

  /** It is forgotten here; whoever has it can use it until it ends. */
  close(): void {
    this.#asked += 1;
    this.#chosen += 1;
    this.#closed = true;
    this.made = null;
    const { facts } = this;
    // What is not closed here is let go with the page.
    if (facts) call("close_share", { share: facts.id }).catch(() => undefined);
  }
}
