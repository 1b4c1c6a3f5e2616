/**
 * Everything that can stand in the place of the files: its name and the view that draws it. What a
 * screen holds is what its view asks for. A new screen is a line here and a folder in features.
 */
import { later, type Part } from "./lib/kit/later.svelte";

/** Each is fetched when it is first shown: the first screen does not wait for the others. */
const views = {
  connect: later(() => import("./features/connect/View.svelte")),
  settings: later(() => import("./features/settings/View.svelte")),
  integrations: later(() => import("./features/integrate/View.svelte")),
  backups: later(() => import("./features/backups/View.svelte")),
  sync: later(() => import("./features/sync/View.svelte")),
};

/** What each view gets from the page itself. */
export interface Leaving {
  onleave: () => void;
}

/** What ends with a screen when the person leaves it. */
interface Ending {
  close?(): void;
  /**
   * What leaving may lose. `leave` goes on at once, or asks in the screen itself and goes on after
   * a yes.
   */
  work?: { readonly unsaved: boolean; leave(way: () => void): void };
}

type Views = { [Name in keyof typeof views]: (typeof views)[Name] extends Part<infer Props> ? Props : never };

/** A screen in the place of the files, with what its view needs. */
export type Shown = {
  [Name in keyof Views]: { name: Name; props: Omit<Views[Name], keyof Leaving> } & Ending;
}[keyof Views];

/** What draws a screen, to be given its `props` and `onleave`. */
export function viewOf(screen: Shown): Part<Shown["props"] & Leaving> {
  return views[screen.name] as unknown as Part<Shown["props"] & Leaving>;
}

/** What stands beside the sidebar. */
export type Screen =
  Shown | { name: "starting" } | { name: "welcome" } | { name: "choose" } | { name: "browse" };
