/** What a window is at that would end with it. */
import { say } from "./lib/words";
import type { Closing } from "./features/transfers/say";
import type { App } from "./app.svelte";

export type Work = "texts" | "emptying" | "renaming" | "drafts";

export function workOf({ tabs, screens }: App): Work[] {
  const work: Work[] = [];
  if (tabs.list.some(({ viewing }) => viewing.unsaved)) work.push("texts");
  if (tabs.list.some(({ patterning }) => patterning?.busy)) work.push("renaming");
  if (screens.emptying) work.push("emptying");
  else if (screens.unsaved) work.push("drafts");
  return work;
}

/** The question before the window closes, with what would end with it. */
export function closing(page: App, asked: { last: boolean; backup: boolean }): Closing {
  const work = workOf(page);
  const keep = async () => {
    // What was written is asked about at the next start.
    await Promise.all(page.tabs.list.map(({ viewing }) => viewing.keep()));
  };
  const own = () => work.map((each) => say(`page-work-${each}`));
  return { ...asked, ...(work.length > 0 && { own, keep }) };
}
