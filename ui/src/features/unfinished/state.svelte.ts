/** The unfinished uploads of one bucket: found, measured, chosen, cleaned up after a question. */
import { call, faultOf, stream, type Stream } from "../../lib/backend/backend";
import type { BucketAt, Fault, Unfinished, UnfinishedAt } from "../../lib/backend/contract";

export class UnfinishedUploads {
  found = $state.raw<Unfinished[]>([]);
  /** How many there are, also of those that are not shown; null while they are looked for. */
  total = $state.raw<number | null>(null);
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** The question is open. */
  asking = $state(false);
  cleaning = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly at: BucketAt;
  #stream: Stream<Unfinished> | null = null;

  constructor(at: BucketAt) {
    this.at = at;
    void this.look();
  }

  /** What cleaning up would remove: the chosen ones, or all where none is chosen. */
  get meant(): Unfinished[] {
    const free = this.found.filter((each) => !each.ours);
    return this.chosen.size > 0 ? free.filter((each) => this.chosen.has(each.at.upload)) : free;
  }

  async look(): Promise<void> {
    this.#stream?.close();
    [this.found, this.total, this.chosen, this.fault] = [[], null, new Set(), null];
    const found = stream((one: Unfinished) => {
      if (this.#stream === found) this.found = [...this.found, one];
    });
    this.#stream = found;
    try {
      const total = await call("look_for_unfinished", { at: this.at, found });
      if (this.#stream === found) this.total = total;
    } catch (caught) {
      if (this.#stream === found) [this.fault, this.total] = [faultOf(caught), 0];
    }
  }

  choose(one: UnfinishedAt): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(one.upload)) chosen.add(one.upload);
    this.chosen = chosen;
    this.asking = false;
  }

  async clean(): Promise<void> {
    const chosen = this.meant.map((each) => each.at);
    [this.asking, this.cleaning, this.fault] = [false, true, null];
    try {
      const { gone, fault } = await call("clean_unfinished", { at: this.at, chosen });
      const ids = new Set(gone.map((each) => each.upload));
      this.found = this.found.filter((each) => !ids.has(each.at.upload));
      this.total = Math.max(this.found.length, (this.total ?? 0) - gone.length);
      this.chosen = new Set();
      this.fault = fault;
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.cleaning = false;
    }
  }

  close(): void {
    this.#stream?.close();
    this.#stream = null;
  }
}
