/**
 * What can be done with a place wherever it is named, each once: the open folder in the bar, the
 * menus and by key, a folder in the list, a line of the sidebar.
 */
import AppWindow from "@lucide/svelte/icons/app-window";
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import CopyPlus from "@lucide/svelte/icons/copy-plus";
import FolderSymlink from "@lucide/svelte/icons/folder-symlink";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import Handshake from "@lucide/svelte/icons/handshake";
import Hourglass from "@lucide/svelte/icons/hourglass";
import Inbox from "@lucide/svelte/icons/inbox";
import Settings from "@lucide/svelte/icons/settings";
import Star from "@lucide/svelte/icons/star";
import StarOff from "@lucide/svelte/icons/star-off";
import Trash from "@lucide/svelte/icons/trash";
import { act } from "../../lib/actions";
import type { BucketAt, ConnectionView, Place } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import { shares } from "../share/shares.svelte";
import type { Places } from "./places.svelte";

/** What the page does with places. */
export interface PlaceWays {
  readonly places: Places;
  readonly connections: { find(id: string): ConnectionView | null };
  goInTab(place: Place): void;
  goInWindow(place: Place | null): void;
  openSettings(at: BucketAt, page?: "remove"): void;
  showUnfinished(at: BucketAt): void;
  integrate(at: BucketAt, folder: string): void;
  newBackup(at: BucketAt, folder: string): void;
  compare(place: Place): void;
  askMount(connection: ConnectionView, bucket: string): void;
}

export type PlaceActions = ReturnType<typeof placeActions>;

/** `place` is asked again whenever an action is shown or run. */
export function placeActions(place: () => Place | null, page: PlaceWays) {
  const known = () => place() !== null;
  const inBucket = () => !!place()?.bucket;
  const why = () => say("browse-open-bucket-first");
  const on = (run: (place: Place) => void) => () => {
    const asked = place();
    if (asked) run(asked);
  };
  const onBucket = (run: (at: BucketAt, folder: string) => void) =>
    on(({ connection, bucket, prefix }) => run({ connection, bucket }, prefix));
  const login = () => page.connections.find(place()?.connection ?? "");
  const kept = () => {
    const here = place();
    return here !== null && page.places.isFavourite(here);
  };

  return {
    openInTab: act(
      "open-in-tab",
      say("browse-open-in-tab-action"),
      on((place) => page.goInTab(place)),
      { keys: ["Ctrl+Enter"], icon: CopyPlus, can: known, also: "browse-open-in-tab-also" },
    ),
    openInWindow: act("new-window", say("browse-new-window-action"), () => page.goInWindow(place()), {
      keys: ["Ctrl+N"],
      icon: AppWindow,
      also: "browse-new-window-also",
    }),
    favourite: {
      ...act(
        "favourite",
        "",
        on((place) => void page.places.toggleFavourite(place)),
        { keys: ["Ctrl+B"], can: known },
      ),
      get label() {
        return say(kept() ? "browse-remove-favourite-action" : "browse-add-favourite-action");
      },
      get icon() {
        return kept() ? StarOff : Star;
      },
    },
    settings: act(
      "bucket-settings",
      say("browse-settings-action"),
      onBucket((at) => page.openSettings(at)),
      { keys: ["Ctrl+,"], icon: Settings, can: inBucket, why, also: "browse-settings-also" },
    ),
    unfinished: act(
      "unfinished",
      say("browse-unfinished-action"),
      onBucket((at) => page.showUnfinished(at)),
      { keys: ["Ctrl+Shift+M"], icon: Hourglass, can: inBucket, why, also: "browse-unfinished-also" },
    ),
    askFiles: act(
      "ask-files",
      say("share-upload-action"),
      on((place) => shares.ask(place)),
      { icon: Inbox, can: inBucket, why, also: "share-upload-also" },
    ),
    giveAccess: act(
      "give-access",
      say("browse-give-access-action"),
      onBucket((at, folder) => page.integrate(at, folder)),
      { icon: Handshake, can: inBucket, why, also: "browse-give-access-also" },
    ),
    backUp: act(
      "back-up",
      say("browse-create-backup-action"),
      onBucket((at, folder) => page.newBackup(at, folder)),
      { icon: CalendarClock, can: inBucket, why, also: "browse-create-backup-also" },
    ),
    compare: act(
      "compare-places",
      say("sync-compare-action"),
      on((place) => page.compare(place)),
      { keys: ["F3"], icon: GitCompareArrows, can: inBucket, why, also: "sync-compare-also" },
    ),
    remove: act(
      "delete-bucket",
      say("browse-delete-bucket-action"),
      onBucket((at) => page.openSettings(at, "remove")),
      { icon: Trash, grave: true, can: inBucket, why },
    ),
    // As a folder of this computer it needs a login that is there without the window.
    mount: act(
      "mount",
      say("browse-mount-action"),
      onBucket(({ bucket }) => {
        const connection = login();
        if (connection) page.askMount(connection, bucket);
      }),
      {
        icon: FolderSymlink,
        can: () => inBucket() && login()?.kind === "saved",
        why: () => say(inBucket() ? "browse-mount-saved-only" : "browse-open-bucket-first"),
        also: "browse-mount-also",
      },
    ),
  };
}
