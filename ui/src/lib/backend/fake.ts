/**
 * A host in memory, complete enough to use the whole page without Rust: for `vite dev` and for the
 * tests of the features' state. It follows the contract's words and rules but proves nothing about
 * S3 or Tauri.
 */
import type { CommandName, Host, Stream } from "./backend";
import type {
  ArchiveState,
  AskAnswer,
  AskView,
  Commands,
  ConnectionView,
  Fault,
  ChosenPath,
  Keychain,
  LastRead,
  Picked,
  Place,
  Row,
  TransferWork,
  WindowEvent,
} from "./contract";
import { archived, beyond, type Handlers } from "./fake/beyond";
import { realClock, type Clock } from "./fake/clock";
import { bucketsOf, connection, furnished } from "./fake/connections";
import { folderExists, gone, refuse } from "./fake/faults";
import { profiles, exportOf, fillOf, importOf } from "./fake/imports";
import { FakePairs } from "./fake/pairs";
import { FakeBackups } from "./fake/backups";
import { chosenAtFirst } from "./fake/chosen";
import { FakeIntegrations } from "./fake/integrations";
import { FakeListing } from "./fake/listings";
import { FakeMounts } from "./fake/mounts";
import { FakeReadings } from "./fake/readings";
import { FakeSync } from "./fake/sync";
import { FakeWindow } from "./fake/window";
import { FakePlaces } from "./fake/places";
import { probe } from "./fake/probe";
import { titled, told } from "./fake/told";
import { factsOf, corsHandlers, FakeRemovals, FakeSettings, noneCounted, stepped } from "./fake/settings";
import { FakeTransfers, uploadPlan, type Planned } from "./fake/transfers";
import { planArchived, planLock } from "./fake/keeping";
import { changesOf, planRestore } from "./fake/restorations";
import { planUndelete } from "./fake/undeletions";
import { providers, World } from "./fake/world";

export interface FakeOptions {
  clock?: Clock;
  keychain?: Keychain;
  /** Start with the example connections rather than with none. */
  furnished?: boolean;
}

/** A host to test against, and the parts of its world that a test reaches for. */
export class Fake implements Host {
  readonly world: World;
  readonly transfers: FakeTransfers;
  readonly places = new FakePlaces();
  readonly settings = new FakeSettings();
  readonly removals = new FakeRemovals();
  readonly integrations = new FakeIntegrations();
  readonly backups = new FakeBackups();
  readonly mounts = new FakeMounts();
  readonly readings = new FakeReadings();
  readonly window = new FakeWindow();
  readonly sync: FakeSync;
  readonly pairs: FakePairs;
  archive: ArchiveState | Fault = archived;
  readonly calls: CommandName[] = [];
  events: Stream<WindowEvent> | null = null;
  /** Where other windows were opened. */
  readonly windows: (Place | null)[] = [];
  asks: Stream<AskView[]> | null = null;
  open: AskView[] = [];
  readonly answers: AskAnswer[] = [];
  /** What folders held when they were last read, by bucket and prefix. */
  readonly lasts = new Map<string, LastRead>();
  /** What the next `choose` answers; null is a dialog that was closed. */
  chosen = chosenAtFirst();
  readonly #clock: Clock;
  readonly #keychain: Keychain;
  #connections: ConnectionView[] = [];
  #listings = new Map<string, FakeListing>();
  #chosen = new Map<string, Map<string, number>>();
  #plans = new Map<string, Planned>();
  readonly picks = new Map<string, { from: Place; rows: Row[] }>();
  #next = 1;

  constructor(options: FakeOptions = {}) {
    [this.#clock, this.#keychain] = [options.clock ?? realClock, options.keychain ?? "ready"];
    this.world = new World(this.#clock.now());
    this.transfers = new FakeTransfers(this.world, this.#clock);
    this.sync = new FakeSync(this.world, this.#clock, this.transfers);
    this.pairs = new FakePairs(this.sync);
    if (options.furnished) this.#connections = furnished();
  }

  async call(name: CommandName, args: Record<string, unknown>): Promise<unknown> {
    this.calls.push(name);
    const handler = this.#handlers[name] as (args: unknown) => unknown;
    return structuredClone(await handler(args)) ?? null;
  }

  bytes = async (...of: [string, number, number]) => this.readings.bytes(...of);
  address = (reading: string) => this.readings.address(reading);
  save = async (name: string) => this.readings.save(name);

  /** Questions as if sign-ins had put them, in place of those before. */
  ask(...open: AskView[]): void {
    this.open = open;
    this.asks?.push(open);
  }

  /** Files as if dropped or chosen. */
  choose(sizes: Record<string, number>): ChosenPath {
    const id = this.#id("chosen");
    this.#chosen.set(id, new Map(Object.entries(sizes)));
    const names = [...new Set(Object.keys(sizes).map((name) => name.split("/")[0] ?? name))];
    return { id, names: names.slice(0, 5), files: Object.keys(sizes).length, folders: 0 };
  }

  #handlers: Handlers = {
    ...beyond(this),
    start: () => ({
      language: "en",
      version: "0.1.0",
      providers,
      connections: this.#connections,
      ...{ tabs: null, notice: null },
    }),
    probe_login: async ({ login, kept, editing, steps }) => ({
      ...(await probe(
        this.#clock,
        (kept ?? editing) && !login.secret_key ? { ...login, secret_key: "kept" } : login,
        steps,
        this.#id("draft"),
      )),
      keychain: this.#keychain,
    }),
    edit_connection: ({ connection: id }) => ({ fill: fillOf(this.#connection(id)), has_secret: true }),
    save_connection: ({ name, storage, replaces }) => {
      const kind = storage === "keychain" ? "saved" : "session";
      const made = connection(replaces ?? this.#id("saved"), name, kind, "AWS");
      this.#connections = [...this.#connections.filter((each) => each.id !== made.id), made];
      return made;
    },
    watch_asks: ({ asks }) => (asks.push([]), (this.asks = asks), null),
    answer_ask: ({ ask, answer }) => {
      if (!this.open.some((each) => each.id === ask)) refuse(gone("question"));
      this.answers.push(answer);
      this.ask(...this.open.filter((each) => each.id !== ask));
      return null;
    },
    ...{ open_sign_in_page: () => null, discard_draft: () => null, copy_export: () => null },
    list_profiles: () => profiles,
    company_accounts: ({ start_url }) =>
      start_url.includes("nobody")
        ? refuse(gone("sign-in page"))
        : [
            { id: "123456789012", name: "Data" },
            { id: "210987654321", name: "Archive" },
          ],
    company_roles: () => ["Reader", "Writer"],
    rename_connection: ({ connection: id, name }) => Object.assign(this.#connection(id), { name }),
    forget_connection: ({ connection: id }) => {
      this.#connections = this.#connections.filter((each) => each.id !== id);
      return null;
    },
    open_practice: () => {
      const known = this.#connections.find((each) => each.kind === "practice");
      if (known) return known;
      const made = connection("practice", "", "practice", "This computer");
      this.#connections.unshift(made);
      return made;
    },
    read_paste: ({ text }) => importOf(text, () => this.#id("import")),
    read_file: () => importOf("AKIAIOSFODNN7EXAMPLE", () => this.#id("import")),
    read_certificate: () => ({ pem: "-----BEGIN CERTIFICATE-----\n", fingerprints: ["AB:CD"] }),
    forget_imports: () => null,
    preview_export: ({ connection: id, shape }) => exportOf(this.#connection(id), shape),
    save_export: ({ connection: id, shape }) => exportOf(this.#connection(id), shape).file_name,
    list_buckets: ({ connection: id }) => bucketsOf(this.#connection(id)),
    open_listing: ({ place, kind, ticks }) => {
      const listing = this.#id("listing");
      this.#listings.set(listing, new FakeListing(this.world, this.#clock, place, ticks, kind));
      return { listing };
    },
    last_read: ({ place }) => this.lasts.get(`${place.bucket}/${place.prefix}`) ?? null,
    read_report: ({ connection: id, at }) => ({
      at,
      of: { connection: id, bucket: "acme-datasets", prefix: "" },
      ...{ made: this.#clock.now() - 86_400_000, files: 2, bytes: 48_000 },
    }),
    measure_folder: ({ place, ticks }) => {
      const below = [...this.world.bucket(place.bucket)].filter(([key]) => key.startsWith(place.prefix));
      const files = below.filter(([key]) => !key.endsWith("/"));
      const bytes = files.reduce((sum, [, thing]) => sum + thing.size, 0);
      this.#clock.after(20, () => ticks.push({ files: files.length, bytes, complete: true, fault: null }));
      return this.#id("measure");
    },
    stop_measuring: () => null,
    read_rows: ({ listing, start, len }) => this.#listing(listing).read(start, len),
    sort_listing: ({ listing, sort }) => (this.#listing(listing).sort(sort), null),
    filter_since: ({ listing, since }) => (this.#listing(listing).filterSince(since), null),
    list_changes: ({ place }) => changesOf(this.world, place),
    filter_listing: ({ listing, text }) => (this.#listing(listing).filter(text), null),
    select_rows: ({ listing, revision, change }) => this.#listing(listing).select(revision, change),
    find_row: ({ listing, text, from }) => this.#listing(listing).find(text, from),
    refresh_listing: ({ listing }) => (this.#listing(listing).refresh(), null),
    retry_listing: ({ listing }) => (this.#listing(listing).retry(), null),
    close_listing: ({ listing }) => {
      this.#listings.get(listing)?.close();
      this.#listings.delete(listing);
      return null;
    },
    make_folder: ({ place, name }) => this.#makeFolder(place, name),
    read_places: () => this.places.kept,
    keep_tabs: ({ tabs, active }) => this.places.keepTabs(tabs, active),
    set_favourite: ({ place, favourite }) => this.places.setFavourite(place, favourite),
    keep_look: ({ look }) => this.places.keepLook(look),
    locate: ({ connection, bucket, text }) => this.places.locate(this.world, connection, bucket, text),
    plan_delete: ({ listing, ticks }) => this.#planDelete(this.#listing(listing), ticks),
    discard_plan: ({ plan }) => (this.#plans.delete(plan), this.readings.properties.plans.delete(plan), null),
    plan_undelete: ({ listing, ticks }) => this.#planned(planUndelete(...this.#of(listing), ticks)),
    plan_restore: ({ listing, ticks }) => this.#planned(planRestore(...this.#of(listing), ticks)),
    plan_archived: ({ listing, ticks }) => this.#planned(planArchived(...this.#of(listing), ticks)),
    plan_lock: ({ listing, wish, ticks }) => this.#planned(planLock(...this.#of(listing), wish, ticks)),
    pick_rows: ({ listing }) => this.#pick(this.#listing(listing)),
    choose: ({ kind }) => {
      const sizes = this.chosen[kind];
      return sizes ? this.choose(sizes) : null;
    },
    add_transfer: ({ request }) => {
      const plan = this.#planOf(request.work);
      const stays = plan.kind === "copy" && plan.jobs.some(({ from, into }) => from === into);
      return this.transfers.add(request.op_id, plan, stays ? "keep_both" : request.on_conflict);
    },
    drag_out: ({ op_id, listing }) => {
      const work = { kind: "download" as const, listing, chosen: this.choose({}).id };
      return this.transfers.add(op_id, this.#planOf(work), "ask");
    },
    watch_transfers: ({ ticks }) => (this.transfers.watch(ticks), null),
    answer_conflicts: ({ group, on_conflict }) => (this.transfers.answer(group, on_conflict), null),
    cancel_transfer: ({ group }) => (this.transfers.cancel(group), null),
    retry_transfer: ({ group, job }) => (this.transfers.retry(group, job), null),
    replace_unseen: ({ group }) => (this.transfers.replaceUnseen(group), null),
    pause_transfer: ({ group, job }) => (this.transfers.pause(group, job), null),
    resume_transfer: ({ group, job }) => (this.transfers.resume(group, job), null),
    run_first: ({ group, job }) => (this.transfers.first(group, job), null),
    dismiss_transfer: ({ group }) => (this.transfers.dismiss(group), null),
    read_pacing: () => this.transfers.pacing,
    set_pacing: ({ pacing }) => (this.transfers.pacing = pacing),
    look_for_unfinished: ({ found }) => this.transfers.lookForUnfinished(found),
    clean_unfinished: ({ chosen }) => this.transfers.cleanUnfinished(chosen),
    quit: () => null,
    read_jobs: ({ group, filter, start, len }) => this.transfers.jobs(group, filter, start, len),
    reveal_download: () => null,
    save_jobs: () => "transfer.csv",
    check_bucket_name: ({ name }) => ({
      stop: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)
        ? null
        : "Bucket names cannot contain uppercase letters.",
      warn: null,
      instead: name.toLowerCase() === name ? "" : name.toLowerCase(),
    }),
    create_bucket: ({ wanted }) =>
      wanted.name === "taken" ? refuse(gone("name")) : { name: wanted.name, notes: [] },
    count_bucket: ({ at, ticks }) => this.removals.count(at, ticks),
    remove_bucket: (args) => this.removals.run(args),
    stop_removal: ({ removal }) => (this.removals.stop(removal), null),
    look_at_bucket: ({ brief, facts }) => (factsOf(brief).forEach((fact) => facts.push(fact)), null),
    open_setting: ({ at, kind }) => this.settings.open(at, kind),
    check_setting: ({ setting, draft }) => this.settings.check(setting, draft),
    apply_setting: ({ setting, draft }) => this.settings.apply(setting, draft),
    earlier_settings: ({ setting }) => this.settings.earlier(setting),
    undo_setting: ({ setting }) => this.settings.undo(setting),
    close_setting: ({ setting }) => (this.settings.close(setting), null),
    step_policy: ({ text, step }) => stepped(text, step),
    count_rule: ({ rule, ticks }) => {
      ticks.push({ ...noneCounted, looked: 12, expire: rule.expire ? 3 : 0, complete: true });
      return null;
    },
    ...corsHandlers,
    check_cors_live: ({ setting, asked }) => this.settings.live(setting, asked),
    watch_window: ({ events }) => ((this.events = events), null),
    new_window: ({ place }) => (this.windows.push(place), null),
  };

  #id(kind: string): string {
    return `${kind}-${this.#next++}`;
  }

  #connection(id: string): ConnectionView {
    return this.#connections.find((each) => each.id === id) ?? refuse(gone("connection"));
  }

  #of = (listing: string) => [this.world, this.#clock, this.#listing(listing)] as const;

  #listing(id: string): FakeListing {
    return this.#listings.get(id) ?? refuse(gone("listing"));
  }

  #makeFolder(place: Place, name: string): null {
    const key = `${place.prefix}${name}/`;
    const held = this.world.bucket(place.bucket);
    if ([...held.keys()].some((other) => other.startsWith(key))) refuse(folderExists(name));
    this.world.put(place.bucket, key, 0, this.#clock.now());
    return null;
  }

  #planDelete(listing: FakeListing, ticks: Commands["plan_delete"]["args"]["ticks"]): string {
    const { bucket } = listing.place;
    const rows = listing.chosen();
    const keys = [...this.world.bucket(bucket)].filter(([key]) =>
      rows.some((row) => (row.kind === "folder" ? key.startsWith(row.key) : key === row.key)),
    );
    const count = {
      files: keys.filter(([key]) => !key.endsWith("/")).length,
      folders: rows.filter((row) => row.kind === "folder").length,
      bytes: keys.reduce((sum, [, thing]) => sum + thing.size, 0),
    };
    const jobs = keys.map(([name, thing]) => ({ name, bytes: thing.size }));
    const [to, title] = [listing.place, titled("delete", rows)];
    const remains = this.settings.remains(listing.place);
    ticks.push({ files: 0, folders: 0, bytes: 0, complete: false, fault: null, remains, early: [] });
    this.#clock.after(200, () => ticks.push({ ...count, complete: true, fault: null, remains, early: [] }));
    return this.#planned({ kind: "delete", title, to, jobs, conflicts: [], notes: [] });
  }

  #planned(plan: Planned): string {
    const id = this.#id("plan");
    this.#plans.set(id, plan);
    return id;
  }

  #pick(listing: FakeListing): Picked {
    const [pick, rows, from] = [this.#id("pick"), listing.chosen(), listing.place];
    this.picks.set(pick, { from, rows });
    const folders = rows.filter((row) => row.kind === "folder").length;
    const name = rows.length === 1 ? (rows[0]?.name.replace(/\/$/, "") ?? null) : null;
    const moment = listing.moment === null ? {} : { moment: listing.moment };
    return { pick, from, files: rows.length - folders, folders, name, ...moment };
  }

  #copyOf(work: Extract<TransferWork, { kind: "copy" | "rename" }>): Planned {
    const { from, rows } = this.picks.get(work.pick) ?? refuse(gone("selection"));
    const to = work.kind === "copy" ? work.to : from;
    const held = [...this.world.bucket(from.bucket)];
    if (work.kind === "rename" && held.some(([key]) => key === from.prefix + work.name))
      refuse(folderExists(work.name));
    const jobs = rows.flatMap((row) =>
      held
        .filter(([key]) => (row.kind === "folder" ? key.startsWith(row.key) : key === row.key))
        .map(([key, thing]) => {
          const name = key.slice(from.prefix.length);
          const under =
            work.kind === "rename" ? work.name + name.slice(row.name.replace(/\/$/, "").length) : name;
          return { name, bytes: thing.size, from: key, into: to.prefix + under };
        }),
    );
    const leaves = work.kind === "rename" || work.leave;
    const renamed =
      work.kind === "rename" && told("jobs-rename", { old: rows[0]?.name ?? "", new: work.name });
    const title = renamed || titled(leaves ? "move" : "copy", rows);
    const conflicts = jobs.filter((job) => this.world.bucket(to.bucket).has(job.into)).map((job) => job.name);
    const kind = leaves ? ("move" as const) : ("copy" as const);
    const plan = { kind, title, to, jobs, conflicts, notes: [] };
    return leaves ? { ...plan, from } : plan;
  }

  #planOf(work: Commands["add_transfer"]["args"]["request"]["work"]): Planned {
    if (work.kind === "undo_delete") {
      const plan = this.transfers.planOf(work.group) ?? refuse(gone("transfer"));
      return { ...plan, kind: "undelete", title: titled("undelete", plan.jobs) };
    }
    if (work.kind === "change") return this.readings.properties.take(work.plan);
    if ("plan" in work) return this.#plans.get(work.plan) ?? refuse(gone("plan"));
    if (work.kind === "copy" || work.kind === "rename") return this.#copyOf(work);
    if (work.kind === "restore_version") return this.readings.versions.restored(work);
    const sizes = this.#chosen.get(work.chosen) ?? refuse(gone("choice"));
    if (work.kind === "upload") {
      const chosen = { id: work.chosen, names: [...sizes.keys()], files: sizes.size, folders: 0 };
      return uploadPlan(this.world, chosen, sizes, work.to);
    }
    const rows =
      work.kind === "download"
        ? this.#listing(work.listing).chosen()
        : [{ name: ("key" in work ? work.key : work.at.key).replace(/^.*\//, ""), size: work.size }];
    const jobs = rows.map((row) => ({ name: row.name, bytes: row.size ?? 3_000_000 }));
    const title = titled("download", jobs);
    return { kind: "download", title, to: null, jobs, conflicts: [], notes: [] };
  }
}
