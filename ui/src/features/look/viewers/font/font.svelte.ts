/** A font while it is looked at: loaded for this view alone, under a name that nothing else has. */
import { shown } from "../../../../lib/words";
import type { Source } from "../../source";
import { whole } from "../reading";
import { troubleOf, type Trouble } from "../trouble";
import { unshown } from "../why";
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

export class FontView {
  readonly #leaving = new AbortController();
  #face: FontFace | null = null;
  readonly family = `looked-at-${(count += 1)}`;
  trouble = $state.raw<Trouble | null>(null);
  font = $state.raw<Font | null>(null);

  constructor(source: Source) {
    void this.#open(source);
  }

  async #open(source: Source): Promise<void> {
    const { signal } = this.#leaving;
    try {
      if (source.size === 0) throw unshown("look-empty");
      const bytes = await whole(source, fileLimit, signal);
      const font = fontOf(bytes);
      const face = await new FontFace(this.family, bytes).load();
      signal.throwIfAborted();
      document.fonts.add(face);
      [this.#face, this.font] = [face, font];
    } catch (caught) {
      this.trouble = troubleOf(caught, signal, "look-font-broken");
    }
  }

  close(): void {
    this.#leaving.abort();
    if (this.#face) document.fonts.delete(this.#face);
  }

  /** The scripts that it has; Latin where that cannot be told. */
  get present(): Script[] {
    const characters = this.font?.characters;
    return characters ? names.filter((script) => has(characters, scripts[script])) : ["latn"];
  }

  /** Names of the scripts that it lacks. */
  get missing(): string[] {
    const characters = this.font?.characters;
    if (!characters) return [];
    const words = new Intl.DisplayNames(shown.now.locale, { type: "script" });
    return names
      .filter((script) => !has(characters, scripts[script]))
      .map((script) => words.of(script.charAt(0).toUpperCase() + script.slice(1)) ?? script);
  }
}

const names = Object.keys(scripts) as Script[];
