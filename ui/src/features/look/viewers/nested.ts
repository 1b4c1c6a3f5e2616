/** A file inside a file (an entry of an archive, an attachment of an e-mail), unpacked in memory. */
import type { LookKind, Source } from "../source";

export interface Nested extends Source {
  /** Only the beginning was unpacked: it was longer than what may be held in memory. */
  readonly cut: boolean;
  /** Gives the memory behind `address` back. Whoever was handed the source calls it. */
  close(): void;
}

/** Unpacked bytes of one file at most. */
export const nestedLimit = 32 * 1024 * 1024;

export function nested(name: string, bytes: Uint8Array<ArrayBuffer>, cut = false): Nested {
  const about = sniffed(name, bytes);
  let address: string | null = null;
  return {
    name,
    size: bytes.length,
    ...about,
    cut,
    get address() {
      address ??= URL.createObjectURL(new Blob([bytes], { type: about.format }));
      return address;
    },
    read(start, length, signal) {
      return signal?.aborted
        ? Promise.reject(signal.reason as Error)
        : Promise.resolve(bytes.slice(start, start + length));
    },
    close() {
      if (address !== null) URL.revokeObjectURL(address);
      address = null;
    },
  };
}

interface About {
  kind: LookKind;
  format: string;
  encoding: string | null;
}

const signatures: [string | RegExp, LookKind, string][] = [
  ["\u0089PNG\r\n\u001a\n", "image", "image/png"],
  ["\u00ff\u00d8\u00ff", "image", "image/jpeg"],
  ["GIF8", "image", "image/gif"],
  [/^RIFF[^]{4}WEBP/, "image", "image/webp"],
  [/^[^]{4}ftypavi[fs]/, "image", "image/avif"],
  ["BM", "image", "image/bmp"],
  ["%PDF-", "pdf", "application/pdf"],
  ["PAR1", "parquet", "application/vnd.apache.parquet"],
  ["\u001f\u008b", "tar", "application/gzip"],
  [/^RIFF[^]{4}WAVE/, "audio", "audio/wav"],
  ["fLaC", "audio", "audio/flac"],
  ["ID3", "audio", "audio/mpeg"],
  ["OggS", "audio", "audio/ogg"],
  ["\u001a\u0045\u00df\u00a3", "video", "video/webm"],
  [/^[^]{4}ftyp/, "video", "video/mp4"],
  ["\u0000\u0001\u0000\u0000", "font", "font/ttf"],
  ["OTTO", "font", "font/otf"],
  ["wOFF", "font", "font/woff"],
  ["wOF2", "font", "font/woff2"],
];

const endings = new Map<string, [LookKind, string]>([
  ["docx", ["document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"]],
  ["xlsx", ["sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]],
  ["csv", ["table", "text/csv"]],
  ["tsv", ["table", "text/tab-separated-values"]],
  ["md", ["markdown", "text/markdown"]],
  ["eml", ["mail", "message/rfc822"]],
  ["svg", ["image", "image/svg+xml"]],
  ["json", ["text", "application/json"]],
  ["xml", ["text", "application/xml"]],
  ["html", ["text", "text/html"]],
]);

/** What the bytes are, from their beginning before the name. */
function sniffed(name: string, bytes: Uint8Array): About {
  const head = String.fromCharCode(...bytes.subarray(0, 300));
  const ending = endings.get(name.split(".").at(-1)?.toLowerCase() ?? "");
  for (const [signature, kind, format] of signatures) {
    if (typeof signature === "string" ? head.startsWith(signature) : signature.test(head))
      return { kind, format, encoding: null };
  }
  if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
    const office = ending?.[0] === "document" || ending?.[0] === "sheet" ? ending : null;
    return { kind: office?.[0] ?? "zip", format: office?.[1] ?? "application/zip", encoding: null };
  }
  if (head.slice(257, 262) === "ustar") return { kind: "tar", format: "application/x-tar", encoding: null };
  const encoding = encodingOf(bytes);
  if (encoding === null) return { kind: "bytes", format: "application/octet-stream", encoding: null };
  const [kind, format] = ending?.[0] === "document" || ending?.[0] === "sheet" || !ending ? text : ending;
  return { kind, format, encoding };
}

const text: [LookKind, string] = ["text", "text/plain"];

/** The encoding that the first bytes speak for; null where they are no text. */
function encodingOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  const head = bytes.subarray(0, 4096);
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return null;
  try {
    // What the head ends in the middle of is no error.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
