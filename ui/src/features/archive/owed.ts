/** What is still billed for files that are deleted or replaced before their minimum time. */
import type { EarlyClass } from "../../lib/backend/contract";
import { say } from "../../lib/words";
import { namedClass } from "../browse/classes";

/** A sentence or two for each storage class. */
export function owed(early: EarlyClass[]): string[] {
  return early.map(({ class: code, files: count, bytes, days, small, moved, least }) => {
    const billed = code
      ? say("archive-owed", { count, bytes, class: namedClass(code), days })
      : say("archive-owed-all", { count, bytes, days });
    const sentences = [
      count > 0 ? billed : "",
      small > 0 ? say("archive-owed-small", { count: small }) : "",
      moved > 0 ? say("archive-owed-moved", { count: moved, class: namedClass(code), days: least }) : "",
    ];
    return sentences.filter((sentence) => sentence !== "").join(" ");
  });
}
