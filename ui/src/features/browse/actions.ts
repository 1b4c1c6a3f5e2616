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
import Hourglass from "@lucide/svelte/icons/hourglass";
import PackagePlus from "@lucide/svelte/icons/package-plus";
import PenLine from "@lucide/svelte/icons/pen-line";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Scissors from "@lucide/svelte/icons/scissors";
import Settings2 from "@lucide/svelte/icons/settings-2";
import Sigma from "@lucide/svelte/icons/sigma";
import TextSearch from "@lucide/svelte/icons/text-search";
import Trash from "@lucide/svelte/icons/trash";
import type { Action } from "../../lib/actions";
import type { Browse } from "./state.svelte";

export type BrowseActions = ReturnType<typeof browseActions>;

export function browseActions(browse: Browse) {
  const listed = () => browse.listing !== null && browse.listing.refused === null;
  const mayAdd = () => browse.mayAdd;
  const chosen = () => listed() && browse.mayChoose;
  const act = (
    id: string,
    label: string,
    keys: string[],
    run: () => void,
    can: () => boolean = listed,
    more: Partial<Action> = {},
  ): Action => ({ id, label, keys, run, can, ...more });

  const back = act(
    "back",
    "Back",
    ["Alt+ArrowLeft"],
    () => browse.back(),
    () => browse.canBack,
    {
      icon: ArrowLeft,
    },
  );
  const forward = act(
    "forward",
    "Forward",
    ["Alt+ArrowRight"],
    () => browse.forward(),
    () => browse.canForward,
    { icon: ArrowRight },
  );
  const up = act(
    "up",
    "Up one folder",
    ["Alt+ArrowUp", "Backspace"],
    () => browse.up(),
    () => browse.canUp,
    {
      icon: ArrowUp,
    },
  );
  const refresh = act(
    "refresh",
    "Refresh",
    ["F5", "Ctrl+R"],
    () => browse.refresh(),
    () => !!browse.place,
    {
      icon: RefreshCw,
    },
  );
  const path = act(
    "path",
    "Type a path",
    ["Ctrl+L"],
    () => browse.typePath(),
    () => !!browse.place,
  );
  const filter = act(
    "find",
    "Filter",
    ["Ctrl+F"],
    () => document.getElementById("filter")?.focus(),
    () => listed() || browse.buckets !== null,
  );
  const search = act(
    "search",
    "Search below…",
    ["Ctrl+Shift+F"],
    () => browse.askSearch(),
    () => listed(),
    { icon: TextSearch },
  );
  const measure = act("measure", "Count files and size", ["Alt+Enter"], () => browse.measure(), listed, {
    icon: Sigma,
  });
  const showInFolder = act(
    "show-in-folder",
    "Show in its folder",
    [],
    () => browse.showInFolder(),
    () => chosen() && (browse.query !== null || browse.report !== null),
    { icon: FolderSearch },
  );
  const openReport = act(
    "open-report",
    "Open as a listing",
    [],
    () => {
      const row = browse.focusedReport;
      if (row) void browse.openReport(row);
    },
    () => listed() && browse.focusedReport !== null,
    { icon: ScrollText },
  );
  const newFolder = act("new-folder", "New folder", ["Ctrl+Shift+N"], () => browse.askName(), mayAdd, {
    icon: FolderPlus,
  });
  const uploadFiles = act("upload-files", "Upload files…", ["Ctrl+U"], () => browse.upload("files"), mayAdd, {
    icon: FileUp,
  });
  const uploadFolder = act(
    "upload-folder",
    "Upload a folder…",
    ["Ctrl+Shift+U"],
    () => browse.upload("folder"),
    mayAdd,
    { icon: FolderUp },
  );
  const uploadOtherwise = act(
    "upload-otherwise",
    "Upload in another way…",
    [],
    () => browse.uploadOtherwise(),
    mayAdd,
    {
      icon: PackagePlus,
    },
  );
  const open = act("open", "Open", ["Enter"], () => browse.openFocused(), chosen, {
    icon: FolderOpen,
  });
  const download = act("download", "Download…", ["Ctrl+D"], () => browse.download(), chosen, {
    icon: Download,
  });
  const cut = act("cut", "Cut", ["Ctrl+X"], () => browse.hold(true), chosen, { icon: Scissors });
  const copy = act("copy", "Copy", ["Ctrl+C"], () => browse.hold(false), chosen, { icon: Copy });
  const paste = act(
    "paste",
    "Paste",
    ["Ctrl+V"],
    () => browse.put(),
    () => browse.mayPut,
    { icon: ClipboardPaste },
  );
  const copyTo = act("copy-to", "Copy to…", ["Ctrl+Shift+C"], () => browse.askDestination(false), chosen, {
    icon: Copy,
  });
  const moveTo = act("move-to", "Move to…", ["Ctrl+Shift+X"], () => browse.askDestination(true), chosen, {
    icon: FolderInput,
  });
  const rename = act(
    "rename",
    "Rename…",
    ["F2"],
    () => browse.askRename(),
    () => chosen() && browse.chosen <= 1,
    { icon: PenLine },
  );
  const remove = act("delete", "Delete…", ["Delete"], () => browse.askDelete(), chosen, {
    icon: Trash,
    grave: true,
  });
  const settings = act(
    "bucket-settings",
    "Bucket settings",
    ["Ctrl+,"],
    () => browse.openSettings(),
    () => !!browse.place?.bucket,
    { icon: Settings2 },
  );
  const unfinished = act(
    "unfinished",
    "Unfinished uploads…",
    ["Ctrl+Shift+M"],
    () => browse.showUnfinished(),
    () => !!browse.place?.bucket,
    { icon: Hourglass },
  );
  const selectAll = act(
    "select-all",
    "Select all",
    ["Ctrl+A"],
    () => browse.press({ kind: "all" }),
    () => {
      return listed() && (browse.listing?.shown ?? 0) > 0;
    },
  );

  return {
    ...{
      back,
      forward,
      up,
      refresh,
      path,
      filter,
      search,
      measure,
      showInFolder,
      openReport,
      newFolder,
      uploadFiles,
      uploadFolder,
      uploadOtherwise,
      open,
      download,
      cut,
      copy,
      paste,
      copyTo,
      moveTo,
      rename,
      remove,
      settings,
      unfinished,
    },
    selectAll,
    all: [
      back,
      forward,
      up,
      refresh,
      path,
      filter,
      search,
      measure,
      openReport,
      newFolder,
      uploadFiles,
      uploadFolder,
      uploadOtherwise,
      download,
      cut,
      copy,
      paste,
      copyTo,
      moveTo,
      rename,
      remove,
      settings,
      unfinished,
      selectAll,
    ],
    upload: [[uploadFiles, uploadFolder], [uploadOtherwise]],
    /** On what is selected, and on the empty ground. */
    onRows: [[open], [download, copyTo, moveTo, rename], [cut, copy], [selectAll, refresh], [remove]],
    onGround: [
      [newFolder, uploadFiles, uploadFolder],
      [paste],
      [search, measure, unfinished],
      [selectAll, refresh],
    ],
  };
}
