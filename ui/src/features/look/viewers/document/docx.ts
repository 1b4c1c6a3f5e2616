/** A Word document as plain paragraphs, headings, lists and tables. */
import { attribute, tokens, type Token } from "../markup";

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

/** Characters and blocks at most. */
const textLimit = 2_000_000;
const blockLimit = 5_000;

/** What the styles make of a paragraph, by their ids, which are in the language of who wrote the document. */
export interface Styles {
  headings: Map<string, number>;
  items: Set<string>;
}

export function stylesOf(styles: string): Styles {
  const found: Styles = { headings: new Map(), items: new Set() };
  let style: string | null = null;
  for (const token of tokens(styles)) {
    if (token.kind !== "open") continue;
    if (token.name === "w:style") style = attribute(token.attributes, "styleId");
    if (style === null) continue;
    if (token.name === "w:numpr") found.items.add(style);
    if (token.name !== "w:name") continue;
    const name = attribute(token.attributes, "val") ?? "";
    const level = /^heading ([1-6])$/i.exec(name)?.[1] ?? (/^title$/i.test(name) ? "1" : undefined);
    if (level) found.headings.set(style, Number(level));
  }
  return found;
}

class Writer {
  readonly blocks: Block[] = [];
  readonly #styles: Styles;
  #length = 0;
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
    return this.#length > textLimit || this.blocks.length >= blockLimit;
  }

  take(token: Token): void {
    if (token.kind === "text") {
      if (!this.#inside || this.#skipped !== null) return;
      this.#text += token.text;
      this.#length += token.text.length;
    } else if (this.#skipped !== null) {
      if (token.kind === "close" && token.name === this.#skipped) this.#skipped = null;
    } else if (token.kind === "open") this.#open(token.name, token.attributes, token.empty);
    else this.#close(token.name);
  }

  #open(name: string, attributes: string, empty: boolean): void {
    if (name === "w:t") this.#inside = !empty;
    else if (name === "mc:fallback" && !empty) this.#skipped = name;
    else if (name === "w:tab") this.#text += "\t";
    else if (name === "w:br" || name === "w:cr") this.#text += "\n";
    else if (name === "w:pstyle") this.#style(attribute(attributes, "val") ?? "");
    else if (name === "w:numpr") this.#item = Math.max(0, this.#item);
    else if (name === "w:ilvl") this.#item = Math.min(8, Number(attribute(attributes, "val")) || 0);
    else if (name === "w:tbl") this.#depth += 1;
    else if (name === "w:tr" && this.#depth === 1) this.#rows.push([]);
    else if (name === "w:tc" && this.#depth === 1) this.#text = "";
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
      this.#text = "";
    } else if (name === "w:tbl") this.#table();
  }

  #paragraph(): void {
    if (this.#depth > 0) {
      this.#text += "\n";
    } else {
      const text = this.#text.trimEnd();
      if (text !== "") this.blocks.push(this.#block(text));
      this.#text = "";
    }
    [this.#heading, this.#item] = [0, -1];
  }

  #block(text: string): Block {
    if (this.#heading > 0) return { kind: "heading", level: this.#heading, text };
    return this.#item >= 0 ? { kind: "item", level: this.#item, text } : { kind: "paragraph", text };
  }

  #table(): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth > 0) return;
    if (this.#rows.length > 0) this.blocks.push({ kind: "table", rows: this.#rows });
    [this.#rows, this.#text] = [[], ""];
  }
}

export function blocksOf(document: string, styles: Styles): Text {
  const writer = new Writer(styles);
  for (const token of tokens(document)) {
    writer.take(token);
    if (writer.full) return { blocks: writer.blocks, cut: true };
  }
  return { blocks: writer.blocks, cut: false };
}
