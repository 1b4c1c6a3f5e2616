/**
 * Files that are looked at in the fake world: their bytes are made up by their names, and of the
 * size that is told.
 */
import type { FileAt, LookKind, Pictured, ReadingView, Thumbnail } from "../contract";
import { bitmap } from "./bitmap";
import { refuse } from "./faults";
import { FakeComparisons } from "./comparisons";
import { FakeOpened } from "./opened";
import { FakeProperties } from "./properties";
import { FakeShares } from "./shares";
import { FakeVersions } from "./versions";

interface Reading {
  at: FileAt;
  view: ReadingView;
  /** What the file begins with, again and again until its size is reached. */
  content: Uint8Array<ArrayBuffer>;
}

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420" viewBox="0 0 640 420">
<rect width="640" height="420" fill="#8fb8d8"/><circle cx="500" cy="110" r="48" fill="#f6d77b"/>
<path d="M0 420 190 190 330 330 430 240 640 420Z" fill="#48705a"/></svg>`;

const kinds: Record<string, [LookKind, string, string]> = {
  md: ["markdown", "text/markdown", "# Harbour survey\n\nMeasured in **April**, read by two people.\n\n"],
  csv: ["table", "text/csv", "station,depth,taken\nPier 4,12.5,2026-04-15\nPier 5,9.75,2026-04-16\n"],
  txt: ["text", "text/plain", "Measured at the harbour.\nRead by two people.\n"],
  json: ["text", "application/json", '{"station": "Pier 4", "depth": 12.5}\n'],
  svg: ["image", "image/svg+xml", picture],
  png: ["image", "image/svg+xml", picture],
  jpg: ["image", "image/svg+xml", picture],
};

export class FakeReadings {
  /** What was asked for, in order: `open KEY`, `close ID`. */
  readonly asked: string[] = [];
  /** Names under which something was saved. */
  readonly saved: string[] = [];
  /** Thumbnails that the page gave to be kept. */
  readonly kept = new Map<string, string>();
  /** Those that other programs have. */
  readonly opened = new FakeOpened();
  /** Links that open them. */
  readonly shares = new FakeShares();
  readonly comparisons = new FakeComparisons();
  /** What they say of themselves. */
  readonly properties = new FakeProperties();
  /** What they were before. */
  readonly versions = new FakeVersions();
  readonly #open = new Map<string, Reading>();
  #next = 1;

  /** `version`: the text of an earlier one is another. */
  open(at: FileAt, size: number | null, version: string | null = null): ReadingView {
    const { key } = at;
    this.asked.push(version === null ? `open ${key}` : `open ${key} ${version}`);
    const ending = key.slice(key.lastIndexOf(".") + 1).toLowerCase();
    const [kind, format, text] = kinds[ending] ?? [
      "bytes",
      "application/octet-stream",
      "\0\x01\x02 made up ",
    ];
    const earlier = version === null ? text : text.replaceAll("Pier 5", `Pier ${version.length}`);
    const content = new TextEncoder().encode(earlier.replaceAll("two", version?.at(-1) ?? "two"));
    const id = `reading-${this.#next++}`;
    const view: ReadingView = {
      id,
      kind,
      format,
      size: kind === "image" ? content.length : (size ?? 0),
      modified: null,
      content_type: format,
      version: null,
      encoding: kind === "bytes" || kind === "image" ? null : "utf-8",
    };
    this.#open.set(id, { at, view, content });
    return view;
  }

  see(of: Pictured, size: number | null): Thumbnail {
    const picture = this.kept.get(JSON.stringify(of)) ?? null;
    if (picture !== null) return { picture, reading: null };
    const opened = this.open(of.at, size);
    const content = bitmap(of.at.key);
    const view = { ...opened, size: content.length, kind: "image" as const, format: "image/bmp" };
    this.#open.set(view.id, { at: of.at, view, content });
    return { picture: null, reading: view };
  }

  keep(of: Pictured, picture: string): void {
    this.kept.set(JSON.stringify(of), picture);
  }

  /** Which file it is of. */
  fileOf(id: string): FileAt {
    return (this.#open.get(id) ?? refuseGone()).at;
  }

  close(id: string): void {
    this.asked.push(`close ${id}`);
    this.#open.delete(id);
  }

  bytes(id: string, start: number, length: number): Uint8Array<ArrayBuffer> {
    const { view, content } = this.#open.get(id) ?? refuseGone();
    const end = Math.min(start + length, view.size);
    return Uint8Array.from(
      { length: Math.max(0, end - start) },
      (_, at) => content[(start + at) % content.length] ?? 0,
    );
  }

  save(name: string): string {
    this.saved.push(name);
    return `/home/person/Downloads/${name}`;
  }

  address(id: string): string {
    const reading = this.#open.get(id);
    return reading?.view.kind === "image" ? `data:image/svg+xml,${encodeURIComponent(picture)}` : "";
  }
}

function refuseGone(): never {
  return refuse({
    code: "gone",
    title: { id: "page-unexpected-title", values: {} },
    what: { id: "page-unexpected-what", values: {} },
    next: { id: "page-unexpected-next", values: {} },
    details: "unknown reading",
    retry: false,
  });
}
