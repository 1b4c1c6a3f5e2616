/** Backups in memory: kept, run to a good copy, restored, removed. */
import type { BackupView, Commands, CopyView } from "../contract";
import { gone, refuse } from "./faults";
import { told } from "./told";

type Args<K extends keyof Commands> = Commands[K]["args"];

export class FakeBackups {
  views: BackupView[] = [];
  copies = new Map<string, CopyView[]>();
  /** What the next run says instead of making a copy. */
  failing: { code: string; title: string; what: string; next: string } | null = null;
  /** The next copy has much less than the one before. */
  shrinks = false;
  #next = 1;

  list = () => this.views;

  keep({ backup, wanted }: Args<"keep_backup">): BackupView {
    const old = this.views.find(({ id }) => id === backup);
    const { schedule } = wanted;
    const when =
      schedule.every === "never" ? told("jobs-schedule-never") : told("jobs-schedule-day", { time: "02:30" });
    const timer = schedule.every === "never" ? ("off" as const) : ("set" as const);
    const id = old?.id ?? `backup-${this.#next++}`;
    const view = { ...wanted, id, when, timer, last: old?.last ?? null, running: null };
    this.views = old ? this.views.map((each) => (each === old ? view : each)) : [...this.views, view];
    return view;
  }

  forget({ backup }: Args<"forget_backup">): void {
    this.views = this.views.filter(({ id }) => id !== backup);
  }

  run({ backup, ticks }: Args<"run_backup">): BackupView {
    const view = this.#one(backup);
    const none = {
      good: false,
      copy: "",
      files: 0,
      bytes: 0,
      code: "",
      title: "",
      what: "",
      next: "",
      smaller: null,
    };
    if (this.failing) {
      view.last = { at: 1, ...none, ...this.failing };
      return refuse({ ...this.failing, details: "", retry: false });
    }
    for (const phase of ["looking", "copying", "checking"] as const)
      ticks.push({ phase, files_done: 2, files: 2, bytes_done: 30, bytes: 30 });
    const there = this.copies.get(backup) ?? [];
    const copy = `2026-03-0${there.length + 1}`;
    const folder = { ...view.to, prefix: `${view.to.prefix}data/${copy.replaceAll("-", "/")}/` };
    const [full] = there;
    const smaller = this.shrinks && full ? { copy: full.copy, files: full.files, bytes: full.bytes } : null;
    const has = smaller ? { files: 1, bytes: 1 } : { files: 2, bytes: 30 };
    const made = { copy, good: true, folder, at: 1, ...has, elsewhere: null, smaller: smaller !== null };
    this.copies.set(backup, [made, ...there]);
    view.last = { at: 1, ...none, good: true, copy, ...has, smaller };
    return view;
  }

  accept({ backup }: Args<"accept_smaller">): BackupView {
    const view = this.#one(backup);
    if (view.last) view.last = { ...view.last, smaller: null };
    const copies = this.copies.get(backup) ?? [];
    this.copies.set(
      backup,
      copies.map((each, at) => (at === 0 ? { ...each, smaller: false } : each)),
    );
    return view;
  }

  listCopies = ({ backup }: Args<"list_copies">): CopyView[] => this.copies.get(this.#one(backup).id) ?? [];

  remove({ backup, copy, last }: Args<"remove_copy">): CopyView[] {
    const there = this.listCopies({ backup });
    if (there.length === 1 && !last) refuse({ ...gone("copy"), code: "backup_last_copy" });
    this.copies.set(
      backup,
      there.filter((each) => each.copy !== copy),
    );
    return this.listCopies({ backup });
  }

  #one(backup: string): BackupView {
    return this.views.find(({ id }) => id === backup) ?? refuse(gone("backup"));
  }
}
