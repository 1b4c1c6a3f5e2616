/**
 * Backups: the list of them, the one that is open with its copies, and the form. It makes all calls
 * of the feature. A run goes on while another screen is shown; how far it is is told to the list as
 * well.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type {
  BackupTick,
  BackupView,
  BucketAt,
  CopyView,
  Fault,
  OnConflict,
  PairView,
  Place,
} from "../../lib/backend/contract";
import { BackupForm } from "./form.svelte";

/** The name of the folder that a copy is restored to where it is not restored to its originals. */
// eslint-disable-next-line page/words -- a name in the bucket, the same in every language
export const folderOf = ({ copy }: Pick<CopyView, "copy">): string => `restored ${copy}`;

/** That folder, among the originals. */
export const besides = ({ from }: Pick<BackupView, "from">, copy: Pick<CopyView, "copy">): Place => ({
  ...from,
  prefix: `${from.prefix}${folderOf(copy)}/`,
});

export class Backups {
  list = $state.raw<BackupView[]>([]);
  /** Pairs of places that are synchronized. */
  pairs = $state.raw<PairView[]>([]);
  page = $state<"list" | "one" | "form">("list");
  /** The backup that is open, by its id. */
  open = $state("");
  form = $state.raw<BackupForm | null>(null);
  /** The copies of the open backup; null until they are read. */
  copies = $state.raw<CopyView[] | null>(null);
  /** Which copy is asked about, and what for. */
  asking = $state.raw<{ copy: CopyView; what: "remove" | "restore" } | null>(null);
  /** What becomes of names that are there, when a copy is restored. */
  onConflict = $state<OnConflict>("skip");
  /** The copy goes to a folder of its own beside the originals. */
  beside = $state(false);
  /** The backup is about to be removed from the list. */
  leaving = $state(false);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** How far runs of this window are, by backup. */
  #ticks = $state.raw<ReadonlyMap<string, BackupTick>>(new Map());

  get one(): BackupView | null {
    return this.list.find(({ id }) => id === this.open) ?? null;
  }

  tick(id: string): BackupTick | null {
    return this.#ticks.get(id) ?? this.list.find((view) => view.id === id)?.running ?? null;
  }

  async read(): Promise<void> {
    try {
      this.list = await call("list_backups", {});
      this.pairs = await call("list_pairs", {});
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  showList(): void {
    [this.page, this.form, this.fault] = ["list", null, null];
    void this.read();
  }

  begin(at: BucketAt | null, folder = ""): void {
    [this.page, this.fault] = ["form", null];
    this.form = new BackupForm(null, at, folder);
  }

  change(): void {
    if (!this.one) return;
    this.form = new BackupForm(this.one, null);
    [this.page, this.fault] = ["form", null];
  }

  /** Keeps what the form has, and opens it. */
  async save(): Promise<void> {
    const kept = await this.form?.save();
    if (!kept) return;
    this.form = null;
    await this.show(kept.id);
  }

  async show(id: string): Promise<void> {
    [this.page, this.open, this.copies, this.fault, this.leaving] = ["one", id, null, null, false];
    this.asking = null;
    await Promise.all([this.read(), this.readCopies()]);
  }

  async readCopies(): Promise<void> {
    const backup = this.open;
    try {
      const copies = await call("list_copies", { backup });
      if (this.open === backup) this.copies = copies;
    } catch (caught) {
      if (this.open === backup) this.fault = faultOf(caught);
    }
  }

  async run(id: string): Promise<void> {
    if (this.tick(id)) return;
    this.fault = null;
    const tell = (tick: BackupTick) => (this.#ticks = new Map([...this.#ticks, [id, tick]]));
    tell({ phase: "looking", files_done: 0, files: 0, bytes_done: 0, bytes: 0 });
    const ticks = stream(tell);
    try {
      await call("run_backup", { backup: id, ticks });
    } catch (caught) {
      if (this.open === id) this.fault = faultOf(caught);
    } finally {
      ticks.close();
      this.#ticks = new Map([...this.#ticks].filter(([other]) => other !== id));
      await this.read();
      if (this.open === id) await this.readCopies();
    }
  }

  async stop(id: string): Promise<void> {
    await this.#do(() => call("stop_backup", { backup: id }));
  }

  /**
   * A copy of another place than what is copied now goes to a folder of its own, and nowhere else.
   */
  ask(copy: CopyView, what: "remove" | "restore"): void {
    this.asking = { copy, what };
    [this.onConflict, this.beside, this.fault] = ["skip", copy.elsewhere !== null, null];
  }

  /**
   * The only good copy of its source that there is, or the only one that is not much smaller than
   * an earlier one.
   */
  lastOf(copy: CopyView): "good" | "full" | null {
    if (!copy.good) return null;
    const others = (this.copies ?? []).filter(
      (each) => each.good && each.elsewhere === copy.elsewhere && each.copy !== copy.copy,
    );
    if (others.length === 0) return "good";
    return !copy.smaller && others.every((each) => each.smaller) ? "full" : null;
  }

  /** The files that `copy`, the newest, lacks were removed on purpose. */
  async accept(copy: string): Promise<void> {
    const backup = this.open;
    await this.#do(async () => {
      await call("accept_smaller", { backup, copy });
      await this.read();
      if (this.open === backup) await this.readCopies();
    });
  }

  /** Removes the copy that was asked about. That it is the last was said in the question. */
  async remove(): Promise<void> {
    const { copy } = this.asking ?? {};
    if (!copy) return;
    const last = this.lastOf(copy) !== null;
    await this.#do(async () => {
      this.copies = await call("remove_copy", { backup: this.open, copy: copy.copy, last });
    });
    this.asking = null;
  }

  /** Restores the copy that was asked about; it then runs as a transfer. */
  async restore(): Promise<void> {
    const { copy } = this.asking ?? {};
    const view = this.one;
    if (!copy || !view) return;
    const to = this.beside ? besides(view, copy) : null;
    await this.#do(async () => {
      await call("restore_copy", {
        op_id: crypto.randomUUID(),
        backup: this.open,
        copy: copy.copy,
        to,
        on_conflict: this.onConflict,
      });
    });
    this.asking = null;
  }

  /** Removes the backup from the list; its copies stay. */
  async forget(): Promise<void> {
    await this.#do(async () => {
      await call("forget_backup", { backup: this.open });
      this.showList();
    });
    this.leaving = false;
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.fault] = [true, null];
    try {
      await work();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
