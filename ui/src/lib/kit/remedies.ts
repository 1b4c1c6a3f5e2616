/**
 * What the window does about a fault, and what its button says. Notices stand all over the page; the page itself says here
 * once how each remedy is carried out.
 */
import type { Fault, LoginField, Remedy } from "../backend/contract";

/** `connection`: the one that the fault is of, where the notice's place tells. */
type Act = (remedy: Remedy, connection: string | null) => void;

export const remedies: { act: Act } = { act: () => undefined };

const secrets: LoginField[] = ["access_key", "secret_key", "session_token"];

/** The words of the button; null where there is nothing that the window can do from here. */
export function remedyLabel({ remedy }: Fault, connection: string | null): string | null {
  if (!remedy || remedy.kind === "ask") return null;
  if (remedy.kind === "refresh") return "Refresh";
  if (remedy.kind === "answers") return "Change the answers";
  if (connection === null) return null;
  if (remedy.kind === "empty") return "Count what is inside";
  if (remedy.kind === "open") return `Open “${remedy.bucket}”`;
  if (remedy.kind === "fetch") return "Fetch it from the archive…";
  if (remedy.kind === "look") return "Open the bucket’s settings";
  if (remedy.field === "region" && remedy.value) return `Use ${remedy.value}`;
  if (remedy.field === "prefix") return "Fill in a start folder";
  if (remedy.field === "bucket") return "Fill in a bucket";
  if (remedy.field === "trust") return "Choose a certificate";
  return secrets.includes(remedy.field) ? "Give new keys" : "Change the connection";
}
