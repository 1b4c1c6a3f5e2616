/**
 * A file inside a file (an entry of an archive, an attachment of an e-mail), unpacked in memory.
 */
import type { Source } from "../source";
import { kindOf } from "./kinds";

export interface Nested extends Source {
  /** Only the beginning was unpacked: it was longer than what may be held in memory. */
  readonly cut: boolean;
  /** Gives the memory behind `address` back. Whoever was handed the source calls it. */
  close(): void;
}

/** Unpacked bytes of one file at most. */
export const nestedLimit = 32 * 1024 * 1024;

export function nested(name: string, bytes: Uint8Array<ArrayBuffer>, cut = false): Nested {
  const about = kindOf(name, bytes);
  let address: string | null = null;
  return {
    name,
    size: bytes.length,
    ...about,
    cut,
    get address() {
      address ??= URL.createObjectURL(new Blob([bytes], { type: about.format }));
      return address;
    },
    read(start, length, signal) {
      return signal?.aborted
        ? Promise.reject(signal.reason as Error)
        : Promise.resolve(bytes.slice(start, start + length));
    },
    close() {
      if (address !== null) URL.revokeObjectURL(address);
      address = null;
    },
  };
}
