/**
 * The box that reads whatever somebody was given. A text goes to Rust once and is not kept here;
 * what comes back are cards without secrets. Filling the form from a card is form.svelte.ts.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Imported, ImportCard } from "../../lib/backend/contract";

/** As in Rust, which refuses more; one character over is enough to be refused. */
const limit = 10 * 1024 * 1024;

export class Importing {
  /** The box is open. */
  open = $state(false);
  /** What is typed by hand; a paste never stands here. */
  typed = $state("");
  reading = $state(false);
  /** Null: nothing was read yet. */
  imported = $state.raw<Imported | null>(null);
  fault = $state.raw<Fault | null>(null);
  chosen = $state.raw<ImportCard | null>(null);
  #turn = 0;
  readonly #use: (card: ImportCard) => void;

  /** `use` fills the form from a card. */
  constructor(use: (card: ImportCard) => void) {
    this.#use = use;
  }

  /** Nothing in the text was a login. */
  get nothing(): boolean {
    return this.imported?.cards.length === 0;
  }

  read(text: string): Promise<void> {
    this.typed = "";
    if (text.trim() === "") return Promise.resolve();
    return this.#reading(() => call("read_paste", { text: text.slice(0, limit + 1) }));
  }

  /** A file that was dropped. */
  readFile(chosen: string): Promise<void> {
    this.open = true;
    return this.#reading(() => call("read_file", { chosen }));
  }

  async choose(): Promise<void> {
    try {
      const chosen = await call("choose", { kind: "login" });
      if (chosen) await this.readFile(chosen.id);
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  use(card: ImportCard): void {
    this.chosen = card;
    this.#use(card);
  }

  /** A region that the text did not name, and that the person confirmed. */
  inRegion(card: ImportCard, region: string): void {
    const { imported } = this;
    const known = { ...card, fill: { ...card.fill, provider: "aws", region }, perhaps: null };
    if (imported)
      this.imported = {
        ...imported,
        cards: imported.cards.map((each) => (each.id === card.id ? known : each)),
      };
    this.use(known);
  }

  /** Gives up what was read, here and in Rust. */
  leave(): void {
    const read = this.imported !== null || this.reading;
    this.#turn += 1;
    Object.assign(this, { typed: "", reading: false, imported: null, fault: null, chosen: null });
    // Should it not arrive: Rust forgets with the next start of the page, and with the program.
    if (read) void call("forget_imports", {}).catch(() => undefined);
  }

  async #reading(read: () => Promise<Imported>): Promise<void> {
    const turn = ++this.#turn;
    Object.assign(this, { reading: true, fault: null });
    try {
      const imported = await read();
      if (turn !== this.#turn) return;
      this.imported = imported;
      const [only] = imported.cards;
      if (only && imported.cards.length === 1) this.use(only);
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.reading = false;
    }
  }
}
