/**
 * A PDF while it is looked at: its pages, the zoom, the search, and what stands in the way of
 * showing it.
 */
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import type { Source } from "../../source";
import { Reads, type Trouble } from "../reads";
import { unshown } from "../why";
import { fitting, mostPages, natural, pageAt, stepped, topsOf, type Size } from "./layout";
import { library, opened, type Opened } from "./library";
import { found, type Piece } from "./search";

/** pdf.js lays out one buffer of the file's size, and fills in what was read. */
const fileLimit = 1_000_000_000;
/** Elements of the selectable text of one page. */
const textLimit = 20_000;
/** A letter in points: what pages are taken for until they were read. */
const letter: Size = { width: 595, height: 842 };

export interface Hit {
  page: number;
  /** Which one of that page's. */
  at: number;
}

export class PdfView {
  readonly #reads: Reads;
  #opening: Opened | null = null;
  #document: PDFDocumentProxy | null = null;
  #give: ((password: string) => void) | null = null;
  #searches = 0;
  #asked = false;
  #first = () => {};
  readonly #firstDrawn = new Promise<void>((resolve) => (this.#first = () => resolve()));

  trouble = $state.raw<Trouble | null>(null);
  ready = $state(false);
  /** Null unless it has to be entered; whether the last one was wrong. */
  password = $state.raw<{ wrong: boolean } | null>(null);
  /** All of the document's, and those that are shown. */
  count = $state(0);
  sizes = $state.raw<Size[]>([]);
  /** 1 is 100 %; null fits the width. */
  zoom = $state<number | null>(null);
  width = $state(0);
  top = $state(0);
  view = $state(0);

  query = $state("");
  hit = $state.raw<Hit | null>(null);
  /** The page that is searched right now. */
  searching = $state<number | null>(null);
  nothing = $state(false);

  readonly scale = $derived(this.zoom === null ? fitting(this.sizes, this.width) : this.zoom * natural);
  readonly tops = $derived(topsOf(this.sizes, this.scale));
  readonly page = $derived(pageAt(this.tops, this.top + this.view / 3));

  constructor(source: Source) {
    this.#reads = new Reads(source);
    void this.#open();
  }

  close(): void {
    this.#searches += 1;
    this.#reads.leave();
    const opening = this.#opening;
    void opening?.task
      .destroy()
      .catch(() => undefined)
      .finally(() => opening.worker?.terminate());
  }

  async #open(): Promise<void> {
    const { signal } = this.#reads;
    try {
      if (this.#reads.size === 0) throw unshown("look-empty");
      if (this.#reads.size > fileLimit)
        throw unshown("look-too-large", { size: this.#reads.size, limit: fileLimit });
      const worker = new Worker(new URL("./pdf.worker.ts", import.meta.url), { type: "module" });
      const opening = await opened(this.#reads, (caught) => this.#fail(caught), worker);
      this.#opening = opening;
      if (signal.aborted) return this.close();
      opening.task.onPassword = (give: (password: string) => void, reason: number) => {
        this.#give = give;
        this.password = { wrong: reason === 2 };
      };
      this.#document = await opening.task.promise;
      this.password = null;
      await this.#measure(this.#document);
    } catch (caught) {
      this.#fail(caught);
    }
  }

  async #measure(document: PDFDocumentProxy): Promise<void> {
    const first = sizeOf(await document.getPage(1).catch(() => null));
    this.count = document.numPages;
    const shown = mostPages(this.count, first.height);
    this.sizes = Array.from({ length: shown }, () => first);
    this.ready = true;
  }

  /** The first failure is the one to say; what follows comes of it. */
  #fail(caught: unknown): void {
    this.trouble ??= this.#reads.trouble(caught, "look-pdf-broken");
    if (this.trouble) this.close();
  }

  unlock(password: string): void {
    this.#give?.(password);
  }

  zoomBy(direction: 1 | -1): void {
    this.zoom = stepped(this.scale / natural, direction);
  }

  /**
   * A page was drawn, or cannot be: the others may cost something now, and their entries are far
   * apart.
   */
  drawn(): void {
    if (this.#opening) this.#opening.windows.ahead = 0;
    this.#first();
  }

  /**
   * Page `at`, counted from 0, after the first that was asked for; its size is known from then on.
   */
  async open(at: number): Promise<PDFPageProxy> {
    if (this.#asked) await this.#firstDrawn;
    this.#asked = true;
    if (!this.#document) throw unshown("look-pdf-page-broken");
    const page = await this.#document.getPage(at + 1);
    const size = sizeOf(page);
    const before = this.sizes[at];
    if (before && (Math.abs(before.width - size.width) > 1 || Math.abs(before.height - size.height) > 1))
      this.sizes = this.sizes.with(at, size);
    return page;
  }

  /** The page's text in pieces; null where it has too many to lay over the picture. */
  async text(page: PDFPageProxy): Promise<Awaited<ReturnType<PDFPageProxy["getTextContent"]>> | null> {
    const content = await page.getTextContent();
    return content.items.length > textLimit ? null : content;
  }

  search(query: string): void {
    this.#searches += 1;
    [this.query, this.hit, this.nothing, this.searching] = [query, null, false, null];
  }

  /** Goes on to the next place, page by page, once around the document. */
  async seek(direction: 1 | -1): Promise<void> {
    if (this.query.trim() === "" || !this.#document) return;
    const search = (this.#searches += 1);
    const pages = this.sizes.length;
    const from = this.hit ?? { page: this.page, at: direction > 0 ? -1 : Infinity };
    this.nothing = false;
    for (let step = 0; step <= pages; step += 1) {
      const page = (((from.page + step * direction) % pages) + pages) % pages;
      this.searching = page;
      const hits = await this.#hits(page);
      if (search !== this.#searches) return;
      const at = step > 0 ? (direction > 0 ? 0 : hits - 1) : Math.min(from.at, hits) + direction;
      if (at < 0 || at >= hits) continue;
      [this.hit, this.searching] = [{ page, at }, null];
      return;
    }
    [this.hit, this.searching, this.nothing] = [null, null, true];
  }

  stop(): void {
    this.#searches += 1;
    this.searching = null;
  }

  async #hits(at: number): Promise<number> {
    try {
      const page = await this.open(at);
      const content = await page.getTextContent();
      return found(content.items.filter(isText), this.query).length;
    } catch {
      // A page that cannot be read has nothing to be found on.
      return 0;
    }
  }
}

export function isText<T>(item: T): item is T & Piece {
  return typeof item === "object" && item !== null && "str" in item;
}

function sizeOf(page: PDFPageProxy | null): Size {
  if (!page) return letter;
  const { width, height } = page.getViewport({ scale: 1 });
  return { width: Math.max(1, width), height: Math.max(1, height) };
}

export { library };
