/**
 * pdf.js with everything switched off that a page from a stranger could use: no evaluated code, no
 * scripts or forms, no WebAssembly, no fetching. Its worker, character maps and standard fonts are
 * files of ours.
 */
import type { PDFDocumentLoadingTask } from "pdfjs-dist";
import { Windows } from "../reading";
import type { Reads } from "../reads";

export const library = import("pdfjs-dist/legacy/build/pdf.mjs");

/** Pixels of one picture inside a PDF: a page scanned at 600 dpi has 35 million. */
const pictureLimit = 40_000_000;
/** Bytes that pdf.js asks for at least. What belongs together it asks for at once. */
const chunk = 8 * 1024;
/**
 * Read of the beginning, which mostly holds the first page, and of the end, where the table of all
 * parts is.
 */
const head = 512 * 1024;
const tail = 256 * 1024;
/**
 * Read with what is asked for, until the first page is drawn: what belongs to a page is mostly
 * near.
 */
const ahead = 128 * 1024;
const held = 2 * 1024 * 1024;
/** Requests under way at a time. */
const lanes = 16;

const data = import.meta.glob<string>(
  ["/node_modules/pdfjs-dist/cmaps/*.bcmap", "/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}"],
  { query: "?url&inline", import: "default" },
);

/**
 * Character maps and standard fonts, as modules: they come without a request that the content
 * policy forbids.
 */
class Bundled {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const path = Object.keys(data).find((each) => each.endsWith(`/${filename}`));
    const load = path === undefined ? undefined : data[path];
    if (!load) throw new Error(`no such file: ${filename}`);
    const address = await load();
    return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));
  }
}

export interface Opened {
  task: PDFDocumentLoadingTask;
  worker: Worker | null;
  /** What it is read by. */
  windows: Windows;
}

/** Begins to read a PDF; `onfail` hears of reads that failed, which pdf.js would wait for. */
export async function opened(
  reads: Reads,
  onfail: (caught: unknown) => void,
  worker: Worker | null,
): Promise<Opened> {
  const { size } = reads;
  const windows = new Windows(reads, reads.signal, { held, ahead });
  windows.expect(0, head);
  if (size > head + tail) windows.expect(size - tail, tail);
  const { getDocument, PDFDataRangeTransport, PDFWorker } = await library;
  class Ranges extends PDFDataRangeTransport {
    #waiting: [number, number][] = [];
    #busy = 0;

    override requestDataRange(begin: number, end: number): void {
      this.#waiting.push([begin, end]);
      void this.#work();
    }

    async #work(): Promise<void> {
      if (this.#busy >= lanes) return;
      this.#busy += 1;
      try {
        for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
          const [begin, end] = next;
          this.onDataRange(begin, await windows.read(begin, end - begin));
        }
      } catch (caught) {
        this.#waiting = [];
        onfail(caught);
      }
      this.#busy -= 1;
    }
  }
  const task = getDocument({
    range: new Ranges(size, null),
    ...(worker ? { worker: new PDFWorker({ port: worker as unknown as null }) } : {}),
    rangeChunkSize: chunk,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    BinaryDataFactory: Bundled,
    // pdf.js asks whether there are some, and the factory above for each by its name.
    cMapUrl: "cmaps/",
    standardFontDataUrl: "standard_fonts/",
    maxImageSize: pictureLimit,
    // The fonts of this computer have other widths; those that a PDF counts on are bundled.
    useSystemFonts: false,
    verbosity: 1,
  });
  return { task, worker, windows };
}
