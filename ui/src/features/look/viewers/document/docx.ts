/** A Word document as plain paragraphs, headings, lists and tables. */
import { attribute, tokens, type Token } from "../markup";
import { inSlices } from "../parts/slices";

export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "item"; level: number; text: string }
  | { kind: "table"; rows: string[][] };

export interface Text {
  blocks: Block[];
  /** The document is longer than what is here. */
  cut: boolean;
}

/** Characters at most, and blocks, rows and cells together: each is drawn. */
const textLimit = 2_000_000;
export const partLimit = 10_000;

/**
 * What the styles make of a paragraph, by their ids, which are in the language of who wrote the
 * document.
 */
export interface Styles {
  headings: Map<string, number>;
  items: Set<string>;
}

export async function stylesOf(styles: string, signal: AbortSignal): Promise<Styles> {
  const found: Styles = { headings: new Map(), items: new Set() };
  let style: string | null = null;
  await inSlices(tokens(styles), signal, (token) => {
    if (token.kind !== "open") return true;
    if (token.name === "w:style") style = attribute(token.attributes, "styleId");
    if (style === null) return true;
    if (token.name === "w:numpr") found.items.add(style);
    if (token.name !== "w:name") return true;
    const name = attribute(token.attributes, "val") ?? "";
    const level = /^heading ([1-6])$/i.exec(name)?.[1] ?? (/^title$/i.test(name) ? "1" : undefined);
    if (level) found.headings.set(style, Number(level));
    return true;
  });
  return found;
}

class Writer {
  readonly blocks: Block[] = [];
  readonly #styles: Styles;
  #length = 0;
  #parts = 0;
  #text = "";
  #heading = 0;
  #item = -1;
  /** Tables within tables are text of the outer one's cell. */
  #depth = 0;
  #rows: string[][] = [];
  /** The text is there a second time, for older programs. */
  #skipped: string | null = null;
  #inside = false;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  get full(): boolean {
    return this.#length > textLimit || this.#parts >= partLimit;
  }

  take(token: Token): void {
    if (token.kind === "text") {
      if (!this.#inside || this.#skipped !== null) return;
      this.#add(token.text);
    } else if (this.#skipped !== null) {
      if (token.kind === "close" && token.name === this.#skipped) this.#skipped = null;
    } else if (token.kind === "open") this.#open(token.name, token.attributes, token.empty);
    else this.#close(token.name);
  }

  #open(name: string, attributes: string, empty: boolean): void {
    if (name === "w:t") this.#inside = !empty;
    else if (name === "mc:fallback" && !empty) this.#skipped = name;
    else if (name === "w:tab") this.#add("\t");
    else if (name === "w:br" || name === "w:cr") this.#add("\n");
    else if (name === "w:pstyle") this.#style(attribute(attributes, "val") ?? "");
    else if (name === "w:numpr") this.#item = Math.max(0, this.#item);
    else if (name === "w:ilvl") this.#item = Math.min(8, Number(attribute(attributes, "val")) || 0);
    else if (name === "w:tbl") this.#depth += 1;
    else if (name === "w:tr" && this.#depth === 1) this.#row();
    else if (name === "w:tc" && this.#depth === 1) this.#text = "";
  }

  #add(text: string): void {
    this.#text += text;
    this.#length += text.length;
  }

  #row(): void {
    this.#rows.push([]);
    this.#parts += 1;
  }

  #style(id: string): void {
    this.#heading = this.#styles.headings.get(id) ?? 0;
    if (this.#styles.items.has(id)) this.#item = Math.max(0, this.#item);
  }

  #close(name: string): void {
    if (name === "w:t") this.#inside = false;
    else if (name === "w:p") this.#paragraph();
    else if (name === "w:tc" && this.#depth === 1) {
      this.#rows.at(-1)?.push(this.#text.trim());
      this.#parts += 1;
      this.#text = "";
    } else if (name === "w:tbl") this.#table();
  }

  #paragraph(): void {
    if (this.#depth > 0) {
      this.#add("\n");
    } else {
      const text = this.#text.trimEnd();
      if (text !== "") {
        this.blocks.push(this.#block(text));
        this.#parts += 1;
      }
      this.#text = "";
    }
    [this.#heading, this.#item] = [0, -1];
  }

  #block(text: string): Block {
    if (this.#heading > 0) return { kind: "heading", level: this.#heading, text };
    return this.#item >= 0 ? { kind: "item", level: this.#item, text } : { kind: "paragraph", text };
  }

  /** What was begun when there is enough. */
  end(): void {
    while (this.#depth > 0) this.#table();
    this.#paragraph();
  }

  #table(): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth > 0) return;
    if (this.#rows.length > 0) this.blocks.push({ kind: "table", rows: this.#rows });
    [this.#rows, this.#text] = [[], ""];
  }
}

export async function blocksOf(document: string, styles: Styles, signal: AbortSignal): Promise<Text> {
  const writer = new Writer(styles);
  const whole = await inSlices(tokens(document), signal, (token) => {
    writer.take(token);
    return !writer.full;
  });
  if (!whole) writer.end();
  return { blocks: writer.blocks, cut: !whole };
}
