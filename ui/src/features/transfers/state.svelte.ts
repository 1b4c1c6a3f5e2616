/**
 * Transfers as the page sees them: the groups of the latest tick, the question about names that are
 * there already, and the doors to start, stop and repeat. The queue itself is Rust's. `onChange`
 * tells whoever shows a folder that files in it were added or removed.
 */
import { call, stream } from "../../lib/backend/backend";
import type {
  Fault,
  ChosenPath,
  GroupView,
  HeldRows,
  JobFilter,
  JobId,
  JobView,
  UploadOptions,
  OnConflict,
  Picked,
  Place,
  TransferTick,
  TransferWork,
} from "../../lib/backend/contract";

import { downloadOf, type Begun, type Chosen, type OneFile } from "./begun";
import { UploadOptionsForm } from "./uploading.svelte";
import { PacingForm } from "./pacing.svelte";
import { sameFolder } from "../browse/path";
import { settled, type Closing } from "./say";
import { Sides } from "./sides.svelte";

/** A window of a group's files, of those that a filter lets through. */
export interface FileList {
  group: string;
  filter: JobFilter;
  jobs: JobView[];
  total: number;
}

export type Change = (place: Place, finished: boolean) => void;

/** Rows of a group's full list that are read at a time. */
const jobPage = 100;
/** As the bucket keeps things by itself. */
const asUsual: UploadOptions = { class: null, encryption: null, kms_key: null };

export function ended(group: GroupView): boolean {
  return group.state === "done" || group.state === "failed" || group.state === "cancelled";
}

/** How long what ended well stays in sight, ms. */
export const stay = 15_000;

export class Transfers {
  groups = $state.raw<GroupView[]>([]);
  /** Why transfers would not survive the end of the program just now. */
  unkept = $state.raw<Fault | null>(null);
  expanded = $state(false);
  /** The person has the pointer or the focus there: nothing goes meanwhile. */
  watched = $state(false);
  /** What was cut or copied, to be put down in another folder or tab. */
  clipboard = $state.raw<HeldRows | null>(null);
  /** Of the group that waits for an answer: how large and of when the files on both sides are. */
  sides = $state.raw<Sides | null>(null);
  /** Files of one group, read on demand. */
  list = $state.raw<FileList | null>(null);
  /** The file that a group's list was saved as, last. */
  saved = $state.raw<{ group: string; file: string } | null>(null);
  /** The limits, while they are shown. */
  pacing = $state.raw<PacingForm | null>(null);
  /** An upload that is kept in another way, while that is chosen. */
  uploadOptions = $state.raw<UploadOptionsForm | null>(null);
  closing = $state.raw<Closing | null>(null);
  onChange: Change = () => undefined;
  /** Items of these names come to a place, `beside` what has the names; no names: none come. */
  onSend: (to: Place, names: string[], beside: boolean) => void = () => undefined;
  /** What becomes of names in a place that are taken, `all` of them or those that are known. */
  onTaken: (to: Place, choice: OnConflict, names: string[], all: boolean) => void = () => undefined;
  /** A group copies, moves or renames from now on. */
  onBegin: (group: string, begun: Begun) => void = () => undefined;
  /** A group has ended. */
  onEnd: (group: GroupView) => void = () => undefined;
  /** A group asks what becomes of names that are already there; then the person says it. */
  onAsk: (group: GroupView) => void = () => undefined;
  onAnswer: (group: GroupView, choice: OnConflict) => void = () => undefined;
  /** False until the first tick: what that one shows as ended, ended before this page was there. */
  #watched = false;
  #following = false;
  #ticks = 0;
  /** Where copies that were begun from here come from: a group tells it of moves alone. */
  #sources = new Map<string, Place>();
  /** Groups that will leave by themselves. */
  #leaving = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #tell: (caught: unknown) => void;

  constructor(tell: (caught: unknown) => void) {
    this.#tell = tell;
  }

  get running(): GroupView[] {
    return this.groups.filter((group) => !ended(group));
  }

  /** The oldest group that waits for an answer: asked one at a time, in order. */
  get asking(): GroupView | null {
    return this.groups.findLast((group) => group.state === "asking") ?? null;
  }

  async watch(): Promise<void> {
    await call("watch_transfers", { ticks: stream((tick: TransferTick) => this.#receive(tick)) });
  }

  /** Both answer without doing anything when the person closes the system's dialog. */
  async chooseAndUpload(
    kind: "files" | "folder",
    to: Place,
    options: UploadOptions = asUsual,
  ): Promise<void> {
    const chosen = await call("choose", { kind });
    if (chosen) await this.upload(chosen, to, options);
  }

  /** Asks how the files are to be kept, and then which. */
  askKeeping(to: Place): void {
    this.uploadOptions = new UploadOptionsForm(async (kind, options) => {
      this.uploadOptions = null;
      await this.chooseAndUpload(kind, to, options).catch(this.#tell);
    });
  }

  async chooseAndDownload(listing: string): Promise<void> {
    const chosen = await call("choose", { kind: "destination" });
    if (chosen) await this.#add({ kind: "download", listing, chosen: chosen.id });
  }

  /** Lets the person drag what is selected out of the window, to be downloaded where it lands. */
  async carry(listing: string, label: string): Promise<void> {
    await call("drag_out", { op_id: crypto.randomUUID(), listing, label });
  }

  /** One file by its key, for a folder that may not be listed; of an earlier time, its version. */
  async chooseAndDownloadFile(place: Place, file: OneFile): Promise<void> {
    const chosen = await call("choose", { kind: "destination" });
    const work = chosen && downloadOf(place, file, chosen.id);
    if (work) await this.#add(work);
  }

  async upload(chosen: ChosenPath, to: Place, options: UploadOptions = asUsual): Promise<void> {
    await this.#send(to, chosen.names, { kind: "upload", chosen: chosen.id, to }, options);
  }

  /** Keeps what is selected in a listing, which may then be left. */
  pick(listing: string): Promise<Picked> {
    return call("pick_rows", { listing });
  }

  /** `rows`: those that were picked, as far as they are known. */
  async copy(picked: Picked, to: Place, leave: boolean, rows: Chosen[] = [], of?: object): Promise<string> {
    const names = rows.length > 0 ? rows.map((row) => row.name) : [picked.name ?? ""].filter(Boolean);
    // Copies of what is in the same folder get another name.
    const beside = !leave && sameFolder(picked.from, to);
    const group = await this.#send(
      to,
      names,
      { kind: "copy", pick: picked.pick, to, leave },
      asUsual,
      beside,
    );
    this.#sources.set(group, picked.from);
    const whole = rows.length === picked.files + picked.folders;
    const kind = leave ? "move" : "copy";
    const past = picked.moment !== undefined;
    this.onBegin(group, { kind, from: picked.from, to, rows: whole ? rows : [], past, of });
    return group;
  }

  async rename({ pick, from }: Picked, name: string, rows: Chosen[] = [], of?: object): Promise<string> {
    const group = await this.#send(from, [name.trim()], { kind: "rename", pick, name });
    this.onBegin(group, { kind: "rename", from, to: from, rows, name: name.trim(), of });
    return group;
  }

  /** `chosen`: what is selected, which may take a moment to be known. */
  async hold(listing: string, leave: boolean, chosen: Promise<Chosen[]>): Promise<void> {
    const held = { picked: await this.pick(listing), leave, rows: [] };
    this.clipboard = held;
    const rows = await chosen;
    if (this.clipboard === held) this.#share({ ...held, rows });
  }

  /** Other windows may put it down as well. */
  #share(held: HeldRows | null): void {
    this.clipboard = held;
    const rows = held?.rows.map(({ key, name }) => ({ key, name })) ?? [];
    this.#run(call("hold_rows", { held: held && { ...held, rows } }));
  }

  /** Puts down what is held; what was cut is held no longer. */
  async put(to: Place): Promise<void> {
    const held = this.clipboard;
    if (!held) return;
    if (held.leave) this.#share(null);
    await this.copy(held.picked, to, held.leave, held.rows);
  }

  remove = (plan: string) => this.#add({ kind: "delete", plan });
  changeProperties = (plan: string) => this.#add({ kind: "change", plan });

  /** What was counted and said yes to, or is undone. */
  runPlan = (work: Exclude<TransferWork, { chosen: string } | { pick: string }>) => this.#add(work);

  answer(group: GroupView, on_conflict: OnConflict): void {
    this.onAnswer(group, on_conflict);
    const { to, conflicts, conflict_names } = group;
    if (to) this.onTaken(to, on_conflict, conflict_names, conflicts === conflict_names.length);
    this.#run(call("answer_conflicts", { group: group.id, on_conflict }));
  }

  cancel(group: GroupView, job: JobId | null = null): void {
    this.#run(call("cancel_transfer", { group: group.id, job }));
  }

  cancelAll(): void {
    for (const group of this.running) this.cancel(group);
  }

  /** One file, one group, or all of them. */
  pause(group: GroupView | null, job: JobId | null = null): void {
    this.#run(call("pause_transfer", { group: group?.id ?? null, job }));
  }

  /** One file, one group, or all; what waits for the network or a login tries again at once. */
  resume(group: GroupView | null, job: JobId | null = null): void {
    this.#run(call("resume_transfer", { group: group?.id ?? null, job }));
  }

  /** A group, or one file of it, before all others. */
  first(group: GroupView, job: JobId | null = null): void {
    this.#run(call("run_first", { group: group.id, job }));
  }

  retry(group: GroupView, job: JobId | null = null): void {
    if (this.list?.filter === "failed") this.list = null;
    this.#run(call("retry_transfer", { group: group.id, job }));
  }

  /** Files whose names could not be looked up go again, and replace what has these names. */
  replaceUnseen(group: GroupView): void {
    this.onAnswer(group, "replace");
    if (this.list?.filter === "failed") this.list = null;
    this.#run(call("replace_unseen", { group: group.id }));
  }

  dismiss(group: GroupView): void {
    this.#run(call("dismiss_transfer", { group: group.id }));
  }

  dismissEnded(): void {
    for (const group of this.groups) if (ended(group)) this.dismiss(group);
  }

  askLimits(): void {
    this.pacing = new PacingForm(() => (this.pacing = null));
  }

  /** Closes the window; what cannot be kept stops that once, and is told. */
  async quit(): Promise<void> {
    const unkept = this.closing?.unkept ? null : await this.closing?.keep?.();
    if (unkept) this.closing &&= { ...this.closing, unkept };
    else this.#run(call("quit", {}));
  }

  reveal(group: GroupView): void {
    this.#run(call("reveal_download", { group: group.id }));
  }

  /** Saves the list of a group's files. */
  async saveFiles({ id }: GroupView): Promise<void> {
    try {
      const file = await call("save_jobs", { group: id });
      if (file !== null) this.saved = { group: id, file };
    } catch (caught) {
      this.#tell(caught);
    }
  }

  /** Opens the list of a group's files, or closes it. */
  async showFiles(group: GroupView, filter: JobFilter): Promise<void> {
    await this.#read(group.id, filter, 0, jobPage);
  }

  hideFiles(): void {
    this.list = null;
  }

  /** Reads more of the list that is open. */
  async showMore(): Promise<void> {
    if (this.list) await this.#read(this.list.group, this.list.filter, this.list.jobs.length, jobPage);
  }

  async #read(group: string, filter: JobFilter, start: number, len: number): Promise<void> {
    try {
      const page = await call("read_jobs", { group, filter, start, len });
      const open = this.list?.group === group && this.list.filter === filter;
      const before = open && start > 0 ? (this.list?.jobs ?? []).slice(0, start) : [];
      this.list = { group, filter, jobs: [...before, ...page.jobs], total: page.total };
    } catch (caught) {
      this.#tell(caught);
    }
  }

  /** Reads the shown part of the open list again, one window at most, while its group moves. */
  #follow(): void {
    const list = this.list;
    if (!list || this.#following) return;
    if (!this.groups.some((group) => group.id === list.group)) return void (this.list = null);
    this.#following = true;
    const { group, filter } = list;
    call("read_jobs", { group, filter, start: 0, len: jobPage })
      .then((page) => {
        const now = this.list;
        if (now?.group !== group || now.filter !== filter) return;
        this.list = { group, filter, jobs: [...page.jobs, ...now.jobs.slice(jobPage)], total: page.total };
      })
      .catch(this.#tell)
      .finally(() => (this.#following = false));
  }

  async #add(work: TransferWork, options: UploadOptions = asUsual): Promise<string> {
    const op_id = crypto.randomUUID();
    const request = { op_id, work, on_conflict: "ask" as const, upload_options: options };
    return await call("add_transfer", { request });
  }

  /** Starts what puts items of these names somewhere. */
  async #send(
    to: Place,
    names: string[],
    work: TransferWork,
    options: UploadOptions = asUsual,
    beside = false,
  ): Promise<string> {
    // Before it starts: what is small is there before the answer is.
    this.onSend(to, names, beside);
    try {
      return await this.#add(work, options);
    } catch (caught) {
      this.onSend(to, [], false);
      throw caught;
    }
  }

  #run(done: Promise<unknown>): void {
    done.catch(this.#tell);
  }

  #receive(tick: TransferTick): void {
    const before = new Map(this.groups.map((group) => [group.id, group]));
    [this.groups, this.unkept] = [tick.groups, tick.unkept];
    this.#ticks += 1;
    const { asking } = this;
    if (asking) this.onAsk(asking);
    if (asking?.id !== this.sides?.group) this.#ask(asking);
    const stands = (groups: Iterable<GroupView>) =>
      [...groups].find((group) => group.id === this.list?.group)?.state;
    // A list need not be as quick as the numbers above it.
    if (this.#ticks % 10 === 0 || stands(before.values()) !== stands(tick.groups)) this.#follow();
    if (tick.groups.length === 0) this.expanded = this.watched = false;
    const { backup, pair, own } = this.closing ?? {};
    if (this.running.length === 0 && !backup && !pair && !own) this.closing = null;
    for (const group of tick.groups) {
      const old = before.get(group.id);
      if (old ? ended(old) : !this.#watched) continue;
      if (ended(group)) this.#sources.delete(group.id);
      if (ended(group)) this.onEnd(group);
      const more = group.files_done > (old?.files_done ?? 0);
      for (const place of [group.to, group.from])
        if (place && (ended(group) || more)) this.onChange(place, ended(group));
    }
    this.#watched = true;
    for (const group of tick.groups.filter(settled)) this.#leave(group);
  }

  #ask(asking: GroupView | null): void {
    this.sides = asking && new Sides(asking, asking.from ?? this.#sources.get(asking.id) ?? null);
  }

  /** What ended well goes by itself, but not from under somebody who looks at it. */
  #leave(group: GroupView): void {
    if (this.#leaving.has(group.id)) return;
    const go = () => {
      this.#leaving.delete(group.id);
      const now = this.groups.find(({ id }) => id === group.id);
      if (!now || !settled(now)) return;
      if (this.expanded || this.watched) this.#leave(now);
      else this.dismiss(now);
    };
    this.#leaving.set(group.id, setTimeout(go, stay));
  }
}
