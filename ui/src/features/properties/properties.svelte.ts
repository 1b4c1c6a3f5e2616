/** What one file says of itself, read when a person asks. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, FileAt, FileProperties } from "../../lib/backend/contract";
import { lastOf } from "../../lib/objectkeys";

export class OneFile {
  readonly at: FileAt;
  /** Null: the current one. */
  readonly version: string | null;
  /** Null until the storage told. */
  found = $state.raw<FileProperties | null>(null);
  fault = $state.raw<Fault | null>(null);

  constructor(at: FileAt, version: string | null) {
    [this.at, this.version] = [at, version];
    void this.read();
  }

  get name(): string {
    return lastOf(this.at.key);
  }

  /** When it was written; null where the storage does not tell. */
  get modified(): number | null {
    const told = this.found?.properties.find(({ id }) => id === "modified")?.told;
    return told?.state === "time" ? told.at : null;
  }

  /** As it was shown; null where the storage tells none. */
  get etag(): string | null {
    const told = this.found?.properties.find(({ id }) => id === "etag")?.told;
    return told?.state === "text" ? told.text : null;
  }

  async read(): Promise<void> {
    this.fault = null;
    try {
      this.found = await call("read_properties", { at: this.at, version: this.version });
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }
}
