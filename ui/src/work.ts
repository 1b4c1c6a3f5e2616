/** What a window is at that would end with it. */
import { faultOf } from "./lib/backend/backend";
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
export function closing(page: App, asked: Omit<Closing, "own" | "keep">): Closing {
  const work = workOf(page);
  const keep = async () => {
    // What was written is asked about at the next start.
    const all = await Promise.allSettled(page.tabs.list.map(({ viewing }) => viewing.keep()));
    const failed = all.find(({ status }) => status === "rejected");
    return failed?.status === "rejected" ? faultOf(failed.reason) : null;
  };
  const own = (unkept: boolean) =>
    work.map((each) => say(each === "texts" && unkept ? "page-work-texts-lost" : `page-work-${each}`));
  return { ...asked, ...(work.length > 0 && { own, keep }) };
}
