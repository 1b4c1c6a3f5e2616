/** What is left of deleted files, and how they can be had back: by what their bucket does. */
import type { Remains } from "../../lib/backend/contract";
import { counted } from "../../lib/words";

export function said(remains: Remains | null, files: number): string[] {
  const one = files === 1;
  switch (remains?.remains) {
    case "nothing":
      return ["This bucket keeps no old versions, so this cannot be undone."];
    case "versions": {
      const cleaned =
        remains.days === null
          ? []
          : [
              `A lifecycle rule of this bucket deletes old versions for good after ${counted(remains.days, "day")}.`,
            ];
      return [
        `This bucket keeps versions. ${one ? "The file stays" : "The files stay"} in it as ${one ? "an old version" : "old versions"}, hidden behind a delete marker and still billed.`,
        `To get ${one ? "it" : "one"} back, show versions in your storage’s console and delete the delete marker of the file.`,
        ...cleaned,
      ];
    }
    case "older_versions":
      return [
        "Versioning is suspended in this bucket. What was stored since then is deleted for good.",
        "Versions from before stay. To get one back, show versions in your storage’s console and delete the delete marker of the file.",
      ];
    case "unknown":
    case undefined:
      return ["It could not be read whether this bucket keeps versions. Expect that this cannot be undone."];
  }
}
