/** What a transfer is begun with. */
import type { Place, Row, TransferWork } from "../../lib/backend/contract";

/** A row that was picked. */
export type Chosen = Pick<Row, "key" | "name">;

/** A copy, a move or another name that was begun: what of which place goes where. */
export interface Begun {
  kind: "copy" | "move" | "rename";
  from: Place;
  to: Place;
  /** What was picked; empty where that is not known. */
  rows: Chosen[];
  /** Of a rename: the new name. */
  name?: string;
  /** What was picked is of an earlier time. */
  past?: boolean;
  /** Whose part it is, where several make one. */
  of?: object | undefined;
}

/** A file that is downloaded by its key; `past`: as it was at an earlier time. */
export type OneFile = Pick<Row, "key" | "size" | "modified" | "past">;

/** The download of one file: of an earlier time its version; null where nothing is left of that. */
export function downloadOf(place: Place, file: OneFile, chosen: string): TransferWork | null {
  const { connection, bucket } = place;
  const { key, modified, past } = file;
  const facts = { size: file.size ?? 0, modified, chosen };
  if (!past) return { kind: "download_file", place, key, ...facts };
  if (past.version === null) return null;
  return { kind: "download_version", at: { connection, bucket, key }, version: past.version, ...facts };
}
