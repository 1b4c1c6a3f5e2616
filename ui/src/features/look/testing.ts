/** A file in memory for the tests of viewers, which counts what was read of it. */
import type { LookKind, Source } from "./source";

export interface CountedSource extends Source {
  readonly reads: { start: number; length: number }[];
}

export function memory(
  bytes: Uint8Array | string,
  about: { name: string; kind: LookKind; format?: string; encoding?: string | null },
): CountedSource {
  const content = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  const reads: { start: number; length: number }[] = [];
  return {
    name: about.name,
    kind: about.kind,
    format: about.format ?? "application/octet-stream",
    encoding: about.encoding ?? null,
    size: content.length,
    address: "",
    reads,
    read(start, length, signal) {
      signal?.throwIfAborted();
      reads.push({ start, length });
      return Promise.resolve(content.slice(start, start + length));
    },
  };
}
