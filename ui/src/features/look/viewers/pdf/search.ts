/** Words in the text of a page, which comes in pieces that break anywhere. */

export interface Piece {
  str: string;
  /** A line ends behind it. */
  hasEOL: boolean;
}

/** For each place where `query` was found, the pieces that it lies in. */
export function found(pieces: readonly Piece[], query: string): number[][] {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map(escaped).join("\\s+"), "giu");
  let text = "";
  const starts = pieces.map((piece) => {
    const start = text.length;
    text += piece.str + (piece.hasEOL ? "\n" : "");
    return start;
  });
  const all: number[][] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    while (at + 1 < starts.length && (starts[at + 1] ?? 0) <= match.index) at += 1;
    const within = [at];
    for (let next = at + 1; next < starts.length && (starts[next] ?? 0) < end; next += 1) within.push(next);
    all.push(within);
  }
  return all;
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
