/**
 * The file that is looked at: opened when it is wanted, closed when another is. One that is being
 * opened is waited for a moment, and what was wanted in between is never asked for: an arrow that
 * is held down costs one request for each answer, not one for each file. One that hangs is left,
 * and closed should it come after all.
 */
import { address, bytes, call, faultOf, Refusal } from "../../lib/backend/backend";
import type { Fault, Place, ReadingView, Row } from "../../lib/backend/contract";
import { Editing, mostEdited } from "./editing.svelte";
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
  row: Pick<Row, "key" | "name" | "size" | "modified" | "past">,
): Subject {
  const { connection, bucket } = place;
  return {
    at: { connection, bucket, key: row.key },
    name: row.name,
    version: row.past?.version ?? null,
    stamp: `${row.size}/${row.modified}`,
  };
}

/** What was written in a file that was left. */
interface Left {
  file: string;
  editing: Editing;
  /** It could not be kept, and is there when one looks at the file again. */
  resting: boolean;
}

/** Files that are shown as text, in one of their viewers. */
const texts: readonly string[] = ["text", "markdown", "table"];

function fileOf(subject: Subject | null): string {
  return JSON.stringify(subject?.at);
}

function same(one: Subject | null, other: Subject | null): boolean {
  if (!one || !other) return one === other;
  const parts = ({ at, version, stamp }: Subject) => [at.connection, at.bucket, at.key, version, stamp];
  return JSON.stringify(parts(one)) === JSON.stringify(parts(other));
}

/**
 * How long a file that is being opened is waited for before the next one is asked for, ms; for each
 * that was left and is still on its way, so long again: where nothing is answered, ever fewer are
 * asked for.
 */
export const patience = 250;

export class Viewing {
  sight = $state.raw<Sight>({ kind: "nothing" });
  /** Whether files may be changed here. */
  mayEdit: () => boolean = () => false;
  /** What was written could not be kept. */
  onfault: (fault: Fault) => void = () => undefined;
  #wanted: Subject | null = null;
  #shown: Subject | null = null;
  #reading: string | null = null;
  /** Of what is shown or being opened: ends what is read of it. */
  #leaving = new AbortController();
  /** Files that are being opened, those among them that nobody waits for any more. */
  #out = 0;
  /** Until then no other is asked for. */
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Looks at this file from now on, or at none. */
  show(subject: Subject | null): void {
    if (same(subject, this.#wanted)) return;
    this.#wanted = subject;
    this.#follow();
  }

  /** What was written in files that were left, until it is kept. */
  #left = $state.raw<readonly Left[]>([]);

  get #editing(): Editing | null {
    return (this.sight.kind === "shown" && this.sight.source.editing) || null;
  }

  /** Something was written that is in no copy. */
  get unsaved(): boolean {
    return this.#editing?.unsaved === true || this.#left.some(({ editing }) => editing.unsaved);
  }

  /**
   * Keeps what was written on this computer, also what is being kept already; rejects where some of
   * it could not be.
   */
  async keep(): Promise<void> {
    const written = [this.#editing, ...this.#left.map(({ editing }) => editing)].filter((each) => !!each);
    await Promise.all(written.map((each) => each.keep()));
    const unkept = written.find((each) => each.unsaved);
    if (unkept) throw unkept.fault ? new Refusal(unkept.fault) : new Error("a text was not kept");
  }

  /** Opens the same file anew, as it is now. */
  retry(): void {
    this.#shown = null;
    this.#follow();
  }

  #follow(): void {
    clearTimeout(this.#timer);
    const subject = this.#wanted;
    if (same(subject, this.#shown)) return;
    // The upload of what is written here makes another file of it.
    if (
      subject &&
      this.#editing?.on &&
      same(subject, this.#shown && { ...this.#shown, stamp: subject.stamp })
    )
      return;
    const wait = this.#until - performance.now();
    if (subject && wait > 0) {
      this.#timer = setTimeout(() => this.#follow(), wait);
      return;
    }
    this.#close();
    this.#shown = subject;
    this.sight = subject ? { kind: "opening", subject } : { kind: "nothing" };
    if (subject) void this.#open(subject, this.#leaving.signal);
  }

  async #open(subject: Subject, signal: AbortSignal): Promise<void> {
    this.#out += 1;
    this.#until = performance.now() + patience * this.#out;
    try {
      const view = await call("open_reading", { at: subject.at, version: subject.version });
      if (signal.aborted) return closed(view.id);
      this.#reading = view.id;
      const plays = view.kind === "audio" || view.kind === "video";
      const wanted = () => !signal.aborted && same(this.#wanted, subject);
      const played = plays && wanted() ? await call("play_reading", { reading: view.id }) : null;
      if (!wanted()) return;
      this.sight = { kind: "shown", subject, view, source: this.#source(view, subject, signal), played };
    } catch (caught) {
      if (!signal.aborted) this.sight = { kind: "failed", subject, fault: faultOf(caught) };
    } finally {
      this.#out -= 1;
      if (!signal.aborted) this.#until = 0;
      this.#follow();
    }
  }

  #source(view: ReadingView, subject: Subject, leaving: AbortSignal): Source {
    const { id, size, kind, format, encoding } = view;
    const read: Source["read"] = (start, length, signal) =>
      bytes(id, start, length, signal ? AbortSignal.any([signal, leaving]) : leaving).catch(
        (caught: unknown) => {
          this.#lost(id, subject, caught);
          throw caught;
        },
      );
    const source = { name: subject.name, size, kind, format, encoding, address: address(id), read };
    const small = texts.includes(kind) && size > 0 && size <= mostEdited;
    const editable = small && subject.version === null && this.mayEdit();
    return editable ? { ...source, editing: this.#editingOf(subject, id) } : source;
  }

  /**
   * The file is another one by now, or its reading was closed: only opening it anew can show
   * anything. But what is being written is shown as long as it is in no copy.
   */
  #lost(id: string, subject: Subject, caught: unknown): void {
    const fault = faultOf(caught);
    if (id !== this.#reading || !["replaced", "gone"].includes(fault.code)) return;
    if (this.#editing?.on && this.#editing.unsaved) return;
    if (same(this.#wanted, subject))
      this.sight = { kind: "failed", subject, fault: { ...fault, retry: true } };
  }

  #close(): void {
    this.#leaving.abort(new Error("left"));
    this.#leaving = new AbortController();
    const { sight } = this;
    const editing = this.#editing;
    if (this.#reading !== null && editing?.on && sight.kind === "shown")
      void this.#end(this.#reading, { file: fileOf(sight.subject), editing, resting: false });
    else if (this.#reading !== null) closed(this.#reading);
    this.#reading = null;
  }

  /** What was written is kept before the file is closed that it was made of. */
  async #end(reading: string, left: Left): Promise<void> {
    this.#left = [...this.#left, left];
    const { editing } = left;
    await editing.leave();
    if (editing.unsaved) {
      left.resting = true;
      if (editing.fault) this.onfault(editing.fault);
      return;
    }
    this.#left = this.#left.filter((each) => each !== left);
    closed(reading);
  }

  /** How a file is changed: as it was begun, where that could not be kept. */
  #editingOf(subject: Subject, reading: string): Editing {
    const begun = this.#left.findLast(({ file, resting }) => resting && file === fileOf(subject));
    this.#left = this.#left.filter((each) => each !== begun);
    return begun?.editing ?? new Editing(reading);
  }
}

/** One that is not open any more is closed all the same. */
function closed(reading: string): void {
  call("close_reading", { reading }).catch(() => undefined);
}
