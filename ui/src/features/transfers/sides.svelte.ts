/**
 * Both sides of names that are already there: how large each file is and of when, as far as the
 * storage tells. What is on this computer has its size from the transfer, and no time.
 */
import { call } from "../../lib/backend/backend";
import type { GroupView, JobView, Place } from "../../lib/backend/contract";

/** A file as the storage or the transfer knows it. */
export interface Side {
  size: number | null;
  modified: number | null;
}

/** A picture of more bytes than this is not fetched for a question. */
const largest = 10_000_000;
const pictures = /\.(?:jpe?g|png|gif|webp|avif|bmp|svg)$/i;

/** Whether a small picture says more than the name does. */
export function isPicture(name: string, side: Side | null): boolean {
  // What the storage has told all of: else it would be opened twice.
  if (side === null || side.size === null || side.modified === null) return false;
  return side.size <= largest && pictures.test(name);
}

/** Which of the two is newer; null where that is not known. */
export function newer(there: Side | null, coming: Side | null): "there" | "coming" | "same" | null {
  const [one, other] = [there?.modified ?? null, coming?.modified ?? null];
  if (one === null || other === null) return null;
  if (one === other) return "same";
  return one > other ? "there" : "coming";
}

/** Files of a transfer that are looked through for those that are named. */
const looked = 500;

export class Sides {
  readonly group: string;
  #there = $state.raw<ReadonlyMap<string, Side>>(new Map());
  #coming = $state.raw<ReadonlyMap<string, Side>>(new Map());

  /** Where the new files come from, if that is a bucket. */
  readonly from: Place | null;

  constructor(group: GroupView, from: Place | null = group.from) {
    this.group = group.id;
    this.from = from;
    const { to, conflict_names } = group;
    void this.#readJobs(conflict_names);
    for (const name of conflict_names) {
      if (to) void look(to, name).then((side) => side && (this.#there = added(this.#there, name, side)));
      if (from)
        void look(from, name).then((side) => side && (this.#coming = added(this.#coming, name, side)));
    }
  }

  /** The file that has the name already. */
  there(name: string): Side | null {
    return this.#there.get(name) ?? null;
  }

  /** The one that is to have it. */
  coming(name: string): Side | null {
    return this.#coming.get(name) ?? null;
  }

  async #readJobs(names: string[]): Promise<void> {
    const page = await call("read_jobs", { group: this.group, filter: "all", start: 0, len: looked }).catch(
      () => null,
    );
    const wanted = (job: JobView) => names.includes(job.name) && !this.#coming.has(job.name);
    for (const { name, bytes } of page?.jobs.filter(wanted) ?? [])
      this.#coming = added(this.#coming, name, { size: bytes, modified: null });
  }
}

function added(all: ReadonlyMap<string, Side>, name: string, side: Side): ReadonlyMap<string, Side> {
  return new Map([...all, [name, side]]);
}

/** Null where it is not there, or may not be seen: the question can be answered without. */
async function look({ connection, bucket, prefix }: Place, name: string): Promise<Side | null> {
  const text = `s3://${bucket}/${prefix}${name}`;
  const found = await call("locate", { connection, bucket, text }).catch(() => null);
  if (!found?.file || found.place.prefix + found.file.name !== prefix + name) return null;
  return { size: found.file.size, modified: found.file.modified };
}
