/**
 * Markdown as HTML that asks nothing of the network: links are their words and their address,
 * pictures are their description, and HTML in the text stays text. Whoever shows it still cleans
 * it first.
 */
import markdownIt, { type MarkdownIt, type RendererRule, type Token } from "markdown-it";
import { say } from "../../../../lib/words";

/** All that the cleaning lets through. */
export const allowed = {
  tags: (
    "h1,h2,h3,h4,h5,h6,p,br,hr,ul,ol,li,blockquote,pre,code,em,strong,s,span," + "table,thead,tbody,tr,th,td"
  ).split(","),
  attributes: ["class", "start"],
};

function made(): { markdown: MarkdownIt; begin: () => void } {
  const markdown = markdownIt({ html: false, linkify: false, maxNesting: 60 });
  // What is never followed needs no check of its scheme, and is shown as it is.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (address) => address;
  const escaped = (text: string) => markdown.utils.escapeHtml(text);

  /** Left open where it has no text of its own. */
  const marked = (kind: string, text?: string) =>
    // eslint-disable-next-line page/words -- tags
    `<span class="${kind}">${text === undefined ? "" : `${escaped(text)}</span>`}`;
  /** Where the links lead that are open; each is closed before the text ends, unless it is cut. */
  const open: string[] = [];
  const linkOpen: RendererRule = (tokens, at) => {
    open.push(String(tokens[at]?.attrGet("href") ?? ""));
    return marked("link");
  };
  const linkClose: RendererRule = (tokens, at) => {
    const address = open.pop() ?? "";
    const before = tokens[at - 1];
    const same = before?.type === "text" && before.content === address;
    return same || address === "" ? "</span>" : `</span> ${marked("address", address)}`;
  };
  const image: RendererRule = (tokens, at) => {
    const alt = tokens[at]?.content ?? "";
    const words = alt === "" ? say("look-markdown-picture") : say("look-markdown-picture-of", { alt });
    return marked("picture", words);
  };
  // The alignment of a column is a style attribute otherwise, which the content policy refuses.
  const cell: RendererRule = (tokens, at, options, _env, self) => {
    const token = tokens[at];
    const align = /text-align:(\w+)/.exec(String(token?.attrGet("style")))?.[1];
    if (token) token.attrs = align ? [["class", align === "right" ? "end" : align]] : null;
    return self.renderToken(tokens, at, options);
  };
  Object.assign(markdown.renderer.rules, {
    link_open: linkOpen,
    link_close: linkClose,
    image,
    th_open: cell,
    td_open: cell,
  });
  return { markdown, begin: () => (open.length = 0) };
}

let only: ReturnType<typeof made> | null = null;

/** Paragraphs, rows, marks and the like that are drawn at most. */
export const partLimit = 20_000;

export interface Rendered {
  html: string;
  /** The text is longer than what is here. */
  cut: boolean;
}

export function rendered(text: string): Rendered {
  only ??= made();
  const { markdown, begin } = only;
  const env = {};
  const tokens = markdown.parse(withoutFront(text), env);
  const taken: Token[] = [];
  let left = partLimit;
  for (const token of tokens) {
    if (left <= 0) break;
    const inside = token.children?.length ?? 0;
    if (token.children && inside > left) token.children = token.children.slice(0, left);
    left -= 1 + inside;
    taken.push(token);
  }
  begin();
  return {
    html: markdown.renderer.render(taken, markdown.options, env),
    cut: left < 0 || taken.length < tokens.length,
  };
}

/** The block of settings that many tools put before the text is no heading: it is shown as code. */
function withoutFront(text: string): string {
  const front = /^---\n([^]{0,10000}?)\n---(?:\n|$)/.exec(text);
  if (!front || front[1]?.includes("```")) return text;
  return `\`\`\`yaml\n${front[1] ?? ""}\n\`\`\`\n${text.slice(front[0].length)}`;
}
