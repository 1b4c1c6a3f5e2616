/**
 * Places that are kept from one day to the next: favourites, places of late, the open tabs, and how
 * lists are shown. The file is Rust's. Tabs are kept one word after the other; what changes
 * meanwhile is kept next, the latest only.
 */
import { call } from "../../lib/backend/backend";
import type { Look, Place, PlacesView, Sort } from "../../lib/backend/contract";
import { shown } from "../../lib/words";
import { byName } from "./listing.svelte";
import { sameFolder } from "./path";
import { usual } from "./zoom";

/** Buckets whose order is remembered at most. */
const mostSorts = 200;

export class Places {
  favourites = $state.raw<Place[]>([]);
  recents = $state.raw<Place[]>([]);
  look = $state.raw<Look>({
    ...{ tiles: false, plain: false, thumbs: false, columns: [], words: false },
    ...{ zoom: 0, language: "", details: false, tree: [], sorts: [] },
  });
  /** How much larger than usual the desktop shows text. */
  textScale = $state(1);
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
      shown.choose(kept.look.language);
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

  /** The size of text and rows, in percent. */
  get zoom(): number {
    return this.look.zoom || usual;
  }

  setZoom(percent: number): void {
    this.keepLook({ ...this.look, zoom: percent === usual ? 0 : percent });
  }

  /** The language of the window: a folder of the catalogue, or the computer's where it is "". */
  setLanguage(language: string): void {
    shown.choose(language);
    this.keepLook({ ...this.look, language });
  }

  /** The order in which the files of a place's bucket were last shown. */
  orderOf(place: Place): Sort {
    const bucket = { ...place, prefix: "" };
    return this.look.sorts.find(({ at }) => sameFolder(at, bucket))?.sort ?? byName;
  }

  keepOrder(place: Place, sort: Sort): void {
    const at = { ...place, prefix: "" };
    const others = this.look.sorts.filter((each) => !sameFolder(each.at, at));
    const plain = sort.by === byName.by && !sort.descending;
    const sorts = plain ? others : [{ at, sort }, ...others].slice(0, mostSorts);
    this.keepLook({ ...this.look, sorts });
  }

  /** Whether a line of the sidebar is not as it is at first. */
  isTurned(line: string): boolean {
    return this.look.tree.includes(line);
  }

  keepTurned(line: string, turned: boolean): void {
    if (this.isTurned(line) === turned) return;
    const others = this.look.tree.filter((each) => each !== line);
    this.keepLook({ ...this.look, tree: turned ? [...others, line] : others });
  }

  /** Leaves out what belonged to a connection that is gone. */
  forget(connection: string): void {
    const others = (places: Place[]) => places.filter((place) => place.connection !== connection);
    this.favourites = others(this.favourites);
    this.recents = others(this.recents);
    // Rust leaves out the orders by itself.
    const sorts = this.look.sorts.filter(({ at }) => at.connection !== connection);
    this.look = { ...this.look, sorts };
  }
}
