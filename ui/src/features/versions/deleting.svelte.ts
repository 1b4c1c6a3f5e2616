/**
 * Deleting one version for good: its file's name has to be typed. A delete marker goes without,
 * since nothing is lost.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, FileAt, FileVersion } from "../../lib/backend/contract";

export class Deleting {
  readonly at: FileAt;
  readonly name: string;
  readonly version: FileVersion;
  typed = $state("");
  /** What governance retains goes too. */
  bypass = $state(false);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly #ondone: () => void;

  constructor(at: FileAt, name: string, version: FileVersion, ondone: () => void) {
    this.at = at;
    this.name = name;
    this.version = version;
    this.#ondone = ondone;
  }

  get ready(): boolean {
    return this.version.deleted || this.typed === this.name;
  }

  /** Object Lock refused it, so that stepping over governance is worth an offer. */
  get locked(): boolean {
    return this.bypass || this.fault?.code === "version_locked";
  }

  async run(): Promise<void> {
    if (!this.ready || this.busy) return;
    [this.busy, this.fault] = [true, null];
    const { at, version, bypass } = this;
    try {
      const typed = version.deleted ? null : this.typed;
      await call("delete_version", { at, version: version.id, typed, bypass });
      this.#ondone();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
