/**
 * Comparing files of a bucket with files of this computer or with a list of checksums: what they
 * are held against, how far it is, and what came of each.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { ChosenPath, CompareCount, ComparedFile, Fault, Picked } from "../../lib/backend/contract";

/** What files are held against. */
export type Against = "folder" | "file" | "list";

/** Results that are read at once. */
const page = 200;

export class Comparing {
  readonly picked: Picked;
  against = $state<Against>("folder");
  /** The file, folder or list that was chosen; null where none is. */
  chosen = $state.raw<ChosenPath | null>(null);
  /** A list as it was pasted. */
  text = $state("");
  /** Files of which the storage keeps no checksum that fits may be downloaded. */
  downloads = $state(false);
  /** How far it is; null while the form is shown. */
  count = $state.raw<CompareCount | null>(null);
  rows = $state.raw<ComparedFile[]>([]);
  fault = $state.raw<Fault | null>(null);
  /** The name under which the results were saved. */
  saved = $state.raw<string | null>(null);
  #id = $state.raw<string | null>(null);
  #closed = false;
  #ticks: ReturnType<typeof stream<CompareCount>> | null = null;

  constructor(picked: Picked) {
    this.picked = picked;
    if (picked.folders === 0 && picked.files === 1) this.against = "file";
  }

  get ready(): boolean {
    return (
      this.count === null && (this.chosen !== null || (this.against === "list" && this.text.trim() !== ""))
    );
  }

  get more(): boolean {
    return this.count?.complete === true && this.rows.length < this.count.done;
  }

  hold(against: Against): void {
    [this.against, this.chosen, this.fault] = [against, null, null];
  }

  type(text: string): void {
    [this.text, this.chosen, this.fault] = [text, null, null];
  }

  /** Asks for what the files are held against, in the system's own way. */
  async choose(): Promise<void> {
    const kind = ({ folder: "compare_folder", file: "compare_file", list: "checksums" } as const)[
      this.against
    ];
    try {
      this.chosen = (await call("choose", { kind })) ?? this.chosen;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  async begin(): Promise<void> {
    if (!this.ready) return;
    const { picked, against, chosen, text, downloads } = this;
    const ticks = stream((count: CompareCount) => void this.#tell(count));
    this.#ticks = ticks;
    [this.fault, this.saved, this.rows] = [null, null, []];
    this.count = { ...none };
    const held = chosen
      ? { kind: against === "list" ? ("list_file" as const) : ("local" as const), chosen: chosen.id }
      : { kind: "list" as const, text };
    try {
      const id = await call("compare_files", { pick: picked.pick, against: held, downloads, ticks });
      if (this.#closed) return void (await call("close_compare", { compare: id }));
      this.#id = id;
      await this.read();
    } catch (caught) {
      [this.count, this.fault] = [null, faultOf(caught)];
    }
  }

  async #tell(count: CompareCount): Promise<void> {
    [this.count, this.fault] = [count.fault ? null : count, count.fault];
    await this.read();
  }

  /** The next of the results, once all are there. */
  async read(): Promise<void> {
    const [compare, from] = [this.#id, this.rows.length];
    if (compare === null || !this.more) return;
    try {
      const rows = await call("read_compared", { compare, from, most: page });
      if (from === this.rows.length) this.rows = [...this.rows, ...rows];
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  async save(): Promise<void> {
    if (this.#id === null) return;
    try {
      this.saved = (await call("save_compared", { compare: this.#id })) ?? this.saved;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** To the form again, as it was. */
  back(): void {
    this.#letGo();
    [this.count, this.rows, this.fault, this.saved] = [null, [], null, null];
  }

  close(): void {
    this.#closed = true;
    this.#letGo();
  }

  #letGo(): void {
    this.#ticks?.close();
    const compare = this.#id;
    [this.#id, this.#ticks] = [null, null];
    // What is not closed here is let go with the page.
    if (compare !== null) call("close_compare", { compare }).catch(() => undefined);
  }
}

const none: CompareCount = {
  ...{ of: 0, done: 0, same: 0, differs: 0, only_stored: 0, only_here: 0, unclear: 0, odd: 0 },
  ...{ complete: false, fault: null },
};
