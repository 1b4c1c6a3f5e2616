/** Why a viewer shows nothing, to be told: a refusal of the host, or words about the file itself. */
import { faultOf, Refusal } from "../../../lib/backend/backend";
import type { Fault } from "../../../lib/backend/contract";
import { say, type MessageId } from "../../../lib/words";
import { Unshown, type Why } from "./why";

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
