/** How the page carries out what a notice offers. */
import type { App } from "./app.svelte";
import type { Remedy } from "./lib/backend/contract";
import { Restoring } from "./features/archive/state.svelte";

/** `connection`: the one that the notice is about, where its place tells. */
export function mend(page: App, remedy: Remedy, connection: string | null): void {
  switch (remedy.kind) {
    case "refresh":
      return page.browse.refresh();
    case "answers":
      return void page.integrations.one?.backToAnswers();
    case "ask":
      // The button copies the text by itself.
      return;
    case "change":
      // In the form itself the field is there already.
      if (page.screen.name === "connect") page.screen.props.form.wanted = remedy.field;
      else if (connection) page.edit(connection, remedy.field, remedy.value);
      return;
  }
  if (!connection) return;
  const { bucket } = remedy;
  switch (remedy.kind) {
    case "open":
      page.newBucket = null;
      return page.go({ connection, bucket, prefix: "" });
    case "fetch":
      page.restoring = new Restoring({ connection, bucket, key: remedy.key });
      return;
    case "empty":
      return page.openSettings({ connection, bucket }, "remove");
    case "look":
      return page.openSettings({ connection, bucket }, remedy.setting);
  }
}
