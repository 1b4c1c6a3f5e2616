/**
 * The history of one file: read when it is asked for and never by itself, and what is done with its
 * versions. Fetching one and making one current again are transfers; how far those are is theirs to
 * show.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type {
  Fault,
  FileAt,
  FileVersion,
  GroupView,
  History,
  Place,
  TransferWork,
  VersionsKept,
} from "../../lib/backend/contract";
import { lastOf } from "../../lib/objectkeys";
import { ended } from "../transfers/state.svelte";
import { Viewing } from "../look/viewing.svelte";
import { shares } from "../share/shares.svelte";
import { Comparing } from "./comparing.svelte";
import { Deleting, seen } from "./deleting.svelte";
import { Locking } from "./locking.svelte";

type Listed = Extract<History, { state: "listed" }>;

/** Each version once: an id that a server tells again stands for the first that has it. */
function once(history: History): History {
  if (history.state !== "listed") return history;
  const known = new Set<string>();
  const isNew = ({ id }: FileVersion) => !known.has(id) && known.add(id);
  return { ...history, versions: history.versions.filter(isNew) };
}

export class FileHistory {
  readonly at: FileAt;
  /** Null until it was read. */
  history = $state.raw<History | null>(null);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** The selected versions by id, the one with the focus last; two at most. */
  chosen = $state.raw<string[]>([]);
  /** The keyboard is to go to the list once it is there. */
  wanted = $state(false);
  /** What a version looks like, while it is shown over everything else. */
  readonly viewing = new Viewing();
  looking = $state.raw<FileVersion | null>(null);
  comparing = $state.raw<Comparing | null>(null);
  deleting = $state.raw<Deleting | null>(null);
  locking = $state.raw<Locking | null>(null);
  /** What is made current again, what was current before, and the transfer that does it. */
  restored = $state.raw<{
    version: FileVersion;
    before: FileVersion | null;
    group: string;
    arrived: boolean;
  } | null>(null);
  /** The setting that keeps versions is to be shown. */
  onkeep: () => void = () => undefined;
  /** Answers of an earlier reading no longer count. */
  #turn = 0;
  /** The transfers, as they stand. */
  readonly #groups: () => GroupView[];

  constructor(at: FileAt, groups: () => GroupView[] = () => []) {
    this.at = at;
    this.#groups = groups;
  }

  /** The file's own name. */
  get name(): string {
    return lastOf(this.at.key);
  }

  get listed(): Listed | null {
    return this.history?.state === "listed" ? this.history : null;
  }

  get versions(): FileVersion[] {
    return this.listed?.versions ?? [];
  }

  get keeps(): VersionsKept | null {
    return this.listed?.keeps ?? null;
  }

  get current(): FileVersion | null {
    return this.versions.find((version) => version.current) ?? null;
  }

  /** The version with the focus. */
  get focused(): FileVersion | null {
    return this.versions.find((version) => version.id === this.chosen.at(-1)) ?? null;
  }

  /** Whether the transfer of what is restored has ended. Why it failed is said with it. */
  #settle(): void {
    const { restored } = this;
    const group = this.#groups().find(({ id }) => id === restored?.group);
    if (!restored || !group || !ended(group)) return;
    this.restored = group.state === "done" ? { ...restored, arrived: true } : null;
  }

  /**
   * The two that would be compared, older first: those selected, or the one selected and the
   * current one.
   */
  get pair(): [FileVersion, FileVersion] | null {
    const wanted = new Set(this.chosen);
    if (wanted.size === 1 && this.current) wanted.add(this.current.id);
    const [newer, older] = this.versions.filter((each) => wanted.has(each.id) && !each.deleted);
    return newer && older ? [older, newer] : null;
  }

  /** Reads the history anew, from its newest. */
  async read(): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const history = await call("read_history", { at: this.at, after: null });
      if (turn !== this.#turn) return;
      this.fault = null;
      this.history = once(history);
      this.chosen = this.chosen.filter((id) => this.versions.some((version) => version.id === id));
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Reads what is older than what is shown. */
  async readMore(): Promise<void> {
    const { listed } = this;
    if (!listed?.more || this.busy) return;
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const further = await call("read_history", { at: this.at, after: listed.more });
      if (turn !== this.#turn) return;
      this.fault = null;
      if (further.state === "listed")
        this.history = once({ ...further, versions: [...listed.versions, ...further.versions] });
      else this.history = further;
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Something below a place is different now: what was read is read again. */
  touched({ connection, bucket, prefix }: Place): void {
    this.#settle();
    const { at } = this;
    const ours = connection === at.connection && bucket === at.bucket && at.key.startsWith(prefix);
    if (ours && this.history) void this.read();
  }

  /** `beside`: with the one that is selected already, to compare them. */
  choose(id: string, beside = false): void {
    const others = this.chosen.filter((each) => each !== id);
    this.chosen = beside ? [...others.slice(-1), id] : [id];
  }

  // ---- Looking and comparing

  look(version = this.focused): void {
    if (!version || version.deleted) return;
    this.looking = version;
    this.viewing.show({
      at: this.at,
      name: this.name,
      version: version.id,
      stamp: version.id,
    });
  }

  /** To the next version that can be looked at, or the one before. */
  step(by: 1 | -1): void {
    const shown = this.versions.filter((version) => !version.deleted);
    const to = shown[shown.findIndex((version) => version.id === this.looking?.id) + by];
    if (!to) return;
    this.choose(to.id);
    this.look(to);
  }

  leaveLook(): void {
    this.looking = null;
    this.viewing.show(null);
  }

  compare(): void {
    const { pair } = this;
    if (pair) this.comparing = new Comparing(this.at, this.name, pair);
  }

  leaveComparison(): void {
    this.comparing?.close();
    this.comparing = null;
  }

  // ---- Transfers

  async download(version = this.focused): Promise<void> {
    if (!version || version.deleted) return;
    await this.#try(async () => {
      const chosen = await call("choose", { kind: "destination" });
      const { id, size, modified } = version;
      if (chosen)
        await this.#add(
          { kind: "download_version", at: this.at, version: id, size, modified, chosen: chosen.id },
          false,
        );
    });
  }

  async restore(version = this.focused): Promise<void> {
    if (!version || version.deleted || version.current) return;
    await this.#try(async () => {
      const before = this.current;
      const work = {
        kind: "restore_version" as const,
        at: this.at,
        version: version.id,
        size: version.size,
        over: before && !before.deleted ? seen(before) : null,
      };
      this.restored = { version, before, group: await this.#add(work, true), arrived: false };
      this.#settle();
    });
  }

  /** What was current before is made so again. */
  async undo(): Promise<void> {
    const before = this.restored?.before;
    if (!before || before.deleted) return;
    // By now it is an earlier version.
    await this.restore(this.versions.find((version) => version.id === before.id) ?? before);
  }

  async #add(work: TransferWork, replaces: boolean): Promise<string> {
    const request = {
      op_id: crypto.randomUUID(),
      work,
      on_conflict: replaces ? ("replace" as const) : ("ask" as const),
      upload_options: { class: null, encryption: null, kms_key: null },
    };
    return call("add_transfer", { request });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      this.fault = null;
      await act();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** A link to the version with the focus; what is kept without versions has none of its own. */
  share(version = this.focused): void {
    if (!version || version.deleted) return;
    shares.share(this.at, version.current && version.id === "null" ? null : version.id);
  }

  // ---- Deleting and locking

  askDelete(version = this.focused): void {
    if (!version) return;
    const below = this.versions[this.versions.indexOf(version) + 1] ?? null;
    this.deleting = new Deleting(this.at, this.name, version, below, () => {
      this.deleting = null;
      this.restored = null;
      void this.read();
    });
  }

  askLock(version = this.focused): void {
    if (version && !version.deleted) this.locking = new Locking(this.at, this.name, version);
  }

  close(): void {
    this.#turn += 1;
    this.leaveLook();
    this.leaveComparison();
    this.deleting = this.locking = null;
  }
}
