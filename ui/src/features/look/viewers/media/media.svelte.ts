/** A film or a recording, which the browser plays by itself: this says why, where it cannot. */
import { list, say } from "../../../../lib/words";
import type { Source } from "../../source";
import { Pieces } from "../parts/pieces";
import { troubleOf, type Trouble } from "../parts/trouble";
import { codecsIn, type Codec } from "./codecs";

export class MediaState {
  trouble = $state.raw<Trouble | null>(null);
  /** Whether a player is of use: at least its sound. */
  playable = $state(true);
  /** Counts the tries: a player is made anew for each. */
  round = $state(0);

  private readonly source: Source;
  private readonly plays: (type: string) => boolean;
  private readonly linux: boolean;
  private closing = new AbortController();

  /** `plays` asks the browser; `linux` is where what is missing has a package to install. */
  constructor(source: Source, plays: (type: string) => boolean, linux: boolean) {
    this.source = source;
    this.plays = plays;
    this.linux = linux;
  }

  /** The player gave up, or shows no picture of a video. */
  async failed(blind = false): Promise<void> {
    const { signal } = this.closing;
    this.playable = blind;
    try {
      const pieces = new Pieces(this.source, signal, { reads: 18, bytes: 6_000_000 });
      const codecs = await codecsIn(pieces, this.source.format);
      signal.throwIfAborted();
      this.trouble = this.wordsFor(codecs, blind);
    } catch (caught) {
      this.trouble = troubleOf(caught, signal);
    }
  }

  retry(): void {
    this.trouble = null;
    this.playable = true;
    this.round += 1;
  }

  close(): void {
    this.closing.abort();
  }

  private wordsFor(codecs: readonly Codec[], blind: boolean): Trouble {
    const missing = codecs.filter(({ type }) => !this.plays(type)).map(({ name }) => name);
    if (missing.length === 0 && !blind) return this.damaged(codecs);
    const names = missing.length > 0 ? missing : codecs.map(({ name }) => name);
    const title = say(blind ? "look-media-blind-title" : "look-media-codec-title");
    const what =
      names.length > 0 ? say("look-media-codec", { codecs: list(names) }) : say("look-media-codec-unknown");
    return { title, words: `${what} ${say(this.linux ? "look-media-install" : "look-media-download")}` };
  }

  private damaged(codecs: readonly Codec[]): Trouble {
    const known = this.source.format !== "" && this.plays(this.source.format);
    const words =
      codecs.length > 0 || known
        ? say("look-media-damaged")
        : `${say("look-media-container", { format: this.source.format })} ${say(this.linux ? "look-media-install" : "look-media-download")}`;
    return { title: say("look-media-damaged-title"), words };
  }
}
