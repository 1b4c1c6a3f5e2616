/**
 * What a file inside of another is: an entry of an archive, an attachment. A file of a bucket is
 * told by the engine, in look/kind.rs, which this follows: a test holds the names of both together.
 */
import type { LookKind } from "../source";

export interface About {
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
  [/^[^]{4}ftyp(hei|mif|msf)/, "photo", "image/heif"],
  [/^(II\*\0|MM\0\*)/, "photo", "image/tiff"],
  ["FUJIFILM", "photo", "image/x-fuji-raf"],
  ["\u0000\u0000\u0001\u0000", "image", "image/vnd.microsoft.icon"],
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

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Of ZIP files, which the name alone tells apart. */
export const packed = named([
  ["docx,docm,dotx", "document", word],
  ["xlsx,xlsm,xltx", "sheet", book],
]);

/** Of texts. */
export const written = named([
  ["md,markdown,mdown", "markdown", "text/markdown"],
  ["csv", "table", "text/csv"],
  ["tsv,tab", "table", "text/tab-separated-values"],
  ["jsonl,ndjson", "table", "application/x-ndjson"],
  ["eml", "mail", "message/rfc822"],
  ["svg", "image", "image/svg+xml"],
  ["ts,mts,cts", "text", "text/typescript"],
  ["json", "text", "application/json"],
  ["xml", "text", "application/xml"],
  ["html,htm", "text", "text/html"],
]);

/** Of cameras, whose files begin as TIFF. */
export const raw = "arw,cr2,cr3,crw,dng,nef,nrw,orf,pef,raf,rw2,srw".split(",");

function named(all: [string, LookKind, string][]): Map<string, [LookKind, string]> {
  return new Map(
    all.flatMap(([endings, kind, format]) =>
      endings.split(",").map((each) => [each, [kind, format]] as const),
    ),
  );
}

/** What stands behind the last dot of a name. */
export function endingOf(name: string): string {
  return /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** What the bytes are, from their beginning before the name. */
export function kindOf(name: string, bytes: Uint8Array): About {
  const head = String.fromCharCode(...bytes.subarray(0, 300));
  const ending = endingOf(name);
  for (const [signature, kind, format] of signatures) {
    if (typeof signature === "string" ? head.startsWith(signature) : signature.test(head))
      return { kind, format, encoding: null };
  }
  if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
    const [kind, format] = packed.get(ending) ?? ["zip", "application/zip"];
    return { kind, format, encoding: null };
  }
  if (head.slice(257, 262) === "ustar") return { kind: "tar", format: "application/x-tar", encoding: null };
  const encoding = encodingOf(bytes);
  if (encoding === null) return { kind: "bytes", format: "application/octet-stream", encoding: null };
  const [kind, format] = written.get(ending) ?? ["text", "text/plain"];
  return { kind, format, encoding };
}

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
