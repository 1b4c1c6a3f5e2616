/** What can be done with tabs, each once: the strip, the menus and the keys read these. */
import { act } from "../../lib/actions";
import { say } from "../../lib/words";
import type { Tabs } from "./tabs.svelte";

export type TabActions = ReturnType<typeof tabActions>;

export function tabActions(tabs: Tabs) {
  const { front } = tabs;
  const many = () => tabs.list.length > 1;
  const newTab = act("new-tab", say("browse-new-tab-action"), () => front.place && tabs.open(front.place), {
    keys: ["Ctrl+T"],
    can: () => front.place !== null,
  });
  const closeTab = act("close-tab", say("browse-close-tab-action"), () => tabs.close(front), {
    keys: ["Ctrl+W"],
    can: () => many() || front.place !== null,
  });
  const next = act("next-tab", say("browse-next-tab-action"), () => tabs.step(1), {
    keys: ["Ctrl+Tab"],
    can: many,
  });
  const before = act("tab-before", say("browse-previous-tab-action"), () => tabs.step(-1), {
    also: "browse-previous-tab-also",
    keys: ["Ctrl+Shift+Tab"],
    can: many,
  });
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) =>
    act(`tab-at-${key}`, say("browse-go-to-tab-action", { number: key }), () => tabs.number(key), {
      keys: [`Ctrl+${key}`],
      can: many,
    }),
  );
  return { newTab, all: [newTab, closeTab, next, before, ...numbers] };
}
