/** Starts the page: picks who answers its calls, then draws it. */
import { mount } from "svelte";
import App from "./App.svelte";
import { App as Page } from "./app.svelte";
import { useHost } from "./lib/backend/backend";
import { insideTauri, tauri } from "./lib/backend/tauri";
import "./lib/tokens.css";
import "./lib/base.css";

if (insideTauri()) {
  useHost(tauri);
} else if (import.meta.env.DEV) {
  // `npm run dev` in a browser: everything works, nothing is real. `?empty` shows the first run.
  const { Fake } = await import("./lib/backend/fake");
  const asked = new URLSearchParams(location.search);
  const keychain = asked.has("nokeychain") ? "missing" : "ready";
  const fake = new Fake({ furnished: !asked.has("empty"), keychain });
  useHost(fake);
  Object.assign(window, { fake });
}

const page = new Page();
window.addEventListener("error", (event) => {
  // The browser's note that a size changed while it was being told: it lays the page out once more,
  // and nothing failed.
  if (!event.message.includes("ResizeObserver loop")) page.tell(event.error ?? event.message);
});
window.addEventListener("unhandledrejection", (event) => {
  // In a debug build Tauri takes the keys of the details pane for the web view's tools as well,
  // which this page may not open.
  if (!String(event.reason).includes("internal_toggle_devtools")) page.tell(event.reason);
});

const target = document.getElementById("app");
if (target) mount(App, { target, props: { page } });
void page.start();
