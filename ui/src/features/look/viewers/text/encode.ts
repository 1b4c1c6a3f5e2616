/**
 * The bytes of letters in the encoding that a file was found in. Browsers decode all of them and
 * encode UTF-8 alone.
 */
import { bytesOf, wide } from "./wide";

/** A letter that the encoding does not have. */
export class Unfit extends Error {
  readonly letter: string;

  constructor(letter: string) {
    super(letter);
    this.letter = letter;
  }
}

const mark = "\u{feff}";

/** `marked`: with a byte order mark before them. Throws `Unfit`. */
export function encoded(text: string, encoding: string, marked: boolean): Uint8Array<ArrayBuffer> {
  const whole = marked ? mark + text : text;
  if (encoding === "utf-8") return new TextEncoder().encode(whole);
  if (encoding === "utf-16le" || encoding === "utf-16be") return wide(whole, encoding === "utf-16le");
  const table = bytesOf(encoding);
  const all: number[] = [];
  for (const letter of whole) {
    const bytes = table.get(letter);
    if (!bytes) throw new Unfit(letter);
    all.push(...bytes);
  }
  return new Uint8Array(all);
}

/** Whether the bytes begin with a mark of this encoding. */
export function isMarked(bytes: Uint8Array, encoding: string): boolean {
  const [a, b, c] = bytes;
  if (encoding === "utf-8") return a === 0xef && b === 0xbb && c === 0xbf;
  return (
    (encoding === "utf-16le" && a === 0xff && b === 0xfe) ||
    (encoding === "utf-16be" && a === 0xfe && b === 0xff)
  );
}

/**
 * The text of a whole file, where putting it back makes the very same bytes; null where it does
 * not: what is no letter of the encoding, or has a second spelling in it, would be changed with a
 * word beside it.
 */
export function reversible(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | null {
  const text = new TextDecoder(encoding).decode(bytes);
  try {
    const again = encoded(text, encoding, isMarked(bytes, encoding));
    return again.length === bytes.length && again.every((byte, at) => byte === bytes[at]) ? text : null;
  } catch {
    return null;
  }
}

/** How all lines of a text end; null where they end in several ways. */
export function lineEnd(text: string): string | null {
  const ends = new Set(text.match(/\r\n|\n|\r/g));
  return ends.size > 1 ? null : ([...ends][0] ?? "\n");
}
