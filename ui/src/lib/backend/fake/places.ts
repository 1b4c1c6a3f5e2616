/**
 * Kept places of the fake, and a rough reading of addresses: enough to walk the page, nothing of
 * Rust's exactness.
 */
import type { Located, Look, Place, PlacesView } from "../contract";
import { nothingThere, refuse, wrongAddress } from "./faults";
import type { World } from "./world";

const same = (a: Place, b: Place) =>
  a.connection === b.connection && a.bucket === b.bucket && a.prefix === b.prefix;

export class FakePlaces {
  kept: PlacesView = {
    favourites: [],
    recents: [],
    tabs: [],
    active: 0,
    look: {
      ...{ tiles: false, plain: false, thumbs: false, columns: [], words: false },
      ...{ zoom: 0, language: "", details: false, tree: [], sorts: [] },
    },
  };

  keepTabs(tabs: Place[], active: number): Place[] {
    const here = tabs[active];
    if (here && here.bucket !== "")
      this.kept.recents = [here, ...this.kept.recents.filter((place) => !same(place, here))].slice(0, 12);
    Object.assign(this.kept, { tabs, active });
    return this.kept.recents;
  }

  setFavourite(place: Place, favourite: boolean): Place[] {
    const others = this.kept.favourites.filter((other) => !same(other, place));
    this.kept.favourites = favourite ? [...others, place] : others;
    return this.kept.favourites;
  }

  keepLook(look: Look): null {
    this.kept.look = look;
    return null;
  }

  locate(world: World, connection: string, bucket: string, text: string): Located {
    const plain = text.trim();
    if (/^(?!s3:)\w+:\/\//.test(plain)) refuse(wrongAddress);
    const whole = plain.startsWith("s3://") ? plain.slice(5) : bucket ? `${bucket}/${plain}` : plain;
    const [name = ""] = whole.split("/");
    const key = whole.slice(name.length + 1);
    const held = world.bucket(name);
    const thing = held.get(key);
    const prefix = key.slice(0, key.lastIndexOf("/") + 1);
    if (thing && !key.endsWith("/"))
      return {
        place: { connection, bucket: name, prefix },
        file: { name: key.slice(prefix.length), ...thing },
      };
    const folder = key === "" || key.endsWith("/") ? key : `${key}/`;
    if (key !== "" && ![...held.keys()].some((other) => other.startsWith(folder))) refuse(nothingThere(key));
    return { place: { connection, bucket: name, prefix: folder }, file: null };
  }
}
