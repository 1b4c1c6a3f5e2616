/**
 * What can be done from anywhere, each once, and everything that has a key or stands in the palette
 * on the screen that is shown. What can be done with files, places and connections is defined in
 * their features and bound to the page here.
 */
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import ClipboardPaste from "@lucide/svelte/icons/clipboard-paste";
import SquareChevronRight from "@lucide/svelte/icons/square-chevron-right";
import Handshake from "@lucide/svelte/icons/handshake";
import KeyRound from "@lucide/svelte/icons/key-round";
import Laptop from "@lucide/svelte/icons/laptop";
import PanelRight from "@lucide/svelte/icons/panel-right";
import type { App } from "./app.svelte";
import { browseActions } from "./features/browse/actions";
import { placeActions } from "./features/browse/placeactions";
import { tabActions } from "./features/browse/tabactions";
import { undoActions } from "./features/browse/undoactions";
import { zoomActions } from "./features/browse/zoom";
import { connectionActions, newBucket } from "./features/connect/actions";
import { languageActions } from "./languageactions";
import { linksAction } from "./features/share/actions";
import { act, unheard, type Action } from "./lib/actions";
import type { ConnectionView, Place } from "./lib/backend/contract";
import { nextPane } from "./lib/kit/panes";
import { say } from "./lib/words";

export function pageActions(page: App) {
  const started = () => page.connections.started;
  const ready = () => started() && page.screen.name !== "connect";
  const connected = () => page.connections.list.length > 0;

  const palette = act("all-actions", say("page-commands-action"), () => (page.palette = true), {
    also: "page-commands-also",
    keys: ["Ctrl+K", "Ctrl+Shift+P", "F1"],
    icon: SquareChevronRight,
    can: started,
  });
  const connect = act("door-connect", say("page-connect-action"), () => page.connect(), {
    also: "page-connect-also",
    keys: ["Ctrl+Shift+K"],
    icon: KeyRound,
    can: ready,
  });
  const paste = act("door-paste", say("page-paste-action"), () => page.paste(), {
    also: "page-paste-also",
    icon: ClipboardPaste,
    can: ready,
  });
  const practise = act("door-practise", say("page-practise-action"), () => void page.practise(), {
    icon: Laptop,
    can: () => started() && page.connections.practice === null,
  });
  const integrations = act("integrations", say("page-integrations-action"), () => page.integrate(), {
    also: "page-integrations-also",
    keys: ["Ctrl+I"],
    icon: Handshake,
    can: connected,
  });
  const copies = act("backups", say("page-backups-action"), () => page.showBackups(), {
    also: "page-backups-also",
    icon: CalendarClock,
    can: connected,
  });
  const pane = act("next-pane", say("page-next-pane-action"), () => nextPane(), {
    also: "page-pane-also",
    keys: ["F6"],
    can: started,
  });
  const paneBefore = act("previous-pane", say("page-previous-pane-action"), () => nextPane(true), {
    also: "page-pane-also",
    keys: ["Shift+F6"],
    can: started,
  });
  const links = linksAction(connected);
  const bucket = bucketAction(page);

  return {
    palette,
    connect,
    /** The ways to one more connection, as a menu. */
    adding: [[connect, paste, practise].filter((way) => way !== practise || practise.can())],
    /**
     * Asked for by the first key or the palette: what each language calls itself takes a moment to
     * find.
     */
    get all() {
      return [
        ...[palette, connect, paste, practise, integrations, copies, links, bucket, pane, paneBefore],
        ...[...zoomActions(page.places), ...languageActions(page.places)],
      ];
    },
    ofPlace: (place: Place) => placeMenu(place, page),
    ofConnection: (connection: ConnectionView) => connectionActions(connection, page),
  };
}

/** A bucket in the connection that is shown. */
function bucketAction(page: App): Action {
  const here = () => (page.screen.name === "browse" ? (page.browse.place?.connection ?? null) : null);
  return { ...newBucket(here, page), also: "page-new-bucket-also" };
}

/** The menu of a place that is named, but not shown. */
function placeMenu(place: Place, page: App): Action[][] {
  const {
    openInTab,
    openInWindow,
    favourite,
    settings,
    askFiles,
    giveAccess,
    backUp,
    compare,
    mount,
    remove,
  } = placeActions(() => place, page);
  const whole = place.bucket !== "" && place.prefix === "";
  return [
    [openInTab, openInWindow, favourite],
    [settings, askFiles, giveAccess, backUp, compare, mount],
    whole ? [remove] : [],
  ].map((group) => group.map(unheard));
}

/** What can be done with the tab in front and what it shows. */
export function folderActions(page: App) {
  const { browse } = page;
  const shown = placeActions(() => browse.place, page);
  const focused = placeActions(() => browse.focusedFolder, page);
  const files = browseActions(browse, shown, focused, bucketAction(page), undoActions(page.undoing));
  const tabs = tabActions(page.tabs);
  const { places } = page;
  const details = act(
    "details-pane",
    say("look-details-pane-action"),
    () => places.changeLook({ details: !places.look.details }, true),
    {
      also: "look-details-pane-also",
      keys: ["Ctrl+Shift+I"],
      icon: PanelRight,
      can: () => browse.listing !== null,
    },
  );
  return {
    files,
    tabs,
    all: [...files.all, details, ...tabs.all, files.openInTab, files.openInWindow, files.favourite],
  };
}
