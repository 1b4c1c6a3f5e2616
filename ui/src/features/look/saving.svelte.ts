/** A file inside of another, saved to this computer: where it went, or why it did not. */
import { canSave, faultOf, save } from "../../lib/backend/backend";
import type { Fault } from "../../lib/backend/contract";

export class Saving {
  busy = $state(false);
  /** Where the last one is. */
  saved = $state<string | null>(null);
  fault = $state.raw<Fault | null>(null);

  #seen: unknown = null;

  get possible(): boolean {
    return canSave();
  }

  /** What was said is of one file; `seen` is another one. */
  forget(seen: unknown): void {
    if (seen === this.#seen) return;
    this.#seen = seen;
    [this.saved, this.fault] = [null, null];
  }

  async save(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.saved, this.fault] = [true, null, null];
    try {
      this.saved = await save(fileName(name), bytes);
    } catch (caught) {
      this.fault = faultOf(caught);
    }
    this.busy = false;
  }
}

// eslint-disable-next-line no-control-regex
const unruly = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069<>:"|?*]/gu;
/** Names of devices on Windows, with any ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A name to begin with: an archive may call its files anything, and none of it is a path here. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => part.trim() !== "") ?? "";
  const plain = last
    .replaceAll(unruly, "_")
    .replace(/[ .]+$/u, "")
    .trim()
    .replace(device, "_$1");
  return plain === "" || /^\.+$/.test(plain) ? "file" : shortened(plain);
}

/** Most systems take names of 255 bytes; the ending stays. */
function shortened(name: string): string {
  const length = (text: string) => new TextEncoder().encode(text).length;
  if (length(name) <= 200) return name;
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? "";
  const letters = [...name.slice(0, name.length - ending.length)];
  while (length(letters.join("") + ending) > 200) letters.pop();
  return letters.join("") + ending;
}
