/**
 * Comparisons in memory: a folder of the made-up world beside a made-up folder of this computer or
 * another of the world's, as Rust does it by size alone.
 */
import type { Commands, SyncCount, SyncFilter, SyncRow, SyncState, SyncWish } from "../contract";
import type { Clock } from "./clock";
import { gone, refuse } from "./faults";
import { told } from "./told";
import type { FakeTransfers, Planned } from "./transfers";
import type { World } from "./world";

type Args<K extends keyof Commands> = Commands[K]["args"];
type Deed = "add" | "replace" | "remove" | "newer" | "held" | "none";

type Asked = Omit<Args<"compare_places">, "ticks">;

interface Compared {
  rows: SyncRow[];
  asked: Asked;
}

/** What a wish does about a state; the rest is as Rust has it. */
function deedOf(state: SyncState, { to_left, way, replace_newer }: SyncWish): Deed {
  const turned = (one: SyncState, other: SyncState) => state === (to_left ? other : one);
  if (state === "same" || state === "filtered") return "none";
  if (state === "differs" || turned("newer_left", "newer_right")) return "replace";
  if (turned("newer_right", "newer_left")) return replace_newer ? "replace" : "newer";
  if (turned("only_left", "only_right")) return "add";
  if (turned("only_right", "only_left")) return way === "mirror" ? "remove" : "none";
  return "held";
}

/** Whether a filter leaves a name out, by patterns such as `*.txt` and `folder/` alone. */
function filtered(name: string, { include, exclude }: SyncFilter): boolean {
  const matches = (pattern: string) => {
    const body = pattern.replace(/^\/|\/$/g, "").replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(^|/)${body.replaceAll("*", "[^/]*")}(/|$)`).test(name);
  };
  const any = (patterns: string[]) => patterns.some((pattern) => pattern.trim() && matches(pattern.trim()));
  const some = include.some((pattern) => pattern.trim());
  return any(exclude) || (some && !any(include));
}

export class FakeSync {
  /** What the next syncs find beside what is in the bucket: by name below the folder. */
  folder = new Map<string, { size: number; modified: number }>();
  readonly #open = new Map<string, Compared>();
  readonly #world: World;
  readonly #clock: Clock;
  readonly #transfers: FakeTransfers;
  #next = 1;

  constructor(world: World, clock: Clock, transfers: FakeTransfers) {
    [this.#world, this.#clock, this.#transfers] = [world, clock, transfers];
  }

  compare({ ticks, ...asked }: Args<"compare_places">): string {
    const { left, right, filter } = asked;
    const id = `comparison-${this.#next++}`;
    const [one, other] = [this.#files(left), this.#files(right)];
    const names = [...new Set([...one.keys(), ...other.keys()])].sort();
    const rows = names.map((name, at) => {
      const [first, second] = [one.get(name) ?? null, other.get(name) ?? null];
      const apart = (first?.modified ?? 0) - (second?.modified ?? 0);
      let state: SyncState = "same";
      if (filtered(name, filter)) state = "filtered";
      else if (!second) state = "only_left";
      else if (!first) state = "only_right";
      else if (first.size !== second.size) state = apart > 0 ? "newer_left" : "newer_right";
      const proof = first && second ? ("size" as const) : ("name" as const);
      return { at, name, state, proof, left: first, right: second, left_out: false };
    });
    this.#open.set(id, { rows, asked });
    const counts = new Map<SyncState, number>();
    rows.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
    const tallies = [...counts].map(([state, files]) => ({ state, files }));
    this.#clock.after(100, () =>
      ticks.push({ tallies, complete: true, maybe_one: false, refused: null, fault: null }),
    );
    return id;
  }

  read({ comparison, states, start, len }: Args<"read_sync">) {
    const rows = this.#one(comparison).rows.filter(({ state }) => states.includes(state));
    return { rows: rows.slice(start, start + len), total: rows.length };
  }

  leaveOut({ comparison, rows, out }: Args<"leave_out_of_sync">): void {
    const compared = this.#one(comparison);
    compared.rows = compared.rows.map((row) => (rows.includes(row.at) ? { ...row, left_out: out } : row));
  }

  plan({ comparison, wish }: Args<"plan_sync">): SyncCount {
    const { rows } = this.#one(comparison);
    const none = () => ({ files: 0, bytes: 0 });
    const count: SyncCount = {
      ...{ add: none(), replace: none(), remove: none() },
      ...{ newer: 0, held: 0, left_out: 0, asks: false, refused: null },
    };
    for (const row of rows) {
      const deed = deedOf(row.state, wish);
      if (deed === "none") continue;
      if (row.left_out) count.left_out++;
      else if (deed === "newer" || deed === "held") count[deed]++;
      else {
        const source = deed === "remove" ? (row.left ?? row.right) : wish.to_left ? row.right : row.left;
        count[deed] = { files: count[deed].files + 1, bytes: count[deed].bytes + (source?.size ?? 0) };
      }
    }
    const targets = rows.filter(({ left, right }) => (wish.to_left ? left : right) !== null).length;
    count.asks = count.remove.files > 100 || count.remove.files * 10 > targets;
    return count;
  }

  /** What was asked to be compared. */
  asked = (comparison: string): Asked => this.#one(comparison).asked;

  begin({ op_id, ...asked }: Args<"begin_sync">): string {
    const { into, jobs } = this.carryOut(asked);
    const title = told("jobs-sync", { name: into });
    const plan: Planned = { kind: "sync", title, to: null, jobs, conflicts: [], notes: [] };
    return this.#transfers.add(op_id, plan, "replace");
  }

  carryOut({ comparison, wish, sure }: Omit<Args<"begin_sync">, "op_id">) {
    const compared = this.#one(comparison);
    if (this.plan({ comparison, wish }).asks && !sure) refuse({ ...gone("plan"), code: "sync_many_removed" });
    const done = compared.rows.filter(
      (row) => !row.left_out && ["add", "replace", "remove"].includes(deedOf(row.state, wish)),
    );
    const { left, right } = compared.asked;
    const [source, target] = wish.to_left ? [right, left] : [left, right];
    const [from, into] = [this.#files(source), this.#files(target)];
    for (const { name } of done) {
      const file = from.get(name);
      if (target.kind === "bucket") {
        const key = `${target.place.prefix}${name}`;
        if (file) this.#world.put(target.place.bucket, key, file.size, file.modified ?? 0);
        else this.#world.bucket(target.place.bucket).delete(key);
      } else if (file) this.folder.set(name, { size: file.size, modified: file.modified ?? 0 });
      else this.folder.delete(name);
    }
    const jobs = done.map(({ name }) => ({ name, bytes: from.get(name)?.size ?? into.get(name)?.size ?? 0 }));
    return { into: target.kind === "bucket" ? target.place.bucket : "", jobs };
  }

  close({ comparison }: Args<"close_sync">): void {
    this.#open.delete(comparison);
  }

  #files(side: Args<"compare_places">["left"]): Map<string, { size: number; modified: number | null }> {
    if (side.kind === "folder") return new Map(this.folder);
    const { bucket, prefix } = side.place;
    const below = [...this.#world.bucket(bucket)].filter(
      ([key]) => key.startsWith(prefix) && !key.endsWith("/"),
    );
    return new Map(below.map(([key, { size, modified }]) => [key.slice(prefix.length), { size, modified }]));
  }

  #one(id: string): Compared {
    return this.#open.get(id) ?? refuse(gone("comparison"));
  }
}
