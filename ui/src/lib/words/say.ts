/** A message of the catalogue with its values, in the language that is shown. */
import type { Messages } from "./messages/all";
import type { Value, Words } from "../backend/contract";
import { either, list } from "./amounts";
import { shown } from "./language.svelte";

export type MessageId = keyof Messages;
export type { Messages };

type Values = Record<string, string | number>;
/** What a message needs beside its name. */
export type ArgsOf<Id extends MessageId> = keyof Messages[Id] extends never ? [] : [Messages[Id]];

/** `say("browse-found", { count: 3 })`. */
export function say<Id extends MessageId>(id: Id, ...[values]: ArgsOf<Id>): string {
  return format(id, values as Values | undefined);
}

/** What Rust says, in the language that is shown: a message with its values, or a text that is none. */
export function said(words: Words): string {
  if (typeof words === "string") return harmless(words);
  // What is said of a value is harmless already; once more, marks of its direction would be taken for its own.
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

/** The sentence in pieces: each value named in `slots` is left for who draws it, wherever the language puts it. */
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
  if (typeof found.pattern === "string") return found.bundle.formatPattern(found.pattern);
  const clean = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? harmless(value) : value,
  ]);
  // Errors are taken so that none is thrown: what a message cannot show stays as `{$name}`.
  return found.bundle.formatPattern(found.pattern, { ...Object.fromEntries(clean), ...marked }, []);
}

// eslint-disable-next-line no-control-regex
const unruly = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ue000\ue001]/gu;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Names of buckets and files are anybody's: none may break a line, or turn the writing around it. */
function harmless(value: string): string {
  const shown = value.replaceAll(unruly, "\ufffd");
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown;
}
