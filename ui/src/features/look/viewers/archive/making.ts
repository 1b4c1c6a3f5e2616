/** Archives for tests, made byte by byte where a well-behaved program would not make them. */

/** A TAR header with its checksum, or with a wrong one. */
export function tarHeader(
  name: string,
  size: number,
  about: { type?: string; link?: string; prefix?: string; mtime?: number; sum?: number } = {},
): Uint8Array {
  const header = new Uint8Array(512);
  const put = (at: number, text: string) => header.set(new TextEncoder().encode(text), at);
  put(0, name);
  put(100, "0000644\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, `${(about.mtime ?? 1_700_000_000).toString(8).padStart(11, "0")}\0`);
  put(156, about.type ?? "0");
  put(157, about.link ?? "");
  put(257, "ustar\0" + "00");
  put(345, about.prefix ?? "");
  return summed(header, about.sum);
}

export function summed(header: Uint8Array, wrong = 0): Uint8Array {
  header.fill(32, 148, 156);
  const sum = header.reduce((all, byte) => all + byte, 0) + wrong;
  header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  return header;
}

export function joined(...parts: (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A file of a TAR: its header, its bytes, and what fills the last block. */
export function tarFile(
  name: string,
  content: string | Uint8Array,
  about: Parameters<typeof tarHeader>[2] = {},
): Uint8Array {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return joined(
    tarHeader(name, bytes.length, about),
    bytes,
    new Uint8Array((512 - (bytes.length % 512)) % 512),
  );
}

export const tarEnd = new Uint8Array(1024);
