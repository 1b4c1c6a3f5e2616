/**
 * The question where to: walks through connections, buckets and folders without leaving the folder
 * shown. A place without a bucket is the list of a connection's buckets; without a connection, the
 * list of connections.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { BucketView, Fault, Picked, Place } from "../../lib/backend/contract";
import { Listing } from "./listing.svelte";
import { NewFolder } from "./newfolder.svelte";
import { above } from "./path";
import { folder } from "./way.svelte";

/** Folders that are offered at most; one further down is typed or searched for. */
const most = 500;

export interface Step {
  name: string;
  place: Place;
}

/** The connections that can be gone to. */
export interface Ways {
  readonly list: { id: string; name: string; read_only: boolean; requester_pays?: boolean }[];
}

/** Whether a connection is set to change nothing. */
export function isReadOnly(ways: Ways, connection: string): boolean {
  return ways.list.some(({ id, read_only }) => id === connection && read_only);
}

export class Destination {
  place = $state.raw<Place>({ connection: "", bucket: "", prefix: "" });
  inside = $state.raw<Step[]>([]);
  /** More folders are here than are shown. */
  cut = $state(false);
  reading = $state(false);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** A folder that is to be made where it stands, while its name is asked. */
  newFolder = $state.raw<NewFolder | null>(null);
  /** A folder was made. */
  onfolder: (place: Place, name: string) => void = () => undefined;
  readonly picked: Picked;
  /** The originals go. */
  readonly leave: boolean;
  readonly #ways: Ways;
  readonly #copy: (picked: Picked, to: Place, leave: boolean) => Promise<unknown>;
  readonly #done: () => void;
  #listing: Listing | null = null;
  #turn = 0;

  constructor(
    picked: Picked,
    leave: boolean,
    ways: Ways,
    copy: (picked: Picked, to: Place, leave: boolean) => Promise<unknown>,
    done: () => void,
  ) {
    this.picked = picked;
    this.leave = leave;
    this.#ways = ways;
    this.#copy = copy;
    this.#done = done;
    this.go(picked.from);
  }

  /** Whether things can go where it stands. */
  get ready(): boolean {
    const { from } = this.picked;
    const { connection, bucket, prefix } = this.place;
    const here = from.connection === connection && from.bucket === bucket && from.prefix === prefix;
    return bucket !== "" && !this.busy && !this.readOnly && !(this.leave && here);
  }

  /** Nothing can be put where it stands, or taken from where it comes from. */
  get readOnly(): boolean {
    const { place, picked, leave } = this;
    return (
      isReadOnly(this.#ways, place.connection) || (leave && isReadOnly(this.#ways, picked.from.connection))
    );
  }

  get up(): Place | null {
    const { place } = this;
    if (place.connection === "") return null;
    return above(place) ?? { connection: "", bucket: "", prefix: "" };
  }

  go(place: Place): void {
    this.#listing?.close();
    this.#listing = null;
    this.place = place;
    this.newFolder = null;
    this.inside = [];
    this.fault = null;
    this.cut = false;
    void this.#read((this.#turn += 1));
  }

  /** Asks for the name of a folder, and goes into it once it is made. */
  askFolder(): void {
    const { place } = this;
    if (place.bucket === "") return;
    this.newFolder = new NewFolder(place, (name) => {
      this.onfolder(place, name);
      this.go({ ...place, prefix: `${place.prefix}${name}/` });
    });
  }

  async run(): Promise<void> {
    if (!this.ready) return;
    this.busy = true;
    try {
      await this.#copy(this.picked, this.place, this.leave);
      this.close();
      this.#done();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  close(): void {
    this.#turn += 1;
    this.#listing?.close();
  }

  async #read(turn: number): Promise<void> {
    const { place } = this;
    this.reading = true;
    try {
      if (place.connection === "") {
        this.inside = this.#ways.list.map(({ id, name }) => ({ name, place: { ...place, connection: id } }));
      } else if (place.bucket === "") {
        const inside = ({ name }: BucketView) => ({ name, place: { ...place, bucket: name } });
        const pages = stream((page: BucketView[]) => {
          if (turn === this.#turn) this.inside = [...this.inside, ...page.map(inside)];
        });
        const { buckets } = await call("list_buckets", { connection: place.connection, pages });
        pages.close();
        if (turn === this.#turn) this.inside = buckets.map(inside);
      } else return this.#open(place, turn);
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    }
    if (turn === this.#turn) this.reading = false;
  }

  #open(place: Place, turn: number): void {
    const listing = new Listing(place, folder, () => void this.#show(listing, turn));
    this.#listing = listing;
  }

  /** Folders come before files in a listing by name. */
  async #show(listing: Listing, turn: number): Promise<void> {
    const rows = await listing.peek(0, most).catch(() => []);
    if (turn !== this.#turn) return;
    const folders = rows.filter((row) => row.kind === "folder");
    this.inside = folders.map((row) => ({
      name: row.name.replace(/\/$/, ""),
      place: { ...listing.place, prefix: row.key },
    }));
    this.cut = folders.length === most;
    this.fault = listing.fault;
    this.reading = !listing.complete && !listing.fault;
  }
}
