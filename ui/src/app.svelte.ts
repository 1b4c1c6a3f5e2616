/** The whole page: which screen is shown, and the wires between the features. It calls nothing itself. */
import { faultOf } from "./lib/backend/backend";
import type {
  BucketAt,
  ConnectionView,
  ExportShape,
  Fault,
  Granted,
  LoginField,
  Place,
} from "./lib/backend/contract";
import { remedies } from "./lib/kit/remedies";
import type { Fetching } from "./features/archive/state.svelte";
import { Places } from "./features/browse/places.svelte";
import { Browse } from "./features/browse/state.svelte";
import { Tabs } from "./features/browse/tabs.svelte";
import { Asks } from "./features/connect/asks.svelte";
import { Exporting } from "./features/connect/exporting.svelte";
import { LoginForm } from "./features/connect/form.svelte";
import { Connections } from "./features/connect/state.svelte";
import { DatedCopies } from "./features/backups/state.svelte";
import { Integrations } from "./features/integrate/state.svelte";
import { Mounts } from "./features/mounts/state.svelte";
import { BucketSettings, type Page } from "./features/settings/bucket.svelte";
import { BucketForm, regionsWithin } from "./features/settings/create.svelte";
import { Transfers } from "./features/transfers/state.svelte";
import { UnfinishedUploads } from "./features/unfinished/state.svelte";
import { watchWindow } from "./features/browse/drops";
import { mend } from "./mend";

export class App {
  /** What went wrong outside any one screen; shown until dismissed. */
  fault = $state.raw<Fault | null>(null);
  form = $state.raw<LoginForm | null>(null);
  /** The bucket whose settings are shown in the place of its files. */
  settings = $state.raw<BucketSettings | null>(null);
  /** Who is let in is shown in the place of files. */
  integrating = $state(false);
  /** Dated copies are shown in the place of files. */
  backing = $state(false);
  /** The unfinished uploads of a bucket, while they are shown. */
  unfinished = $state.raw<UnfinishedUploads | null>(null);
  /** Everything that can be done is shown, to choose from. */
  palette = $state(false);
  newBucket = $state.raw<BucketForm | null>(null);
  /** A file that is to come out of its archive. */
  fetching = $state.raw<Fetching | null>(null);
  readonly asks = new Asks();
  readonly integrations = new Integrations();
  readonly copies = new DatedCopies();
  readonly mounts: Mounts;
  /** A connection that is being written down for another program. */
  exporting = $state.raw<Exporting | null>(null);
  readonly connections: Connections;
  readonly transfers: Transfers;
  readonly places: Places;
  readonly tabs: Tabs;

  constructor(now: () => number = Date.now) {
    const tell = (caught: unknown) => this.tell(caught);
    this.connections = new Connections(tell);
    this.mounts = new Mounts(tell);
    this.transfers = new Transfers(tell);
    this.places = new Places(tell);
    this.tabs = new Tabs(() => {
      const browse = new Browse(this.transfers, this.connections, tell, now);
      browse.onUnfinished = ({ connection, bucket }) =>
        (this.unfinished = new UnfinishedUploads({ connection, bucket }));
      browse.onSettings = ({ connection, bucket }) => this.openSettings({ connection, bucket });
      return browse;
    });
    remedies.act = (remedy, connection) => mend(this, remedy, connection);
    this.tabs.onchange = () => this.#keepTabs();
    this.transfers.onChange = (place, finished) =>
      this.tabs.list.forEach((tab) => tab.touched(place, finished));
  }

  /** The tab in front. */
  get browse(): Browse {
    return this.tabs.front;
  }

  tell(caught: unknown): void {
    this.fault = faultOf(caught);
  }

  get screen():
    "starting" | "welcome" | "connect" | "choose" | "browse" | "settings" | "integrations" | "backups" {
    if (this.form) return "connect";
    if (this.settings) return "settings";
    if (this.integrating) return "integrations";
    if (this.backing) return "backups";
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

  connectionName(id: string): string {
    return this.connections.find(id)?.name ?? "";
  }

  /** Whose login the shown screen works with. */
  get connectionInFront(): string | null {
    if (this.settings) return this.settings.at.connection;
    if (this.integrating) {
      return this.integrations.one?.sheet.connection ?? this.integrations.at?.connection ?? null;
    }
    return this.browse.place?.connection ?? null;
  }

  async start(): Promise<void> {
    this.fault = null;
    try {
      const [kept] = await Promise.all([this.places.start(), this.connections.start()]);
      if (kept) this.tabs.restore(kept.tabs, kept.active);
      const taken = (granted: Granted) => this.#dropped(granted);
      await Promise.all([
        this.asks.watch(),
        this.transfers.watch(),
        this.integrations.read(),
        this.copies.read(),
        this.mounts.read(),
        watchWindow(
          () => this.browse,
          undefined,
          taken,
          () => (this.transfers.closing = true),
          (granted) => this.#freely(() => this.#take(granted)),
        ),
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

  /** The form of a connection, to be changed; at a field, where the person came for one. */
  edit(id: string, field: LoginField | null = null, value: string | null = null): void {
    const connection = this.connections.find(id);
    if (!connection || connection.kind === "practice") return;
    this.#freely(() => {
      this.form = new LoginForm(this.connections.providers);
      void this.form.change(connection, field, value);
    });
  }

  /** The form with its box open, for whatever the person was given. */
  paste(): void {
    this.connect();
    if (this.form) this.form.importing.open = true;
  }

  /** Writes a connection down for another program. */
  useElsewhere(connection: ConnectionView, shape: ExportShape = "connection_file"): void {
    this.exporting = new Exporting(connection);
    void this.exporting.show(shape);
  }

  /** Where no folder is shown, a dropped file is something to sign in with. */
  #dropped(granted: Granted): boolean {
    if (this.screen === "browse" || this.screen === "starting") return false;
    this.#take(granted);
    return true;
  }

  /** Reads a file with a login into the form. */
  #take(granted: Granted): void {
    this.connect();
    void this.form?.importing.readFile(granted.grant);
  }

  /** Who is let in; with a bucket, letting somebody into it. */
  integrate(at?: BucketAt, folder = ""): void {
    this.#freely(() => {
      this.integrating = true;
      if (!at) return this.#whoIsLetIn();
      this.connections.open(at.connection);
      void this.integrations.pick(at, folder);
    });
  }

  /** The list; a new one begins with the bucket that was open. */
  #whoIsLetIn(): void {
    const { place } = this.browse;
    const [only] = this.connections.list;
    const connection = place?.connection ?? (this.connections.list.length === 1 ? only?.id : undefined);
    this.integrations.at = connection ? { connection, bucket: place?.bucket ?? "" } : null;
    this.integrations.showList();
  }

  /** Opens an integration of the list. */
  openIntegration(id: string): void {
    this.#freely(() => {
      this.integrating = true;
      void this.integrations.open(id);
    });
  }

  /** The backups; with an id, that one. */
  showBackups(id = ""): void {
    this.#freely(() => {
      this.backing = true;
      if (id) void this.copies.show(id);
      else this.copies.showList();
    });
  }

  /** A new backup, of this bucket or the one that was open. */
  newBackup(at?: BucketAt, folder = ""): void {
    this.#freely(() => {
      this.backing = true;
      const { place } = this.browse;
      const open = place?.bucket ? { connection: place.connection, bucket: place.bucket } : null;
      this.copies.begin(at ?? open, folder);
    });
  }

  /** A bucket, or with null all of them, is to become a folder of this computer. */
  askMount(connection: ConnectionView, bucket: string | null): void {
    this.mounts.ask({
      connection: connection.id,
      name: connection.name,
      bucket,
      locked: connection.read_only,
    });
  }

  /** Goes that way, at once or after the person said that a draft of settings may be lost. */
  #freely(way: () => void): void {
    const free = () => {
      this.leaveForm();
      this.leaveSettings();
      [this.integrating, this.backing] = [false, false];
      way();
    };
    if (this.settings?.unsaved) this.settings.leave(free);
    else free();
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
    const { id: connection, bucket, prefix } = made;
    this.go(bucket ? { connection, bucket, prefix } : { connection, bucket: "", prefix: "" });
  }

  openSettings(at: BucketAt, shown: Page = "overview"): void {
    this.#freely(() => {
      this.settings = new BucketSettings(at);
      this.settings.ongone = () => this.#bucketGone(at);
      void this.settings.show(shown);
    });
  }

  askBucket(connection: string): void {
    const view = this.connections.list.find((each) => each.id === connection);
    const provider = this.connections.providers.find((each) => each.id === view?.provider);
    const region = view?.region || provider?.default_region || "";
    this.newBucket = new BucketForm(connection, provider ? regionsWithin(provider, region) : [], region);
  }

  /** Makes the bucket and walks into it. */
  async makeBucket(): Promise<void> {
    const form = this.newBucket;
    const made = await form?.make();
    if (!form || !made) return;
    this.newBucket = null;
    this.connections.open(form.connection);
    void this.connections.read(form.connection);
    this.go({ connection: form.connection, bucket: made.name, prefix: "" });
    if (made.note) {
      const words = { title: "The bucket was made", what: made.note, next: "Look into its settings." };
      this.fault = { code: "bucket_note", ...words, details: "", retry: false };
    }
  }

  /** Goes to the list of buckets, which is read anew; tabs that showed the bucket go there as well. */
  #bucketGone({ connection, bucket }: BucketAt): void {
    this.leaveSettings();
    void this.connections.read(connection);
    const list = { connection, bucket: "", prefix: "" };
    const within = (tab: Browse) => tab.place?.connection === connection && tab.place.bucket === bucket;
    this.tabs.list.filter(within).forEach((tab) => tab.go(list));
  }

  /** From what was left of uploads to the rule that cleans it up by itself: begun there, and saved by nobody but the person. */
  cleanForEver(at: BucketAt): void {
    this.leaveUnfinished();
    this.openSettings(at);
    const settings = this.settings;
    void settings?.show("lifecycle").then(() => settings.lifecycle?.begin("abort"));
  }

  leaveUnfinished(): void {
    this.unfinished?.close();
    this.unfinished = null;
  }

  leaveSettings(): void {
    this.settings?.close();
    this.settings = null;
  }

  go(place: Place): void {
    this.#freely(() => this.browse.go(place));
  }

  /** Goes to a place in a tab of its own; `behind` the one in front, where folders are shown and a tab can be seen. */
  goInTab(place: Place, behind = false): void {
    if (behind && this.screen === "browse") this.tabs.open(place, true);
    else this.#freely(() => this.tabs.open(place));
  }

  async forget(): Promise<void> {
    const gone = await this.connections.forget();
    if (!gone) return;
    this.places.forget(gone);
    this.tabs.forget(gone);
    if (this.settings?.at.connection === gone) this.leaveSettings();
  }

  /** A connection of this session is gone tomorrow, and its places with it. */
  #keepTabs(): void {
    const lasting = (tab: Browse) =>
      tab.place !== null && this.connections.find(tab.place.connection)?.kind !== "session";
    const kept = this.tabs.list.filter(lasting);
    const places = kept.flatMap((tab) => tab.place ?? []);
    void this.places.keepTabs(places, Math.max(0, kept.indexOf(this.browse)));
  }
}
