/** Mounted buckets in words. */
import type { MountState, MountView } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import type { Tone } from "../../lib/kit/tone";

export const tones: Record<MountState, Tone> = {
  starting: "plain",
  mounted: "good",
  broken: "bad",
  waiting: "warn",
};

/** How it stands. Why files are held that wait to be uploaded is told by a fault of its own. */
export function stands({ state, elsewhere }: Pick<MountView, "state" | "elsewhere">): string {
  if (elsewhere === null) return say(`mounts-what-${state}`);
  return [say(`mounts-what-${state}`), say("mounts-shows-elsewhere", { server: elsewhere })].join(" ");
}

/** "team-files", or "All buckets". */
export const whatOf = ({ bucket }: Pick<MountView, "bucket">): string => bucket ?? say("mounts-all-buckets");

/** "team-files on Acme", or "All buckets on Acme". */
export const called = ({ bucket, name }: Pick<MountView, "bucket" | "name">): string =>
  bucket === null
    ? say("mounts-all-title", { connection: name })
    : say("mounts-drive-title", { bucket, connection: name });

/** Empty where everything was uploaded; null: that could not be read. */
export function unsent(count: number | null): string {
  if (count === null) return say("mounts-unsent-unknown");
  return count === 0 ? "" : say("mounts-unsent", { count });
}
