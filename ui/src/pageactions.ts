/** What can be done from anywhere, each once: the palette and the keys read these. */
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import ClipboardPaste from "@lucide/svelte/icons/clipboard-paste";
import Command from "@lucide/svelte/icons/command";
import Handshake from "@lucide/svelte/icons/handshake";
import KeyRound from "@lucide/svelte/icons/key-round";
import Laptop from "@lucide/svelte/icons/laptop";
import PackagePlus from "@lucide/svelte/icons/package-plus";
import type { App } from "./app.svelte";
import type { Action } from "./lib/actions";

export type PageActions = ReturnType<typeof pageActions>;

export function pageActions(page: App) {
  const act = (
    id: string,
    label: string,
    keys: string[],
    icon: Action["icon"],
    run: () => void,
    can: () => boolean = () => page.connections.started && page.screen.name !== "connect",
  ): Action => ({ id, label, keys, icon, can, run });
  const here = () => page.browse.place?.connection ?? "";

  const palette = act(
    "all-actions",
    "All actions…",
    ["Ctrl+K", "Ctrl+Shift+P", "F1"],
    Command,
    () => (page.palette = true),
    () => page.connections.started,
  );
  const connect = act("connect-storage", "Connect to storage…", ["Ctrl+Shift+K"], KeyRound, () =>
    page.connect(),
  );
  const paste = act("paste-login", "Connect with what you were given…", [], ClipboardPaste, () =>
    page.paste(),
  );
  const practise = act("practise", "Practise on this computer", [], Laptop, () => void page.practise());
  const integrate = act(
    "integrations",
    "Integrations: who is let in",
    ["Ctrl+I"],
    Handshake,
    () => page.integrate(),
    () => page.connections.list.length > 0,
  );
  const copies = act(
    "dated-copies",
    "Dated copies",
    [],
    CalendarClock,
    () => page.showBackups(),
    () => page.connections.list.length > 0,
  );
  const newBucket = act(
    "new-bucket",
    "New bucket…",
    [],
    PackagePlus,
    () => page.askBucket(here()),
    () => page.screen.name === "browse" && here() !== "",
  );
  return { palette, all: [palette, connect, paste, practise, integrate, copies, newBucket] };
}
