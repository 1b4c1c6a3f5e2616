/** Tags and texts of HTML or XML, for taking the text out: nothing is loaded, run or expanded. */

export type Token =
  | { kind: "open" | "close"; name: string; attributes: string; empty: boolean }
  | { kind: "text"; text: string };

/** One pass from the first character to the last, whatever the markup claims. */
export function* tokens(markup: string): Generator<Token> {
  let at = 0;
  while (at < markup.length) {
    if (markup[at] !== "<") {
      const end = until(markup, "<", at);
      yield { kind: "text", text: entities(markup.slice(at, end)) };
      at = end;
    } else if (markup.startsWith("<!--", at)) {
      at = until(markup, "-->", at) + 3;
    } else if (markup.startsWith("<![CDATA[", at)) {
      const end = until(markup, "]]>", at);
      yield { kind: "text", text: markup.slice(at + 9, end) };
      at = end + 3;
    } else {
      const end = until(markup, ">", at);
      const tag = /^<(\/?)([a-z][^\s/>]*)([^]*)$/i.exec(markup.slice(at, end));
      if (tag) {
        const [, slash, name = "", rest = ""] = tag;
        const kind = slash ? "close" : "open";
        yield { kind, name: name.toLowerCase(), attributes: rest, empty: rest.endsWith("/") };
      }
      at = end + 1;
    }
  }
}

function until(markup: string, sign: string, from: number): number {
  const at = markup.indexOf(sign, from);
  return at < 0 ? markup.length : at;
}

/** The value of an attribute, with any prefix of its name. */
export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(attributes);
  return found ? entities(found[1] ?? found[2] ?? "") : null;
}

const named = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["euro", "€"],
  ["copy", "©"],
]);

function entities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    const code = hex ? parseInt(hex as string, 16) : Number(decimal);
    if (name) return named.get(name as string) ?? whole;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

const unseen = new Set(["script", "style", "head", "title", "template", "noscript", "svg"]);
const blocks = /^(p|div|br|tr|li|h[1-6]|table|ul|ol|section|article|header|footer|blockquote|pre|hr)$/;

/** An HTML page as text: its paragraphs as lines, and nothing that is no text. */
export function textOf(html: string): string {
  let text = "";
  let hidden: string | null = null;
  for (const token of tokens(html)) {
    if (hidden !== null) {
      if (token.kind === "close" && token.name === hidden) hidden = null;
    } else if (token.kind === "text") text += token.text.replaceAll(/[ \t\r\n]+/g, " ");
    else if (token.kind === "open" && unseen.has(token.name) && !token.empty) hidden = token.name;
    else if (token.kind === "open" && token.name === "li") text += "\n• ";
    else if (blocks.test(token.name)) text += "\n";
    else if (token.name === "td" || token.name === "th") text += "\t";
  }
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
