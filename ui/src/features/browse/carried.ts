/**
 * Rows that are held by the pointer. They are picked once they are let go, or their list is left on
 * the way: the host keeps only a few picks, and a drag that comes to nothing is to cost none.
 */
import type { Picked, Place, Row } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Transfers } from "../transfers/state.svelte";
import type { Listing } from "./listing.svelte";
import { sameFolder } from "./path";

export class Carried {
  /** In words: the name of one, else how many. */
  readonly what: string;
  readonly from: Place;
  readonly #listing: Listing;
  readonly #transfers: Transfers;
  readonly #tell: (caught: unknown) => void;
  #picked: Promise<Picked> | null = null;
  readonly #id: string;
  readonly #isReadOnly: (connection: string) => boolean;
  readonly #name: string;
  #rows: Row[] = [];

  /** `what`: in words; `name`: of the row that was pressed. */
  constructor(
    { what, name }: { what: string; name: string },
    id: string,
    listing: Listing,
    transfers: Transfers,
    tell: (caught: unknown) => void,
    isReadOnly: (connection: string) => boolean = () => false,
  ) {
    this.what = what;
    this.#name = name;
    this.from = listing.place;
    this.#listing = listing;
    this.#transfers = transfers;
    this.#tell = tell;
    this.#id = id;
    this.#isReadOnly = isReadOnly;
    listing.onclose = () => this.#pick();
    listing.chosen().then((rows) => (this.#rows = rows), tell);
  }

  /** They were let go. */
  end(): void {
    this.#listing.onclose = null;
  }

  #pick(): Promise<Picked> {
    this.#picked ??= this.#transfers.pick(this.#id);
    this.#picked.catch(() => undefined);
    return this.#picked;
  }

  /** Why they cannot be put there; null where they can. */
  refusal(place: Place, copies: boolean): string | null {
    if (this.#isReadOnly(place.connection)) return say("browse-read-only");
    if (!copies && this.#isReadOnly(this.from.connection)) return say("browse-read-only-source");
    if (place.bucket === "") return say("browse-destination-no-bucket");
    if (sameFolder(place, this.from) && !copies) return say("browse-destination-same");
    const { connection, bucket, prefix } = place;
    const near = connection === this.from.connection && bucket === this.from.bucket;
    const inside = this.#rows.some((row) => row.kind === "folder" && prefix.startsWith(row.key));
    return near && inside ? say("browse-drag-inside") : null;
  }

  async put(to: Place, copies: boolean): Promise<void> {
    try {
      const picked = await this.#pick();
      // Rows that moved under the pointer: what is selected is not what was dragged.
      const known = this.#rows.length === picked.files + picked.folders;
      if (known && !this.#rows.some(({ name }) => name === this.#name)) return;
      await this.#transfers.copy(picked, to, !copies, this.#rows);
    } catch (caught) {
      this.#tell(caught);
    }
  }

  /**
   * Goes on as a drag of the system, to other programs, which ends when the answer does: at once on
   * a system that takes no drags. Null once their list was left.
   */
  out(): Promise<void> | null {
    const { id } = this.#listing;
    if (id === null || this.#listing.closed) return null;
    if (this.#rows.length > 0 && !this.#rows.some(({ name }) => name === this.#name)) return null;
    return this.#transfers.carry(id, this.what).catch(this.#tell);
  }
}
