/**
 * What the window does about a fault, and what its button says. Notices stand all over the page;
 * the page itself says here once how each remedy is carried out.
 */
import { say } from "../words";
import type { Fault, LoginField, Remedy } from "../backend/contract";

/** `connection`: the one that the fault is of, where the notice's place tells. */
type Act = (remedy: Remedy, connection: string | null) => void;

export const remedies: { act: Act } = { act: () => undefined };

const secrets: LoginField[] = ["access_key", "secret_key", "session_token"];

/** The words of the button; null where there is nothing that the window can do from here. */
export function remedyLabel({ remedy }: Fault, connection: string | null): string | null {
  if (!remedy || remedy.kind === "ask") return null;
  if (remedy.kind === "refresh") return say("kit-remedy-refresh-button");
  if (remedy.kind === "answers") return say("kit-remedy-answers-button");
  if (connection === null) return null;
  if (remedy.kind === "empty") return say("kit-remedy-empty-button");
  if (remedy.kind === "open") return say("kit-remedy-open-button", { bucket: remedy.bucket });
  if (remedy.kind === "fetch") return say("kit-remedy-fetch-button");
  if (remedy.kind === "look") return say("kit-remedy-look-button");
  if (remedy.field === "region" && remedy.value)
    return say("kit-remedy-region-button", { region: remedy.value });
  if (remedy.field === "prefix") return say("kit-remedy-prefix-button");
  if (remedy.field === "bucket") return say("kit-remedy-bucket-button");
  if (remedy.field === "trust") return say("kit-remedy-trust-button");
  return say(secrets.includes(remedy.field) ? "kit-remedy-secrets-button" : "kit-remedy-connection-button");
}
