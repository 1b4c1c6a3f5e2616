/**
 * What the tabs are called: by their folder, and where two would be called the same, by what holds
 * it as well. Pure.
 */
import type { Place } from "../../lib/backend/contract";
import { steps, title } from "./path";

export interface TabName {
  name: string;
  /** What holds it, where that tells it from another; empty elsewhere. */
  of: string;
}

/** `nameOf` is what a connection is called; a tab without a place has no name. */
export function tabNames(
  places: (Place | null)[],
  nameOf: (connection: string) => string,
): (TabName | null)[] {
  const ways = places.map((place) => place && wayTo(place, nameOf));
  return ways.map((way, at) => {
    if (!way) return null;
    const [name = "", ...holders] = way;
    const alike = ways.filter((other, nth) => other && nth !== at && other[0] === name) as string[][];
    const whole = way.join("\n");
    const others = alike.filter((other) => other.join("\n") !== whole);
    // The nearest that none of the others has in the same place.
    const telling = holders.find((holder, up) => others.every((other) => other[up + 1] !== holder));
    return { name, of: others.length > 0 ? (telling ?? holders[0] ?? "") : "" };
  });
}

/** From the folder up to the connection. */
function wayTo(place: Place, nameOf: (connection: string) => string): string[] {
  const connection = nameOf(place.connection);
  if (place.bucket === "") return [connection];
  const folders = steps(place.prefix).map(({ name }) => name);
  return [title(place), ...[place.bucket, ...folders].slice(0, -1).reverse(), connection];
}
