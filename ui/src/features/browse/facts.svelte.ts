/**
 * Two facts of each bucket that is shown, each asked for once: whether old versions are kept, and
 * who can see it.
 */
import { call, stream } from "../../lib/backend/backend";
import type { BucketAt, Fact, Place } from "../../lib/backend/contract";

const order = ["versions", "visibility"];

export class BucketFacts {
  #known = $state.raw<ReadonlyMap<string, Fact[]>>(new Map());
  #asked = new Set<string>();

  /** What is known; what could not be seen is left out. */
  of(at: BucketAt): Fact[] {
    const facts = this.#known.get(nameOf(at)) ?? [];
    return order.flatMap((id) => facts.filter((fact) => fact.id === id && fact.tone !== "unknown"));
  }

  /**
   * Asks for those of the place's bucket, unless that was done. A failure is said nowhere: the
   * files are what matters.
   */
  ask({ connection, bucket }: Place): void {
    const at = { connection, bucket };
    const name = nameOf(at);
    if (bucket === "" || this.#asked.has(name)) return;
    this.#asked.add(name);
    const facts = stream((fact: Fact) => {
      if (this.#asked.has(name)) this.#keep(name, [...(this.#known.get(name) ?? []), fact]);
    });
    call("look_at_bucket", { at, brief: true, facts })
      .catch(() => undefined)
      .finally(() => facts.close());
  }

  /** The bucket's settings may be others now. */
  forget(at: BucketAt): void {
    this.#asked.delete(nameOf(at));
    this.#keep(nameOf(at), []);
  }

  #keep(name: string, facts: Fact[]): void {
    this.#known = new Map([...this.#known, [name, facts]]);
  }
}

function nameOf({ connection, bucket }: BucketAt): string {
  return `${connection}/${bucket}`;
}
