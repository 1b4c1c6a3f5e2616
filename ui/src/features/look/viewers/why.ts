/**
 * What a file is that cannot be shown. Without words of its own, so that workers can throw it too.
 */
import type { ArgsOf, MessageId } from "../../../lib/words";

/** A message of the catalogue with its values; a list of names is joined as the language does. */
export interface Why {
  id: MessageId;
  values?: Record<string, string | number | readonly string[]> | undefined;
}

export class Unshown extends Error {
  readonly why: Why;
  /** What it stands under, where that is not the title of its kind of file. */
  title: MessageId | null = null;

  constructor(why: Why) {
    super(why.id);
    this.why = why;
  }

  under(title: MessageId): this {
    this.title = title;
    return this;
  }
}

export function why<Id extends MessageId>(id: Id, ...[values]: ArgsOf<Id>): Why {
  return { id, values: values as Why["values"] };
}

export function unshown<Id extends MessageId>(id: Id, ...values: ArgsOf<Id>): Unshown {
  return new Unshown(why(id, ...values));
}
