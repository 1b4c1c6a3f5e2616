/**
 * What can be undone, and done again: copies, moves, new names and new folders of this window, the
 * latest first; and deletions where the bucket keeps versions, which are not done again. Each is
 * undone as a transfer like any other, and only while what it made is still the same; nothing is
 * written over unasked. What failed halfway gives back what was done.
 */
import { call } from "../../lib/backend/backend";
import type { GroupView, OnConflict, Picked, Place } from "../../lib/backend/contract";
import { spoken } from "../../lib/kit/exact";
import { say, things } from "../../lib/words";
import type { Begun, Chosen } from "../transfers/begun";
import { ended, type Transfers } from "../transfers/state.svelte";
import { Changed, changed, unchanged } from "./changed";
import type { Listing } from "./listing.svelte";
import {
  areEmpty,
  byFolders,
  changedSince,
  counted,
  madeBy,
  nameOf,
  rowAt,
  selecting,
  split,
  stillThere,
} from "./made";
import type { Deed, Kind, Way } from "./deed";
import type { Pair } from "./made";
import { title } from "./path";
import { Toast } from "./toast.svelte";

/** How many are kept. */
export const kept = 50;

export class Undoing {
  done = $state.raw<Deed[]>([]);
  undone = $state.raw<Deed[]>([]);
  readonly toast = new Toast();
  /** The list is shown. */
  listed = $state(false);
  busy = $state(false);
  readonly #transfers: Transfers;
  readonly #tell: (caught: unknown) => void;
  #open = new Map<string, { begun: Begun; deed: Deed }>();
  /** Groups in which names were taken, and more became of them than being left out. */
  #mixed = new Set<string>();
  /**
   * Groups that asked what becomes of names that are taken: it may be answered in another window.
   */
  #asked = new Set<string>();
  /** Those for which it was said here that they are left out. */
  #skipped = new Set<string>();
  #waiting = new Map<string, (group: GroupView) => void>();
  #wholes = new Map<Deed, () => void>();
  /** Deletions under way that can be undone. */
  #deletions = new Map<string, Deed>();

  constructor(transfers: Transfers, tell: (caught: unknown) => void) {
    this.#transfers = transfers;
    this.#tell = tell;
    transfers.onBegin = (group, begun) => this.#begin(group, begun);
    transfers.onEnd = (group) => void this.#end(group);
    transfers.onAsk = ({ id }) => this.#asked.add(id);
    transfers.onAnswer = (group, choice) => this.#answered(group, choice);
  }

  /** A folder was made. */
  made(place: Place, name: string): void {
    const to = `${place.prefix}${name.trim()}/`;
    this.#keep({ ...this.#fresh("folder", place, place), pairs: [{ from: "", to, stamps: new Map() }] });
  }

  /** A group deletes files in a bucket that keeps their versions. */
  deleted(group: string, place: Place, what: string): void {
    const label = say("browse-did-delete", { what });
    this.#deletions.set(group, { ...this.#fresh("delete", place, place), label, group });
    const now = this.#transfers.groups.find(({ id }) => id === group);
    if (now && ended(now)) void this.#end(now);
  }

  /** What a deed did, in words. */
  words(deed: Deed): string {
    if (deed.label !== null) return deed.label;
    const [only] = deed.pairs;
    const folders = deed.pairs.filter(({ to }) => to.endsWith("/")).length;
    const alone = deed.pairs.length === 1 && only;
    const what = alone ? spoken(nameOf(only.from || only.to)) : things(deed.pairs.length - folders, folders);
    if (deed.kind === "folder") return say("browse-did-folder", { what });
    if (deed.kind === "rename" && alone)
      return say("browse-did-rename", { what, name: spoken(nameOf(only.to)) });
    if (deed.kind === "rename") return say("browse-did-rename-several", { what });
    return say("browse-did", {
      verb: deed.kind === "move" ? "move" : "copy",
      what,
      folder: spoken(title(deed.to)),
    });
  }

  /** Several transfers that make one deed; `run` begins them with it. */
  async together(kind: Kind, place: Place, run: (of: object) => Promise<void>): Promise<void> {
    await this.#together(this.#fresh(kind, place, place), run);
  }

  /** The latest is still going on: what is before it is not meant by "undo". */
  get running(): boolean {
    return [...this.#open.values()].some(({ deed }) => deed.open > 0);
  }

  undo(deed: Deed | undefined = this.running ? undefined : this.done[0]): Promise<void> {
    return this.#take(deed, "undo");
  }

  redo(deed: Deed | undefined = this.running ? undefined : this.undone[0]): Promise<void> {
    return this.#take(deed, "redo");
  }

  /** The connection is gone, and with it what was done there. */
  forget(connection: string): void {
    const stays = ({ from, to }: Deed) => from.connection !== connection && to.connection !== connection;
    this.done = this.done.filter(stays);
    this.undone = this.undone.filter(stays);
    for (const [group, { deed }] of this.#open) {
      if (stays(deed)) continue;
      this.#open.delete(group);
      deed.parts.clear();
      deed.open = 0;
      this.#settle(deed);
    }
    this.toast.dismiss();
  }

  // ---- What is done

  #deed(kind: Kind, from: Place, to: Place, way: Way): Deed {
    return {
      kind,
      from,
      to,
      pairs: [],
      gone: false,
      past: false,
      open: 0,
      label: null,
      way,
      parts: new Map(),
    };
  }

  /** Something new: what was undone before it is not done again. */
  #fresh(kind: Kind, from: Place, to: Place): Deed {
    this.undone = [];
    return this.#deed(kind, from, to, "undo");
  }

  /** Ends once every transfer that was begun has, also where a later one could not begin. */
  async #together(deed: Deed, run: (of: object) => Promise<void>): Promise<void> {
    deed.open += 1;
    const whole = new Promise<void>((done) => this.#wholes.set(deed, done));
    const [ran] = await Promise.allSettled([run(deed)]);
    deed.open -= 1;
    this.#settle(deed);
    await whole;
    if (ran.status === "rejected") throw ran.reason;
  }

  #begin(group: string, begun: Begun): void {
    const deed = (begun.of as Deed | undefined) ?? this.#fresh(begun.kind, begun.from, begun.to);
    deed.open += 1;
    deed.past ||= begun.past === true;
    this.#open.set(group, { begun, deed });
    const now = this.#transfers.groups.find(({ id }) => id === group);
    if (now && ended(now)) void this.#end(now);
  }

  #answered({ id }: GroupView, choice: OnConflict): void {
    (choice === "skip" ? this.#skipped : this.#mixed).add(id);
  }

  async #end(group: GroupView): Promise<void> {
    this.#waiting.get(group.id)?.(group);
    this.#waiting.delete(group.id);
    const deletion = this.#deletions.get(group.id);
    if (deletion && this.#deletions.delete(group.id) && group.files_done > 0)
      this.#keep({ ...deletion, files: group.files_done });
    const open = this.#open.get(group.id);
    if (!open) return;
    const { begun, deed } = open;
    // What failed may be tried again.
    if (group.state === "done") this.#open.delete(group.id);
    // Files that are copied to where they are get another name, which nobody tells; two connections
    // may lead to one bucket.
    const beside = begun.kind === "copy" && begun.from.prefix === begun.to.prefix;
    const unknown = this.#asked.has(group.id) && !this.#skipped.has(group.id);
    const plain = !beside && !unknown && !this.#mixed.has(group.id);
    const pairs = plain ? await madeBy(group, begun, deed.parts.get(group.id)).catch(() => []) : [];
    if (!deed.parts.has(group.id)) deed.open -= 1;
    deed.parts.set(group.id, pairs);
    this.#settle(deed);
  }

  /** All of it has ended. */
  #settle(deed: Deed): void {
    if (deed.open > 0) return;
    this.#wholes.get(deed)?.();
    this.#wholes.delete(deed);
    deed.pairs = [...deed.parts.values()].flat();
    if (deed.pairs.length > 0) this.#keep(deed);
  }

  #keep(deed: Deed): void {
    const others = (deed.way === "undo" ? this.done : this.undone).filter((other) => other !== deed);
    const all = [deed, ...others].slice(0, kept);
    const [what, { way }] = [this.words(deed), deed];
    if (way === "redo") {
      if (!deed.past) this.undone = all;
      const again = deed.past ? null : { way, run: () => void this.redo(deed) };
      this.toast.show(say("browse-undone", { what }), again);
    } else {
      this.done = all;
      this.toast.show(what, { way: "undo", run: () => void this.undo(deed) });
    }
  }

  // ---- What is undone

  async #take(deed: Deed | undefined, way: Way): Promise<void> {
    if (!deed || this.busy) return;
    this.busy = true;
    this.toast.dismiss();
    const back = way === "undo" ? "redo" : "undo";
    try {
      const rest = await this.#reverse(deed, back);
      // Its connection may be gone by now.
      const known = this.done.includes(deed) || this.undone.includes(deed);
      this.#drop(deed);
      if (known && rest.length > 0) this.#restore({ ...deed, pairs: rest, parts: new Map() }, way);
    } catch (caught) {
      if (caught instanceof Changed) {
        this.#drop(deed);
        this.toast.show(caught.message);
      } else this.#tell(caught);
    } finally {
      this.busy = false;
    }
  }

  #drop(deed: Deed): void {
    this.done = this.done.filter((other) => other !== deed);
    this.undone = this.undone.filter((other) => other !== deed);
  }

  #restore(deed: Deed, way: Way): void {
    if (way === "undo") this.done = [deed, ...this.done];
    else this.undone = [deed, ...this.undone];
  }

  /** Does the opposite. Answers what could not be taken back and is still as it was. */
  async #reverse(deed: Deed, way: Way): Promise<Pair[]> {
    if (deed.group !== undefined) return this.#undelete(deed, deed.group);
    const made = { ...this.#deed(deed.kind, deed.to, deed.from, way), label: this.words(deed) };
    if (deed.gone) return this.#again(deed, { ...made, from: deed.from, to: deed.to });
    if (deed.kind === "folder" || deed.kind === "copy") return this.#remove(deed, way);
    await unchanged(deed.to, deed.pairs);
    await this.#together(made, (of) => this.#moveBack(deed, of)).catch((caught: unknown) => {
      if (made.pairs.length === 0) throw caught;
      // Some of it is back: the rest stays to be undone, and what stopped it is told.
      if (!(caught instanceof Changed)) this.#tell(caught);
      else this.toast.show(say("browse-undo-part", { name: spoken(nameOf(caught.key)) }));
    });
    const there = new Set(made.pairs.map((pair) => pair.from));
    return deed.pairs.filter(({ to }) => !there.has(to));
  }

  /** Brings back what a group deleted; why some of it cannot come is said with the transfer. */
  async #undelete(deed: Deed, group: string): Promise<Pair[]> {
    const { state, files_done } = await this.#ended(
      this.#transfers.runPlan({ kind: "undo_delete", group, place: deed.to }),
    );
    const all = deed.files ?? files_done;
    if (state === "done" && files_done < all)
      this.toast.show(say("browse-undeleted-part", { done: files_done, all }));
    else if (state === "done") this.toast.show(say("browse-undone", { what: this.words(deed) }));
    return [];
  }

  async #moveBack({ kind, from, to, pairs }: Deed, of: object): Promise<void> {
    const alone = kind === "rename" ? pairs.map((pair) => [pair]) : byFolders(pairs);
    for (const some of alone) {
      const rows = some.map((pair) => rowAt(pair.to));
      const back = { ...from, prefix: split(some[0]?.from ?? "")[0] };
      await this.#picking(to, rows, async (picked) => {
        if (kind !== "rename") await this.#transfers.copy(picked, back, true, rows, of);
        else await this.#transfers.rename(picked, nameOf(some[0]?.from ?? ""), rows, of);
      });
    }
  }

  /** Picks these rows of one folder. */
  async #picking(place: Place, rows: Chosen[], then: (picked: Picked) => Promise<void>): Promise<void> {
    const here = { ...place, prefix: split(rows[0]?.key ?? "")[0] };
    const listing = await this.#selecting(here, rows);
    try {
      await then(await this.#transfers.pick(listing.id ?? ""));
    } finally {
      listing.close();
    }
  }

  async #selecting(here: Place, rows: Chosen[]): Promise<Listing> {
    const listing = await selecting(
      here,
      rows.map(({ name }) => name),
    );
    if (typeof listing === "string") throw changed(listing);
    return listing;
  }

  /**
   * Deletes what was made. All is counted first and looked at then, and each part once more before
   * it goes: what is written in that last moment goes as well, since a deletion carries no
   * condition.
   */
  async #remove(deed: Deed, way: Way): Promise<Pair[]> {
    const plans: { plan: string; here: Place; some: Pair[] }[] = [];
    try {
      for (const some of byFolders(deed.pairs)) {
        const here = { ...deed.to, prefix: split(some[0]?.to ?? "")[0] };
        const listing = await this.#selecting(
          here,
          some.map((pair) => rowAt(pair.to)),
        );
        const { plan, count } = await counted(listing.id ?? "").finally(() => listing.close());
        plans.push({ plan, here, some });
        if (deed.kind !== "folder") await unchanged(here, some);
        else if (count.files > 0 || count.folders > 1 || !(await areEmpty(here, some)))
          throw changed(some[0]?.to ?? "", true);
      }
    } catch (caught) {
      for (const { plan } of plans) call("discard_plan", { plan }).catch(() => undefined);
      throw caught;
    }
    const left: Pair[] = [];
    for (const [nth, { plan, here, some }] of plans.entries()) {
      if (nth > 0 && deed.kind !== "folder" && (await changedSince(here, some).catch(() => some[0]))) {
        call("discard_plan", { plan }).catch(() => undefined);
        left.push(...some);
        continue;
      }
      const group = await this.#ended(this.#transfers.remove(plan));
      if (group.state === "done") continue;
      const there = await stillThere(
        here,
        some.map(({ to }) => to),
      );
      left.push(...some.filter(({ to }) => there.includes(to)));
    }
    const gone = deed.pairs.filter((pair) => !left.includes(pair));
    if (gone.length > 0)
      this.#keep({ ...deed, pairs: gone, gone: true, way, label: this.words(deed), parts: new Map() });
    return left;
  }

  /** Makes anew what was taken away. */
  async #again(deed: Deed, made: Deed): Promise<Pair[]> {
    if (deed.kind === "folder") {
      const name = split(deed.pairs[0]?.to ?? "")[1].replace(/\/$/, "");
      await call("make_folder", { place: deed.to, name });
      this.#transfers.onChange(deed.to, true);
      this.#keep({ ...deed, gone: false, way: made.way });
      return [];
    }
    await this.#together(made, async (of) => {
      for (const some of byFolders(deed.pairs)) {
        const rows = some.map((pair) => rowAt(pair.from));
        const here = { ...deed.to, prefix: split(some[0]?.to ?? "")[0] };
        await this.#picking(deed.from, rows, async (picked) => {
          await this.#transfers.copy(picked, here, false, rows, of);
        });
      }
    });
    return [];
  }

  async #ended(begun: Promise<string>): Promise<GroupView> {
    const id = await begun;
    const now = this.#transfers.groups.find((group) => group.id === id);
    if (now && ended(now)) return now;
    return new Promise((done) => this.#waiting.set(id, done));
  }
}
