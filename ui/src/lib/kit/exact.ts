/**
 * Splits a name into what reads as itself and what would hide: spaces at the ends, runs of spaces and unusual ones,
 * control characters, characters of no width, those that turn the writing direction, and names that programs take for
 * the folder itself or the one above. The screen shows the second kind as small marks, so that two names that differ
 * also look different. Letters whose accent is a character of its own look as any other: they are only underlined.
 */
export interface Part {
  text: string;
  /** What the mark stands for, for the hover and a screen reader; null for ordinary text. */
  mark: string | null;
  /** The text is itself and reads as it should; the mark says how it is written. */
  plain?: true;
}

const named: Record<string, [string, string]> = {
  "\u00a0": ["NBSP", "no-break space"],
  "\u00ad": ["SHY", "soft hyphen"],
  "\u061c": ["ALM", "Arabic letter mark"],
  "\u115f": ["HF", "invisible filler"],
  "\u1160": ["HF", "invisible filler"],
  "\u180e": ["MVS", "vowel separator of no width"],
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
  "\u2061": ["FA", "invisible function sign"],
  "\u2062": ["IT", "invisible times sign"],
  "\u2063": ["IS", "invisible separator"],
  "\u2064": ["IP", "invisible plus sign"],
  "\u2800": ["BLANK", "blank Braille pattern"],
  "\u3000": ["WIDE", "wide space"],
  "\u3164": ["HF", "invisible filler"],
  "\uffa0": ["HF", "invisible filler"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first-strong isolate"],
  "\u2069": ["PDI", "end of isolate"],
  "\ufeff": ["BOM", "byte order mark"],
  "\ufffd": ["?", "unreadable character"],
};

const hidden =
  /^ +| +$| {2,}|[\p{Cc}\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\ufffd]|[\u{e0001}-\u{e007f}]/gu;
/** Nearly every name: nothing in it hides, and nothing has to be looked up. */
const ordinary = /^[!-~]+(?: [!-~]+)*$/;
/** A letter and its accent as two characters, where one character is the same: names of some programs are written so. */
const apart = /\P{M}\p{M}+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?/gu;
/** What a joiner joins into one picture, such as 👩‍🚀. Tested apart: looking back within `hidden` fails in WebKit. */
const joinable = /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?$/u;
/** Scripts written from the right: the two halves of such a name would trade places. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The name hides nothing and reads from the left, by its letters alone. */
export function isPlain(name: string): boolean {
  return ordinary.test(name) && name !== "." && name !== "..";
}

export function parts(name: string): Part[] {
  if (name === "") return [{ text: "no name", mark: "an empty name" }];
  if (name === "." || name === "..")
    return [{ text: name, mark: `a name of ${name === "." ? "one dot" : "two dots"}` }];
  if (isPlain(name)) return [{ text: name, mark: null }];
  const found: Part[] = [];
  let done = 0;
  for (const match of name.matchAll(hidden)) {
    if (match[0] === "\u200d" && joinable.test(name.slice(0, match.index))) continue;
    if (match.index > done) found.push(...letters(name.slice(done, match.index)));
    found.push(markOf(match[0]));
    done = match.index + match[0].length;
  }
  if (done < name.length) found.push(...letters(name.slice(done)));
  return found;
}

/** Text that hides nothing, with the letters picked out that could be written as one character and are not. */
function letters(text: string): Part[] {
  const found: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(apart)) {
    const one = match[0].normalize("NFC");
    if (one === match[0]) continue;
    if (match.index > done) found.push({ text: text.slice(done, match.index), mark: null });
    found.push({ text: match[0], mark: `${one} with its accent as a character of its own`, plain: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) found.push({ text: text.slice(done), mark: null });
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
    .map((part) => (part.mark && !part.plain ? `[${part.mark}]` : part.text))
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
  if (/\p{Zs}/u.test(hidden)) return { text: "·", mark: `unusual space U+${hex}` };
  if (!/\p{Cc}/u.test(hidden)) return { text: `U+${hex}`, mark: `invisible character U+${hex}` };
  // Unicode keeps a picture for each of the old control characters at U+2400.
  const picture = code < 32 ? String.fromCodePoint(0x2400 + code) : code === 127 ? "␡" : `U+${hex}`;
  return { text: picture, mark: `control character U+${hex}` };
}
