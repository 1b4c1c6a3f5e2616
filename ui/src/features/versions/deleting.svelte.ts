/**
 * Deleting one version for good: its file's name has to be typed. A delete marker goes without,
 * since nothing is lost.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, FileAt, FileVersion, SeenVersion } from "../../lib/backend/contract";

/** A version as it is shown: what has its id by the time of a request may be another. */
export const seen = ({ id, modified, etag }: FileVersion): SeenVersion => ({ id, modified, etag });

export class Deleting {
  readonly at: FileAt;
  readonly name: string;
  readonly version: FileVersion;
  /** The entry before it in time; null where there is none, or it was not read. */
  readonly below: FileVersion | null;
  typed = $state("");
  /** What governance retains goes too. */
  bypass = $state(false);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly #ondone: () => void;

  constructor(at: FileAt, name: string, version: FileVersion, below: FileVersion | null, ondone: () => void) {
    this.at = at;
    this.name = name;
    this.version = version;
    this.below = below;
    this.#ondone = ondone;
  }

  get ready(): boolean {
    return this.version.deleted || this.typed === this.name;
  }

  /** Object Lock refused it, so that stepping over governance is worth an offer. */
  get locked(): boolean {
    return this.bypass || this.fault?.code === "version_locked";
  }

  /** What the file is once this is gone. */
  get next(): "there" | "deleted" | "gone" {
    const { below } = this;
    if (!below) return "gone";
    return below.deleted ? "deleted" : "there";
  }

  async run(): Promise<void> {
    if (!this.ready || this.busy) return;
    [this.busy, this.fault] = [true, null];
    const { at, version, bypass } = this;
    try {
      const typed = version.deleted ? null : this.typed;
      await call("delete_version", { at, version: seen(version), typed, bypass });
      this.#ondone();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
