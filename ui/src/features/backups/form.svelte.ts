/**
 * What is to be copied, where to, when, and how many copies stay: a new backup, or one that is
 * being changed.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { BackupView, BucketAt, Fault } from "../../lib/backend/contract";
import { keepOf, keeps } from "./say";
import { ScheduleChoice } from "./schedule.svelte";

/** One end: where it is, and the folder in it. */
export interface End {
  connection: string;
  bucket: string;
  folder: string;
}

export class BackupForm {
  name = $state("");
  from = $state<End>({ connection: "", bucket: "", folder: "" });
  to = $state<End>({ connection: "", bucket: "", folder: "" });
  /** Copies go only by a rule that was chosen. */
  keep = $state("all");
  readonly when: ScheduleChoice;
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** The backup that is changed. */
  readonly old: BackupView | null;
  /** The person wrote a folder for the copies; until then it follows what is copied. */
  #placed = false;
  #named = false;

  constructor(old: BackupView | null, at: BucketAt | null, folder = "") {
    this.old = old;
    this.when = new ScheduleChoice(old?.schedule ?? null);
    if (old) this.#take(old);
    else if (at) this.choose("from", { connection: at.connection, bucket: at.bucket, folder });
  }

  #take({ name, from, to, keep }: BackupView): void {
    const end = (place: BackupView["from"]) => ({
      connection: place.connection,
      bucket: place.bucket,
      folder: place.prefix,
    });
    [this.#placed, this.#named] = [true, true];
    [this.name, this.from, this.to, this.keep] = [name, end(from), end(to), keepOf(keep)];
  }

  /**
   * Sets one of the ends; a new backup is named after what is copied, and its copies lie in a
   * folder of that name.
   */
  choose(which: "from" | "to", end: End): void {
    this[which] = end;
    const source = this.from;
    const beginning = source.folder.replace(/\/+$/, "");
    if (which === "to" && end.folder !== this.#suggested()) this.#placed = true;
    if (!this.#placed) this.to = { ...this.to, folder: this.#suggested() };
    if (!this.#named && source.bucket)
      this.name = beginning ? `${source.bucket}/${beginning}` : source.bucket;
  }

  #suggested(): string {
    const { bucket, folder } = this.from;
    const below = folder.replace(/^\/+|\/+$/g, "");
    return bucket ? `${bucket}/${below ? `${below}/` : ""}` : "";
  }

  rename(name: string): void {
    this.#named = true;
    this.name = name;
  }

  /** The first field that is still empty; null where none is. */
  get lacking(): "from" | "to" | "name" | null {
    if (this.from.bucket === "") return "from";
    if (this.to.bucket === "") return "to";
    return this.name.trim() === "" ? "name" : null;
  }

  get ready(): boolean {
    return this.lacking === null && !this.busy;
  }

  /** Keeps it; the backup as it then stands, or null with the fault shown. */
  async save(): Promise<BackupView | null> {
    if (!this.ready) return null;
    [this.busy, this.fault] = [true, null];
    const place = ({ connection, bucket, folder }: End) => ({
      connection,
      bucket,
      prefix: folder.trim().replace(/^\/+/, ""),
    });
    const keep = keeps.find(({ value }) => value === this.keep)?.keep ??
      this.old?.keep ?? { last: 0, days: 0, weeks: 0, months: 0, years: 0 };
    const wanted = {
      name: this.name,
      from: place(this.from),
      to: place(this.to),
      keep,
      schedule: this.when.schedule,
    };
    try {
      return await call("keep_backup", { backup: this.old?.id ?? null, wanted });
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
