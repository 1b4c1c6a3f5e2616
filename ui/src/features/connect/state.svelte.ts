/**
 * The connections of the sidebar and their buckets: which there are, which are open, and what each
 * open one shows (loading, buckets, none, a fault). Signing in to a new one is form.svelte.ts.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type {
  BucketView,
  Buckets,
  ConnectionView,
  Fault,
  Place,
  ProviderView,
} from "../../lib/backend/contract";
import { shown } from "../../lib/words";
import { connectionName } from "./name";

/** What is known of a connection's buckets; `buckets` stays while they are read again. */
export interface Held {
  loading: boolean;
  buckets: Buckets | null;
  /** Those in `buckets` are not all. */
  partial: boolean;
  fault: Fault | null;
}

const unread: Held = { loading: false, buckets: null, partial: false, fault: null };

export class Connections {
  list = $state.raw<ConnectionView[]>([]);
  providers = $state.raw<ProviderView[]>([]);
  /** `start` has answered. */
  started = $state(false);
  /** The practice server is being started. */
  practising = $state(false);
  renaming = $state<{ connection: ConnectionView; name: string; fault: Fault | null } | null>(null);
  forgetting = $state.raw<ConnectionView | null>(null);
  /** A connection shows its buckets now, or no longer does. */
  onopen: (id: string, open: boolean) => void = () => undefined;
  #open = $state.raw<ReadonlySet<string>>(new Set());
  #held = $state.raw<ReadonlyMap<string, Held>>(new Map());
  /** The last reading of each connection; an older answer that comes later is dropped. */
  #turns = new Map<string, number>();
  readonly #tell: (caught: unknown) => void;

  constructor(tell: (caught: unknown) => void) {
    this.#tell = tell;
  }

  /**
   * The tabs of a window that was opened beside another; null where those of last time are to be
   * shown.
   */
  async start(): Promise<Place[] | null> {
    const { connections, providers, notice, language, tabs } = await call("start", {});
    shown.follow(language);
    this.list = connections;
    this.providers = providers;
    this.started = true;
    if (notice) this.#tell(notice);
    const [only] = connections;
    if (only && connections.length === 1) this.open(only.id);
    return tabs;
  }

  /** What another window made of the list; answers the ids of those that are gone. */
  take(list: ConnectionView[]): string[] {
    const gone = this.list.filter(({ id }) => !list.some((each) => each.id === id)).map(({ id }) => id);
    this.list = list;
    gone.forEach((id) => this.#letGo(id));
    return gone;
  }

  find(id: string): ConnectionView | null {
    return this.list.find((each) => each.id === id) ?? null;
  }

  nameOf(id: string): string {
    const found = this.find(id);
    return found ? connectionName(found) : "";
  }

  get practice(): ConnectionView | null {
    return this.list.find((each) => each.kind === "practice") ?? null;
  }

  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  held(id: string): Held {
    return this.#held.get(id) ?? unread;
  }

  open(id: string): void {
    if (this.isOpen(id)) return;
    this.#open = new Set([...this.#open, id]);
    this.onopen(id, true);
    void this.read(id);
  }

  close(id: string): void {
    this.#open = new Set([...this.#open].filter((other) => other !== id));
    this.onopen(id, false);
  }

  /**
   * Those that were open the last time, as far as their buckets are read without a question to the
   * person.
   */
  reopen(was: (id: string) => boolean): void {
    const quiet = ({ kind, method, role_arn }: ConnectionView) =>
      kind === "saved" && role_arn === null && (method === "access_key" || method === "anonymous");
    for (const connection of this.list) if (quiet(connection) && was(connection.id)) this.open(connection.id);
  }

  toggle(id: string): void {
    if (this.isOpen(id)) this.close(id);
    else this.open(id);
  }

  /**
   * Asks for the buckets. Of many the first are shown at once, unless all of an earlier time are
   * there.
   */
  async read(id: string): Promise<void> {
    const turn = (this.#turns.get(id) ?? 0) + 1;
    this.#turns.set(id, turn);
    const hold = (held: Held) => this.#turns.get(id) === turn && this.#hold(id, held);
    const before = this.held(id);
    const whole = before.buckets !== null && !before.partial;
    hold({ ...before, loading: true, fault: null });
    let some: Buckets | null = null;
    const pages = stream((page: BucketView[]) => {
      some = { scope: "all", buckets: [...(some?.buckets ?? []), ...page] };
      if (!whole) hold({ loading: true, buckets: some, partial: true, fault: null });
    });
    try {
      const buckets = await call("list_buckets", { connection: id, pages });
      hold({ loading: false, buckets, partial: false, fault: null });
    } catch (caught) {
      hold({ loading: false, buckets: some, partial: some !== null, fault: faultOf(caught) });
    } finally {
      pages.close();
    }
  }

  /** Starts the practice server, or finds it running; null when it could not. */
  async practise(): Promise<ConnectionView | null> {
    if (this.practising) return null;
    this.practising = true;
    try {
      const practice = await call("open_practice", {});
      this.add(practice);
      this.#open = new Set([...this.#open, practice.id]);
      await this.read(practice.id);
      return practice;
    } catch (caught) {
      this.#tell(caught);
      return null;
    } finally {
      this.practising = false;
    }
  }

  add(made: ConnectionView): void {
    const known = this.list.some((each) => each.id === made.id);
    this.list = known ? this.list.map((each) => (each.id === made.id ? made : each)) : [...this.list, made];
  }

  askName(connection: ConnectionView): void {
    this.renaming = { connection, name: connection.name, fault: null };
  }

  async rename(): Promise<void> {
    const asked = this.renaming;
    if (!asked) return;
    try {
      const renamed = await call("rename_connection", {
        connection: asked.connection.id,
        name: asked.name.trim(),
      });
      this.add(renamed);
      this.renaming = null;
    } catch (caught) {
      asked.fault = faultOf(caught);
    }
  }

  /** Forgets the connection in question; answers its id when it is gone. */
  async forget(): Promise<string | null> {
    const connection = this.forgetting;
    this.forgetting = null;
    if (!connection) return null;
    try {
      await call("forget_connection", { connection: connection.id });
      this.list = this.list.filter((each) => each.id !== connection.id);
      this.#letGo(connection.id);
      return connection.id;
    } catch (caught) {
      this.#tell(caught);
      return null;
    }
  }

  #letGo(gone: string): void {
    this.close(gone);
    this.#turns.delete(gone);
    this.#held = new Map([...this.#held].filter(([id]) => id !== gone));
  }

  #hold(id: string, held: Held): void {
    this.#held = new Map([...this.#held, [id, held]]);
  }
}
