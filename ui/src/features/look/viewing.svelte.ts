/**
 * The file that is looked at: opened when it is wanted, closed when another is. Only one is being opened at a
 * time, and what was wanted in between is never asked for: an arrow that is held down costs one request for
 * each answer, not one for each file.
 */
import { address, bytes, call, faultOf } from "../../lib/backend/backend";
import type { Fault, Place, ReadingView } from "../../lib/backend/contract";
import type { Source } from "./source";

/** A version of a file to look at; `stamp` tells it from what stood there before. */
export interface Subject {
  at: { connection: string; bucket: string; key: string };
  name: string;
  version: string | null;
  stamp: string;
}

export type Sight =
  | { kind: "nothing" }
  | { kind: "opening"; subject: Subject }
  | { kind: "failed"; subject: Subject; fault: Fault }
  /** `played`: where the window can play it, for sound and film. */
  | { kind: "shown"; subject: Subject; view: ReadingView; source: Source; played: string | null };

export function subjectOf(
  place: Place,
  row: { key: string; name: string; size: number | null; modified: number | null },
): Subject {
  const { connection, bucket } = place;
  return {
    at: { connection, bucket, key: row.key },
    name: row.name,
    version: null,
    stamp: `${row.size}/${row.modified}`,
  };
}

function same(one: Subject | null, other: Subject | null): boolean {
  if (!one || !other) return one === other;
  const parts = ({ at, version, stamp }: Subject) => [at.connection, at.bucket, at.key, version, stamp];
  return JSON.stringify(parts(one)) === JSON.stringify(parts(other));
}

export class Viewing {
  sight = $state.raw<Sight>({ kind: "nothing" });
  #wanted: Subject | null = null;
  #shown: Subject | null = null;
  #reading: string | null = null;
  #busy = false;

  /** Looks at this file from now on, or at none. */
  show(subject: Subject | null): void {
    if (same(subject, this.#wanted)) return;
    this.#wanted = subject;
    if (!this.#busy) void this.#follow();
  }

  /** Opens the same file anew, as it is now. */
  retry(): void {
    this.#shown = null;
    if (!this.#busy) void this.#follow();
  }

  async #follow(): Promise<void> {
    this.#busy = true;
    while (!same(this.#wanted, this.#shown)) {
      const subject = this.#wanted;
      this.#shown = subject;
      this.#close();
      this.sight = subject ? { kind: "opening", subject } : { kind: "nothing" };
      if (subject) await this.#open(subject);
    }
    this.#busy = false;
  }

  async #open(subject: Subject): Promise<void> {
    try {
      const view = await call("open_reading", { at: subject.at, version: subject.version });
      this.#reading = view.id;
      const plays = view.kind === "audio" || view.kind === "video";
      const wanted = () => same(this.#wanted, subject);
      const played = plays && wanted() ? await call("play_reading", { reading: view.id }) : null;
      if (!wanted()) return;
      this.sight = { kind: "shown", subject, view, source: this.#source(view, subject), played };
    } catch (caught) {
      this.sight = { kind: "failed", subject, fault: faultOf(caught) };
    }
  }

  #source(view: ReadingView, subject: Subject): Source {
    const { id, size, kind, format, encoding } = view;
    const read: Source["read"] = (start, length, signal) =>
      bytes(id, start, length, signal).catch((caught: unknown) => {
        this.#lost(id, subject, caught);
        throw caught;
      });
    return { name: subject.name, size, kind, format, encoding, address: address(id), read };
  }

  /** The file is another one by now, or its reading was closed: only opening it anew can show anything. */
  #lost(id: string, subject: Subject, caught: unknown): void {
    const fault = faultOf(caught);
    if (id !== this.#reading || !["replaced", "gone"].includes(fault.code)) return;
    if (same(this.#wanted, subject))
      this.sight = { kind: "failed", subject, fault: { ...fault, retry: true } };
  }

  #close(): void {
    const reading = this.#reading;
    this.#reading = null;
    // One that is not open any more is closed all the same.
    if (reading !== null) call("close_reading", { reading }).catch(() => undefined);
  }
}
