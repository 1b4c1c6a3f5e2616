/**
 * What one viewer reads of a file. Every read ends when the viewer is left, and the first that
 * failed is kept: a library makes an error of its own out of it, and a file that could not be read
 * is not a broken one.
 */
import { faultOf, Refusal } from "../../../lib/backend/backend";
import type { Fault } from "../../../lib/backend/contract";
import { list, say, type MessageId } from "../../../lib/words";
import type { Source } from "../source";
import { Unshown, type Why } from "./why";

/**
 * Why a viewer shows nothing: a refusal of the host, or what the file itself is. Its words are made
 * where it is drawn.
 */
export type Trouble = { fault: Fault } | { title: MessageId | null; why: Why[] };

export class Reads implements Source {
  readonly name: string;
  readonly size: number;
  readonly kind: Source["kind"];
  readonly format: string;
  readonly encoding: string | null;
  readonly #of: Source;
  readonly #leaving = new AbortController();
  #refused: unknown = null;

  constructor(of: Source) {
    this.#of = of;
    ({
      name: this.name,
      size: this.size,
      kind: this.kind,
      format: this.format,
      encoding: this.encoding,
    } = of);
  }

  get address(): string {
    return this.#of.address;
  }

  get signal(): AbortSignal {
    return this.#leaving.signal;
  }

  async read(start: number, length: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const ends = signal && signal !== this.signal ? AbortSignal.any([signal, this.signal]) : this.signal;
    try {
      const bytes = await this.#of.read(start, length, ends);
      ends.throwIfAborted();
      return bytes;
    } catch (caught) {
      if (!ends.aborted) this.#refused ??= caught;
      throw caught;
    }
  }

  /**
   * What was caught, to be told; `broken` is what an error of a library means, and without it such
   * an error is one of this program. Null where nobody waits any more.
   */
  trouble(caught: unknown, broken?: MessageId): Trouble | null {
    const cause = this.#refused ?? caught;
    this.#refused = null;
    if (this.signal.aborted) return null;
    if (cause instanceof Unshown) return { title: cause.title, why: [cause.why] };
    if (cause instanceof Refusal || broken === undefined || cause !== caught)
      return { fault: faultOf(cause, "look") };
    return { title: null, why: [{ id: broken }] };
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#leaving.abort(new Error("left"));
  }
}

export function inWords({ id, values = {} }: Why): string {
  const shown = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" ? list([...value]) : value,
  ]);
  return (say as (id: MessageId, values: unknown) => string)(id, Object.fromEntries(shown));
}
