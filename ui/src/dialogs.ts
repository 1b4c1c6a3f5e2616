/** What stands above the page when it is asked for; each is fetched when it is first shown. */
import { later } from "./lib/kit/later.svelte";

export const AskDialog = later(() => import("./features/connect/AskDialog.svelte"));
export const BucketDialog = later(() => import("./features/settings/BucketDialog.svelte"));
export const CompareDialogs = later(() => import("./features/compare/CompareDialogs.svelte"));
export const ConflictDialog = later(() => import("./features/transfers/ConflictDialog.svelte"));
export const ExportDialog = later(() => import("./features/connect/ExportDialog.svelte"));
export const ForgetDialog = later(() => import("./features/connect/ForgetDialog.svelte"));
export const MountDialogs = later(() => import("./features/mounts/MountDialogs.svelte"));
export const OpenDialogs = later(() => import("./features/open/OpenDialogs.svelte"));
export const Palette = later(() => import("./lib/kit/Palette.svelte"));
export const PropertyDialogs = later(() => import("./features/properties/PropertyDialogs.svelte"));
export const RefusalDialog = later(() => import("./features/integrate/RefusalDialog.svelte"));
export const RenameDialog = later(() => import("./features/connect/RenameDialog.svelte"));
export const RestoreDialog = later(() => import("./features/archive/RestoreDialog.svelte"));
export const ShareDialogs = later(() => import("./features/share/ShareDialogs.svelte"));
export const UndoDialog = later(() => import("./features/browse/UndoDialog.svelte"));
export const UnfinishedDialog = later(() => import("./features/unfinished/UnfinishedDialog.svelte"));
