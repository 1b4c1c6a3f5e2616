/**
 * Both sides of names that are already there: how large each file is and of when, as far as the storage tells. What is on
 * this computer has its size from the transfer, and no time.
 */
import { call } from "../../lib/backend/backend";
import type { GroupView, JobView, Place } from "../../lib/backend/contract";

/** A file as the storage or the transfer knows it. */
export interface Side {
  size: number | null;
  modified: number | null;
}

/** Files of a transfer that are looked through for those that are named. */
const looked = 500;

export class Sides {
  readonly group: string;
  #there = $state.raw<ReadonlyMap<string, Side>>(new Map());
  #coming = $state.raw<ReadonlyMap<string, Side>>(new Map());

  constructor(group: GroupView) {
    this.group = group.id;
    const { to, from, conflict_names } = group;
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
