/**
 * An archive while it is looked at: the folder that is shown, what is selected, and one entry taken
 * out.
 */
import type { Source } from "../../source";
import { nested, nestedLimit, type Nested } from "../nested";
import { Reads, type Trouble } from "../reads";
import { unshown } from "../why";
import type { Archive, Entry } from "./entries";
import { add, folderAt, listed, root, type Node } from "./folders";
import { GzipReel, RangeReel } from "./reels";
import { isHeader, Tar } from "./tar";
import { Zip } from "./zip";

/** Of a file that gzip packed alone, shown at once. */
const textShown = 256 * 1024;

/** An archive, or a single file that was packed. */
type Opened = { archive: Archive } | { single: Nested };

export class ArchiveView {
  readonly #reads: Reads;
  #archive: Archive | null = null;
  #tree: Node = root();
  /** Entries that were found since the rows were put in order. */
  #unlisted = 0;

  trouble = $state.raw<Trouble | null>(null);
  /** What went wrong with one entry, or with the rest of a list that is shown. */
  note = $state.raw<Trouble | null>(null);
  busy = $state(true);
  complete = $state(false);
  files = $state(0);
  bytes = $state(0);
  path = $state.raw<string[]>([]);
  rows = $state.raw<Node[]>([]);
  /** Row that the keyboard is at. */
  focus = $state(0);
  /** Taken out right now. */
  taking = $state<string | null>(null);
  single = $state.raw<Nested | null>(null);
  text = $state.raw<string | null>(null);

  constructor(source: Source) {
    this.#reads = new Reads(source);
    void this.#open();
  }

  close(): void {
    this.#reads.leave();
    this.single?.close();
  }

  async #open(): Promise<void> {
    try {
      if (this.#reads.size === 0) throw unshown("look-empty");
      const opened = await this.#opened();
      if ("archive" in opened) {
        this.#archive = opened.archive;
        await this.more();
      } else {
        this.single = opened.single;
        this.text = await textOf(opened.single);
      }
    } catch (caught) {
      this.trouble = this.#reads.trouble(caught, "look-archive-broken");
    } finally {
      this.busy = false;
    }
  }

  async #opened(): Promise<Opened> {
    const source = this.#reads;
    const { signal } = source;
    if (source.kind === "zip") return { archive: new Zip(source, signal) };
    if (!/gzip/.test(source.format)) return { archive: new Tar(() => new RangeReel(source, signal)) };
    const again = () => new GzipReel(source, signal);
    const reel = again();
    const head = await reel.take(512);
    if (isHeader(head)) return { archive: new Tar(again) };
    const rest = await reel.take(textShown - head.length);
    const bytes = new Uint8Array(head.length + rest.length);
    bytes.set(head);
    bytes.set(rest, head.length);
    return { single: nested(source.name.replace(/\.gz$/i, ""), bytes, bytes.length === textShown) };
  }

  /** The next part of the list. */
  async more(): Promise<void> {
    const archive = this.#archive;
    if (!archive) return;
    [this.busy, this.note] = [true, null];
    try {
      this.complete = await archive.list((entries) => this.#found(entries));
      this.#list();
    } catch (caught) {
      const trouble = this.#reads.trouble(caught, "look-archive-broken");
      if (this.files === 0 && this.rows.length === 0) this.trouble = trouble;
      else [this.note, this.complete] = [trouble, true];
    } finally {
      this.busy = false;
    }
  }

  #found(entries: readonly Entry[]): void {
    for (const entry of entries) {
      add(this.#tree, entry);
      if (entry.folder) continue;
      this.files += 1;
      this.bytes += entry.size;
    }
    // To put them in order costs more than to find them: it is done when there are some more.
    this.#unlisted += entries.length;
    if (this.#unlisted * 4 > this.rows.length) this.#list();
  }

  #list(): void {
    this.rows = listed(folderAt(this.#tree, this.path));
    this.#unlisted = 0;
  }

  /** Shows the folder at `path`; the row it was left by has the focus. */
  go(path: string[]): void {
    const from = this.path[path.length];
    this.path = path;
    this.rows = listed(folderAt(this.#tree, path));
    this.focus = Math.max(
      0,
      this.rows.findIndex((row) => row.name === from),
    );
  }

  get chosen(): Node | null {
    return this.rows[this.focus] ?? null;
  }

  /** Whether an entry can be taken out as a file. */
  get takeable(): boolean {
    const entry = this.chosen?.entry;
    return (
      entry !== undefined && entry !== null && !entry.folder && entry.link === null && !this.chosen?.children
    );
  }

  /** The entry as a source of its own: its beginning, where it is longer than what may be held. */
  async take(node: Node): Promise<Nested | null> {
    const entry = node.entry;
    if (!entry || !this.#archive || this.taking !== null) return null;
    [this.taking, this.note] = [node.name, null];
    try {
      const bytes = await this.#archive.unpack(entry, nestedLimit);
      this.#reads.signal.throwIfAborted();
      return nested(node.name, bytes, entry.size > bytes.length || bytes.length === nestedLimit);
    } catch (caught) {
      this.note = this.#reads.trouble(caught, "look-archive-entry-broken");
      return null;
    } finally {
      this.taking = null;
    }
  }

  /** The single file that was packed, as far as it may be held. */
  async takeSingle(): Promise<Nested | null> {
    const { single } = this;
    if (!single || this.taking !== null) return null;
    this.taking = single.name;
    try {
      const bytes = await new GzipReel(this.#reads, this.#reads.signal).take(nestedLimit);
      return nested(single.name, bytes, bytes.length === nestedLimit);
    } catch (caught) {
      this.note = this.#reads.trouble(caught, "look-archive-entry-broken");
      return null;
    } finally {
      this.taking = null;
    }
  }

  /** What was to be saved is not whole: it is said, and nothing is saved. */
  tooLong(): void {
    this.note = this.#reads.trouble(unshown("look-archive-entry-too-large", { limit: nestedLimit }));
  }
}

async function textOf(source: Nested): Promise<string | null> {
  if (source.encoding === null) return null;
  return new TextDecoder(source.encoding).decode(await source.read(0, source.size));
}
