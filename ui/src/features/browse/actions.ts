/** Everything that can be done while browsing, each once: the bar, the menus and the keys read these. */
import ArrowLeft from "@lucide/svelte/icons/arrow-left";
import ArrowRight from "@lucide/svelte/icons/arrow-right";
import ArrowUp from "@lucide/svelte/icons/arrow-up";
import ClipboardPaste from "@lucide/svelte/icons/clipboard-paste";
import Copy from "@lucide/svelte/icons/copy";
import Download from "@lucide/svelte/icons/download";
import FileUp from "@lucide/svelte/icons/file-up";
import FolderInput from "@lucide/svelte/icons/folder-input";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import FolderPlus from "@lucide/svelte/icons/folder-plus";
import FolderSearch from "@lucide/svelte/icons/folder-search";
import FolderUp from "@lucide/svelte/icons/folder-up";
import PackagePlus from "@lucide/svelte/icons/package-plus";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Scissors from "@lucide/svelte/icons/scissors";
import Sigma from "@lucide/svelte/icons/sigma";
import TextSearch from "@lucide/svelte/icons/text-search";
import Trash from "@lucide/svelte/icons/trash";
import { act, renaming, type Action } from "../../lib/actions";
import type { PlaceActions } from "./placeactions";
import type { Browse } from "./state.svelte";

export type BrowseActions = ReturnType<typeof browseActions>;

const listed = (browse: Browse) => browse.listing !== null && browse.listing.refused === null;

/** The way, and what is shown of where it leads. */
function wayActions(browse: Browse) {
  const can = () => listed(browse);
  const anywhere = () => browse.place !== null;
  return {
    back: act("back", "Back", () => browse.back(), {
      keys: ["Alt+ArrowLeft"],
      icon: ArrowLeft,
      can: () => browse.canBack,
    }),
    forward: act("forward", "Forward", () => browse.forward(), {
      keys: ["Alt+ArrowRight"],
      icon: ArrowRight,
      can: () => browse.canForward,
    }),
    up: act("up", "Up one folder", () => browse.up(), {
      keys: ["Alt+ArrowUp", "Backspace"],
      icon: ArrowUp,
      can: () => browse.canUp,
    }),
    refresh: act("refresh", "Refresh", () => browse.refresh(), {
      keys: ["F5", "Ctrl+R"],
      icon: RefreshCw,
      can: anywhere,
    }),
    path: act("path", "Type a path", () => browse.typePath(), { keys: ["Ctrl+L"], can: anywhere }),
    filter: act("find", "Filter", () => document.getElementById("filter")?.focus(), {
      keys: ["Ctrl+F"],
      can: () => can() || browse.buckets !== null,
    }),
    search: act("search", "Search below…", () => browse.askSearch(), {
      keys: ["Ctrl+Shift+F"],
      icon: TextSearch,
      can,
    }),
    measure: act("measure", "Count files and size", () => browse.measure(), {
      keys: ["Alt+Enter"],
      icon: Sigma,
      can,
    }),
  };
}

/** What comes into the folder. */
function addActions(browse: Browse) {
  const can = () => browse.mayAdd;
  return {
    newFolder: act("new-folder", "New folder", () => browse.askName(), {
      keys: ["Ctrl+Shift+N"],
      icon: FolderPlus,
      can,
    }),
    uploadFiles: act("upload-files", "Upload files…", () => browse.upload("files"), {
      keys: ["Ctrl+U"],
      icon: FileUp,
      can,
    }),
    uploadFolder: act("upload-folder", "Upload a folder…", () => browse.upload("folder"), {
      keys: ["Ctrl+Shift+U"],
      icon: FolderUp,
      can,
    }),
    uploadOtherwise: act("upload-otherwise", "Upload in another way…", () => browse.uploadOtherwise(), {
      icon: PackagePlus,
      can,
    }),
  };
}

/** What is done with the rows that are selected. */
function rowActions(browse: Browse) {
  const can = () => listed(browse) && browse.mayChoose;
  return {
    download: act("download", "Download…", () => browse.download(), {
      keys: ["Ctrl+D"],
      icon: Download,
      can,
    }),
    cut: act("cut", "Cut", () => browse.hold(true), {
      keys: ["Ctrl+X"],
      icon: Scissors,
      editing: true,
      can,
    }),
    copy: act("copy", "Copy", () => browse.hold(false), {
      keys: ["Ctrl+C"],
      icon: Copy,
      editing: true,
      can,
    }),
    paste: act("paste", "Paste", () => browse.put(), {
      keys: ["Ctrl+V"],
      icon: ClipboardPaste,
      editing: true,
      can: () => browse.mayPut,
    }),
    copyTo: act("copy-to", "Copy to…", () => browse.askDestination(false), {
      keys: ["Ctrl+Shift+C"],
      icon: Copy,
      can,
    }),
    moveTo: act("move-to", "Move to…", () => browse.askDestination(true), {
      keys: ["Ctrl+Shift+X"],
      icon: FolderInput,
      can,
    }),
    rename: renaming(
      () => browse.askRename(),
      () => can() && browse.chosen <= 1,
    ),
    remove: act("delete", "Delete…", () => browse.askDelete(), {
      keys: ["Delete"],
      icon: Trash,
      grave: true,
      can,
    }),
  };
}

/** What is done with the row that has the focus; a bucket's row as well. */
function focusActions(browse: Browse) {
  const chosen = () => listed(browse) && browse.mayChoose;
  return {
    open: act("open", "Open", () => browse.openFocused(), {
      keys: ["Enter"],
      icon: FolderOpen,
      can: () => chosen() || browse.buckets !== null,
    }),
    showInFolder: act("show-in-folder", "Show in its folder", () => browse.showInFolder(), {
      icon: FolderSearch,
      can: () => chosen() && (browse.query !== null || browse.report !== null),
    }),
    openReport: act("open-report", "Open as a listing", () => browse.openFocusedReport(), {
      icon: ScrollText,
      can: () => listed(browse) && browse.focusedReport !== null,
    }),
  };
}

function selectAllOf(browse: Browse): Action {
  return act("select-all", "Select all", () => browse.press({ kind: "all" }), {
    keys: ["Ctrl+A"],
    editing: true,
    can: () => listed(browse) && (browse.listing?.shown ?? 0) > 0,
  });
}

/** `shown`: what can be done with the place that is shown; `focused`: with the folder that has the focus. */
export function browseActions(browse: Browse, shown: PlaceActions, focused: PlaceActions) {
  const way = wayActions(browse);
  const add = addActions(browse);
  const rows = rowActions(browse);
  const focus = focusActions(browse);
  const selectAll = selectAllOf(browse);
  const { favourite, settings, unfinished } = shown;
  const { openInTab } = focused;
  return {
    ...{ ...way, ...add, ...rows, ...focus, selectAll },
    ...{ openInTab, favourite, settings, unfinished },
    /** What has a key or stands in the palette, in its order. */
    all: [
      ...[...Object.values(way), focus.openReport, ...Object.values(add), ...Object.values(rows)],
      ...[settings, unfinished, selectAll],
    ],
    upload: [[add.uploadFiles, add.uploadFolder], [add.uploadOtherwise]],
    /** On what is selected, and on the empty ground. */
    onRows: [
      [focus.open],
      [rows.download, rows.copyTo, rows.moveTo, rows.rename],
      [rows.cut, rows.copy],
      [selectAll, way.refresh],
      [rows.remove],
    ],
    onGround: [
      [add.newFolder, add.uploadFiles, add.uploadFolder],
      [rows.paste],
      [way.search, way.measure, unfinished],
      [selectAll, way.refresh],
    ],
  };
}
