/** What encodings make of letters, found out by asking the decoder of each the other way round. */

type Table = ReadonlyMap<string, readonly number[]>;

const tables = new Map<string, Table>();

/** The bytes of each letter of an encoding that has one or two bytes a letter. */
export function bytesOf(encoding: string): Table {
  const known = tables.get(encoding) ?? made(encoding);
  tables.set(encoding, known);
  return known;
}

function made(encoding: string): Table {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  const take = (bytes: readonly number[]): boolean => {
    const letters = decoder.decode(new Uint8Array(bytes));
    const one = [...letters].length === 1 && letters !== "\u{fffd}";
    // The first spelling is the usual one.
    if (one && !table.has(letters)) table.set(letters, bytes);
    return one;
  };
  const leads: number[] = [];
  for (let byte = 0; byte < 256; byte += 1) if (!take([byte]) && byte >= 0x80) leads.push(byte);
  for (const lead of leads) for (let trail = 0x40; trail < 0xff; trail += 1) take([lead, trail]);
  return table;
}

/** UTF-16. */
export function wide(text: string, little: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), little);
  return bytes;
}
