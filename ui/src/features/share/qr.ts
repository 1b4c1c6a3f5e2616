/** A text as a QR code: the outline of its dark modules, to be drawn by an SVG path. Pure. */
import { encode } from "uqr";

export interface Code {
  /** Modules on each side, the quiet border of four included. */
  size: number;
  /** The `d` of a path, one unit a module. */
  path: string;
}

/** Null where the text is too long for any code (2,953 bytes). */
export function codeOf(text: string): Code | null {
  let rows: boolean[][];
  try {
    rows = encode(text, { ecc: "L", border: 4 }).data;
  } catch {
    return null;
  }
  const path = rows.flatMap((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return { size: rows.length, path: path.join("") };
}

/** Where dark modules stand side by side: the first, and how many. */
function runs(row: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
