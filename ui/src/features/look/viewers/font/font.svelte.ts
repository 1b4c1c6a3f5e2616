/** A font while it is looked at: loaded for this view alone, under a name that nothing else has. */
import { script } from "../../../../lib/words";
import type { Source } from "../../source";
import { Opening } from "../opening.svelte";
import { whole } from "../reading";
import type { Reads } from "../reads";
import { fontOf, has, type Font } from "./sfnt";

const fileLimit = 16_000_000;

/** Some letters of each script: a font that has them is taken to have the script. */
export const scripts = {
  latn: "AZaz",
  grek: "ΑΩαω",
  cyrl: "АЯая",
  hebr: "את",
  arab: "اي",
  deva: "अह",
  thai: "กฮ",
  jpan: "あア日",
  hans: "国们",
  kore: "가힣",
} as const;
export type Script = keyof typeof scripts;

let count = 0;

export class FontView extends Opening<Font> {
  readonly family: string;

  constructor(source: Source) {
    const family = `looked-at-${(count += 1)}`;
    super(source, "look-font-broken", (reads) => opened(reads, family));
    this.family = family;
  }

  /** The scripts that it has; Latin where that cannot be told. */
  get present(): Script[] {
    const characters = this.shown?.characters;
    return characters ? names.filter((script) => has(characters, scripts[script])) : ["latn"];
  }

  /** Names of the scripts that it lacks. */
  get missing(): string[] {
    const characters = this.shown?.characters;
    if (!characters) return [];
    return names
      .filter((name) => !has(characters, scripts[name]))
      .map((name) => script(name.charAt(0).toUpperCase() + name.slice(1)));
  }
}

const names = Object.keys(scripts) as Script[];

/** Its letters are there for as long as somebody looks. */
async function opened(reads: Reads, family: string): Promise<Font> {
  const bytes = await whole(reads, fileLimit, reads.signal);
  const font = fontOf(bytes);
  const face = await new FontFace(family, bytes).load();
  reads.signal.throwIfAborted();
  document.fonts.add(face);
  reads.signal.addEventListener("abort", () => document.fonts.delete(face), { once: true });
  return font;
}
