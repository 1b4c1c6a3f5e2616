/** A film or a recording, which the browser plays by itself: this says why, where it cannot. */
import type { Source } from "../../source";
import { Windows } from "../reading";
import { Reads, type Trouble } from "../reads";
import { why, type Why } from "../why";
import { codecsIn, type Codec } from "./codecs";

export class MediaState {
  trouble = $state.raw<Trouble | null>(null);
  /** Whether a player is of use: at least its sound. */
  playable = $state(true);
  /** Counts the tries: a player is made anew for each. */
  round = $state(0);

  private readonly reads: Reads;
  private readonly plays: (type: string) => boolean;
  private readonly linux: boolean;

  /** `plays` asks the browser; `linux` is where what is missing has a package to install. */
  constructor(source: Source, plays: (type: string) => boolean, linux: boolean) {
    this.reads = new Reads(source);
    this.plays = plays;
    this.linux = linux;
  }

  /** The player gave up, or shows no picture of a video. */
  async failed(blind = false): Promise<void> {
    const { reads } = this;
    this.playable = blind;
    try {
      const codecs = await codecsIn(Windows.bounded(reads, { reads: 18, bytes: 6_000_000 }), reads.format);
      this.trouble = reads.signal.aborted ? null : this.told(codecs, blind);
    } catch (caught) {
      this.trouble = reads.trouble(caught);
    }
  }

  retry(): void {
    this.trouble = null;
    this.playable = true;
    this.round += 1;
  }

  close(): void {
    this.reads.leave();
  }

  private told(codecs: readonly Codec[], blind: boolean): Trouble {
    const missing = codecs.filter(({ type }) => !this.plays(type)).map(({ name }) => name);
    if (missing.length === 0 && !blind) return this.damaged(codecs);
    const names = missing.length > 0 ? missing : codecs.map(({ name }) => name);
    const what: Why =
      names.length > 0
        ? { id: "look-media-codec", values: { codecs: names } }
        : { id: "look-media-codec-unknown" };
    const title = blind ? "look-media-blind-title" : "look-media-codec-title";
    return { title, why: [what, this.remedy()] };
  }

  private damaged(codecs: readonly Codec[]): Trouble {
    const { format } = this.reads;
    const known = format !== "" && this.plays(format);
    const told =
      codecs.length > 0 || known
        ? [why("look-media-damaged")]
        : [why("look-media-container", { format }), this.remedy()];
    return { title: "look-media-damaged-title", why: told };
  }

  private remedy(): Why {
    return { id: this.linux ? "look-media-install" : "look-media-download" };
  }
}
