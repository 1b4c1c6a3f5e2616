/** A message of the catalogue with its values, in the language that is shown. */
import type { Messages } from "./messages/all";
import type { Value, Words } from "../backend/contract";
import { either, list } from "./amounts";
import { shown, type BundledMessage } from "./language.svelte";

export type MessageId = keyof Messages;
export type { Messages };

type Values = Record<string, string | number>;
/** What a message needs beside its name. */
export type ArgsOf<Id extends MessageId> = keyof Messages[Id] extends never ? [] : [Messages[Id]];

/** `say("browse-found", { count: 3 })`. */
export function say<Id extends MessageId>(id: Id, ...[values]: ArgsOf<Id>): string {
  return format(id, values as Values | undefined);
}

/**
 * What Rust says, in the language that is shown: a message with its values, or a text that is none.
 */
export function said(words: Words): string {
  if (typeof words === "string") return harmless(words);
  // What is said of a value is harmless already; once more, marks of its direction would be taken
  // for its own.
  const values = Object.entries(words.values).map(([name, value]) => [name, plain(value)]);
  return format(words.id, {}, Object.fromEntries(values));
}

function plain(value: Value): string | number {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return list(value.map(said));
  return typeof value === "object" && "any" in value ? either(value.any.map(said)) : said(value);
}

/** A message to send, a line for each of its words. */
export function letter(lines: readonly Words[]): string {
  return lines.map(said).join("\n");
}

/** A term of the glossary. */
export type TermId = MessageId extends infer Id
  ? Id extends `glossary-${infer Term}`
    ? Term
    : never
  : never;

/** The sentence that explains a term. */
export function meaning(term: TermId): string {
  return format(`glossary-${term}.means`);
}

/** A piece of a sentence: text, or the name of a value that is drawn in a way of its own. */
export type Piece = { text: string } | { slot: string };

/**
 * The sentence in pieces: each value named in `slots` is left for who draws it, wherever the
 * language puts it.
 */
export function pieces(id: MessageId, values: Values, slots: readonly string[]): Piece[] {
  const marked = Object.fromEntries(slots.map((slot, at) => [slot, `${open}${at}${close}`]));
  const text = format(id, values, marked);
  return text.split(marks).flatMap((part, at): Piece[] => {
    if (at % 2 === 1) return [{ slot: slots[Number(part)] ?? "" }];
    return part === "" ? [] : [{ text: part }];
  });
}

// Private letters: values lose them below, so that none can pretend to be a mark.
const open = "\u{e000}";
const close = "\u{e001}";
const marks = /\ue000(\d+)\ue001/u;

function format(id: string, values: Values = {}, marked: Values = {}): string {
  const found = shown.now.find(id);
  if (!found) return id;
  const clean = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? harmless(value) : value,
  ]);
  const all = { ...Object.fromEntries(clean), ...marked };
  const own = formatted(found, all);
  const behind = own.whole ? null : shown.now.behind(id);
  return behind ? formatted(behind, all).text : own.text;
}

/**
 * The text, and whether all of it could be shown: a term or a function that nobody has stays as its
 * name.
 */
function formatted({ bundle, pattern }: BundledMessage, values: Values): { text: string; whole: boolean } {
  const errors: Error[] = [];
  const text = bundle.formatPattern(pattern, values, errors);
  return { text, whole: errors.length === 0 && text !== "" };
}

// eslint-disable-next-line no-control-regex
const unruly = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066\u2067\ue000\ue001]/gu;
/**
 * Nothing but letters, digits and signs of English: most values, which need no more than a look.
 */
const usual = /^[ -~]*$/;
const isolate = "\u2068";
const ended = "\u2069";
/** Letters and marks that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What keeps its order in a sentence of any direction, and words that a message chooses by. */
const single = /^[\p{L}\p{M}\p{N}_-]*$/u;

/**
 * Names of buckets and files are anybody's: none may break a line, or turn the writing around it. A
 * value may be a sentence that was made here, with such a name in it: what isolates that name
 * stays.
 */
export function harmless(value: string): string {
  if (usual.test(value) && shown.now.direction === "ltr") return value;
  const tame = value.replaceAll(unruly, "\ufffd");
  const outside = outsideOf(tame);
  const clean = outside === null ? tame.replaceAll(/[\u2068\u2069]/g, "\ufffd") : tame;
  const open = outside ?? clean;
  const apart = rightToLeft.test(open) || (shown.now.direction === "rtl" && !single.test(open));
  return apart ? isolate + clean + ended : clean;
}

/** What is in no isolated stretch; null where one has no beginning or no end. */
function outsideOf(text: string): string | null {
  let depth = 0;
  let outside = "";
  for (const letter of text) {
    if (letter === isolate) depth += 1;
    else if (letter === ended) depth -= 1;
    else if (depth === 0) outside += letter;
    if (depth < 0) return null;
  }
  return depth === 0 ? outside : null;
}
