/** The words that several settings use for what they show. */
import type { CorsRule, Value, Words } from "../../lib/backend/contract";
import { day, list, said, say } from "../../lib/words";

export const methods = ["GET", "HEAD", "PUT", "POST", "DELETE"] as const;
type Method = (typeof methods)[number];

export function known(method: string): method is Method {
  return (methods as readonly string[]).includes(method);
}

/** What a method is for, as the label of a choice. */
export function does(method: Method): string {
  return say(`settings-method-${lower(method)}`);
}

/** The sites of a rule; of many the first and a number. Null: it has none yet. */
export function sites(rule: CorsRule): string | null {
  const named = rule.origins.filter((site) => site.trim() !== "");
  const [first] = named;
  if (named.includes("*")) return say("settings-every-site");
  if (first === undefined) return null;
  return named.length > 2
    ? say("settings-sites-more", { site: first, count: named.length - 1 })
    : list(named);
}

/** What a rule allows, within a sentence. Null: nothing yet. */
export function deeds(rule: CorsRule): string | null {
  const told = rule.methods.filter((method) => method !== "HEAD" || !rule.methods.includes("GET"));
  if (told.length === 0) return null;
  return list(told.map((method) => (known(method) ? say(`settings-deed-${lower(method)}`) : method)));
}

/**
 * The day of a date as rules hold it: "2027-01-31T00:00:00Z" is 31 Jan 2027, wherever this computer
 * is.
 */
export function dayOf(date: string): string {
  const written = date.slice(0, 10);
  const at = new Date(`${written}T00:00`).getTime();
  return Number.isNaN(at) ? written : day(at);
}

// A private letter, which no name that is shown has.
const kept = "\u{e002}";

/**
 * A sentence in pieces: every second is a name, which its message puts in backticks. A backtick of
 * a name is its own.
 */
export function marked(words: Words): string[] {
  return said(guarded(words))
    .split("`")
    .map((piece) => piece.replaceAll(kept, "`"));
}

function guarded(words: Words): Words {
  if (typeof words === "string") return words.replaceAll("`", kept);
  const values = Object.entries(words.values).map(([name, value]) => [name, guardedValue(value)]);
  return { id: words.id, values: Object.fromEntries(values) as Record<string, Value> };
}

function guardedValue(value: Value): Value {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(guarded);
  return typeof value === "object" && "any" in value ? { any: value.any.map(guarded) } : guarded(value);
}

function lower<Word extends string>(word: Word): Lowercase<Word> {
  return word.toLowerCase() as Lowercase<Word>;
}
