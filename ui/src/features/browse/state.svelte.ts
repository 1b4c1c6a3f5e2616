/**
 * Browsing: what can be done with the files of a tab. Where one looks, and what has the focus, is
 * looking.svelte.ts; moving files belongs to transfers.
 */
import { untrack } from "svelte";
import type { ChosenPath, FileAt, Picked, Place, Row, SettingKind } from "../../lib/backend/contract";
import { things } from "../../lib/words";
import { LockAndArchive } from "../lock/state.svelte";
import { shares } from "../share/shares.svelte";
import { subjectOf, Viewing } from "../look/viewing.svelte";
import { Time } from "../time/state.svelte";
import type { Transfers } from "../transfers/state.svelte";
import { FileHistory } from "../versions/state.svelte";
import { keepTab, timeTab, type Asks } from "./asking";
import type { BucketSource } from "./buckets.svelte";
import { Carried } from "./carried";
import { Destination, isReadOnly, type Ways } from "./destination.svelte";
import { Deleting } from "./deleting.svelte";
import type { Listing } from "./listing.svelte";
import { Measuring } from "./measure.svelte";
import { mostRenamed, Patterning } from "./patterning.svelte";
import { NewFolder } from "./newfolder.svelte";
import { Landing } from "./landing.svelte";
import { isReport } from "./path";
import { Renaming } from "./renaming.svelte";
import { isNow } from "./way.svelte";

/** What the details pane shows. */
export type PaneTab = "preview" | "details" | "versions";

export class Browse extends Landing {
  readonly viewing = new Viewing();
  /** The file with the focus is shown over everything else. */
  peeking = $state(false);
  pane = $state<PaneTab>("preview");
  /** The history of the file that has the focus, while the details pane shows it. */
  history = $state.raw<FileHistory | null>(null);
  deleting = $state.raw<Deleting | null>(null);
  readonly time: Time;
  readonly keep: LockAndArchive;
  newFolder = $state.raw<NewFolder | null>(null);
  renaming = $state.raw<Renaming | null>(null);
  /** Several are to have other names. */
  patterning = $state.raw<Patterning | null>(null);
  /** Makes one deed of several transfers, to be undone as one. */
  together: (place: Place, run: (of: object) => Promise<void>) => Promise<void> = (_, run) => run({});
  /** Where what was picked is to go. */
  destination = $state.raw<Destination | null>(null);
  /** How much lies below a folder, while it is counted and shown. */
  measuring = $state.raw<Measuring | null>(null);
  /**
   * A file is to be opened in another program, in the usual one or one to be chosen; null: nobody
   * opens files.
   */
  onuse: ((at: FileAt, row: Row, choose: boolean) => void) | null = null;
  /** What is selected is dragged away. */
  oncarry: (held: Carried) => void = () => undefined;
  onfolder: (place: Place, name: string) => void = () => undefined;
  /** A group deletes files of which versions stay. */
  ondelete: (group: string, place: Place, what: string) => void = () => undefined;
  /** A setting of the bucket is to be shown. */
  onsetting: (place: Place, kind: SettingKind) => void = () => undefined;
  readonly #transfers: Transfers;

  constructor(
    transfers: Transfers,
    source: BucketSource & Ways,
    tell: (caught: unknown) => void,
    now: () => number = Date.now,
  ) {
    super(source, tell, now);
    this.#transfers = transfers;
    const asks: Asks = {
      settled: (act) => this.onceSettled((listing) => listing.id && this.chosen > 0 && act(listing.id)),
      tell,
    };
    this.time = new Time(timeTab(this, transfers, asks));
    this.keep = new LockAndArchive(keepTab(this, transfers, asks));
    this.viewing.mayEdit = () => !this.readOnly;
    this.viewing.onfault = (fault) => tell(fault);
  }

  /** Whether each request through this connection costs the person money. */
  get pays(): boolean {
    const { connection } = this.place ?? {};
    return this.ways.list.some(({ id, requester_pays }) => id === connection && requester_pays === true);
  }

  askName(): void {
    const { place } = this;
    if (!place) return;
    this.newFolder = new NewFolder(place, (name) => {
      this.newFolder = null;
      this.onfolder(place, name);
      this.cursor.seek = { name: `${name}/`, select: true };
      this.refresh();
    });
  }

  uploadOtherwise(): void {
    if (this.place) this.#transfers.askKeeping(this.place);
  }

  upload(what: "files" | "folder"): void {
    if (this.place) this.#transfers.chooseAndUpload(what, this.place).catch(this.tell);
  }

  download(): void {
    this.onceSettled(({ id }) => {
      if (id && this.chosen > 0 && this.time.untaken === null)
        this.#transfers.chooseAndDownload(id).catch(this.tell);
    });
  }

  /** What is selected is held by the pointer, which is on the row of this name. */
  carry(name: string): void {
    if (this.time.past !== null) return;
    // What arrives meanwhile does not come into the selection.
    this.cursor.acts += 1;
    this.onceSettled((listing) => {
      if (!listing.id || this.chosen === 0) return;
      const { files, folders } = listing.selection;
      const what = this.#onlyName(listing) ?? things(files, folders);
      const locked = (connection: string) => isReadOnly(this.ways, connection);
      this.oncarry(new Carried({ what, name }, listing.id, listing, this.#transfers, this.tell, locked));
    });
  }

  /** The name of what is selected, where that is one thing and it has the focus. */
  #onlyName(listing: Listing): string | null {
    const focused = listing.row(this.cursor.focus);
    return this.chosen === 1 && focused?.selected ? focused.name.replace(/\/$/, "") : null;
  }

  /** Whether something was cut or copied that can be put here. */
  get mayPut(): boolean {
    return this.mayAdd && this.#transfers.clipboard !== null;
  }

  #cut = $derived.by(() => {
    const held = this.#transfers.clipboard;
    return held?.leave ? { from: held.picked.from, keys: new Set(held.rows.map((row) => row.key)) } : null;
  });

  /** Whether a row was cut, and not yet put elsewhere. */
  isCut({ key }: Row): boolean {
    const { place } = this;
    const from = this.#cut?.from;
    return (
      from?.connection === place?.connection && from?.bucket === place?.bucket && !!this.#cut?.keys.has(key)
    );
  }

  /** Holds what is selected for another folder. */
  hold(leave: boolean): void {
    this.onceSettled((listing) => {
      if (!listing.id || this.chosen === 0) return;
      this.#transfers.hold(listing.id, leave, listing.chosen()).catch(this.tell);
    });
  }

  put(): void {
    if (this.place && this.mayPut) this.#transfers.put(this.place).catch(this.tell);
  }

  askDestination(leave: boolean): void {
    this.pick((picked, rows) => {
      const copy = (what: Picked, to: Place) => this.#transfers.copy(what, to, leave, rows);
      this.destination = new Destination(picked, leave, this.ways, copy, () => (this.destination = null));
      this.destination.onfolder = this.onfolder;
    });
  }

  leaveDestination(): void {
    this.destination?.close();
    this.destination = null;
  }

  askRename(): void {
    if (this.chosen > 1) return this.#askPattern();
    this.pick((picked, rows) => {
      if (picked.name === null) return;
      const { listing } = this;
      const taken = async (name: string) => {
        const found = [name, `${name}/`].map((each) => listing?.locate(each) ?? null);
        return (await Promise.all(found)).some((at) => at !== null);
      };
      const rename = (what: Picked, name: string) => this.#transfers.rename(what, name, rows);
      this.cursor.reveals += 1;
      this.renaming = new Renaming(picked, {
        rename,
        taken,
        done: () => (this.renaming = null),
        tell: this.tell,
      });
    });
  }

  #askPattern(): void {
    const { place } = this;
    if (!place || !isNow(this.shows) || this.chosen > mostRenamed) return;
    this.onceSettled((listing) => {
      const show = (rows: Row[]) => {
        if (this.listing !== listing || rows.length < 2) return;
        this.patterning = new Patterning(place, rows, {
          pick: (id) => this.#transfers.pick(id),
          rename: (picked, name, chosen, of) => this.#transfers.rename(picked, name, chosen, of),
          together: this.together,
          tell: this.tell,
          done: () => (this.patterning = null),
        });
      };
      listing.chosen().then(show, this.tell);
    });
  }

  /** Keeps what is selected, to be asked about. */
  pick(then: (picked: Picked, rows: Row[]) => unknown): void {
    this.onceSettled((listing) => {
      if (!listing.id || this.chosen === 0) return;
      const both = Promise.all([this.#transfers.pick(listing.id), listing.chosen()]);
      both.then(([picked, rows]) => then(picked, rows), this.tell);
    });
  }

  /** A link to the file that is selected, or one to each of several and of those in folders. */
  share(): void {
    this.onceSettled((listing) => {
      const { place } = this;
      const row = listing.row(this.cursor.focus);
      if (!place || this.chosen === 0) return;
      if (this.chosen > 1 || !row?.selected || row.kind === "folder")
        return this.pick((picked) => shares.shareMany(picked));
      const { connection, bucket } = place;
      shares.share({ connection, bucket, key: row.key }, row.past?.version ?? null);
    });
  }

  async downloadOne(row: Row): Promise<void> {
    try {
      const at = await this.listing?.locate(row.name);
      if (at === null || at === undefined) return await this.#downloadUnlisted(row);
      await this.listing?.select({ kind: "only", at });
      this.download();
    } catch (caught) {
      this.tell(caught);
    }
  }

  /** A file that an address led to, in a folder that may not be listed. */
  async #downloadUnlisted(row: Row): Promise<void> {
    if (this.place && row.size !== null) await this.#transfers.chooseAndDownloadFile(this.place, row);
  }

  /**
   * A folder is gone into; a file is opened in another program, but for a report, which says what
   * it lists.
   */
  override open(at: number): void {
    const row = this.listing?.row(at);
    if (row?.kind !== "file" || isReport(row) || !this.#use(row, false)) super.open(at);
  }

  /** The program to open the file with the focus in is chosen first. */
  openWith(): void {
    this.onceSettled((listing) => {
      const row = listing.row(this.cursor.focus);
      if (row?.kind === "file") this.#use(row, true);
    });
  }

  #use(row: Row, choose: boolean): boolean {
    const { place, onuse } = this;
    // Other programs get what is there now.
    if (!place || !onuse || row.past) return false;
    onuse({ connection: place.connection, bucket: place.bucket, key: row.key }, row, choose);
    return true;
  }

  /** Counts what lies below a folder: the one with the focus, or the one shown. */
  measure(place = this.focusedFolder ?? this.place): void {
    if (!place?.bucket) return;
    this.measuring?.stop();
    this.inspected = null;
    this.measuring = new Measuring(place);
  }

  closeMeasure(): void {
    this.measuring?.stop();
    this.measuring = null;
  }

  /** What is looked at: the file that an address led to, or the row with the focus. */
  get seen(): Row | null {
    return this.inspected ?? this.listing?.row(this.cursor.focus) ?? null;
  }

  /** Reads what there is to preview. `docked`: the details pane is shown. */
  watch(docked: boolean): void {
    const { place, seen } = this;
    const wanted = this.peeking || (docked && this.pane === "preview");
    this.viewing.show(wanted && place && seen?.kind === "file" ? subjectOf(place, seen) : null);
    const shown = docked && this.pane === "versions" && place && seen?.kind === "file";
    this.#remember(shown ? { connection: place.connection, bucket: place.bucket, key: seen.key } : null);
  }

  /** Nothing of this tab is in sight any more. */
  unwatch(): void {
    this.viewing.show(null);
    this.#remember(null);
  }

  /** The history of this file from now on, or of none. It is read once the person asks. */
  #remember(at: FileAt | null): void {
    const before = untrack(() => this.history);
    if (at && before && JSON.stringify(at) === JSON.stringify(before.at)) return;
    before?.close();
    if (!before && !at) return;
    this.history = at && new FileHistory(at, () => this.#transfers.groups);
    if (this.history) this.history.onkeep = () => this.place && this.onsetting(this.place, "versioning");
  }

  /**
   * The details pane at the history of the file with the focus, read at once: it was asked for.
   * `focus`: keys go there.
   */
  showVersions(focus = false): void {
    const { seen } = this;
    if (seen?.kind !== "file") return;
    if (focus) this.inspected = seen;
    this.pane = "versions";
    this.watch(true);
    const { history } = this;
    if (!history) return;
    history.wanted = focus;
    if (!history.history) void history.read();
  }

  override touched(changed: Place, finished: boolean): void {
    super.touched(changed, finished);
    if (finished) this.history?.touched(changed);
  }

  /** Shows the row with the focus over everything else, or no longer. */
  peek(at: number = this.cursor.focus): void {
    const row = this.listing?.row(at);
    if (!row) return;
    this.inspected = null;
    if (at !== this.cursor.focus) this.cursor.set(at, row.name);
    this.peeking = !this.peeking;
  }

  step(by: 1 | -1): void {
    const to = this.cursor.focus + by;
    if (!this.listing || to < 0 || to >= this.listing.shown) return;
    this.press({ kind: "move", to, extend: false, keep: false });
  }

  protected override left(): void {
    this.peeking = false;
    this.time.since = null;
    this.renaming?.leave();
    this.patterning?.leave();
    this.leaveDrag();
    this.closeMeasure();
  }

  askDelete(): void {
    this.onceSettled((listing) => this.#askDelete(listing));
  }

  #askDelete(listing: Listing): void {
    if (!listing.id || this.chosen === 0) return;
    const name = this.#onlyName(listing);
    this.deleting = new Deleting(listing.id, name === null ? [] : [name]);
  }

  leaveDelete(): void {
    this.deleting?.leave();
    this.deleting = null;
  }

  confirmDelete(): void {
    const { deleting, place } = this;
    const plan = deleting?.take();
    if (!plan || !place) return;
    this.deleting = null;
    const { count, names } = deleting ?? {};
    const what = names?.[0] ?? things(count?.files ?? 0, count?.folders ?? 0);
    const stays = count?.remains?.remains === "versions";
    const tell = (group: string) => stays && this.ondelete(group, place, what);
    this.#transfers.remove(plan).then(tell, this.tell);
  }

  drop(chosen: ChosenPath): void {
    const { landing } = this;
    this.leaveDrag();
    if (landing && !landing.why) this.#transfers.upload(chosen, landing.place).catch(this.tell);
  }
}
