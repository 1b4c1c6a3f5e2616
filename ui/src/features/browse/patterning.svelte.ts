/**
 * Other names for several files and folders by a pattern: every name is shown before anything is
 * done, and each is a move.
 */
import type { Picked, Place, Row } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Chosen } from "../transfers/begun";
import { reading } from "./made";
import { renamed, type Pattern, type Problem } from "./pattern";

/** Of more items than this each is a transfer too many. */
export const mostRenamed = 500;
/**
 * Names of a folder that are read to be held against the new ones; in a larger one each new name is
 * looked for.
 */
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
  /** Names that the folder does not have, where it is too large to know all that it has. */
  #free = $state.raw<ReadonlySet<string>>(new Set());
  /**
   * Whether all names of the folder are known, or cannot be: then the storage says of each whether
   * it is taken.
   */
  #whole = $state(false);
  #large = false;
  #searching = false;
  readonly #folder: ReturnType<typeof reading>;
  busy = $state(false);
  readonly rows: Row[];
  readonly place: Place;
  readonly #work: PatternWork;
  all = $derived.by(() => renamed(this.rows, this.pattern, this.place.prefix, this.#there));
  changed = $derived(this.all.filter(({ old, name }) => old !== name));
  wrong = $derived(this.all.filter(({ problem }) => problem !== null));

  constructor(place: Place, rows: Row[], work: PatternWork) {
    this.place = place;
    this.rows = rows;
    this.#work = work;
    // A list of its own: the one that is shown may be filtered, or still on its way.
    this.#folder = reading(place);
    this.#look().catch(() => (this.#whole = true));
  }

  /** Why the names cannot be given; null where they can. */
  get why(): string | null {
    if (this.wrong.length > 0) return say("browse-pattern-wrong", { count: this.wrong.length });
    if (this.changed.length === 0) return say("browse-pattern-unchanged");
    return this.looking ? say("browse-pattern-looking") : null;
  }

  /** Whether one of the new names is taken is not known yet. */
  get looking(): boolean {
    return !this.#whole && this.#unknown !== undefined;
  }

  set(change: Partial<Pattern>): void {
    this.pattern = { ...this.pattern, ...change };
    void this.#search();
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
    if (this.busy) return;
    this.#folder.listing.close();
    this.#work.done();
  }

  /** One after the other: the host keeps only a few picks. */
  async #begin(changed: { row: Row; name: string }[], of: object): Promise<void> {
    const listing = await this.#folder.whole;
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

  async #look(): Promise<void> {
    const listing = await this.#folder.whole;
    this.#large = listing.shown > within;
    if (this.#large) return this.#search();
    const names = new Set<string>();
    for (let start = 0; start < listing.shown; start += page)
      for (const { name } of await listing.peek(start, page)) names.add(name);
    [this.#there, this.#whole] = [names, true];
  }

  get #unknown(): string | undefined {
    return this.changed.find(({ name }) => !this.#there.has(name) && !this.#free.has(name))?.name;
  }

  /** In a large folder each new name is looked for, one after the other. */
  async #search(): Promise<void> {
    if (!this.#large || this.#searching) return;
    this.#searching = true;
    const { listing } = this.#folder;
    try {
      for (let name = this.#unknown; name !== undefined; name = this.#unknown) {
        const found = await Promise.all([listing.locate(name), listing.locate(`${name}/`)]);
        if (found.some((at) => at !== null)) this.#there = new Set([...this.#there, name]);
        else this.#free = new Set([...this.#free, name]);
      }
    } catch {
      this.#whole = true;
    } finally {
      this.#searching = false;
    }
  }
}
