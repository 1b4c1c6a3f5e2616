/** Buckets that are mounted: which there are, how each stands, mounting and unmounting. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, ChosenPath, MountsView, MountView, Readiness } from "../../lib/backend/contract";

/** Milliseconds between two looks. */
const again = 4000;

/** What is about to be mounted; bucket null: all of the connection's. */
export interface Wish {
  connection: string;
  name: string;
  bucket: string | null;
  /** The connection is read-only. */
  locked: boolean;
  /** The one whose held files are to be sent there. */
  sends?: string;
}

export class Mounts {
  list = $state.raw<MountView[]>([]);
  ready = $state.raw<Readiness | null>(null);
  /** The dialog that mounts one is open. */
  wish = $state.raw<Wish | null>(null);
  readOnly = $state(false);
  /** The folder that was chosen; null for one of the program's own. */
  place = $state.raw<ChosenPath | null>(null);
  /** The one whose state is shown, to be opened or unmounted. */
  shown = $state("");
  busy = $state(false);
  /** Of the open dialog. */
  fault = $state.raw<Fault | null>(null);
  #next: ReturnType<typeof setTimeout> | undefined;
  readonly #tell: (caught: unknown) => void;

  constructor(tell: (caught: unknown) => void) {
    this.#tell = tell;
  }

  get one(): MountView | null {
    return this.list.find(({ id }) => id === this.shown) ?? null;
  }

  async read(): Promise<void> {
    try {
      this.#take(await call("list_mounts", {}));
    } catch (caught) {
      this.#tell(caught);
    }
  }

  /**
   * While there are some they are looked at every few seconds: rclone may end, or have sent what
   * was written.
   */
  #take({ ready, mounts }: MountsView): void {
    [this.ready, this.list] = [ready, mounts];
    clearTimeout(this.#next);
    if (mounts.length > 0) this.#next = setTimeout(() => void this.read(), again);
  }

  ask(wish: Wish): void {
    [this.wish, this.place, this.fault, this.ready] = [wish, null, null, null];
    // Making or removing a folder among all buckets would make or remove a bucket.
    this.readOnly = wish.locked || wish.bucket === null;
    void this.read();
  }

  show(id: string): void {
    [this.shown, this.fault] = [id, null];
    void this.read();
  }

  async choosePlace(): Promise<void> {
    try {
      this.place = (await call("choose", { kind: "mount" })) ?? this.place;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  async mount(): Promise<void> {
    const { wish } = this;
    if (!wish) return;
    await this.#do(async () => {
      const { connection, bucket, sends = null } = wish;
      const wanted = { connection, bucket, read_only: this.readOnly, sends };
      const made = await call("mount_bucket", { wanted, chosen: this.place?.id ?? null });
      this.wish = null;
      await this.read();
      this.shown = made.id;
    });
  }

  /** `anyway`: what is not sent yet waits on this computer. */
  async unmount(id: string, anyway = false): Promise<void> {
    await this.#do(async () => {
      this.#take(await call("unmount_bucket", { mount: id, anyway }));
      if (!this.one) this.shown = "";
    });
  }

  async open(id: string): Promise<void> {
    await this.#do(() => call("open_mount", { mount: id }));
  }

  /**
   * Makes again what lost its rclone, or has files that wait to be sent; `sends`: also those that
   * were held.
   */
  again(view: MountView, sends = false): void {
    this.shown = "";
    const { id, connection, name, bucket } = view;
    this.ask({ connection, name, bucket, locked: false, ...(sends && { sends: id }) });
    this.readOnly = view.read_only;
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.fault] = [true, null];
    try {
      await work();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
