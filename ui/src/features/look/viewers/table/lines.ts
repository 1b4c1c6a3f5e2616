/** JSON lines as rows: a column for each key, in the order in which the keys are first seen. */

/** Columns of JSON lines at most. */
export const mostKeys = 1_000;

/** The column of a line that is no object. */
export const bare = "";

/** Keys of these lines that are not among `keys` yet are put there. */
export function addKeys(keys: string[], lines: Iterable<string>): void {
  const seen = new Set(keys);
  for (const line of lines) {
    for (const key of Object.keys(objectOf(line) ?? (line.trim() === "" ? {} : { [bare]: 0 }))) {
      if (seen.size >= mostKeys) return;
      if (seen.has(key)) continue;
      seen.add(key);
      keys.push(key);
    }
  }
}

export function cellsOf(line: string, keys: readonly string[]): string[] {
  const object = objectOf(line);
  return keys.map((key) => {
    if (!object) return key === bare ? line : "";
    return Object.hasOwn(object, key) ? textOf(object[key]) : "";
  });
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // Also what is nested too deep for the parser: the line is shown as it is.
    return null;
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null) return "null";
  if (typeof value !== "object") return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return "…";
  }
}
