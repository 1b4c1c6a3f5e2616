/**
 * What the shown screen is about: the place, what is worth knowing of it, and whose login it works
 * with.
 */
import type { Place } from "./lib/backend/contract";
import { say } from "./lib/words";
import { connectionName } from "./features/connect/name";
import type { App } from "./app.svelte";

/** Letters of a name in the title of a window. */
const longestName = 80;

/** The place that is shown, or whose bucket's settings are. */
export function placeShown({ screen, browse }: App): Place | null {
  if (screen.name === "settings") return { ...screen.props.settings.at, prefix: "" };
  return screen.name === "browse" ? browse.place : null;
}

/** What the desktop calls this window, so that two of them are told apart. */
export function windowTitle(page: App): string {
  const place = placeShown(page);
  if (!place) return say("page-program-name");
  const folder = place.prefix.split("/").filter(Boolean).at(-1);
  const name = folder ?? (place.bucket || placeNote(page));
  return say("page-window-title", { name: [...name].slice(0, longestName).join("") });
}

/** What is worth knowing about where the shown folder is. */
export function placeNote({ browse, connections }: App): string {
  const connection = browse.place && connections.find(browse.place.connection);
  if (connection?.kind === "practice") return say("page-practice-note");
  return connection ? connectionName(connection) : "";
}

/** Whose login the shown screen works with. */
export function connectionInFront({ screen, browse, integrations }: App): string | null {
  if (screen.name === "settings") return screen.props.settings.at.connection;
  if (screen.name === "integrations") {
    return integrations.one?.sheet.connection ?? integrations.at?.connection ?? null;
  }
  return browse.place?.connection ?? null;
}
