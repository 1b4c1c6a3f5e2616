/** Making a bucket: its name is looked over while it is typed, and a refusal leaves what was typed. */
import { call, faultOf } from "../../lib/backend/backend";
import type { ConnectionId, Fault, MadeBucket, NameCheck } from "../../lib/backend/contract";

export class BucketForm {
  readonly connection: ConnectionId;
  name = $state("");
  versions = $state(true);
  /** `null` until something was typed. */
  looked = $state.raw<NameCheck | null>(null);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  #turn = 0;

  constructor(connection: ConnectionId) {
    this.connection = connection;
  }

  async type(name: string): Promise<void> {
    this.name = name;
    this.fault = null;
    const turn = ++this.#turn;
    const looked = await call("check_bucket_name", { name });
    if (turn === this.#turn) this.looked = looked;
  }

  /** Makes it; `null` when it did not work, and `fault` or `looked` says why. */
  async make(): Promise<MadeBucket | null> {
    if (this.busy) return null;
    this.busy = true;
    this.fault = null;
    try {
      await this.type(this.name);
      if (this.looked?.stop) return null;
      const wanted = { name: this.name, versions: this.versions };
      return await call("create_bucket", { connection: this.connection, wanted });
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
