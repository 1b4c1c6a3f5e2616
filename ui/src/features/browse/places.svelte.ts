/**
 * Places that are kept from one day to the next: favourites, places of late, the open tabs, and how lists are shown.
 * The file is Rust's. Tabs are kept one word after the other; what changes meanwhile is kept next, the latest only.
 */
import { call } from "../../lib/backend/backend";
import type { Look, Place, PlacesView } from "../../lib/backend/contract";
import { sameFolder } from "./path";

export class Places {
  favourites = $state.raw<Place[]>([]);
  recents = $state.raw<Place[]>([]);
  look = $state.raw<Look>({ tiles: false, details: false, columns: [] });
  /** Tabs still to be kept, while others are. */
  #next: { tabs: Place[]; active: number } | null = null;
  #keeping = false;
  readonly #tell: (caught: unknown) => void;

  constructor(tell: (caught: unknown) => void) {
    this.#tell = tell;
  }

  /** What was kept; null when it cannot be read, which is told and stops nothing. */
  async start(): Promise<PlacesView | null> {
    try {
      const kept = await call("read_places", {});
      this.favourites = kept.favourites;
      this.recents = kept.recents;
      this.look = kept.look;
      return kept;
    } catch (caught) {
      this.#tell(caught);
      return null;
    }
  }

  async keepTabs(tabs: Place[], active: number): Promise<void> {
    this.#next = { tabs, active };
    if (this.#keeping) return;
    this.#keeping = true;
    try {
      while (this.#next) {
        const next = this.#next;
        this.#next = null;
        this.recents = await call("keep_tabs", next);
      }
    } catch (caught) {
      this.#tell(caught);
    } finally {
      this.#keeping = false;
    }
  }

  isFavourite(place: Place): boolean {
    return this.favourites.some((other) => sameFolder(other, place));
  }

  async toggleFavourite(place: Place): Promise<void> {
    try {
      const favourite = !this.isFavourite(place);
      this.favourites = await call("set_favourite", { place, favourite });
    } catch (caught) {
      this.#tell(caught);
    }
  }

  /** Changes part of how lists are shown; it is kept once it is `done`. */
  changeLook(change: Partial<Look>, done: boolean): void {
    this.look = { ...this.look, ...change };
    if (done) this.keepLook(this.look);
  }

  keepLook(look: Look): void {
    this.look = look;
    call("keep_look", { look }).catch(this.#tell);
  }

  /** Leaves out what belonged to a connection that is gone. */
  forget(connection: string): void {
    const others = (places: Place[]) => places.filter((place) => place.connection !== connection);
    this.favourites = others(this.favourites);
    this.recents = others(this.recents);
  }
}
