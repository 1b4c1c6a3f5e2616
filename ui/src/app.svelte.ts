/** The whole page: which screen is shown, and the wires between features. It calls nothing. */
import { faultOf } from "./lib/backend/backend";
import type {
  BucketAt,
  ConnectionView,
  ExportShape,
  Fault,
  ChosenPath,
  LoginField,
  Place,
} from "./lib/backend/contract";
import { remedies } from "./lib/kit/remedies";
import { connectionName } from "./features/connect/name";
import type { Restoring } from "./features/archive/state.svelte";
import { isReadOnly } from "./features/browse/destination.svelte";
import { BucketFacts } from "./features/browse/facts.svelte";
import { Places } from "./features/browse/places.svelte";
import { Browse } from "./features/browse/state.svelte";
import { Tabs } from "./features/browse/tabs.svelte";
import { Undoing } from "./features/browse/undoing.svelte";
import { Asks } from "./features/connect/asks.svelte";
import { Exporting } from "./features/connect/exporting.svelte";
import { LoginForm } from "./features/connect/form.svelte";
import { Connections } from "./features/connect/state.svelte";
import { Backups } from "./features/backups/state.svelte";
import { Integrations } from "./features/integrate/state.svelte";
import { Mounts } from "./features/mounts/state.svelte";
import { Opened, useIn } from "./features/open/state.svelte";
import { BucketSettings, type Page } from "./features/settings/bucket.svelte";
import { BucketForm, noted, regionsWithin } from "./features/settings/create.svelte";
import { comparisonOf, pairOf } from "./features/sync/state.svelte";
import { Transfers } from "./features/transfers/state.svelte";
import { UnfinishedUploads } from "./features/unfinished/state.svelte";
import { watchWindow } from "./features/browse/drops";
import { mend } from "./mend";
import { closing } from "./work";
import { Screens } from "./screens.svelte";
import type { Screen, Shown } from "./views";

export class App {
  /** Made when it is shown, so that its words are of the language at that moment. */
  #fault = $state.raw<(() => Fault) | null>(null);
  readonly screens = new Screens();
  /** The unfinished uploads of a bucket, while they are shown. */
  unfinished = $state.raw<UnfinishedUploads | null>(null);
  /** Everything that can be done is shown, to choose from. */
  palette = $state(false);
  newBucket = $state.raw<BucketForm | null>(null);
  /** A file that is to come out of its archive. */
  restoring = $state.raw<Restoring | null>(null);
  readonly asks = new Asks();
  readonly facts = new BucketFacts();
  readonly integrations = new Integrations();
  readonly copies = new Backups();
  readonly mounts: Mounts;
  /** Files that other programs have. */
  readonly opened: Opened;
  /** A connection that is being written down for another program. */
  exporting = $state.raw<Exporting | null>(null);
  readonly connections: Connections;
  readonly transfers: Transfers;
  readonly places: Places;
  readonly tabs: Tabs;
  /** This window was opened beside another, which keeps its tabs for the next day. */
  #beside = false;
  readonly undoing: Undoing;
  readonly #integrations: Shown;
  readonly #backups: Shown;

  constructor(now: () => number = Date.now) {
    const tell = (caught: unknown) => this.tell(caught);
    this.connections = new Connections(tell);
    this.mounts = new Mounts(tell);
    this.opened = new Opened(tell);
    this.transfers = new Transfers(tell);
    this.places = new Places(tell);
    this.undoing = new Undoing(this.transfers, tell);
    this.tabs = new Tabs(() => {
      const tab = new Browse(this.transfers, this.connections, tell, now);
      tab.orders = this.places;
      tab.together = (place, run) => this.undoing.together("rename", place, run);
      tab.onfolder = (place, name) => this.undoing.made(place, name);
      tab.onuse = useIn(this.opened, tab);
      tab.ondelete = (...deleted) => this.undoing.deleted(...deleted);
      tab.onsetting = (place, kind) => this.openSettings(place, kind);
      return tab;
    });
    const onelsewhere = (connection: ConnectionView) => this.useElsewhere(connection, "shell");
    const props = { all: this.integrations, connections: this.connections, onelsewhere };
    this.#integrations = { name: "integrations", props };
    this.#backups = {
      name: "backups",
      props: {
        all: this.copies,
        connections: this.connections,
        onnew: () => this.newBackup(),
        ongo: (place) => this.go(place),
        onpair: (pair) => this.screens.add(() => pairOf(pair, this)),
      },
    };
    remedies.act = (remedy, connection) => mend(this, remedy, connection);
    this.tabs.onchange = () => this.#keepTabs();
    this.tabs.follow(this.transfers);
  }

  /** What went wrong outside any one screen; shown until dismissed. */
  get fault(): Fault | null {
    return this.#fault?.() ?? null;
  }

  set fault(fault: Fault | null) {
    this.#fault = fault && (() => fault);
  }

  /** The tab in front. */
  get browse(): Browse {
    return this.tabs.front;
  }

  tell(caught: unknown): void {
    this.fault = faultOf(caught);
  }

  get screen(): Screen {
    if (this.screens.front) return this.screens.front;
    if (this.browse.place) return { name: "browse" };
    if (!this.connections.started) return { name: "starting" };
    return this.connections.list.length === 0 ? { name: "welcome" } : { name: "choose" };
  }

  async start(): Promise<void> {
    this.fault = null;
    try {
      const [kept, tabs] = await Promise.all([this.places.start(), this.connections.start()]);
      this.#beside = tabs !== null;
      this.connections.reopen((id) => this.places.isTurned(id));
      this.connections.onopen = (id, open) => this.places.keepTurned(id, open);
      if (tabs) this.tabs.restore(tabs, 0);
      else if (kept) this.tabs.restore(kept.tabs, kept.active);
      await Promise.all([
        this.asks.watch(),
        this.transfers.watch(),
        this.opened.watch(),
        this.integrations.read(),
        this.copies.read(),
        this.mounts.read(),
        watchWindow(() => this.browse, {
          taken: (granted) => this.#dropped(granted),
          closeAsked: (asked) => (this.transfers.closing = closing(this, asked)),
          held: (held) => (this.transfers.clipboard = held),
          textSize: (scale) => (this.places.textScale = scale),
          opened: (granted) => this.#signInWith(granted),
          changed: (connections, favourites, look) => {
            this.connections.take(connections).forEach((gone) => this.#gone(gone));
            [this.places.favourites, this.places.look] = [favourites, look];
          },
        }),
      ]);
    } catch (caught) {
      this.tell(caught);
    }
  }

  /** The practice door: starts the practice server and walks into its first bucket. */
  async practise(): Promise<void> {
    const practice = await this.connections.practise();
    if (!practice) return;
    if (this.screen.name === "connect") this.screens.leave();
    const first = this.connections.held(practice.id).buckets?.buckets[0];
    if (first) this.go({ connection: practice.id, bucket: first.name, prefix: "" });
  }

  /** The form that is open, or a new one over what is shown. */
  connect(): LoginForm {
    const { screen } = this;
    if (screen.name === "connect") return screen.props.form;
    const form = new LoginForm(this.connections.providers);
    this.screens.add(() => this.#signIn(form));
    return form;
  }

  #signIn(form: LoginForm): Shown {
    return {
      name: "connect",
      props: { form, onsave: () => void this.#save(form) },
      close: () => form.leave(),
    };
  }

  /** The form of a connection, to be changed; at a field, where the person came for one. */
  edit(id: string, field: LoginField | null = null, value: string | null = null): void {
    const connection = this.connections.find(id);
    if (!connection || connection.kind === "practice") return;
    this.screens.show(() => {
      const form = new LoginForm(this.connections.providers);
      void form.change(connection, field, value);
      return this.#signIn(form);
    });
  }

  /** The form with its box open, for whatever the person was given. */
  paste(): void {
    this.connect().importing.open = true;
  }

  /** Writes a connection down for another program. */
  useElsewhere(connection: ConnectionView, shape: ExportShape = "connection_file"): void {
    this.exporting = new Exporting(connection);
    void this.exporting.show(shape);
  }

  /** Where no folder is shown, a dropped file is something to sign in with. */
  #dropped(chosen: ChosenPath): boolean {
    if (["browse", "starting"].includes(this.screen.name)) return false;
    void this.connect().importing.readFile(chosen.id);
    return true;
  }

  /** A file with a login was opened from outside the program. */
  #signInWith(chosen: ChosenPath): void {
    this.screens.show(() => {
      const form = new LoginForm(this.connections.providers);
      void form.importing.readFile(chosen.id);
      return this.#signIn(form);
    });
  }

  /** Who has access; with a bucket, giving access to it. */
  integrate(at?: BucketAt, folder = ""): void {
    this.screens.show(() => {
      if (at) {
        this.connections.open(at.connection);
        void this.integrations.pick(at, folder);
      } else this.#whoHasAccess();
      return this.#integrations;
    });
  }

  /** The list; a new one begins with the bucket that was open. */
  #whoHasAccess(): void {
    const { place } = this.browse;
    const [only] = this.connections.list;
    const connection = place?.connection ?? (this.connections.list.length === 1 ? only?.id : undefined);
    this.integrations.at = connection ? { connection, bucket: place?.bucket ?? "" } : null;
    this.integrations.showList();
  }

  /** Opens an integration of the list. */
  openIntegration(id: string): void {
    this.screens.show(() => {
      void this.integrations.open(id);
      return this.#integrations;
    });
  }

  showBackups(): void {
    this.screens.show(() => {
      this.copies.showList();
      return this.#backups;
    });
  }

  /** A new backup, of this bucket or the one that was open. */
  newBackup(at?: BucketAt, folder = ""): void {
    this.screens.show(() => {
      const { place } = this.browse;
      const open = place?.bucket ? { connection: place.connection, bucket: place.bucket } : null;
      this.copies.begin(at ?? open, folder);
      return this.#backups;
    });
  }

  compare(place: Place): void {
    this.screens.show(() => comparisonOf(place, this));
  }

  /** A bucket, or with null all of them, is to become a folder of this computer. */
  askMount(connection: ConnectionView, bucket: string | null): void {
    const { id, read_only: locked } = connection;
    this.mounts.ask({ connection: id, name: connectionName(connection), bucket, locked });
  }

  /** Saves the connection and opens where it begins: its named place, or its list of buckets. */
  async #save(form: LoginForm): Promise<void> {
    const made = await form.save();
    if (!made) return;
    this.connections.add(made);
    this.connections.open(made.id);
    const { id: connection, bucket, prefix } = made;
    this.go(bucket ? { connection, bucket, prefix } : { connection, bucket: "", prefix: "" });
  }

  /** The settings of a bucket, at one of them; `then` is done once that one was read. */
  openSettings(at: BucketAt, page: Page = "overview", then?: (settings: BucketSettings) => void): void {
    this.screens.show(() => {
      const settings = new BucketSettings(at, isReadOnly(this.connections, at.connection));
      settings.ongone = () => this.#bucketGone(at);
      void settings.show(page).then(() => then?.(settings));
      const close = () => {
        settings.close();
        this.facts.forget(at);
      };
      return { name: "settings", props: { settings }, work: settings, close };
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
    if (made.notes.length > 0) this.#fault = () => noted(made.notes);
  }

  /**
   * Goes to the list of buckets, which is read anew; tabs that showed the bucket go there as well.
   */
  #bucketGone({ connection, bucket }: BucketAt): void {
    this.screens.drop(({ name }) => name === "settings");
    void this.connections.read(connection);
    const list = { connection, bucket: "", prefix: "" };
    const within = (tab: Browse) => tab.place?.connection === connection && tab.place.bucket === bucket;
    this.tabs.list.filter(within).forEach((tab) => tab.go(list));
  }

  /**
   * From what was left of uploads to the rule that cleans it up by itself: begun there, and saved
   * by nobody but the person.
   */
  cleanForEver(at: BucketAt): void {
    this.leaveUnfinished();
    this.openSettings(at, "lifecycle", ({ lifecycle }) => lifecycle?.begin("abort"));
  }

  showUnfinished(at: BucketAt): void {
    this.unfinished = new UnfinishedUploads(at);
  }

  leaveUnfinished(): void {
    this.unfinished?.close();
    this.unfinished = null;
  }

  go(place: Place): void {
    this.#showFiles(() => this.browse.go(place));
  }

  /**
   * Goes to a place in a tab of its own; `behind` the one in front, where folders are shown and a
   * tab can be seen.
   */
  goInTab(place: Place, behind = false): void {
    if (behind && this.screen.name === "browse") this.tabs.open(place, true);
    else this.#showFiles(() => this.tabs.open(place));
  }

  /** One more window, at a place, or with null at its first screen. */
  goInWindow(place: Place | null): void {
    this.tabs.openWindow(place).catch((caught: unknown) => this.tell(caught));
  }

  #showFiles(open: () => void): void {
    this.screens.show(() => (open(), null));
  }

  async forget(): Promise<void> {
    const gone = await this.connections.forget();
    if (gone) this.#gone(gone);
  }

  /** A connection is no more; what showed it leaves. */
  #gone(gone: string): void {
    [this.places, this.tabs, this.undoing].forEach((each) => each.forget(gone));
    this.screens.drop((screen) => screen.name === "settings" && screen.props.settings.at.connection === gone);
  }

  /** A connection of this session is gone tomorrow, and its places with it. */
  #keepTabs(): void {
    if (this.#beside) return;
    const lasting = (tab: Browse) =>
      tab.place !== null && this.connections.find(tab.place.connection)?.kind !== "session";
    const kept = this.tabs.list.filter(lasting);
    const places = kept.flatMap((tab) => tab.place ?? []);
    void this.places.keepTabs(places, Math.max(0, kept.indexOf(this.browse)));
  }
}
