import { describe, expect, it } from "vitest";
import { allowed, partLimit, rendered } from "./render";

describe("Markdown", () => {
  it("shows where a link leads and offers no link", () => {
    expect(rendered("[our site](https://example.test/a?b=1&c=2)").html).toBe(
      '<p><span class="link">our site</span> <span class="address">https://example.test/a?b=1&amp;c=2</span></p>\n',
    );
  });

  it("names an address once where it is its own words", () => {
    expect(rendered("<https://example.test/>").html).toBe(
      '<p><span class="link">https://example.test/</span></p>\n',
    );
  });

  it.each([
    ["![a cat](https://example.test/cat.png)", "Image: a cat"],
    ["![](https://example.test/pixel.gif)", "Image"],
    ['![x" onerror="alert(1)](a.png)', "Image: x&quot; onerror=&quot;alert(1)"],
  ])("says %s and asks for no picture", (text, words) => {
    expect(rendered(text).html).toBe(`<p><span class="picture">${words}</span></p>\n`);
  });

  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<iframe src=https://example.test></iframe>",
    "<svg onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    '[a][b]\n\n[b]: javascript:alert(1) "</span><script>"',
    '![a](x "\' onload=alert(1)")',
    '```a"onclick=alert(1)\nx\n```',
    "| a |\n|:-:|\n| <b onclick=x>b</b> |",
    "<style>*{display:none}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
  ])("has no tag or attribute that asks or acts: %s", (text) => {
    const tags = [...rendered(text).html.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/gi)];
    expect(tags.length).toBeGreaterThan(0);
    for (const [, tag = "", attributes = ""] of tags) {
      expect(allowed.tags).toContain(tag);
      expect(attributes).toMatch(/^( (class|start)="[^"]*")*$/);
    }
  });

  it("aligns columns without a style of their own", () => {
    const html = rendered("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|").html;
    expect(html).not.toContain("style");
    expect(html).toContain('<td class="end">3</td>');
  });

  it("shows the settings before the text as code", () => {
    expect(rendered("---\ntitle: x\n---\n# Hello").html).toBe(
      '<pre><code class="language-yaml">title: x\n</code></pre>\n<h1>Hello</h1>\n',
    );
  });

  it.each([
    ["brackets", "[".repeat(100_000)],
    ["pictures in pictures", "![".repeat(50_000)],
    ["emphasis", "*a _b ".repeat(30_000)],
    ["quotes in quotes", "> ".repeat(5_000) + "x"],
    ["lists in lists", Array.from({ length: 300 }, (_, at) => `${" ".repeat(at * 2)}- x`).join("\n")],
    ["code marks", "`".repeat(3) + "a `` ".repeat(30_000)],
    ["angles", "<".repeat(100_000)],
    ["rows", "|a".repeat(2_000) + "\n" + "|-".repeat(2_000) + "\n" + "|\n".repeat(2_000)],
  ])("is done in time with %s", (_, text) => {
    const from = performance.now();
    rendered(text);
    expect(performance.now() - from).toBeLessThan(8_000);
  });

  it.each([
    ["items", "- \n".repeat(60_000)],
    ["paragraphs", "a\n\n".repeat(60_000)],
    ["line breaks", "a\\\n".repeat(60_000)],
    ["links", "[a](b) ".repeat(20_000)],
  ])("has as many %s as are drawn, and says that there are more", (_, text) => {
    const { html, cut } = rendered(text);
    expect(cut).toBe(true);
    expect(html.match(/</g)?.length).toBeLessThan(4 * partLimit);
    expect(rendered("[a](b)").html).toContain('<span class="address">b</span>');
  });
});
