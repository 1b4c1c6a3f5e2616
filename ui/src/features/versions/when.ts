/** When a version was made, for the eye. */
import type { FileVersion } from "../../lib/backend/contract";
import { exactDate, say } from "../../lib/words";

export function when({ modified }: Pick<FileVersion, "modified">): string {
  return modified === null ? say("versions-no-time") : exactDate(modified);
}
