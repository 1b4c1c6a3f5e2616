/** How the files of one upload are kept, while it is chosen. */
import type { Keeping } from "../../lib/backend/contract";

export class KeepingForm {
  class = $state("");
  encryption = $state("");
  key = $state("");
  readonly #chosen: (kind: "files" | "folder", keeping: Keeping) => Promise<void>;

  constructor(chosen: (kind: "files" | "folder", keeping: Keeping) => Promise<void>) {
    this.#chosen = chosen;
  }

  get keeping(): Keeping {
    const told = (text: string) => (text.trim() === "" ? null : text.trim());
    const kms_key = this.encryption === "aws:kms" ? told(this.key) : null;
    return { class: told(this.class), encryption: told(this.encryption), kms_key };
  }

  choose(kind: "files" | "folder"): Promise<void> {
    return this.#chosen(kind, this.keeping);
  }
}
