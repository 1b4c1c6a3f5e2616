/**
 * Everything that can be done while browsing, each once: the bar, the menus and the keys read
 * these.
 */
import ArrowLeft from "@lucide/svelte/icons/arrow-left";
import ArrowRight from "@lucide/svelte/icons/arrow-right";
import ArrowUp from "@lucide/svelte/icons/arrow-up";
import ClipboardPaste from "@lucide/svelte/icons/clipboard-paste";
import Copy from "@lucide/svelte/icons/copy";
import Download from "@lucide/svelte/icons/download";
import AppWindow from "@lucide/svelte/icons/app-window";
import Eye from "@lucide/svelte/icons/eye";
import FileUp from "@lucide/svelte/icons/file-up";
import FolderInput from "@lucide/svelte/icons/folder-input";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import FolderPlus from "@lucide/svelte/icons/folder-plus";
import FolderSearch from "@lucide/svelte/icons/folder-search";
import FolderUp from "@lucide/svelte/icons/folder-up";
import History from "@lucide/svelte/icons/history";
import ListFilter from "@lucide/svelte/icons/list-filter";
import PackagePlus from "@lucide/svelte/icons/package-plus";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Scissors from "@lucide/svelte/icons/scissors";
import Sigma from "@lucide/svelte/icons/sigma";
import TextSearch from "@lucide/svelte/icons/text-search";
import Trash from "@lucide/svelte/icons/trash";
import { tick } from "svelte";
import { act, renaming, type Action } from "../../lib/actions";
import { say } from "../../lib/words";
import { mostRenamed } from "./patterning.svelte";
import type { PlaceActions } from "./placeactions";
import { compareAction } from "../compare/actions";
import { propertiesAction } from "../properties/actions";
import { shareAction } from "../share/actions";
import { keepActions } from "../lock/actions";
import { timeActions } from "../time/actions";
import type { Browse } from "./state.svelte";
import { isArchived } from "./classes";
import { isNow } from "./way.svelte";
import type { UndoActions } from "./undoactions";

export type BrowseActions = ReturnType<typeof browseActions>;

const listed = (browse: Browse) => browse.listing !== null && browse.listing.refused === null;

/** Where the filter is only a button, it opens first. */
function askFilter(browse: Browse): void {
  browse.filtering = true;
  void tick().then(() => document.getElementById("filter")?.focus());
}

/** The way, and what is shown of where it leads. */
function wayActions(browse: Browse) {
  const can = () => listed(browse);
  const anywhere = () => browse.place !== null;
  return {
    back: act("back", say("browse-back-action"), () => browse.back(), {
      keys: ["Alt+ArrowLeft"],
      icon: ArrowLeft,
      can: () => browse.canBack,
    }),
    forward: act("forward", say("browse-forward-action"), () => browse.forward(), {
      keys: ["Alt+ArrowRight"],
      icon: ArrowRight,
      can: () => browse.canForward,
    }),
    up: act("up", say("browse-up-action"), () => browse.up(), {
      keys: ["Alt+ArrowUp", "Backspace"],
      icon: ArrowUp,
      can: () => browse.canUp,
    }),
    refresh: act("refresh", say("browse-refresh-action"), () => browse.refresh(), {
      keys: ["F5", "Ctrl+R"],
      icon: RefreshCw,
      can: anywhere,
    }),
    path: act("path", say("browse-path-action"), () => browse.typePath(), {
      keys: ["Ctrl+L"],
      also: "browse-path-also",
      can: anywhere,
    }),
    filter: act("find", say("browse-filter-action"), () => askFilter(browse), {
      keys: ["Ctrl+F"],
      icon: ListFilter,
      why: () => say("browse-open-bucket-first"),
      can: () => can() || browse.buckets !== null,
    }),
    search: act("search", say("browse-search-action"), () => browse.askSearch(), {
      also: "browse-search-also",
      keys: ["Ctrl+Shift+F"],
      icon: TextSearch,
      can,
      why: () => say("browse-open-bucket-first"),
    }),
    measure: act("measure", say("browse-measure-action"), () => browse.measure(), {
      also: "browse-measure-also",
      keys: ["Alt+Enter"],
      icon: Sigma,
      // What is counted is what is there now.
      can: () => can() && browse.shows.kind !== "as_of",
      why: () => say(browse.shows.kind === "as_of" ? "time-is-past" : "browse-open-bucket-first"),
    }),
  };
}

/** What comes into the folder. */
function addActions(browse: Browse) {
  const can = () => browse.mayAdd;
  const why = () => {
    if (browse.readOnly) return say("browse-read-only");
    if (browse.shows.kind === "as_of") return say("time-is-past");
    const found = browse.place?.bucket && browse.shows.kind !== "folder";
    return say(found ? "browse-not-in-results" : "browse-open-folder-first");
  };
  return {
    newFolder: act("new-folder", say("browse-create-folder-action"), () => browse.askName(), {
      also: "browse-create-folder-also",
      keys: ["Ctrl+Shift+N"],
      icon: FolderPlus,
      can,
      why,
    }),
    uploadFiles: act("upload-files", say("browse-upload-files-action"), () => browse.upload("files"), {
      keys: ["Ctrl+U"],
      icon: FileUp,
      can,
      why,
    }),
    uploadFolder: act("upload-folder", say("browse-upload-folder-action"), () => browse.upload("folder"), {
      also: "browse-upload-folder-also",
      keys: ["Ctrl+Shift+U"],
      icon: FolderUp,
      can,
      why,
    }),
    uploadOtherwise: act(
      "upload-otherwise",
      say("browse-upload-options-action"),
      () => browse.uploadOtherwise(),
      {
        also: "browse-upload-options-also",
        icon: PackagePlus,
        can,
        why,
      },
    ),
  };
}

/** Several get names by a pattern, where they are in one folder. */
function mayRename({ chosen, shows }: Browse): boolean {
  return chosen <= 1 || (chosen <= mostRenamed && isNow(shows));
}

function whyNotRename(browse: Browse): string | null {
  if (browse.readOnly || browse.time.past !== null || mayRename(browse)) return null;
  if (!isNow(browse.shows)) return say("browse-not-in-results");
  return say("browse-pattern-most", { count: mostRenamed });
}

function pasting(browse: Browse): Action {
  return act("paste", say("browse-paste-action"), () => browse.put(), {
    keys: ["Ctrl+V"],
    icon: ClipboardPaste,
    editing: true,
    can: () => browse.mayPut,
    why: () => {
      if (browse.readOnly) return say("browse-read-only");
      if (browse.shows.kind === "as_of") return say("time-is-past");
      return say(browse.mayAdd ? "browse-nothing-to-paste" : "browse-open-folder-first");
    },
  });
}

/** What is done with the rows that are selected. */
function rowActions(browse: Browse) {
  const chosen = () => listed(browse) && browse.mayChoose;
  const nothing = () => say(listed(browse) ? "browse-select-first" : "browse-open-folder-first");
  // What is of an earlier time is taken out as it was then, and not changed.
  const can = () => chosen() && browse.time.untaken === null;
  const why = () => browse.time.untaken ?? nothing();
  const canChange = () => chosen() && browse.time.past === null && !browse.readOnly;
  const whyNot = () => (browse.readOnly ? say("browse-read-only") : (browse.time.past ?? nothing()));
  return {
    download: act("download", say("browse-download-action"), () => browse.download(), {
      keys: ["Ctrl+D"],
      icon: Download,
      can,
      why,
    }),
    cut: act("cut", say("browse-cut-action"), () => browse.hold(true), {
      keys: ["Ctrl+X"],
      icon: Scissors,
      editing: true,
      can: canChange,
      why: whyNot,
    }),
    copy: act("copy", say("browse-copy-action"), () => browse.hold(false), {
      keys: ["Ctrl+C"],
      icon: Copy,
      editing: true,
      can,
      why,
    }),
    paste: pasting(browse),
    copyTo: act("copy-to", say("browse-copy-to-action"), () => browse.askDestination(false), {
      keys: ["Ctrl+Shift+C"],
      icon: Copy,
      can,
      why,
    }),
    moveTo: act("move-to", say("browse-move-to-action"), () => browse.askDestination(true), {
      keys: ["Ctrl+Shift+X"],
      icon: FolderInput,
      can: canChange,
      why: whyNot,
    }),
    rename: renaming(
      () => browse.askRename(),
      () => canChange() && mayRename(browse),
      () => whyNotRename(browse) ?? whyNot(),
    ),
    remove: act("delete", say("browse-delete-action"), () => browse.askDelete(), {
      keys: ["Delete"],
      icon: Trash,
      grave: true,
      can: canChange,
      why: whyNot,
    }),
  };
}

/** What is done with the row that has the focus; a bucket's row as well. */
function focusActions(browse: Browse) {
  const chosen = () => listed(browse) && browse.mayChoose;
  return {
    open: act("open", say("browse-open-action"), () => browse.openFocused(), {
      keys: ["Enter"],
      icon: FolderOpen,
      can: () => chosen() || browse.buckets !== null,
    }),
    openWith: act("open-with", say("open-with-action"), () => browse.openWith(), {
      also: "open-with-also",
      icon: AppWindow,
      can: () =>
        chosen() && browse.onuse !== null && browse.seen?.kind === "file" && browse.time.past === null,
      why: () => browse.time.past ?? say(listed(browse) ? "browse-select-first" : "browse-open-folder-first"),
    }),
    quickLook: act("quick-look", say("look-quick-look-action"), () => browse.peek(), {
      also: "look-quick-look-also",
      keys: ["Space"],
      icon: Eye,
      can: () => listed(browse) && browse.cursor.focus >= 0,
      why: () => say(listed(browse) ? "browse-select-first" : "browse-open-folder-first"),
    }),
    versions: act("show-versions", say("versions-show-action"), () => browse.showVersions(true), {
      also: "versions-show-also",
      keys: ["Ctrl+H"],
      icon: History,
      can: () => listed(browse) && browse.seen?.kind === "file",
      why: () => say(listed(browse) ? "browse-select-first" : "browse-open-folder-first"),
    }),
    showInFolder: act("show-in-folder", say("browse-show-in-folder-action"), () => browse.showInFolder(), {
      icon: FolderSearch,
      can: () => chosen() && !isNow(browse.shows) && browse.shows.kind !== "as_of",
    }),
    openReport: act("open-report", say("browse-open-report-action"), () => browse.openFocusedReport(), {
      also: "browse-open-report-also",
      icon: ScrollText,
      can: () => listed(browse) && browse.focusedReport !== null,
    }),
  };
}

function selectAllOf(browse: Browse): Action {
  return act("select-all", say("browse-select-all-action"), () => browse.press({ kind: "all" }), {
    keys: ["Ctrl+A"],
    editing: true,
    can: () => listed(browse) && (browse.listing?.shown ?? 0) > 0,
  });
}

/**
 * `shown`: what can be done with the place that is shown; `focused`: with the folder that has the
 * focus.
 */
export function browseActions(
  browse: Browse,
  shown: PlaceActions,
  focused: PlaceActions,
  newBucket: Action,
  back: UndoActions,
) {
  const way = wayActions(browse);
  const add = addActions(browse);
  const rows = rowActions(browse);
  const focus = focusActions(browse);
  const selectAll = selectAllOf(browse);
  const share = shareAction(browse);
  const properties = propertiesAction(browse);
  const checksums = compareAction(browse);
  const { showDeleted, undelete, earlier, restore, now } = timeActions(browse);
  const keep = keepActions(browse);
  const { askFiles, compare, favourite, openInWindow, settings, unfinished } = shown;
  const { openInTab } = focused;
  return {
    ...{ ...way, ...add, ...rows, ...focus, selectAll, share, properties, undelete, restore, now },
    ...{ openInTab, openInWindow, favourite, settings, unfinished, newBucket },
    /** What has a key or stands in the palette, in its order. */
    all: [
      ...[
        ...Object.values(way),
        focus.openWith,
        focus.quickLook,
        focus.versions,
        share,
        askFiles,
        properties,
        checksums,
        focus.openReport,
        ...Object.values(add),
        ...Object.values(rows),
      ],
      ...[
        undelete,
        showDeleted,
        earlier,
        restore,
        now,
        ...Object.values(keep),
        ...[settings, unfinished, compare],
        selectAll,
        ...back.all,
      ],
    ],
    upload: [[add.uploadFiles, add.uploadFolder], [add.uploadOtherwise]],
    /** On what is selected, and on the empty ground. */
    onRows: [
      [focus.open, focus.openWith, focus.quickLook, focus.versions],
      [
        ...[rows.download, share],
        ...(focused.askFiles.can() ? [focused.askFiles] : []),
        ...[rows.copyTo, rows.moveTo, rows.rename],
      ],
      [rows.cut, rows.copy],
      ...(undelete.can() ? [[undelete]] : []),
      ...(browse.shows.kind === "as_of" ? [[restore]] : []),
      [...(isArchived(browse.seen?.class ?? null) ? [keep.restoreArchived] : []), keep.lock],
      [selectAll, way.refresh],
      [properties, checksums],
      [rows.remove],
    ],
    onGround: [
      [add.newFolder, add.uploadFiles, add.uploadFolder, askFiles],
      [rows.paste],
      back.all,
      [way.search, way.measure, unfinished, compare],
      [selectAll, way.refresh],
    ],
  };
}
