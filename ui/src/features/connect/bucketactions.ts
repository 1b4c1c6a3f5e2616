/** What can be done with a bucket wherever it is named, each once: the sidebar's menu reads these. */
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import FolderSymlink from "@lucide/svelte/icons/folder-symlink";
import Handshake from "@lucide/svelte/icons/handshake";
import Settings2 from "@lucide/svelte/icons/settings-2";
import type { App } from "../../app.svelte";
import type { Action } from "../../lib/actions";
import type { Place } from "../../lib/backend/contract";

export function bucketActions(page: App, { connection, bucket, prefix }: Place): Action[] {
  const named = () => bucket !== "";
  const held = page.connections.find(connection);
  const act = (id: string, label: string, icon: Action["icon"], run: () => void, can = named): Action => ({
    id,
    label,
    keys: [],
    icon,
    can,
    run,
  });
  return [
    act("bucket-settings", "Bucket settings", Settings2, () => page.openSettings({ connection, bucket })),
    act("let-somebody-in", "Let somebody in…", Handshake, () =>
      page.integrate({ connection, bucket }, prefix),
    ),
    act("back-up", "Dated copies…", CalendarClock, () => page.newBackup({ connection, bucket }, prefix)),
    // As a folder of this computer it needs a login that is there without the window.
    act(
      "mount",
      "Open as a folder…",
      FolderSymlink,
      () => held && page.askMount(held, bucket),
      () => named() && held?.kind === "saved",
    ),
  ];
}
