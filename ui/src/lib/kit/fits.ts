/**
 * A name made as short as its space before anything is laid out: one piece of text costs a third of
 * two halves of which one gives way. Each letter is measured once, in the page's own type.
 */
import { isPlain } from "./exact";

/** For kerning, and for text that is laid out at whole pixels. */
const slack = 1.03;
/** The fewest characters that are kept of the start. */
const least = 3;

/** How wide a plain letter is, by its character code, in px of usual text (16 px a rem). */
type Widths = Float64Array;

/**
 * The name in one piece, with an ellipsis before its last `keep` characters where it is too long
 * for `space`, in px of usual text. Null where that cannot be told: other letters than plain ones
 * may come from any typeface.
 */
export function inOnePiece(name: string, keep: number, space: number, widths = type()): string | null {
  if (!widths || !isPlain(name)) return null;
  const wide = (at: number) => widths[name.charCodeAt(at)] ?? 0;
  const has = space / slack;
  const tail = Math.max(0, name.length - keep);
  let headHas = has - (widths[0] ?? 0);
  for (let at = tail; at < name.length; at += 1) headHas -= wide(at);
  let taken = 0;
  let cut = 0;
  for (let at = 0; at < name.length; at += 1) {
    taken += wide(at);
    if (taken <= headHas) cut = at + 1;
    if (taken > has) return cut < least ? null : `${name.slice(0, cut)}…${name.slice(tail)}`;
  }
  return name;
}

let measured: Widths | null = null;

/** The page's type, the ellipsis at 0; null where there is nothing to draw on. */
function type(): Widths | null {
  const pen = measured ? null : document.createElement("canvas").getContext("2d");
  if (!pen) return measured;
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  pen.font = `${fontSize} ${fontFamily}`;
  const wide = (letter: string) => (pen.measureText(letter).width * 16) / rem;
  measured = Float64Array.from({ length: 127 }, (_, code) =>
    code < 32 ? 0 : wide(String.fromCharCode(code)),
  );
  // Figures are set to one width, that of the widest.
  measured.fill(Math.max(...measured.subarray(48, 58)), 48, 58);
  measured[0] = wide("…");
  return measured;
}
