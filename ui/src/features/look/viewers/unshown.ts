/** Why a viewer shows nothing: a refusal of the host, or words about the file itself. */
import { faultOf, Refusal } from "../../../lib/backend/backend";
import type { Fault } from "../../../lib/backend/contract";
import { say, type ArgsOf, type MessageId } from "../../../lib/words";

/** What a file is that cannot be shown, as a message with its values: it also crosses from a worker. */
export interface Why {
  id: MessageId;
  values?: Record<string, string | number>;
}

export class Unshown extends Error {
  readonly why: Why;

  constructor(why: Why) {
    super(why.id);
    this.why = why;
  }
}

export function unshown<Id extends MessageId>(id: Id, ...[values]: ArgsOf<Id>): Unshown {
  return new Unshown(values === undefined ? { id } : { id, values: values as Why["values"] & object });
}

export type Trouble = { fault: Fault } | { why: Why };

/** What was caught, in words; `otherwise` is what an error of a library means. Null where nobody waits any more. */
export function troubleOf(caught: unknown, signal: AbortSignal, otherwise: MessageId): Trouble | null {
  if (signal.aborted) return null;
  if (caught instanceof Refusal) return { fault: faultOf(caught) };
  return { why: caught instanceof Unshown ? caught.why : { id: otherwise } };
}

export function inWords(why: Why): string {
  return (say as (id: MessageId, values?: Why["values"]) => string)(why.id, why.values);
}
