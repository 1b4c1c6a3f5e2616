// Contrast is measured, not hoped for: every pair of colours that text or a control's edge uses, in
// both schemes.
import { describe, expect, it } from "vitest";
import css from "./tokens.css?raw";

/** What stands under one condition; all of its blocks, so that none is overlooked. */
function under(condition: string): string {
  const blocks = css.split("@media ").slice(1);
  return blocks.filter((block) => block.startsWith(`${condition} {`)).join("");
}

const [lightCss = ""] = css.split("@media ");

function tokens(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? "", m[2] ?? ""]),
  );
}

const light = tokens(lightCss);
const dark = new Map([...light, ...tokens(under("(prefers-color-scheme: dark)"))]);
const more = tokens(under("(prefers-contrast: more)"));
const moreDark = tokens(under("(prefers-contrast: more) and (prefers-color-scheme: dark)"));

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["background", "panel", "raised", "selection"];
const text: [string, string[]][] = [
  ["ink", [...grounds, "good-soft", "warn-soft", "bad-soft"]],
  ["ink-2", ["background", "panel", "raised"]],
  ["accent", ["background", "panel", "raised"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["bad-ink", ["background", "raised", "bad-soft"]],
  ["warn-ink", ["background", "raised", "warn-soft", "selection"]],
  ["good-ink", ["background", "raised", "good-soft"]],
];
/** What is not text needs 3:1: edges of fields, icons of an outcome, the focus ring. */
const shapes: [string, string[]][] = [
  ["edge", [...grounds, "good-soft", "warn-soft", "bad-soft"]],
  ["accent", [...grounds, "bad-soft", "warn-soft"]],
  ["good", ["background", "raised"]],
  ["warn", ["panel", "warn-soft"]],
  ["bad", ["panel", "raised", "bad-soft"]],
];

describe.each([
  ["light", light, 4.5, 3],
  ["dark", dark, 4.5, 3],
  ["light, more contrast", new Map([...light, ...more]), 4.5, 4.5],
  ["dark, more contrast", new Map([...dark, ...more, ...moreDark]), 4.5, 4.5],
] as const)("%s", (_, colours, reads, shows) => {
  const colour = (name: string) => colours.get(name) ?? "";
  const cases = (pairs: [string, string[]][]) =>
    pairs.flatMap(([ink, on]) => on.map((ground) => [ink, ground]));

  it.each(cases(text))("%s on %s reads", (ink = "", ground = "") =>
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(reads),
  );

  it.each(cases(shapes.slice(0, 2)))("%s on %s shows where more is asked for", (ink = "", ground = "") =>
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(shows),
  );

  it.each(cases(shapes))("%s on %s shows", (ink = "", ground = "") =>
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(3),
  );
});

describe("more contrast", () => {
  it.each([
    ["light", new Map([...light, ...more])],
    ["dark", new Map([...dark, ...more, ...moreDark])],
  ])("%s: both inks reach 7:1 on every ground", (_, colours) => {
    const colour = (name: string) => colours.get(name) ?? "";
    for (const ground of grounds)
      for (const ink of ["ink", "ink-2"])
        expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
  });
});
