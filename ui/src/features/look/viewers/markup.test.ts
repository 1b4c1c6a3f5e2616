import { describe, expect, it } from "vitest";
import { attribute, textOf, tokens } from "./markup";

describe("HTML as text", () => {
  it.each([
    ["<p>one</p><p>two <b>bold</b></p>", "one\n\ntwo bold"],
    ["<script>alert(1)</script><style>p{}</style>seen", "seen"],
    ["<head><title>no</title></head>yes", "yes"],
    ["<ul><li>a<li>b</ul>", "• a\n• b"],
    ["a &amp; b &lt;c&gt; &#228; &#x20AC; &nope; &#0;", "a & b <c> ä € &nope; \ufffd"],
    ["<!-- <p>hidden</p> -->shown", "shown"],
    ['<img src="http://evil.example/x.png" onerror="x()">none', "none"],
    ["<a href='javascript:x()'>words</a>", "words"],
    ["unclosed <b", "unclosed"],
    ["unclosed <!-- comment", "unclosed"],
    ["<script>never closed", ""],
    ["1 < 2", "1"],
    ["", ""],
  ])("%j is %j", (html, text) => expect(textOf(html)).toBe(text));

  it("takes one pass, however it is made", () => {
    const begun = performance.now();
    for (const part of ["<!--", "<", "<a ", "&#", "<![CDATA[", "<p>", "\n \n"]) textOf(part.repeat(200_000));
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe("XML", () => {
  it("expands no entities of its own", () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "&c;&c;">]><a>&b;</a>';
    const texts = [...tokens(bomb)].flatMap((token) => (token.kind === "text" ? [token.text] : []));
    expect(texts.join("")).toContain("&b;");
  });

  it("has attributes with and without prefixes", () => {
    expect(attribute(' w:val="Heading1" w:x="1"', "val")).toBe("Heading1");
    expect(attribute(" interval='2'", "val")).toBeNull();
    expect(attribute("", "val")).toBeNull();
  });
});
