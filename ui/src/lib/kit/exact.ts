/**
 * Splits a name into what reads as itself and what would hide: spaces at the ends, runs of spaces
 * and unusual ones, control characters, characters of no width, those that turn the writing
 * direction, and names that programs take for the folder itself or the one above. The screen shows
 * the second kind as small marks, so that two names that differ also look different. Letters whose
 * accent is a character of its own look as any other: they are only underlined.
 */
import { say, type MessageId } from "../words";

export interface Part {
  text: string;
  /** What the mark stands for, for the hover and a screen reader; null for ordinary text. */
  mark: string | null;
  /** The text is itself and reads as it should; the mark says how it is written. */
  plain?: true;
}

const named = {
  "\u00a0": ["NBSP", "kit-mark-nbsp"],
  "\u00ad": ["SHY", "kit-mark-soft-hyphen"],
  "\u061c": ["ALM", "kit-mark-arabic-letter"],
  "\u115f": ["HF", "kit-mark-filler"],
  "\u1160": ["HF", "kit-mark-filler"],
  "\u180e": ["MVS", "kit-mark-mongolian"],
  "\u200b": ["ZWSP", "kit-mark-zero-width-space"],
  "\u200c": ["ZWNJ", "kit-mark-zero-width-non-joiner"],
  "\u200d": ["ZWJ", "kit-mark-zero-width-joiner"],
  "\u200e": ["LRM", "kit-mark-left-to-right"],
  "\u200f": ["RLM", "kit-mark-right-to-left"],
  "\u2028": ["LSEP", "kit-mark-line-separator"],
  "\u2029": ["PSEP", "kit-mark-paragraph-separator"],
  "\u202a": ["LRE", "kit-mark-left-to-right-embedding"],
  "\u202b": ["RLE", "kit-mark-right-to-left-embedding"],
  "\u202c": ["PDF", "kit-mark-direction-end"],
  "\u202d": ["LRO", "kit-mark-left-to-right-override"],
  "\u202e": ["RLO", "kit-mark-right-to-left-override"],
  "\u2060": ["WJ", "kit-mark-word-joiner"],
  "\u2061": ["FA", "kit-mark-function"],
  "\u2062": ["IT", "kit-mark-times"],
  "\u2063": ["IS", "kit-mark-separator"],
  "\u2064": ["IP", "kit-mark-plus"],
  "\u2800": ["BLANK", "kit-mark-braille"],
  "\u3000": ["WIDE", "kit-mark-wide-space"],
  "\u3164": ["HF", "kit-mark-filler"],
  "\uffa0": ["HF", "kit-mark-filler"],
  "\u2066": ["LRI", "kit-mark-left-to-right-isolate"],
  "\u2067": ["RLI", "kit-mark-right-to-left-isolate"],
  "\u2068": ["FSI", "kit-mark-first-strong-isolate"],
  "\u2069": ["PDI", "kit-mark-isolate-end"],
  "\ufeff": ["BOM", "kit-mark-byte-order"],
  "\ufffd": ["?", "kit-mark-unreadable"],
} as const satisfies Record<string, readonly [string, MessageId]>;

type Named = (typeof named)[keyof typeof named];

const hidden =
  /^ +| +$| {2,}|[\p{Cc}\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\ufffd]|[\u{e0001}-\u{e007f}]/gu;
/** Nearly every name: nothing in it hides, and nothing has to be looked up. */
const ordinary = /^[!-~]+(?: [!-~]+)*$/;
/**
 * A letter and its accent as two characters, where one character is the same: names of some
 * programs are written so.
 */
const apart = /\P{M}\p{M}+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?/gu;
/**
 * What a joiner joins into one picture, such as 👩‍🚀. Tested apart: looking back within `hidden`
 * fails in WebKit.
 */
const joinable = /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?$/u;
/** Scripts written from the right: the two halves of such a name would trade places. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The name hides nothing and reads from the left, by its letters alone. */
export function isPlain(name: string): boolean {
  return ordinary.test(name) && name !== "." && name !== "..";
}

export function parts(name: string): Part[] {
  if (name === "") return [{ text: say("kit-mark-no-name"), mark: say("kit-mark-empty") }];
  if (name === "." || name === "..")
    return [{ text: name, mark: say(name === "." ? "kit-mark-one-dot" : "kit-mark-two-dots") }];
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

/**
 * Text that hides nothing, with the letters picked out that could be written as one character and
 * are not.
 */
function letters(text: string): Part[] {
  const found: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(apart)) {
    const one = match[0].normalize("NFC");
    if (one === match[0]) continue;
    if (match.index > done) found.push({ text: text.slice(done, match.index), mark: null });
    found.push({ text: match[0], mark: say("kit-mark-apart", { letter: one }), plain: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) found.push({ text: text.slice(done), mark: null });
  return found;
}

/**
 * The name in two, for one that gives way in the middle: about the last `keep` characters stay
 * together. The second half is empty where the name is too short to be cut, or is read from the
 * right.
 */
export function halves(name: string, keep: number): [Part[], Part[]] {
  const head = parts(name);
  const tail: Part[] = [];
  if (name.length < keep + 8 || fromRight.test(name)) return [head, tail];
  for (let space = keep; space > 0;) {
    const last = head.pop();
    if (!last) break;
    const at = last.mark ? 0 : between(last.text, last.text.length - space);
    tail.unshift({ ...last, text: last.text.slice(at) });
    if (at > 0) head.push({ ...last, text: last.text.slice(0, at) });
    space -= last.text.length - at;
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
    return { text: "·".repeat(hidden.length), mark: say("kit-mark-spaces", { count: hidden.length }) };
  const known = (named as Partial<Record<string, Named>>)[hidden];
  if (known) return { text: known[0], mark: say(known[1]) };
  const code = hidden.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (/\p{Zs}/u.test(hidden)) return { text: "·", mark: say("kit-mark-unusual-space", { code: hex }) };
  if (!/\p{Cc}/u.test(hidden)) return { text: hex, mark: say("kit-mark-invisible", { code: hex }) };
  // Unicode keeps a picture for each of the old control characters at U+2400.
  const picture = code < 32 ? String.fromCodePoint(0x2400 + code) : code === 127 ? "␡" : hex;
  return { text: picture, mark: say("kit-mark-control", { code: hex }) };
}
