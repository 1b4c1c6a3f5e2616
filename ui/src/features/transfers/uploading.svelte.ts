/** How the files of one upload are kept, while it is chosen. */
import type { UploadOptions } from "../../lib/backend/contract";

export class UploadOptionsForm {
  class = $state("");
  encryption = $state("");
  key = $state("");
  readonly #chosen: (kind: "files" | "folder", options: UploadOptions) => Promise<void>;

  constructor(chosen: (kind: "files" | "folder", options: UploadOptions) => Promise<void>) {
    this.#chosen = chosen;
  }

  get options(): UploadOptions {
    const told = (text: string) => (text.trim() === "" ? null : text.trim());
    const kms_key = this.encryption === "aws:kms" ? told(this.key) : null;
    return { class: told(this.class), encryption: told(this.encryption), kms_key };
  }

  choose(kind: "files" | "folder"): Promise<void> {
    return this.#chosen(kind, this.options);
  }
}
