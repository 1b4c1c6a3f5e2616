/** Another name for one file or folder, typed in its row. What cannot be is said while typing; the work is a transfer. */
import { faultOf } from "../../lib/backend/backend";
import type { Fault, Picked } from "../../lib/backend/contract";
import { said, say } from "../../lib/words";

/** The longest key that S3 keeps, bytes. */
const longest = 1024;

export interface Work {
  rename: (picked: Picked, name: string) => Promise<unknown>;
  /** Whether something here has this name. */
  taken: (name: string) => Promise<boolean>;
  done: () => void;
}

export class Renaming {
  name = $state("");
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  readonly picked: Picked;
  /** A name that was looked up and is taken. */
  #taken = $state<string | null>(null);
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
    const { name } = this;
    if (this.folder) return name.length;
    const ending = /(?:\.tar)?\.[^.]+$/i.exec(name)?.index ?? 0;
    return ending > 0 ? ending : name.length;
  }

  get changed(): boolean {
    return this.name !== this.picked.name && this.name.trim() !== this.picked.name;
  }

  /** Why this cannot be its name. */
  get problem(): string | null {
    const wrong = this.changed && this.#wrong(this.name.trim());
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
    if (!this.changed || this.#wrong(wanted)) return;
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
      this.#work.done();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    if (!this.busy) this.#work.done();
  }

  /** As Rust checks it. */
  #wrong(name: string): "empty" | "slash" | "dots" | "control" | "long" | null {
    if (name === "") return "empty";
    if (name.includes("/")) return "slash";
    if (name === "." || name === "..") return "dots";
    if (/\p{Cc}/u.test(name)) return "control";
    const bytes = new TextEncoder().encode(`${this.picked.from.prefix}${name}/`).length;
    return bytes > longest ? "long" : null;
  }
}
