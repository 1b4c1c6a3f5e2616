/** Bytes of a text in pieces, and the letters that they are. */

/** Those that people meet; a file may name another one, which is offered beside them. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "iso-8859-2",
  "iso-8859-15",
  "koi8-r",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;

/** The encoding to begin with: what the first bytes speak for, else what was told of the file. */
export function encodingOf(first: Uint8Array<ArrayBuffer>, told: string | null, whole = false): string {
  const marked = markOf(first);
  if (marked) return marked;
  if (told !== null && known(told)) return told.toLowerCase();
  const wide = wideOf(first);
  if (wide) return wide;
  try {
    // A letter that a piece cuts is no mistake.
    new TextDecoder("utf-8", { fatal: true }).decode(first, { stream: !whole });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** What a byte order mark says. */
function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 without a mark: nearly every second byte of most texts is zero. */
function wideOf(bytes: Uint8Array): string | null {
  const seen = Math.min(bytes.length, 4096) & ~1;
  if (seen < 4) return null;
  const zeros = [0, 0];
  for (let at = 0; at < seen; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = seen / 2;
  if (odd > most * 0.7 && even < most * 0.05) return "utf-16le";
  if (even > most * 0.7 && odd < most * 0.05) return "utf-16be";
  return null;
}

export function known(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== "";
  } catch {
    return false;
  }
}

/** Decodes one piece after the other: a letter may begin in one and end in the next. */
export class Decoding {
  private readonly decoder: TextDecoder;

  constructor(encoding: string) {
    this.decoder = new TextDecoder(encoding);
  }

  next(bytes: Uint8Array<ArrayBuffer>, last: boolean): string {
    return this.decoder.decode(bytes, { stream: !last });
  }
}
