/**
 * Another name for one file or folder, typed in its row. What cannot be is said while typing; the
 * work is a transfer.
 */
import { faultOf } from "../../lib/backend/backend";
import type { Fault, Picked } from "../../lib/backend/contract";
import { said, say } from "../../lib/words";
import { stemOf, wrongName } from "./naming";

export interface Work {
  rename: (picked: Picked, name: string) => Promise<unknown>;
  /** Whether something here has this name. */
  taken: (name: string) => Promise<boolean>;
  done: () => void;
  /** What went wrong after the field was left. */
  tell: (caught: unknown) => void;
}

export class Renaming {
  name = $state("");
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  readonly picked: Picked;
  /** A name that was looked up and is taken. */
  #taken = $state<string | null>(null);
  #gone = false;
  readonly #work: Work;

  constructor(picked: Picked, work: Work) {
    this.picked = picked;
    this.name = picked.name ?? "";
    this.#work = work;
  }

  get folder(): boolean {
    return this.picked.folders > 0;
  }

  /** Letters before the ending, which is seldom what one wants to change. */
  get stem(): number {
    return stemOf(this.name, this.folder);
  }

  get changed(): boolean {
    return this.name !== this.picked.name && this.name.trim() !== this.picked.name;
  }

  /** Why this cannot be its name. */
  get problem(): string | null {
    const wrong = this.changed && wrongName(this.picked.from.prefix, this.name.trim());
    if (wrong) return said({ id: `faults-folder-name-${wrong}`, values: {} });
    if (this.fault) return said(this.fault.what);
    return this.#taken === this.name.trim() && this.changed
      ? say("browse-rename-taken", { name: this.#taken })
      : null;
  }

  get ready(): boolean {
    return !this.busy && this.changed && this.problem === null;
  }

  type(name: string): void {
    this.name = name;
    this.fault = null;
    const wanted = name.trim();
    if (!this.changed || wrongName(this.picked.from.prefix, wanted)) return;
    this.#work.taken(wanted).then(
      (taken) => taken && this.name.trim() === wanted && (this.#taken = wanted),
      () => undefined,
    );
  }

  /** Keeps the name. One that was not changed is left. */
  async run(): Promise<void> {
    if (!this.changed) return this.#work.done();
    if (!this.ready) return;
    this.busy = true;
    try {
      await this.#work.rename(this.picked, this.name);
      if (!this.#gone) this.#work.done();
    } catch (caught) {
      if (this.#gone) this.#work.tell(caught);
      else this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  /** A name that is on its way goes on without the field. */
  leave(): void {
    this.#gone = true;
    this.#work.done();
  }
}
