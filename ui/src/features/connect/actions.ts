/** What can be done with a connection, each once: the sidebar's menu and its keys read these. */
import FolderSymlink from "@lucide/svelte/icons/folder-symlink";
import PackagePlus from "@lucide/svelte/icons/package-plus";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import Send from "@lucide/svelte/icons/send";
import Pencil from "@lucide/svelte/icons/pencil";
import Unplug from "@lucide/svelte/icons/unplug";
import { act, renaming, type Action } from "../../lib/actions";
import type { ConnectionView } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Connections } from "./state.svelte";

/** What the page does with a connection. */
export interface ConnectionWays {
  readonly connections: Connections;
  askBucket(connection: string): void;
  useElsewhere(connection: ConnectionView): void;
  edit(connection: string): void;
  askMount(connection: ConnectionView, bucket: null): void;
}

/** A bucket in the connection that `connection` names; null while there is none to make it in. */
export function newBucket(connection: () => string | null, page: Pick<ConnectionWays, "askBucket">): Action {
  return act("new-bucket", say("connect-create-bucket-action"), () => page.askBucket(connection() ?? ""), {
    icon: PackagePlus,
    can: () => connection() !== null,
    why: () => say("connect-open-connection-first"),
  });
}

/** In groups, as a menu shows them. */
export function connectionActions(connection: ConnectionView, page: ConnectionWays): Action[][] {
  const { connections } = page;
  const real = () => connection.kind !== "practice";
  const why = () => say("connect-not-for-practice");
  const read = () =>
    connections.isOpen(connection.id)
      ? void connections.read(connection.id)
      : connections.open(connection.id);
  const forget = () => (connections.forgetting = connection);
  return [
    [
      act("read-buckets", say("connect-refresh-action"), read, { icon: RefreshCw }),
      newBucket(() => connection.id, page),
      act("use-elsewhere", say("connect-export-action"), () => page.useElsewhere(connection), {
        icon: Send,
        can: real,
        why,
      }),
      act("change-connection", say("connect-edit-action"), () => page.edit(connection.id), {
        icon: Pencil,
        can: real,
        why,
      }),
      act("mount-all", say("connect-mount-all-action"), () => page.askMount(connection, null), {
        icon: FolderSymlink,
        can: () => connection.kind === "saved",
        why: () => say("browse-mount-saved-only"),
      }),
      renaming(
        () => connections.askName(connection),
        () => true,
      ),
    ],
    [act("forget", say("connect-remove-action"), forget, { keys: ["Delete"], icon: Unplug, grave: true })],
  ];
}
