/** What stands above the files when it is asked for; each is fetched when it is first shown. */
import { later } from "../../lib/kit/later.svelte";

export const ArchiveDialog = later(() => import("../archive/ManyDialog.svelte"));
export const DeleteDialog = later(() => import("./DeleteDialog.svelte"));
export const DestinationDialog = later(() => import("./DestinationDialog.svelte"));
export const FolderDialog = later(() => import("./FolderDialog.svelte"));
export const FolderSize = later(() => import("./FolderSize.svelte"));
export const LockDialog = later(() => import("../lock/ManyDialog.svelte"));
export const MomentDialog = later(() => import("../time/MomentDialog.svelte"));
export const PatternDialog = later(() => import("./PatternDialog.svelte"));
export const QuickLook = later(() => import("../look/QuickLook.svelte"));
export const RestoreDialog = later(() => import("../time/RestoreDialog.svelte"));
export const SearchPanel = later(() => import("./SearchPanel.svelte"));
export const UndeleteDialog = later(() => import("../time/UndeleteDialog.svelte"));
