/** Rows that are held by the pointer, kept apart from their list: that one may be left on the way. */
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
  readonly #picked: Promise<Picked>;
  readonly #name: string;
  #rows: Row[] = [];

  /** `what`: in words; `name`: of the row that was pressed. */
  constructor(
    { what, name }: { what: string; name: string },
    id: string,
    listing: Listing,
    transfers: Transfers,
    tell: (caught: unknown) => void,
  ) {
    this.what = what;
    this.#name = name;
    this.from = listing.place;
    this.#listing = listing;
    this.#transfers = transfers;
    this.#tell = tell;
    this.#picked = transfers.pick(id);
    this.#picked.catch(tell);
    listing.chosen().then((rows) => (this.#rows = rows), tell);
  }

  /** Why they cannot be put there; null where they can. */
  refusal(place: Place, copies: boolean): string | null {
    if (place.bucket === "") return say("browse-destination-no-bucket");
    if (sameFolder(place, this.from) && !copies) return say("browse-destination-same");
    const { connection, bucket, prefix } = place;
    const near = connection === this.from.connection && bucket === this.from.bucket;
    const inside = this.#rows.some((row) => row.kind === "folder" && prefix.startsWith(row.key));
    return near && inside ? say("browse-drag-inside") : null;
  }

  async put(to: Place, copies: boolean): Promise<void> {
    try {
      const picked = await this.#picked;
      // Rows that moved under the pointer: what is selected is not what was dragged.
      const known = this.#rows.length === picked.files + picked.folders;
      if (known && !this.#rows.some(({ name }) => name === this.#name)) return;
      await this.#transfers.copy(picked, to, !copies, this.#rows);
    } catch (caught) {
      this.#tell(caught);
    }
  }

  /** Goes on as a drag of the system, to other programs. False once their list was left. */
  out(): boolean {
    const { id } = this.#listing;
    if (id === null || this.#listing.closed) return false;
    if (this.#rows.length > 0 && !this.#rows.some(({ name }) => name === this.#name)) return false;
    this.#transfers.carry(id, this.what).catch(this.#tell);
    return true;
  }
}
