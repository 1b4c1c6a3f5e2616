/**
 * Histories of files in the fake world: each file that is there has a few earlier versions and one
 * deletion behind it.
 */
import type { Commands, FileAt, FileVersion, Fault, History, Locks, TransferWork } from "../contract";
import { refuse } from "./faults";
import { told } from "./told";
import type { Planned } from "./transfers";

type Args<K extends keyof Commands> = Commands[K]["args"];

const hour = 3_600_000;

export class FakeVersions {
  /** What the next histories are, in place of those made up. */
  answer: History | Fault | null = null;
  keeps: "on" | "suspended" | "never" | "unknown" = "on";
  /** How versions are locked, by id; others are not. */
  readonly locks = new Map<string, Extract<Locks, { state: "read" }>>();
  /** In place of all locks. */
  unlocked: Locks | null = null;
  readonly #of = new Map<string, FileVersion[]>();
  #next = 1;

  /** `thing`: the file as the bucket has it. */
  read({ at, after }: Args<"read_history">, thing: { size: number; modified: number } | null): History {
    if (this.answer && "code" in this.answer) refuse(this.answer);
    if (this.answer) return this.answer as History;
    const all = this.list(at, thing);
    const from = after === null ? 0 : all.findIndex((version) => version.id === after) + 1;
    const versions = all.slice(from, from + 1_000);
    const more = from + 1_000 < all.length ? (versions.at(-1)?.id ?? null) : null;
    return { state: "listed", versions, more, keeps: this.keeps };
  }

  list(at: FileAt, thing: { size: number; modified: number } | null): FileVersion[] {
    const key = `${at.bucket}/${at.key}`;
    const known = this.#of.get(key);
    if (known) return known;
    const { size, modified } = thing ?? { size: 0, modified: 0 };
    const one = (back: number, share: number, more: Partial<FileVersion> = {}): FileVersion => ({
      id: `version-${this.#next++}`,
      size: Math.round(size * share),
      modified: modified - back * hour,
      class: "STANDARD",
      owner: back > 20 ? "ann" : "data-team",
      etag: null,
      current: false,
      deleted: false,
      ...more,
    });
    const made = [
      one(0, 1, { current: true }),
      one(3, 0, { deleted: true, class: null }),
      one(26, 0.9),
      one(26, 0.9, { class: "STANDARD_IA" }),
      one(24 * 40, 0.5, { class: "GLACIER" }),
      one(24 * 400, 0.4, { id: "null", owner: null }),
    ];
    this.#of.set(key, made);
    return made;
  }

  set(at: FileAt, versions: FileVersion[]): void {
    this.#of.set(`${at.bucket}/${at.key}`, versions);
  }

  /** Makes a version the current one by a copy, and answers the transfer that does. */
  restored({ at, version, size }: Extract<TransferWork, { kind: "restore_version" }>): Planned {
    this.#copy(at, version);
    const prefix = at.key.replace(/[^/]*$/, "");
    const title = told("jobs-restore-version", { name: at.key.slice(prefix.length) });
    const jobs = [{ name: at.key, bytes: size }];
    return { kind: "copy", title, to: { ...at, prefix }, jobs, conflicts: [], notes: [] };
  }

  #copy(at: FileAt, id: string): void {
    const before = this.list(at, null);
    const from = before.find((version) => version.id === id);
    if (!from) return;
    const newest = Math.max(...before.map((version) => version.modified ?? 0));
    const copy = { ...from, id: `version-${this.#next++}`, modified: newest + hour, current: true };
    this.set(at, [copy, ...before.map((version) => ({ ...version, current: false }))]);
  }

  remove({ at, version: { id, modified }, typed, bypass }: Args<"delete_version">): null {
    const before = this.list(at, null);
    const gone = before.find((version) => version.id === id);
    if (gone && gone.modified !== modified) refuse(fault("version_changed"));
    if (!gone?.deleted && typed !== at.key.split("/").at(-1)) refuse(fault("name_differs"));
    if (this.locks.get(id)?.held || (this.locks.get(id)?.retained && !bypass))
      refuse(fault("version_locked"));
    const [next, ...rest] = before.filter((version) => version.id !== id);
    this.set(at, next ? [{ ...next, current: true }, ...rest] : []);
    return null;
  }

  look(id: string): Locks {
    return this.unlocked ?? this.locks.get(id) ?? { state: "read", retained: null, held: false };
  }

  retain({ version, until }: Args<"retain_version">): Locks {
    this.locks.set(version, { state: "read", retained: until, held: this.locks.get(version)?.held ?? false });
    return this.look(version);
  }

  hold({ version, on }: Args<"hold_version">): Locks {
    const retained = this.locks.get(version)?.retained ?? null;
    this.locks.set(version, { state: "read", retained, held: on });
    return this.look(version);
  }
}

function fault(code: string): Fault {
  const words = (part: "title" | "what" | "next") => ({
    id: code === "name_differs" ? `faults-file-name-differs.${part}` : `faults-version-governance.${part}`,
    values: { name: "report.txt", key: "report.txt", until: "2027-01-31 14:05" },
  });
  const [title, what, next] = [words("title"), words("what"), words("next")];
  return { code, title, what, next, details: "", retry: false };
}
