/**
 * Everything that can stand in the place of the files: its name and the view that draws it. What a
 * screen holds is what its view asks for. A new screen is a line here and a folder in features.
 */
import type { Component, ComponentProps } from "svelte";

/** Each is fetched when it is first shown: the first screen does not wait for the others. */
const views = {
  connect: () => import("./features/connect/View.svelte"),
  settings: () => import("./features/settings/View.svelte"),
  integrations: () => import("./features/integrate/View.svelte"),
  backups: () => import("./features/backups/View.svelte"),
  sync: () => import("./features/sync/View.svelte"),
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

type Views = { [Name in keyof typeof views]: Awaited<ReturnType<(typeof views)[Name]>>["default"] };

/** A screen in the place of the files, with what its view needs. */
export type Shown = {
  [Name in keyof Views]: { name: Name; props: Omit<ComponentProps<Views[Name]>, keyof Leaving> } & Ending;
}[keyof Views];

/** What draws a screen, to be given its `props` and `onleave`. */
export async function drawn(screen: Shown): Promise<Component<Shown["props"] & Leaving>> {
  const { default: view } = await views[screen.name]();
  return view as Component<Shown["props"] & Leaving>;
}

/** What stands beside the sidebar. */
export type Screen =
  Shown | { name: "starting" } | { name: "welcome" } | { name: "choose" } | { name: "browse" };
