/**
 * Parts of the page that are fetched when they are first shown: the first screen does not wait for
 * dialogs that nobody has opened.
 */
import type { Component } from "svelte";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what Svelte itself asks of properties
export type Drawable = Record<string, any>;
type Fetch<Props extends Drawable> = () => Promise<{ default: Component<Props> }>;

const parts: { fetch(): Promise<void> }[] = [];

/** Drawn by `Later.svelte`. */
export class Part<Props extends Drawable> {
  /** Null until it has been fetched, which happens once. */
  component = $state.raw<Component<Props> | null>(null);
  #coming: Promise<void> | null = null;

  constructor(readonly from: Fetch<Props>) {}

  fetch(): Promise<void> {
    return (this.#coming ??= this.from().then((module) => {
      this.component = module.default;
    }));
  }
}

/** A part, to be named once beside the view that shows it. */
export function later<Props extends Drawable>(from: Fetch<Props>): Part<Props> {
  const part = new Part(from);
  parts.push(part);
  return part;
}

/** Fetches every part, and the parts of those, for tests of what a screen shows at once. */
export async function fetchAll(): Promise<void> {
  for (const part of parts) await part.fetch();
}
