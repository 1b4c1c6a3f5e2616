/**
 * The settings screen of one bucket: which setting is shown, the way from one to the next, and the
 * facts of it all.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { BucketAt, Fact, Fault, SettingKind } from "../../lib/backend/contract";
import { CorsEditor } from "./cors.svelte";
import { LifecycleEditor } from "./lifecycle.svelte";
import { PolicyEditor } from "./policy.svelte";
import { BucketRemoval } from "./removal.svelte";
import { Setting } from "./setting.svelte";

export type Page = "overview" | SettingKind | "remove";

export class BucketSettings {
  readonly at: BucketAt;
  shown = $state<Page>("overview");
  cors = $state.raw<CorsEditor | null>(null);
  policy = $state.raw<PolicyEditor | null>(null);
  lifecycle = $state.raw<LifecycleEditor | null>(null);
  /** The setting that is shown, when it has no editor of its own. */
  setting = $state.raw<Setting | null>(null);
  removal = $state.raw<BucketRemoval | null>(null);
  facts = $state.raw<Fact[]>([]);
  looking = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** A way out that waits for a yes, since something is not saved. */
  leaving = $state.raw<(() => void) | null>(null);
  #turn = 0;

  /** The bucket was deleted. */
  ongone: () => void = () => undefined;

  /** `locked`: the connection is set to change nothing. */
  constructor(
    at: BucketAt,
    readonly locked = false,
  ) {
    this.at = at;
  }

  /** Leaving would lose something: a draft, or the rest of a deletion. */
  get unsaved(): boolean {
    return this.removal?.busy === true || this.#open.some((setting) => setting.changed);
  }

  get #open(): Setting[] {
    return [this.cors?.setting, this.policy?.setting, this.lifecycle?.setting, this.setting].filter(
      (each) => each !== undefined && each !== null,
    );
  }

  /** Goes that way, at once or after the person said that the draft may be lost. */
  leave(way: () => void): void {
    if (this.unsaved) this.leaving = way;
    else way();
  }

  async show(page: Page): Promise<void> {
    this.close();
    this.shown = page;
    if (page === "overview") await this.look();
    else if (page === "remove") {
      this.removal = new BucketRemoval(this.at, () => this.ongone());
      await this.removal.open();
    } else if (page === "cors") {
      this.cors = new CorsEditor(this.at);
      await this.cors.open();
    } else if (page === "policy") {
      this.policy = new PolicyEditor(this.at);
      await this.policy.open();
    } else if (page === "lifecycle") {
      this.lifecycle = new LifecycleEditor(this.at);
      await this.lifecycle.open();
    } else {
      this.setting = new Setting(this.at, page);
      await this.setting.open();
    }
  }

  /** Reads the facts anew; those shown stay until the new ones are there. */
  async look(): Promise<void> {
    const turn = ++this.#turn;
    this.looking = true;
    this.fault = null;
    const facts = stream((fact: Fact) => {
      if (turn !== this.#turn) return;
      this.facts = [...this.facts.filter((each) => each.id !== fact.id), fact];
    });
    try {
      await call("look_at_bucket", { at: this.at, brief: false, facts });
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.looking = false;
    }
  }

  close(): void {
    this.#turn += 1;
    this.leaving = null;
    this.looking = false;
    this.#open.forEach((setting) => setting.close());
    this.removal?.close();
    this.removal = null;
    this.cors = null;
    this.policy = null;
    this.lifecycle = null;
    this.setting = null;
  }
}
