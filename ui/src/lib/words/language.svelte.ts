/**
 * The language that is shown, out of the catalogue in `src-tauri/locales`: a folder for each
 * language, a file for each module. English is complete (a test holds it to what is used); a
 * message that another language lacks, or has with other placeholders, is shown in English, that
 * message alone.
 */
import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { FluentFunction } from "@fluent/bundle";
import { inOrder, size } from "./amounts";
import { variablesOf, type Pattern } from "./variables";

const files = import.meta.glob<string>("../../../../src-tauri/locales/*/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

/**
 * The texts of a language by module: what stands in `browse.ftl` is "browse", and its messages
 * begin with that.
 */
type Texts = ReadonlyMap<string, string>;

/** The texts of the catalogue by language. */
const catalogue = new Map<string, Map<string, string>>();
for (const [path, text] of Object.entries(files)) {
  const [name = "", file = ""] = path.split("/").slice(-2);
  catalogue.set(name, (catalogue.get(name) ?? new Map()).set(file.replace(/\.ftl$/, ""), text));
}

/** English with 24 hours and the day before the month: 29 Nov 2026. */
const regions = new Map([
  ["en", "en-GB"],
  ["en-XA", "en-GB"],
]);

/**
 * English made longer, or turned round, to see whether a screen stands it; asked for by name, never
 * offered. The names are those of Unicode's pseudo-locales.
 */
const pseudo = new Map<string, (text: string) => string>([
  ["en-XA", longer],
  ["ar-XB", (text) => (text.trim() === "" ? text : turned + text + ended)],
]);

// By number: written out they would turn this file round.
const turned = String.fromCodePoint(0x202e);
const ended = String.fromCodePoint(0x202c);
const plain = "aceinouyACEINOUY";
const accented = "åçéîñöûýÅÇÉÎÑÖÛÝ";

/**
 * Accents on the letters that can have them, and 40 % more letters, in pieces that a line can be
 * broken between.
 */
function longer(text: string): string {
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter)).length;
  const more = "~".repeat(Math.round(letters * 0.4)).replaceAll(/~{8}(?=~)/g, "~~~~~~~~ ");
  return text.replace(/[aceinouy]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter) + more;
}

/** A message's text with its placeholders, and what formats it. */
export interface BundledMessage {
  bundle: FluentBundle;
  pattern: Pattern;
}

export class Language {
  /** For `Intl`, and for the `lang` of the page. */
  readonly locale: string;
  readonly #bundle: FluentBundle;
  readonly #english: Language | null;
  readonly #unread: Map<string, string>;
  #direction: "ltr" | "rtl" | undefined;
  readonly #found = new Map<string, BundledMessage | null>();

  /** `english` is where messages come from that `texts` do not have; null for English itself. */
  constructor(
    readonly name: string,
    texts: Texts,
    english: Language | null = null,
  ) {
    this.locale = regions.get(name) ?? name;
    this.#english = english;
    // Values that need it are isolated one by one: marks around every value would be copied along
    // with the text.
    this.#bundle = new FluentBundle(this.locale, {
      useIsolating: false,
      functions,
      transform: pseudo.get(name),
    });
    this.#unread = new Map(texts);
  }

  get direction(): "ltr" | "rtl" {
    return (this.#direction ??= rightToLeft(this.locale) ? "rtl" : "ltr");
  }

  /**
   * Reads a module when the first of its messages is asked for: a window says few of them in its
   * first second, and all of them are tens of milliseconds of work.
   */
  #read(id: string): void {
    const module = id.slice(0, id.indexOf("-"));
    const text = this.#unread.get(module);
    if (text === undefined) return;
    this.#unread.delete(module);
    // Some editors put a mark before the first message, which would be lost with it.
    this.#bundle.addResource(new FluentResource(text.replace(/^\ufeff/, "")));
  }

  /**
   * A message, or its attribute behind a point, and what formats it; null if no language has it.
   */
  find(id: string): BundledMessage | null {
    const before = this.#found.get(id);
    if (before !== undefined) return before;
    this.#read(id);
    const [name = "", attribute] = id.split(".");
    const message = this.#bundle.getMessage(name);
    const pattern = (attribute === undefined ? message?.value : message?.attributes[attribute]) ?? null;
    const fallback = this.behind(id);
    const known = this.#english ? variablesOf(fallback?.pattern ?? null) : null;
    const fits = pattern !== null && (!known || [...variablesOf(pattern)].every((name) => known.has(name)));
    const found = fits ? { bundle: this.#bundle, pattern } : fallback;
    this.#found.set(id, found);
    return found;
  }

  /** The same message in English; null in English itself. */
  behind(id: string): BundledMessage | null {
    return this.#english?.find(id) ?? null;
  }
}

/** What messages may call: `{ SIZE($bytes) }`. A number comes wrapped. */
const functions: Record<string, FluentFunction> = {
  SIZE: ([value]) => {
    const bytes = value?.valueOf() ?? "";
    return typeof bytes === "number" ? size(bytes) : String(bytes);
  },
};

/** The languages there are to choose from, each as it calls itself: Deutsch, English. */
export function languages(names: Iterable<string> = catalogue.keys()): { name: string; called: string }[] {
  const called = (name: string) =>
    new Intl.DisplayNames(name, { type: "language", languageDisplay: "standard" }).of(name) ?? name;
  return [...names]
    .map((name) => ({ name, called: called(name) }))
    .sort((one, other) => inOrder(one.called, other.called));
}

function rightToLeft(locale: string): boolean {
  const script = new Intl.Locale(locale).maximize().script ?? "";
  return ["Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"].includes(script);
}

export const english = new Language("en", catalogue.get("en") ?? new Map());

/**
 * The language for a name such as "de-CH" or "de_CH.UTF-8": that of the catalogue which is nearest
 * to it, and English for all that is not there, also for "C" and for what is no name of a language.
 */
export function languageFor(asked: string): Language {
  const locale = localeOf(asked.split(/[.@]/)[0]?.replaceAll("_", "-") ?? "");
  const name = locale?.baseName ?? "en";
  if (pseudo.has(name)) return new Language(name, catalogue.get("en") ?? new Map(), english);
  const near = [name, locale?.language ?? ""].find((each) => catalogue.has(each));
  return near === undefined || near === "en"
    ? english
    : new Language(near, catalogue.get(near) ?? new Map(), english);
}

/** Null for what is no name of a language. */
function localeOf(name: string): Intl.Locale | null {
  try {
    return new Intl.Locale(name);
  } catch {
    return null;
  }
}

class Shown {
  now = $state.raw<Language>(english);
  /** The language that was chosen; "" for the computer's. */
  chosen = $state("");
  #system = "";

  /** What the computer calls its language. */
  follow(system: string): void {
    this.#system = system;
    this.choose(this.chosen);
  }

  choose(name: string): void {
    this.chosen = name;
    this.now = languageFor(name || this.#system);
  }
}

/** The language of the page; what is drawn with it is drawn anew when it changes. */
export const shown = new Shown();
