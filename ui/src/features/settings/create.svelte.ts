/**
 * Making a bucket: its name is looked over while it is typed, and a refusal leaves what was typed.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type {
  ConnectionId,
  Encryption,
  Fault,
  MadeBucket,
  NameCheck,
  ProviderView,
  RegionView,
} from "../../lib/backend/contract";
import { said, say } from "../../lib/words";

/** A bucket was made, and something is to be known of it. */
export function noted(notes: MadeBucket["notes"]): Fault {
  return {
    code: "bucket_note",
    title: say("page-bucket-created-title"),
    what: notes.map(said).join(" "),
    next: say("page-bucket-created-next"),
    details: "",
    retry: false,
  };
}

export class BucketForm {
  readonly connection: ConnectionId;
  /** Regions to choose from; empty where the connection's is the only one. */
  readonly regions: RegionView[];
  name = $state("");
  region = $state("");
  versions = $state(true);
  lock = $state(false);
  key = $state<"none" | "storage" | "service">("none");
  /** The key of the key service; empty for the account's default. */
  keyId = $state("");
  /** `null` until something was typed. */
  looked = $state.raw<NameCheck | null>(null);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  #turn = 0;

  constructor(connection: ConnectionId, regions: RegionView[], region: string) {
    this.connection = connection;
    this.regions = regions;
    this.region = regions.length > 0 ? region : "";
  }

  get #encryption(): Encryption | null {
    if (this.key === "none") return null;
    return this.key === "storage"
      ? { key: "storage" }
      : { key: "service", id: this.keyId.trim(), bucket_key: true };
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
      const { name, region, lock } = this;
      const versions = this.versions || lock;
      const wanted = { name, region, versions, lock, encryption: this.#encryption };
      return await call("create_bucket", { connection: this.connection, wanted });
    } catch (caught) {
      this.fault = faultOf(caught);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/**
 * The regions that a bucket can be made in: a login does not reach those of another part of Amazon,
 * and where an address belongs to one region a bucket lies where the connection leads.
 */
export function regionsWithin(provider: ProviderView, region: string): RegionView[] {
  if (provider.needs_endpoint) return [];
  const own = provider.regions.find((each) => each.id === region);
  return provider.regions.filter((each) => each.partition === own?.partition);
}
