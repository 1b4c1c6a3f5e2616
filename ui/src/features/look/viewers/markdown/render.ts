/**
 * Markdown as HTML that asks nothing of the network: links are their words and their address,
 * pictures are their description, and HTML in the text stays text. Whoever shows it still cleans
 * it first.
 */
import markdownIt, { type MarkdownIt, type RendererRule } from "markdown-it";
import { say } from "../../../../lib/words";

/** All that the cleaning lets through. */
export const allowed = {
  tags: (
    "h1,h2,h3,h4,h5,h6,p,br,hr,ul,ol,li,blockquote,pre,code,em,strong,s,span," + "table,thead,tbody,tr,th,td"
  ).split(","),
  attributes: ["class", "start"],
};

function made(): MarkdownIt {
  const markdown = markdownIt({ html: false, linkify: false, maxNesting: 60 });
  // What is never followed needs no check of its scheme, and is shown as it is.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (address) => address;
  const escaped = (text: string) => markdown.utils.escapeHtml(text);

  /** Left open where it has no text of its own. */
  const marked = (kind: string, text?: string) =>
    // eslint-disable-next-line page/words -- tags
    `<span class="${kind}">${text === undefined ? "" : `${escaped(text)}</span>`}`;
  /** Where the links lead that are open; each is closed before the text ends. */
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
  return markdown;
}

let only: MarkdownIt | null = null;

export function rendered(text: string): string {
  only ??= made();
  return only.render(withoutFront(text));
}

/** The block of settings that many tools put before the text is no heading: it is shown as code. */
function withoutFront(text: string): string {
  const front = /^---\n([^]{0,10000}?)\n---(?:\n|$)/.exec(text);
  if (!front || front[1]?.includes("```")) return text;
  return `\`\`\`yaml\n${front[1] ?? ""}\n\`\`\`\n${text.slice(front[0].length)}`;
}
