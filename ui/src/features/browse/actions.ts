/** Everything that can be done while browsing, each once: the bar, the menus and the keys read these. */
import ArrowLeft from "@lucide/svelte/icons/arrow-left";
import ArrowRight from "@lucide/svelte/icons/arrow-right";
import ArrowUp from "@lucide/svelte/icons/arrow-up";
import Download from "@lucide/svelte/icons/download";
import FileUp from "@lucide/svelte/icons/file-up";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import FolderPlus from "@lucide/svelte/icons/folder-plus";
import FolderUp from "@lucide/svelte/icons/folder-up";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import Settings2 from "@lucide/svelte/icons/settings-2";
import Trash from "@lucide/svelte/icons/trash";
import type { Action } from "../../lib/actions";
import type { Browse } from "./state.svelte";

export type BrowseActions = ReturnType<typeof browseActions>;

export function browseActions(browse: Browse) {
  const listed = () => browse.listing !== null && browse.listing.refused === null;
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
  const newFolder = act("new-folder", "New folder", ["Ctrl+Shift+N"], () => browse.askName(), listed, {
    icon: FolderPlus,
  });
  const uploadFiles = act("upload-files", "Upload files…", ["Ctrl+U"], () => browse.upload("files"), listed, {
    icon: FileUp,
  });
  const uploadFolder = act(
    "upload-folder",
    "Upload a folder…",
    ["Ctrl+Shift+U"],
    () => browse.upload("folder"),
    listed,
    { icon: FolderUp },
  );
  const open = act("open", "Open", ["Enter"], () => browse.openFocused(), chosen, {
    icon: FolderOpen,
  });
  const download = act("download", "Download…", ["Ctrl+D"], () => browse.download(), chosen, {
    icon: Download,
  });
  const remove = act("delete", "Delete…", ["Delete"], () => browse.askDelete(), chosen, {
    icon: Trash,
    grave: true,
  });
  const settings = act(
    "bucket-settings",
    "Bucket settings",
    ["Ctrl+,"],
    () => browse.openSettings(),
    () => !!browse.place,
    { icon: Settings2 },
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
      newFolder,
      uploadFiles,
      uploadFolder,
      open,
      download,
      remove,
      settings,
    },
    selectAll,
    all: [
      back,
      forward,
      up,
      refresh,
      path,
      filter,
      newFolder,
      uploadFiles,
      uploadFolder,
      download,
      remove,
      settings,
      selectAll,
    ],
    upload: [[uploadFiles, uploadFolder]],
    /** On what is selected, and on the empty ground. */
    onRows: [[open], [download], [selectAll, refresh], [remove]],
    onGround: [
      [newFolder, uploadFiles, uploadFolder],
      [selectAll, refresh],
    ],
  };
}
