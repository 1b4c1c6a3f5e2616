import { describe, expect, it } from "vitest";

const sources = import.meta.glob<string>("../**/*.{svelte,css}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The styles of a file, as they are written. */
function styles(path: string, text: string): string {
  return path.endsWith(".css") ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? "");
}

/** What would be on the wrong side of a page that is written from right to left. */
function oneSided(style: string): string[] {
  const sides =
    /(?:^|[;{\s])((?:margin|padding|border)-(?:left|right)[^;]*|(?:left|right):[^;]*|text-align: (?:left|right)|float:[^;]*)/g;
  const found = [...style.matchAll(sides)].map(([, declaration]) => declaration ?? "");
  const four = /(?:^|[;{\s])((?:margin|padding|inset): ([^;]+))/g;
  for (const [, declaration = "", value = ""] of style.matchAll(four)) {
    const parts = value.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()])+/g) ?? [];
    if (parts.length === 4 && parts[1] !== parts[3]) found.push(declaration);
  }
  return found;
}

describe("styles", () => {
  it("know no left and right: the direction of the language says where things begin", () => {
    const found = Object.entries(sources).flatMap(([path, text]) =>
      oneSided(styles(path, text)).map((declaration) => `${path}: ${declaration}`),
    );
    expect(found).toEqual([]);
  });

  it("let what scrolls be narrower than what is in it: a grid's column is otherwise as wide as its longest word", () => {
    const rules = Object.entries(sources).flatMap(([path, text]) =>
      [...styles(path, text).matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, name = "", rule = ""]) => ({
        rule,
        where: `${path}: ${name.trim()}`,
      })),
    );
    const wide = ({ rule }: { rule: string }) =>
      (/display: grid;/.test(rule) &&
        /overflow(-y)?: auto;/.test(rule) &&
        !/grid-template-columns|grid-auto-flow: column/.test(rule)) ||
      /repeat\(auto-fi(t|ll), minmax\([\d.]+rem/.test(rule);
    expect(wide({ rule: "display: grid; overflow: auto;" })).toBe(true);
    expect(wide({ rule: "grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));" })).toBe(true);
    expect(wide({ rule: "display: grid; grid-template-columns: minmax(0, 1fr); overflow: auto;" })).toBe(
      false,
    );
    expect(rules.filter(wide).map(({ where }) => where)).toEqual([]);
  });

  it("measure text in rem, so that larger text enlarges all of it", () => {
    const inPixels = /(?:^|[;{\s])(?:font|font-size|line-height|letter-spacing):[^;]*\d(?:px|pt)/g;
    const found = Object.entries(sources).flatMap(([path, text]) =>
      [...styles(path, text).matchAll(inPixels)].map(([declaration]) => `${path}:${declaration}`),
    );
    expect(found).toEqual([]);
    expect(".a { font-size: 12px; }".match(inPixels)).toHaveLength(1);
  });

  it.each([
    ["margin-left: 4px", 1],
    ["padding: 0 var(--a, calc(1px + 2px)) 0 3px", 1],
    ["inset: 0 0 0 auto", 1],
    ["right: 0", 1],
    ["text-align: right", 1],
    ["padding: 0 1px 2px 1px", 0],
    ["margin-inline-start: 1px; inset: 0; border-radius: 1px 2px 3px 4px", 0],
    ["inset-inline-end: 1px", 0],
  ])("%s has %i of them", (style, count) => expect(oneSided(style)).toHaveLength(count));
});
