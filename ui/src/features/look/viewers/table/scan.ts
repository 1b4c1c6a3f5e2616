/** Where the rows of a table in text begin, found in its bytes, and the cells of a row. */

export interface Dialect {
  /** What stands between two cells; none in JSON lines. */
  delimiter: string | null;
  /** Bytes of a letter of ASCII: two in UTF-16. */
  unit: 1 | 2;
  littleEndian: boolean;
}

export interface Scanned {
  /** Where each whole row begins. */
  starts: number[];
  /** Where the first row begins that is not whole, or the end. */
  end: number;
  /** Rows, by their number here, whose quotes are no quotes: one was never closed. */
  raw: Set<number>;
  /** Cells of the widest row. */
  widest: number;
  /** Whether the end was reached within quotes. */
  open: boolean;
}

/** A quote that is open over more line breaks than these was never meant to be one. */
const mostBreaks = 500;
/** More such rows in one piece, and quotes mean nothing in it. */
const mostBroken = 50;

const quote = 0x22;
const feed = 0x0a;
const carriage = 0x0d;

/** One row: where the next begins, or what was lacking. */
interface Row {
  next: number;
  cells: number;
  whole: boolean;
  open: boolean;
}

/**
 * `last` where the file ends with these bytes; `plain` where a quote is a letter like any other.
 */
export function scan(bytes: Uint8Array, dialect: Dialect, last: boolean, plain = false): Scanned {
  const found: Scanned = { starts: [], end: 0, raw: new Set(), widest: 0, open: false };
  let quotes = !plain && dialect.delimiter !== null;
  while (found.end < bytes.length) {
    let row = rowAt(bytes, found.end, dialect, last, quotes);
    let raw = !quotes && dialect.delimiter !== null;
    if (row.open && (last || row.whole)) {
      row = rowAt(bytes, found.end, dialect, last, false);
      raw = true;
    }
    if (!row.whole) {
      found.open = row.open;
      break;
    }
    if (raw) found.raw.add(found.starts.length);
    if (found.raw.size > mostBroken) quotes = false;
    found.starts.push(found.end);
    found.widest = Math.max(found.widest, row.cells);
    found.end = row.next;
  }
  return found;
}

/** A row that is `open` and `whole` at once has a quote that goes on for too long. */
function rowAt(bytes: Uint8Array, from: number, dialect: Dialect, last: boolean, quotes: boolean): Row {
  const { unit, littleEndian } = dialect;
  const delimiter = dialect.delimiter?.charCodeAt(0) ?? -1;
  const letter = (at: number) => {
    if (unit === 1) return bytes[at] ?? -1;
    const [low = 0, high = 0] = littleEndian ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]];
    return low | (high << 8);
  };
  let cells = 1;
  let within = false;
  let fresh = true;
  let breaks = 0;
  const end = bytes.length - (bytes.length % unit);
  for (let at = from; at < end; at += unit) {
    const now = letter(at);
    if (within) {
      if (now === feed) breaks += 1;
      if (breaks > mostBreaks) return { next: at, cells, whole: true, open: true };
      if (now !== quote) continue;
      if (at + unit < end && letter(at + unit) === quote) at += unit;
      else within = false;
    } else if (now === feed) {
      return { next: at + unit, cells, whole: true, open: false };
    } else if (now === carriage) {
      if (at + unit >= end) break;
      const next = letter(at + unit) === feed ? at + 2 * unit : at + unit;
      return { next, cells, whole: true, open: false };
    } else if (quotes && fresh && now === quote) {
      within = true;
      fresh = false;
    } else {
      fresh = now === delimiter;
      if (fresh) cells += 1;
    }
  }
  return { next: bytes.length, cells, whole: last, open: within };
}

/** The cells of a row, which has no line end. Agrees with `scan` on what a quote is. */
export function split(row: string, delimiter: string, quotes: boolean, most: number): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= row.length && cells.length < most) {
    let text = "";
    if (quotes && row.charAt(at) === '"') {
      const end = closing(row, at + 1);
      text = row.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const next = row.indexOf(delimiter, at);
    const end = next < 0 ? row.length : next;
    // What follows a closing quote belongs to the cell, quote or not.
    cells.push(text + row.slice(at, end));
    if (next < 0) break;
    at = end + 1;
  }
  return cells;
}

function closing(row: string, from: number): number {
  for (let at = row.indexOf('"', from); at >= 0; at = row.indexOf('"', at + 2)) {
    if (row.charAt(at + 1) !== '"') return at;
  }
  return row.length;
}
