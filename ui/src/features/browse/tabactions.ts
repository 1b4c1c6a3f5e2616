/** What can be done with tabs and favourites, each once: the menus and the keys read these. */
import Copy from "@lucide/svelte/icons/copy-plus";
import Star from "@lucide/svelte/icons/star";
import StarOff from "@lucide/svelte/icons/star-off";
import type { Action } from "../../lib/actions";
import type { Places } from "./places.svelte";
import type { Tabs } from "./tabs.svelte";

export type TabActions = ReturnType<typeof tabActions>;

export function tabActions(tabs: Tabs, places: Places) {
  const { front } = tabs;
  const many = () => tabs.list.length > 1;
  const folder = () => front.focusedFolder;
  const act = (
    id: string,
    label: string,
    keys: string[],
    run: () => void,
    can: () => boolean,
    more: Partial<Action> = {},
  ): Action => ({ id, label, keys, run, can, ...more });

  const newTab = act(
    "new-tab",
    "New tab",
    ["Ctrl+T"],
    () => front.place && tabs.open(front.place),
    () => front.place !== null,
  );
  const closeTab = act(
    "close-tab",
    "Close tab",
    ["Ctrl+W"],
    () => tabs.close(front),
    () => many() || front.place !== null,
  );
  const next = act("next-tab", "Next tab", ["Ctrl+Tab"], () => tabs.step(1), many);
  const before = act("tab-before", "Tab before", ["Ctrl+Shift+Tab"], () => tabs.step(-1), many);
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) =>
    act(`tab-at-${key}`, `Tab ${key}`, [`Ctrl+${key}`], () => tabs.number(key), many),
  );
  const openInTab = act(
    "open-in-tab",
    "Open in a new tab",
    ["Ctrl+Enter"],
    () => {
      const place = folder();
      if (place) tabs.open(place);
    },
    () => folder() !== null,
    { icon: Copy },
  );
  const kept = () => front.place !== null && places.isFavourite(front.place);
  const favourite = act(
    "favourite",
    kept() ? "Remove from favourites" : "Add to favourites",
    ["Ctrl+B"],
    () => front.place && void places.toggleFavourite(front.place),
    () => front.place !== null,
    { icon: kept() ? StarOff : Star },
  );

  return {
    newTab,
    openInTab,
    favourite,
    all: [newTab, closeTab, next, before, ...numbers, openInTab, favourite],
  };
}
