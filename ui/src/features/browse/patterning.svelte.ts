/** Other names for several files and folders by a pattern: every name is shown before anything is done, and each is a move. */
import type { Picked, Place, Row } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Chosen } from "../transfers/state.svelte";
import type { Listing } from "./listing.svelte";
import { read } from "./made";
import { renamed, type Pattern, type Problem } from "./pattern";

/** Of more items than this each is a transfer too many. */
export const mostRenamed = 500;
/** Names of the folder that are read to be held against the new ones; the storage is asked about each anyway. */
const within = 10_000;
const page = 500;

export interface PatternWork {
  pick: (listing: string) => Promise<Picked>;
  rename: (picked: Picked, name: string, rows: Chosen[], of: object) => Promise<unknown>;
  /** Makes one deed of several. */
  together: (place: Place, run: (of: object) => Promise<void>) => Promise<void>;
  tell: (caught: unknown) => void;
  done: () => void;
}

export class Patterning {
  pattern = $state.raw<Pattern>({
    ...{ way: "name", name: "{name}", start: 1, step: 1, digits: 2 },
    ...{ find: "", replace: "" },
  });
  #there = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);
  readonly rows: Row[];
  readonly place: Place;
  readonly #work: PatternWork;
  all = $derived.by(() => renamed(this.rows, this.pattern, this.place.prefix, this.#there));
  changed = $derived(this.all.filter(({ old, name }) => old !== name));
  wrong = $derived(this.all.filter(({ problem }) => problem !== null));

  constructor(place: Place, rows: Row[], listing: Listing, work: PatternWork) {
    this.place = place;
    this.rows = rows;
    this.#work = work;
    void this.#look(listing);
  }

  /** Why the names cannot be given; null where they can. */
  get why(): string | null {
    if (this.wrong.length > 0) return say("browse-pattern-wrong", { count: this.wrong.length });
    return this.changed.length === 0 ? say("browse-pattern-unchanged") : null;
  }

  set(change: Partial<Pattern>): void {
    this.pattern = { ...this.pattern, ...change };
  }

  /** In words. */
  wordsOf(problem: Problem): string {
    return say(`browse-pattern-${problem}`);
  }

  async run(): Promise<void> {
    if (this.busy || this.why !== null) return;
    this.busy = true;
    const { changed } = this;
    try {
      await new Promise<void>((begun, fail) => {
        this.#work
          .together(this.place, (of) => {
            const run = this.#begin(changed, of);
            run.then(begun, fail);
            return run;
          })
          .catch(() => undefined);
      });
    } catch (caught) {
      this.#work.tell(caught);
    } finally {
      this.busy = false;
      this.#work.done();
    }
  }

  leave(): void {
    if (!this.busy) this.#work.done();
  }

  /** One after the other: the host keeps only a few picks. */
  async #begin(changed: { row: Row; name: string }[], of: object): Promise<void> {
    const listing = await read(this.place);
    try {
      for (const { row, name } of changed) {
        const at = await listing.locate(row.name);
        if (at !== null) await listing.select({ kind: "only", at });
        const picked = await this.#work.pick(listing.id ?? "");
        // What is gone meanwhile has no new name.
        if (at !== null && picked.name === row.name.replace(/\/$/, ""))
          await this.#work.rename(picked, name, [row], of);
      }
    } finally {
      listing.close();
    }
  }

  async #look(listing: Listing): Promise<void> {
    const names = new Set<string>();
    for (let start = 0; start < Math.min(listing.shown, within); start += page)
      for (const { name } of await listing.peek(start, page).catch(() => [])) names.add(name);
    this.#there = names;
  }
}
