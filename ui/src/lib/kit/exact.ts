/**
 * Splits a name into what reads as itself and what would hide: spaces at the ends, runs of spaces, control
 * characters, characters of no width and those that turn the writing direction. The screen shows the second
 * kind as small marks, so that two names that differ also look different.
 */
export interface Part {
  text: string;
  /** What the mark stands for, for the hover and a screen reader; null for ordinary text. */
  mark: string | null;
}

const named: Record<string, [string, string]> = {
  "\u00a0": ["NBSP", "no-break space"],
  "\u00ad": ["SHY", "soft hyphen"],
  "\u061c": ["ALM", "Arabic letter mark"],
  "\u200b": ["ZWSP", "zero-width space"],
  "\u200c": ["ZWNJ", "zero-width non-joiner"],
  "\u200d": ["ZWJ", "zero-width joiner"],
  "\u200e": ["LRM", "left-to-right mark"],
  "\u200f": ["RLM", "right-to-left mark"],
  "\u2028": ["LSEP", "line separator"],
  "\u2029": ["PSEP", "paragraph separator"],
  "\u202a": ["LRE", "left-to-right embedding"],
  "\u202b": ["RLE", "right-to-left embedding"],
  "\u202c": ["PDF", "end of direction change"],
  "\u202d": ["LRO", "left-to-right override"],
  "\u202e": ["RLO", "right-to-left override"],
  "\u2060": ["WJ", "word joiner"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first-strong isolate"],
  "\u2069": ["PDI", "end of isolate"],
  "\ufeff": ["BOM", "byte order mark"],
  "\ufffd": ["?", "unreadable character"],
};

const hidden =
  /^ +| +$| {2,}|[\p{Cc}\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffd]/gu;
/** What a joiner joins into one picture, such as 👩‍🚀. Tested apart: looking back within `hidden` fails in WebKit. */
const joinable = /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?$/u;
/** Scripts written from the right: the two halves of such a name would trade places. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

export function parts(name: string): Part[] {
  if (name === "") return [{ text: "no name", mark: "an empty name" }];
  const found: Part[] = [];
  let done = 0;
  for (const match of name.matchAll(hidden)) {
    if (match[0] === "\u200d" && joinable.test(name.slice(0, match.index))) continue;
    if (match.index > done) found.push({ text: name.slice(done, match.index), mark: null });
    found.push(markOf(match[0]));
    done = match.index + match[0].length;
  }
  if (done < name.length) found.push({ text: name.slice(done), mark: null });
  return found;
}

/**
 * The name in two, for one that gives way in the middle: about the last `keep` characters stay together. The second
 * half is empty where the name is too short to be cut, or is read from the right.
 */
export function halves(name: string, keep: number): [Part[], Part[]] {
  const head = parts(name);
  const tail: Part[] = [];
  if (name.length < keep + 8 || fromRight.test(name)) return [head, tail];
  for (let room = keep; room > 0;) {
    const last = head.pop();
    if (!last) break;
    const at = last.mark ? 0 : between(last.text, last.text.length - room);
    tail.unshift({ ...last, text: last.text.slice(at) });
    if (at > 0) head.push({ ...last, text: last.text.slice(0, at) });
    room -= last.text.length - at;
  }
  return [head, tail];
}

/** The nearest place at or before `at` that cuts no letter and no picture in two. */
function between(text: string, at: number): number {
  let place = Math.max(0, at);
  const joined = (from: number) => /^(?:\p{M}|\u200d|[\udc00-\udfff])/u.test(text.slice(from));
  while (place > 0 && (joined(place) || text[place - 1] === "\u200d")) place -= 1;
  return place;
}

/** The name in one line of plain text, marks in brackets: for tooltips and labels. */
export function spoken(name: string): string {
  return parts(name)
    .map((part) => (part.mark ? `[${part.mark}]` : part.text))
    .join("");
}

function markOf(hidden: string): Part {
  if (hidden.startsWith(" "))
    return {
      text: "·".repeat(hidden.length),
      mark: hidden.length === 1 ? "space" : `${hidden.length} spaces`,
    };
  const known = named[hidden];
  if (known) return { text: known[0], mark: known[1] };
  const code = hidden.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, "0");
  // Unicode keeps a picture for each of the old control characters at U+2400.
  const picture = code < 32 ? String.fromCodePoint(0x2400 + code) : code === 127 ? "␡" : `U+${hex}`;
  return { text: picture, mark: `control character U+${hex}` };
}
