/** Small files for the tests of pictures, put together by hand. */

type Value = number | number[] | Uint8Array;

export interface Fields {
  [tag: number]: Value;
}

/** A TIFF structure: directories in a chain, each with fields; `tail` follows it. */
export function tiff(directories: Fields[], little = true, magic = 42): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const put = (at: number, value: number, size: number) => {
    for (let each = 0; each < size; each += 1) {
      const shift = little ? each : size - 1 - each;
      bytes[at + each] = Math.floor(value / 256 ** shift) & 0xff;
    }
  };
  bytes.push(...(little ? [0x49, 0x49] : [0x4d, 0x4d]), 0, 0, 0, 0, 0, 0);
  put(2, magic, 2);
  put(4, 8, 4);
  directories.forEach((fields, index) => {
    const at = bytes.length;
    const entries = Object.entries(fields).map(([tag, value]) => [Number(tag), value] as const);
    const end = at + 2 + entries.length * 12 + 4;
    bytes.length = end;
    bytes.fill(0, at, end);
    put(at, entries.length, 2);
    entries.forEach(([tag, value], each) => {
      const from = at + 2 + each * 12;
      const raw = value instanceof Uint8Array;
      const values = raw ? [...value] : [value].flat();
      put(from, tag, 2);
      put(from + 2, raw ? 7 : 4, 2);
      put(from + 4, values.length, 4);
      const size = raw ? 1 : 4;
      const start = values.length * size <= 4 ? from + 8 : bytes.length;
      if (start !== from + 8) put(from + 8, start, 4);
      values.forEach((number, nth) => put(start + nth * size, number, size));
    });
    if (index + 1 < directories.length) put(end - 4, bytes.length, 4);
  });
  return Uint8Array.from(bytes, (byte) => byte ?? 0);
}

/** The head of a JPEG, and as many bytes as are wanted; it decodes nowhere. */
export function jpeg(
  width: number,
  height: number,
  more: { exif?: Uint8Array; pictures?: Uint8Array; length?: number; frame?: number } = {},
): Uint8Array<ArrayBuffer> {
  const segment = (marker: number, content: number[]) => {
    return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content];
  };
  const bytes = [
    0xff,
    0xd8,
    ...(more.exif ? segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...more.exif]) : []),
    ...(more.pictures ? segment(0xe2, [0x4d, 0x50, 0x46, 0, ...more.pictures]) : []),
    ...segment(more.frame ?? 0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 17, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    0xff,
    0xd9,
  ];
  const whole = new Uint8Array(Math.max(bytes.length, more.length ?? 0));
  whole.set(bytes);
  return whole;
}

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const u32 = (value: number) => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
const u16 = (value: number) => Uint8Array.of(value >> 8, value);

function box(type: string, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = joined(...parts);
  return joined(u32(content.length + 8), letters(type), content);
}

/** A HEIC file of which the parts have these types and contents. */
export function heic(parts: [string, Uint8Array][]): Uint8Array<ArrayBuffer> {
  const start = box("ftyp", letters("heic"), u32(0));
  const infos = box(
    "iinf",
    u32(0),
    u16(parts.length),
    ...parts.map(([type], at) => box("infe", u32(0x02000000), u16(at + 1), u16(0), letters(type), u16(0))),
  );
  const placed = (from: number) => {
    let at = from;
    const entries = parts.map(([, content], item) => {
      const entry = joined(u16(item + 1), u16(0), u16(1), u32(at), u32(content.length));
      at += content.length;
      return entry;
    });
    return box("meta", u32(0), infos, box("iloc", u32(0), u16(0x4400), u16(parts.length), ...entries));
  };
  const before = start.length + placed(0).length + 8;
  return joined(start, placed(before), box("mdat", ...parts.map(([, content]) => content)));
}

/** A file with a picture at an offset that its directories know. */
export function raw(
  make: (at: number) => Uint8Array,
  picture: Uint8Array,
  at = 4_000,
): Uint8Array<ArrayBuffer> {
  const head = make(at);
  return joined(head, new Uint8Array(at - head.length), picture, new Uint8Array(100));
}
