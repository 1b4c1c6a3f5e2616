/** Messages as Rust makes them: a name and its values. */
import type { TransferKind, Value, Words } from "../contract";

export function told(id: string, values: Record<string, Value> = {}): Words {
  return { id, values };
}

/** What a group is called: the only thing by its name, several by their number. */
export function titled(kind: TransferKind, things: readonly { name: string }[]): Words {
  const [only] = things;
  if (things.length === 1 && only) return told(`jobs-${kind}`, { name: only.name });
  return told(`jobs-${kind}-items`, { count: things.length });
}
