/** The placeholders of a message of the catalogue. */
import type { FluentBundle } from "@fluent/bundle";

export type Pattern = Parameters<FluentBundle["formatPattern"]>[0];
type Expression = Exclude<Exclude<Pattern, string>[number], string>;

/** The names that a message takes values for: `{ $count }` is "count". */
export function variablesOf(pattern: Pattern | null): Set<string> {
  const names = new Set<string>();
  if (pattern !== null) collect(pattern, names);
  return names;
}

function collect(pattern: Pattern, names: Set<string>): void {
  if (typeof pattern === "string") return;
  for (const part of pattern) if (typeof part !== "string") expression(part, names);
}

function expression(part: Expression, names: Set<string>): void {
  if (part.type === "var") names.add(part.name);
  if (part.type === "select") {
    expression(part.selector, names);
    for (const { value } of part.variants) collect(value, names);
  }
  if (part.type === "func" || part.type === "term") {
    for (const argument of part.args) if (argument.type !== "narg") expression(argument, names);
  }
}
