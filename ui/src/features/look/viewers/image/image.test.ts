import { describe, expect, it } from "vitest";
import { memory } from "../../testing";
import { Numbers } from "../parts/numbers";
import { TooFar, Windows } from "../reading";
import { Reads } from "../reads";
import { dimensionsIn } from "./dimensions";
import { jpegHead, turned } from "./jpeg";
import { previewInJpeg, previewOf } from "./previews";
import { heic, joined, jpeg, raw, tiff } from "./samples";
import { first, tag, tiffAt } from "./tiff";

function pieces(bytes: Uint8Array, most = { reads: 12, bytes: 20_000_000 }) {
  const source = memory(bytes, { name: "a", kind: "photo" });
  return { source, pieces: Windows.bounded(new Reads(source), most) };
}

const shown = jpeg(640, 480, { length: 5_000 });

describe("directories", () => {
  it.each([true, false])("are read in the order of bytes that they have (little: %s)", async (little) => {
    const file = tiff([{ [tag.width]: 7, [tag.stripOffsets]: [1, 2, 3] }, { [tag.width]: 9 }], little);
    const found = await tiffAt(pieces(file).pieces, 0);
    expect(found?.directories.map(({ fields }) => first(fields, tag.width))).toEqual([7, 9]);
    expect(found?.directories[0]?.fields.get(tag.stripOffsets)?.values).toEqual([1, 2, 3]);
  });

  it("that lead back to themselves end", async () => {
    const file = tiff([{ [tag.directories]: [8, 8, 8] }]);
    new DataView(file.buffer).setUint32(8 + 2 + 12, 8, true);
    expect((await tiffAt(pieces(file).pieces, 0))?.directories).toHaveLength(1);
  });

  it("without end, or of a million entries, stay within their bounds", async () => {
    const file = new Uint8Array(3_000_000).fill(0xff);
    file.set([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
    expect((await tiffAt(pieces(file).pieces, 0))?.directories).toEqual([]);
    const chain = tiff(Array.from({ length: 200 }, () => ({ [tag.width]: 1 })));
    expect((await tiffAt(pieces(chain).pieces, 0))?.directories.length).toBeLessThanOrEqual(24);
  });

  it("are not where there are none", async () => {
    expect(await tiffAt(pieces(new Uint8Array(100)).pieces, 0)).toBeNull();
    expect(await tiffAt(pieces(new Uint8Array(3)).pieces, 0)).toBeNull();
  });
});

describe("a JPEG's head", () => {
  it("says its size, and where its EXIF data is", () => {
    const exif = tiff([{ [tag.orientation]: 6 }]);
    expect(jpegHead(jpeg(4000, 3000, { exif }))).toMatchObject({
      width: 4000,
      height: 3000,
      exif: 12,
      shown: true,
    });
    expect(jpegHead(jpeg(8, 8, { frame: 0xc3 }))?.shown).toBe(false);
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["another format", Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ["a cut file", jpeg(10, 10).slice(0, 10)],
    ["a segment of no length", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2)],
  ])("is not in %s", (_, bytes) => expect(jpegHead(bytes)).toBeNull());

  it("can be given a word on which way is up", async () => {
    const file = turned(jpeg(30, 20), 6);
    const head = jpegHead(file);
    expect(head).toMatchObject({ width: 30, height: 20, exif: 12 });
    const found = await tiffAt(pieces(file).pieces, 12);
    expect(first(found?.directories[0]?.fields ?? new Map(), tag.orientation)).toBe(6);
    expect(turned(shown, 1)).toBe(shown);
    expect(turned(shown, 99)).toBe(shown);
  });
});

describe("a photo's preview", () => {
  it.each<[string, Uint8Array]>([
    ["of the kind of ARW", raw((at) => tiff([{ [tag.jpegStart]: at, [tag.jpegLength]: 5_000 }]), shown)],
    [
      "of the kind of CR2",
      raw(
        (at) => tiff([{ [tag.compression]: 6, [tag.stripOffsets]: at, [tag.stripLengths]: 5_000 }], true),
        shown,
      ),
    ],
    ["in a directory below, as NEF and DNG have it", belowFile()],
    ["of RW2, which holds it in a field", tiff([{ [tag.jpgFromRaw]: shown }], true, 0x55)],
    [
      "of ORF, which only a search finds",
      joined(tiff([{ [tag.width]: 1 }], true, 0x4f52), new Uint8Array(500), shown),
    ],
    [
      "of HEIC, as a part of its own",
      heic([
        ["hvc1", new Uint8Array(900)],
        ["jpeg", shown],
      ]),
    ],
    [
      "of HEIC, in its EXIF data",
      heic([
        ["hvc1", new Uint8Array(9)],
        ["Exif", exifPart()],
      ]),
    ],
    ["of RAF", raf()],
  ])("%s is found", async (_, file) => {
    const { source, pieces: read } = pieces(file);
    expect(await previewOf(read)).toMatchObject({ width: 640, height: 480 });
    expect(source.reads.length).toBeLessThanOrEqual(3);
  });

  it("is the largest that is quick to read, and none that is raw data", async () => {
    const [small, large, lossless] = [
      jpeg(160, 120, { length: 1_000 }),
      jpeg(1620, 1080, { length: 300_000 }),
      jpeg(6000, 4000, { length: 900_000, frame: 0xc3 }),
    ];
    const head = tiff([
      { [tag.jpegStart]: 1_000, [tag.jpegLength]: 1_000, [tag.orientation]: 8 },
      { [tag.jpegStart]: 2_000, [tag.jpegLength]: 300_000 },
      { [tag.compression]: 7, [tag.stripOffsets]: 302_000, [tag.stripLengths]: 900_000 },
    ]);
    const file = joined(head, new Uint8Array(1_000 - head.length), small, large, lossless);
    const { source, pieces: read } = pieces(file);
    expect(await previewOf(read)).toEqual({
      start: 2_000,
      length: 300_000,
      width: 1620,
      height: 1080,
      orientation: 8,
    });
    expect(source.reads.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(4_000_000);
  });

  it("with EXIF data of its own is not turned twice", async () => {
    const own = jpeg(640, 480, { exif: tiff([{ [tag.orientation]: 6 }]), length: 5_000 });
    const file = raw(
      (at) => tiff([{ [tag.jpegStart]: at, [tag.jpegLength]: 5_000, [tag.orientation]: 6 }]),
      own,
    );
    expect((await previewOf(pieces(file).pieces))?.orientation).toBe(1);
  });

  it.each([
    ["zeros", new Uint8Array(1_000_000)],
    ["a structure without pictures", tiff([{ [tag.width]: 1 }])],
    ["offsets beyond the end", tiff([{ [tag.jpegStart]: 4_000_000_000, [tag.jpegLength]: 4_000_000_000 }])],
    ["HEIC without a JPEG", heic([["hvc1", new Uint8Array(900)]])],
    [
      "a picture that is none",
      raw((at) => tiff([{ [tag.jpegStart]: at, [tag.jpegLength]: 200 }]), new Uint8Array(300)),
    ],
  ])("is not in %s", async (_, file) => expect(await previewOf(pieces(file).pieces)).toBeNull());
});

function belowFile(): Uint8Array {
  const below = tiff([{ [tag.jpegStart]: 4_000, [tag.jpegLength]: 5_000 }]).slice(8);
  const head = tiff([{ [tag.directories]: 600 }]);
  return joined(head, new Uint8Array(600 - head.length), below, new Uint8Array(3_400 - below.length), shown);
}

function exifPart(): Uint8Array {
  const head = tiff([{ [tag.orientation]: 1 }, { [tag.jpegStart]: 500, [tag.jpegLength]: 5_000 }], false);
  return joined(Uint8Array.of(0, 0, 0, 6), new Uint8Array(6), head, new Uint8Array(500 - head.length), shown);
}

function raf(): Uint8Array {
  const head = new Uint8Array(200);
  head.set(Uint8Array.from("FUJIFILMCCD-RAW ", (letter) => letter.charCodeAt(0)));
  new DataView(head.buffer).setUint32(84, 200);
  new DataView(head.buffer).setUint32(88, 5_000);
  return joined(head, shown);
}

describe("a large JPEG", () => {
  const thumb = jpeg(160, 120, { length: 2_000 });
  const exif = (() => {
    const make = (at: number) =>
      tiff([{ [tag.orientation]: 6 }, { [tag.jpegStart]: at, [tag.jpegLength]: thumb.length }]);
    return joined(make(make(0).length), thumb);
  })();

  it("has its thumbnail in its first 128 KB", async () => {
    const { source, pieces: read } = pieces(jpeg(6000, 4000, { exif, length: 5_000_000 }));
    await read.read(0, 131_072);
    expect(await previewInJpeg(read)).toMatchObject({ width: 160, height: 120, orientation: 6 });
    expect(source.reads).toEqual([{ start: 0, length: 131_072 }]);
  });

  it("may have a larger preview behind it, of which its head tells", async () => {
    const entry = (kind: number, length: number, start: number) => {
      const bytes = new Uint8Array(16);
      const view = new DataView(bytes.buffer);
      [kind, length, start].forEach((value, at) => view.setUint32(at * 4, value, true));
      return bytes;
    };
    const make = (start: number) =>
      tiff([{ [tag.entries]: joined(entry(0x030000, 5_000_000, 0), entry(0x010002, 400_000, start)) }]);
    const whole = (start: number) => jpeg(6000, 4000, { exif, pictures: make(start), length: 5_000_000 });
    const base = jpegHead(whole(0))?.pictures ?? 0;
    const file = joined(whole(5_000_000 - base), jpeg(1920, 1080, { length: 400_000 }));
    const { source, pieces: read } = pieces(file);
    await read.read(0, 131_072);
    expect(await previewInJpeg(read)).toMatchObject({ start: 5_000_000, width: 1920, height: 1080 });
    expect(source.reads).toHaveLength(2);
  });

  it("has no preview where its EXIF data lies", async () => {
    const lies = tiff([{}, { [tag.jpegStart]: 0xfffffff0, [tag.jpegLength]: 0xffffffff }]);
    expect(await previewInJpeg(pieces(jpeg(60, 40, { exif: lies, length: 3_000_000 })).pieces)).toBeNull();
  });
});

describe("any bytes", () => {
  /** The same for every run. */
  function* dice(seed: number): Generator<number, never> {
    for (let state = seed; ;) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      yield state >>> 8;
    }
  }

  it("end in a preview or in none, within the bounds", async () => {
    const bases = [
      raw(
        (at) => tiff([{ [tag.jpegStart]: at, [tag.jpegLength]: 5_000, [tag.directories]: [20, 40] }]),
        shown,
      ),
      heic([
        ["jpeg", shown],
        ["Exif", exifPart()],
      ]),
      jpeg(60, 40, { exif: tiff([{}, { [tag.jpegStart]: 60, [tag.jpegLength]: 300 }]), length: 9_000 }),
    ];
    const random = dice(7);
    for (let round = 0; round < 1_500; round += 1) {
      const file = (bases[round % bases.length] ?? shown).slice();
      for (let change = 0; change < 12; change += 1) {
        // Most offsets and lengths are near the beginning.
        const within = round % 2 ? file.length : 200;
        file[random.next().value % within] = random.next().value & 0xff;
      }
      const { source, pieces: read } = pieces(file);
      for (const find of [previewOf, previewInJpeg]) {
        const found = await find(read);
        if (found) expect(found.start + found.length).toBeLessThanOrEqual(file.length);
      }
      expect(source.reads.length).toBeLessThanOrEqual(12);
      await dimensionsIn(read);
    }
  });
});

describe("pieces", () => {
  it("are read once, and no more than their bounds", async () => {
    const { source, pieces: read } = pieces(new Uint8Array(1_000_000), { reads: 2, bytes: 400_000 });
    expect(await read.read(10, 4)).toHaveLength(4);
    await read.read(100, 1_000);
    expect(source.reads).toEqual([{ start: 10, length: 131_072 }]);
    await read.read(500_000, 4);
    await expect(read.read(900_000, 4)).rejects.toThrow(TooFar);
    expect(await read.read(1_000_000, 4)).toHaveLength(0);
    expect(await read.read(-1, 4)).toHaveLength(0);
    expect(await read.read(NaN, 4)).toHaveLength(0);
  });

  it("that end early are zeros to whoever counts", () => {
    expect(new Numbers(Uint8Array.of(1), true).u32(0)).toBe(1);
    expect(new Numbers(Uint8Array.of(0xff, 0xff, 0xff, 0xff), false).u32(0)).toBe(0xffffffff);
  });
});

describe("the size that a picture says it has", () => {
  const bytes = (text: string, ...more: number[]) => {
    return joined(
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
      Uint8Array.from(more),
    );
  };
  it.each<[string, Uint8Array, { width: number; height: number } | null]>([
    ["PNG", bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 0, 0, 2, 0, 0, 0, 1, 0), { width: 512, height: 256 }],
    [
      "a PNG bomb",
      bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 0, 1, 0, 0, 0, 1, 0, 0),
      { width: 65536, height: 65536 },
    ],
    [
      "GIF",
      bytes("GIF89a", 10, 0, 20, 0, 0, 0, 0, 0x21, 0xfe, 2, 65, 66, 0, 0x2c, 0, 0, 0, 0, 10, 0, 20, 0),
      { width: 10, height: 20 },
    ],
    [
      "a GIF whose first frame is larger than its screen",
      bytes(
        "GIF89a",
        10,
        0,
        20,
        0,
        0x80,
        0,
        0,
        ...new Array<number>(6).fill(9),
        0x2c,
        1,
        0,
        0,
        0,
        0,
        1,
        0,
        2,
      ),
      { width: 257, height: 512 },
    ],
    ["a GIF without a frame", bytes("GIF89a", 10, 0, 20, 0, 0, 0, 0, 0x3b), null],
    [
      "WebP with parts",
      bytes("RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0", 99, 0, 0, 49, 0, 0),
      { width: 100, height: 50 },
    ],
    [
      "BMP from top to bottom",
      bytes("BM", ...new Array<number>(12).fill(0), 40, 0, 0, 0, 4, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff),
      { width: 4, height: 2 },
    ],
    [
      "BMP with the oldest header",
      bytes("BM", ...new Array<number>(12).fill(0), 12, 0, 0, 0, 4, 0, 2, 0),
      { width: 4, height: 2 },
    ],
    [
      "an icon, whose list is not believed",
      bytes(
        "\0\0\x01\0\x02\0",
        ...[16, 16, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 38, 0, 0, 0],
        ...[16, 16, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 54, 0, 0, 0],
        ...[40, 0, 0, 0, 16, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0],
        ...[
          0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 0, 0, 0, 1, 0,
        ],
      ),
      { width: 512, height: 256 },
    ],
    [
      "an icon whose pictures are elsewhere",
      bytes("\0\0\x01\0\x01\0", ...new Array<number>(16).fill(255)),
      null,
    ],
    ["JPEG", jpeg(30, 20), { width: 30, height: 20 }],
    [
      "AVIF",
      bytes(
        "\0\0\0\x10ftypavif....\0\0\0\x20meta....\0\0\0\x14ispe",
        ...[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 128],
      ),
      { width: 256, height: 128 },
    ],
    ["AVIF without a size", bytes("\0\0\0\x10ftypavif....\0\0\0\x0cmeta...."), null],
    ["a PNG that is none", bytes("\x89PNG\r\n\x1a\nnot a picture at all"), null],
    ["nothing", new Uint8Array(), null],
    ["text", bytes("hello"), null],
  ])("is read of %s", async (_, file, size) => {
    expect(await dimensionsIn(pieces(file).pieces)).toEqual(size);
  });
});
