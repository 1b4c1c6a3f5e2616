/** Mounted folders in words. */
import type { MountState, MountView } from "../../lib/backend/contract";
import { counted } from "../../lib/words";
import type { Tone } from "../../lib/kit/tone";

export const states: Record<MountState, { tone: Tone; word: string; what: string }> = {
  starting: { tone: "plain", word: "Starting", what: "It is on its way." },
  mounted: {
    tone: "good",
    word: "There",
    what: "Any program can use it. It stays there, also when Bucketwise is closed, until you take it off or turn off the computer.",
  },
  broken: {
    tone: "bad",
    word: "Broken",
    what: "rclone ended without taking the folder off, as after a crash. The files in the bucket are untouched. Take off what is left, then make it a folder again.",
  },
  waiting: {
    tone: "warn",
    word: "Not sent",
    what: "It is no folder any more. Files that were written into it and are not in the bucket yet are sent when it is a folder again.",
  },
};

/** How it stands; files for a server that the connection does not lead to any more are not sent. */
export function stands({ state, elsewhere }: Pick<MountView, "state" | "elsewhere">): string {
  if (elsewhere === null) return states[state].what;
  if (state === "waiting")
    return `It is no folder any more. Files that were written into it are for ${elsewhere}, and the connection now leads to another server, so they are not sent. They stay on this computer. To send them, edit the connection back to ${elsewhere}, then make it a folder again.`;
  return `${states[state].what} It shows ${elsewhere}, where the connection led before.`;
}

/** "team-files", or "All buckets". */
export const whatOf = ({ bucket }: Pick<MountView, "bucket">): string => bucket ?? "All buckets";

/** Empty where everything was sent; null: that could not be read. */
export function unsent(count: number | null): string {
  if (count === null)
    return "Whether files written into it are still to be sent could not be read. They stay on this computer.";
  return count === 0
    ? ""
    : `${counted(count, "file")} written into it ${count === 1 ? "is" : "are"} not in the bucket yet.`;
}
