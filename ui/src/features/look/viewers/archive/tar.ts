/** A TAR, plain or packed by gzip: headers of 512 bytes, each followed by its file. */
import { unshown } from "../why";
import { entryLimit, type Archive, type Entry } from "./entries";
import type { Reel } from "./reels";

const block = 512;
/** A name or the records of a header may have this many bytes. */
const nameLimit = 64 * 1024;
const recordLimit = 1024 * 1024;
/** Of the bytes that a step of the list may cost. */
const stepLimit = 8 * 1024 * 1024;

/** What headers before a file said about it. */
interface Said {
  path?: string;
  link?: string;
  size?: number;
  at?: number;
}

export class Tar implements Archive {
  readonly #reel: Reel;
  readonly #again: () => Reel;
  /** Bytes of the last file that are not passed yet. */
  #left = 0;
  #said: Said = {};
  #count = 0;

  /** `again` begins at the start of the stream, for one entry. */
  constructor(again: () => Reel) {
    this.#again = again;
    this.#reel = again();
  }

  async list(found: (entries: Entry[]) => void): Promise<boolean> {
    const until = this.#reel.spent + stepLimit;
    let entries: Entry[] = [];
    let told = this.#reel.spent;
    try {
      while (this.#count < entryLimit) {
        while (this.#left > 0) {
          if (this.#reel.spent > until) return false;
          const skipped = await this.#reel.skip(this.#left);
          if (skipped === 0) throw unshown("look-cut-short");
          this.#left -= skipped;
        }
        if (this.#reel.spent > until) return false;
        const header = await this.#reel.take(block);
        if (header.length === 0 || header.every((byte) => byte === 0)) return true;
        const entry = await this.#read(header);
        if (entry) entries.push(entry);
        if (this.#reel.spent === told) continue;
        found(entries);
        [entries, told] = [[], this.#reel.spent];
      }
      return false;
    } finally {
      found(entries);
    }
  }

  /** The entry of a header; null where it says something about the next one. */
  async #read(header: Uint8Array): Promise<Entry | null> {
    if (!isHeader(header))
      throw unshown(this.#count > 0 ? "look-archive-rest-broken" : "look-archive-broken");
    const type = String.fromCharCode(header[156] ?? 0);
    const size = numberAt(header, 124, 12);
    if (type === "L" || type === "K") {
      const name = textOf(ended(await this.#records(size, nameLimit)));
      if (type === "L") this.#said.path = name;
      else this.#said.link = name;
      return null;
    }
    if (type === "x" || type === "g") {
      const said = records(await this.#records(size, recordLimit));
      if (type === "x") this.#said = { ...this.#said, ...said };
      return null;
    }
    if (type === "S") await this.#sparse(header);
    return this.#entry(header, type, size);
  }

  #entry(header: Uint8Array, type: string, written: number): Entry {
    const said = this.#said;
    this.#said = {};
    this.#count += 1;
    const size = said.size ?? written;
    const path = said.path ?? nameOf(header);
    const folder = type === "5" || (type !== "1" && type !== "2" && path.endsWith("/"));
    // Folders, links and devices have no bytes behind their header, whatever they claim.
    const empty = /[1-6]/.test(type);
    this.#left = empty ? 0 : padded(size);
    return {
      path,
      folder,
      size: empty ? 0 : size,
      at: said.at ?? numberAt(header, 136, 12) * 1000,
      sealed: false,
      link: type === "1" || type === "2" ? (said.link ?? textOf(ended(header.subarray(157, 257)))) : null,
      from: this.#reel.at,
    };
  }

  async #records(size: number, limit: number): Promise<Uint8Array> {
    if (size > limit) throw unshown("look-archive-broken");
    const bytes = await this.#reel.take(padded(size));
    if (bytes.length < size) throw unshown("look-cut-short");
    return bytes.subarray(0, size);
  }

  /** The map of a file with holes goes on in further blocks. */
  async #sparse(header: Uint8Array): Promise<void> {
    for (let more = header[482] === 1; more;) {
      const next = await this.#reel.take(block);
      if (next.length < block) throw unshown("look-cut-short");
      more = next[504] === 1;
    }
  }

  async unpack(entry: Entry, limit: number): Promise<Uint8Array<ArrayBuffer>> {
    const reel = this.#again();
    while (reel.at < entry.from) {
      if ((await reel.skip(entry.from - reel.at)) === 0) throw unshown("look-cut-short");
    }
    const length = Math.min(entry.size, limit);
    const bytes = await reel.take(length);
    if (bytes.length < length) throw unshown("look-cut-short");
    return bytes;
  }
}

/** Whether 512 bytes are a header: its checksum is over all of them, itself as spaces. */
export function isHeader(header: Uint8Array): boolean {
  if (header.length < block) return false;
  const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum > 256 && sum === numberAt(header, 148, 8);
}

function padded(size: number): number {
  return Math.ceil(size / block) * block;
}

/** A number in octal digits, or in base 256 where the first bit is set. */
function numberAt(header: Uint8Array, at: number, length: number): number {
  const field = header.subarray(at, at + length);
  if (((field[0] ?? 0) & 0x80) === 0) {
    const number = parseInt(textOf(ended(field)).trim(), 8);
    return Number.isSafeInteger(number) ? number : 0;
  }
  const number = field.subarray(1).reduce((all, byte) => all * 256 + byte, (field[0] ?? 0) & 0x3f);
  return Number.isSafeInteger(number) ? number : 0;
}

function nameOf(header: Uint8Array): string {
  const name = textOf(ended(header.subarray(0, 100)));
  // The older GNU format keeps times where the others keep the beginning of a long name.
  const posix = textOf(header.subarray(257, 263)) === "ustar\0";
  const prefix = posix ? textOf(ended(header.subarray(345, 500))) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** `27 path=a/long/name.txt` lines, whose first number is the line's length. */
function records(bytes: Uint8Array): Said {
  const said: Said = {};
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(32, at);
    const length = space < 0 ? NaN : Number(textOf(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length) break;
    const record = textOf(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf("=");
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    const number = Number(value);
    if (key === "path" || key === "GNU.sparse.name") said.path = value;
    if (key === "linkpath") said.link = value;
    if (key === "size" && Number.isSafeInteger(number) && number >= 0) said.size = number;
    if (key === "mtime" && Number.isFinite(number)) said.at = number * 1000;
    at += length;
  }
  return said;
}

function ended(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
