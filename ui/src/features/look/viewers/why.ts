/** What a file is that cannot be shown. Without words of its own, so that workers can throw it too. */
import type { ArgsOf, MessageId } from "../../../lib/words";

/** A message of the catalogue with its values. */
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
