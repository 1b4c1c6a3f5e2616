/** The whole page: which screen is shown, and the wires between the features. It calls nothing itself. */
import { faultOf } from "./lib/backend/backend";
import type { ConnectionView, Fault, Granted, Place } from "./lib/backend/contract";
import { Browse } from "./features/browse/state.svelte";
import { Asks } from "./features/connect/asks.svelte";
import { Exporting } from "./features/connect/exporting.svelte";
import { LoginForm } from "./features/connect/form.svelte";
import { Connections } from "./features/connect/state.svelte";
import { Transfers } from "./features/transfers/state.svelte";
import { watchWindow } from "./features/browse/drops";

export class App {
  /** What went wrong outside any one screen; shown until dismissed. */
  fault = $state.raw<Fault | null>(null);
  form = $state.raw<LoginForm | null>(null);
  readonly asks = new Asks();
  /** A connection that is being written down for another program. */
  exporting = $state.raw<Exporting | null>(null);
  readonly connections: Connections;
  readonly transfers: Transfers;
  readonly browse: Browse;

  constructor(now: () => number = Date.now) {
    const tell = (caught: unknown) => this.tell(caught);
    this.connections = new Connections(tell);
    this.transfers = new Transfers(tell);
    this.browse = new Browse(this.transfers, tell, now);
    this.transfers.onChange = (place, finished) => this.browse.touched(place, finished);
  }

  tell(caught: unknown): void {
    this.fault = faultOf(caught);
  }

  get screen(): "starting" | "welcome" | "connect" | "choose" | "browse" {
    if (this.form) return "connect";
    if (this.browse.place) return "browse";
    if (!this.connections.started) return "starting";
    return this.connections.list.length === 0 ? "welcome" : "choose";
  }

  /** What is worth knowing about where the shown folder is. */
  get placeNote(): string {
    const connection = this.browse.place && this.connections.find(this.browse.place.connection);
    if (connection?.kind === "practice") return "On this computer only";
    return connection ? connection.name : "";
  }

  async start(): Promise<void> {
    this.fault = null;
    try {
      await this.connections.start();
      const taken = (granted: Granted) => this.#dropped(granted);
      await Promise.all([
        this.asks.watch(),
        this.transfers.watch(),
        watchWindow(this.browse, undefined, taken),
      ]);
    } catch (caught) {
      this.tell(caught);
    }
  }

  /** The practice door: starts the practice server and walks into its first bucket. */
  async practise(): Promise<void> {
    const practice = await this.connections.practise();
    if (!practice) return;
    this.leaveForm();
    const first = this.connections.held(practice.id).buckets?.buckets[0];
    if (first) this.go({ connection: practice.id, bucket: first.name, prefix: "" });
  }

  connect(): void {
    if (!this.form) this.form = new LoginForm(this.connections.providers);
  }

  /** The form with its box open, for whatever the person was given. */
  paste(): void {
    this.connect();
    if (this.form) this.form.importing.open = true;
  }

  /** Writes a connection down for another program. */
  useElsewhere(connection: ConnectionView): void {
    this.exporting = new Exporting(connection);
    void this.exporting.show("connection_file");
  }

  /** Where no folder is shown, a dropped file is something to sign in with. */
  #dropped(granted: Granted): boolean {
    if (this.screen === "browse" || this.screen === "starting") return false;
    this.connect();
    void this.form?.importing.readFile(granted.grant);
    return true;
  }

  leaveForm(): void {
    this.form?.leave();
    this.form = null;
  }

  /** Saves the connection and opens where it begins: its named place, or its list of buckets. */
  async save(): Promise<void> {
    const made = await this.form?.save();
    if (!made) return;
    this.form = null;
    this.connections.add(made);
    this.connections.open(made.id);
    if (made.bucket) this.go({ connection: made.id, bucket: made.bucket, prefix: made.prefix });
  }

  go(place: Place): void {
    this.leaveForm();
    this.browse.go(place);
  }

  async forget(): Promise<void> {
    const gone = await this.connections.forget();
    if (gone) this.browse.close(gone);
  }
}
