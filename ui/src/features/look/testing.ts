/** A file in memory for the tests of viewers, which counts what was read of it. */
import { say } from "../../lib/words";
import type { LookKind, Source } from "./source";
import { inWords, type Trouble } from "./viewers/reads";

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

/** What is told of a file that is not shown; null where it could not be read. */
export function told(trouble: Trouble | null): { title: string | null; words: string } | null {
  if (!trouble || "fault" in trouble) return null;
  return { title: trouble.title && say(trouble.title), words: trouble.why.map(inWords).join(" ") };
}

/** The messages of it. */
export function reasons(trouble: Trouble | null): string[] {
  return !trouble || "fault" in trouble ? [] : trouble.why.map(({ id }) => id);
}
