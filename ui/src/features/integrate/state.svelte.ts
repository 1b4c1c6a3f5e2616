/**
 * Integrations: the list of those that were begun, choosing a product, and the one that is open. It
 * makes all calls of the feature. Answers live here while they are typed; what they come to is
 * Rust's to say, and only the latest counts.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type {
  BucketAt,
  Fault,
  IntegrationBucket,
  IntegrationView,
  PresetView,
  Reach,
} from "../../lib/backend/contract";
import { said } from "../../lib/words";
import { OneIntegration } from "./one.svelte";
import { forWholeBuckets } from "./say";

/** Which screen of the feature is shown. */
export type Page = "list" | "pick" | "one" | "reach";

export class Integrations {
  list = $state.raw<IntegrationView[]>([]);
  presets = $state.raw<PresetView[]>([]);
  page = $state<Page>("list");
  /** The bucket that access is given to; chosen together with the product. */
  at = $state.raw<BucketAt | null>(null);
  folder = $state("");
  search = $state("");
  /** A product was pressed before a bucket was chosen. */
  bucketNeeded = $state(false);
  one = $state.raw<OneIntegration | null>(null);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** Who can reach the bucket at `at`; null until it was worked out. */
  reach = $state.raw<Reach | null>(null);
  /** How many users and roles were read by now. */
  people = $state(0);
  #turn = 0;

  /** Reads the list; a fault is shown on its screen. */
  async read(): Promise<void> {
    try {
      this.list = await call("list_integrations", {});
      this.fault = null;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  showList(): void {
    this.page = "list";
    this.one = null;
    void this.read();
  }

  /** Which product, for this bucket or one that is still to be chosen. */
  async pick(at: BucketAt | null, folder = ""): Promise<void> {
    this.page = "pick";
    this.one = null;
    this.at = at;
    this.folder = folder;
    this.search = "";
    this.bucketNeeded = false;
    this.fault = null;
    try {
      if (this.presets.length === 0) this.presets = await call("list_presets", {});
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  /** Everybody who can reach a bucket. */
  showReach(): void {
    this.page = "reach";
    this.one = null;
    this.reach = null;
    this.fault = null;
    if (this.at?.bucket) void this.lookWhoCan();
  }

  /** Another bucket; what was worked out for the last one goes. */
  async lookWhoCan(): Promise<void> {
    const { at } = this;
    if (!at?.bucket) return;
    const turn = ++this.#turn;
    this.busy = true;
    this.reach = null;
    this.fault = null;
    this.people = 0;
    try {
      const people = stream((count: number) => {
        if (turn === this.#turn) this.people = count;
      });
      const reach = await call("who_can_reach", { at, people });
      if (turn === this.#turn) this.reach = reach;
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** The products that fit what is searched for, in their order. */
  get found(): PresetView[] {
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ title, purpose, id }: PresetView) => {
      const text = `${said(title)} ${said(purpose)} ${id}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    return this.presets.filter(fits);
  }

  async begin(preset: string): Promise<void> {
    if (this.busy) return;
    if (!this.at?.bucket) {
      this.bucketNeeded = true;
      return;
    }
    this.bucketNeeded = false;
    const { connection, bucket } = this.at;
    const product = this.presets.find(({ id }) => id === preset);
    const folder = product && forWholeBuckets(product) ? "" : this.folder.trim();
    const buckets: IntegrationBucket[] = [{ name: bucket, scope: folder ? "folder" : "whole", folder }];
    await this.#open(() => call("begin_integration", { connection, preset, buckets }));
  }

  async open(integration: string): Promise<void> {
    if (this.busy) return;
    await this.#open(() => call("read_integration", { integration }));
  }

  async #open(ask: () => Promise<ConstructorParameters<typeof OneIntegration>[0]>): Promise<void> {
    this.busy = true;
    this.fault = null;
    try {
      this.one = new OneIntegration(await ask(), () => void this.read());
      this.page = "one";
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  /** Takes one of which nothing is left off the list. */
  async forget(integration: string): Promise<void> {
    try {
      await call("forget_integration", { integration });
      this.showList();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }
}
