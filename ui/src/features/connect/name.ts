/**
 * What a connection is called: as the person named it; the practice connection has no name of its
 * own.
 */
import type { ConnectionView } from "../../lib/backend/contract";
import { say } from "../../lib/words";

export function connectionName({ kind, name }: Pick<ConnectionView, "kind" | "name">): string {
  return kind === "practice" ? say("connect-practice-name") : name;
}
