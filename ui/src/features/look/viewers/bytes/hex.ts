/** Bytes as people read them: offsets, pairs of digits, and the letters that they may be. */

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Digits of an offset in a file of this size: all offsets are as wide. */
export function offsetDigits(size: number): number {
  return Math.max(6, Math.max(0, size - 1).toString(16).length);
}

export function offsetOf(at: number, digits: number): string {
  return at.toString(16).padStart(digits, "0");
}

/** "48 65 6c 6c  6f": a wider gap after each eighth. */
export function hexOf(bytes: Uint8Array): string {
  let text = "";
  bytes.forEach((byte, at) => {
    if (at > 0) text += at % 8 === 0 ? "  " : " ";
    text += pairs[byte] ?? "";
  });
  return text;
}

/** Letters of ASCII; a dot for everything else. */
export function lettersOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
  return text;
}

/** Letters that a row of so many bytes takes, with the gaps between its three parts. */
export function lettersWide(perRow: number, digits: number): number {
  return digits + 1 + (perRow * 3 - 1 + Math.floor((perRow - 1) / 8)) + 1 + perRow;
}

/** Bytes in a row where this many letters have room. */
export function perRowFor(letters: number, digits: number): number {
  return [16, 8].find((per) => lettersWide(per, digits) <= letters) ?? 4;
}

/**
 * "0x1f", "1fh" and "$1f" are hexadecimal, "1,024" is not. Null where it is no offset in the
 * file.
 */
export function offsetIn(text: string, size: number): number | null {
  const small = text.trim().toLowerCase();
  const hex = /^(?:0x|\$)([0-9a-f]{1,13})$/.exec(small)?.[1] ?? /^([0-9a-f]{1,13})h$/.exec(small)?.[1];
  const plain = small.replaceAll(/[\s,._'\u00a0\u202f]/g, "");
  const at = hex ? parseInt(hex, 16) : /^\d{1,16}$/.test(plain) ? Number(plain) : NaN;
  return at >= 0 && at < size ? at : null;
}
