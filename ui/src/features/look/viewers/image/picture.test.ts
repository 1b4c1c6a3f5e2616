import { describe, expect, it, vi } from "vitest";
import { faultOf, Refusal } from "../../../../lib/backend/backend";
import type { LookKind } from "../../source";
import { memory, told } from "../../testing";
import { largeJpeg, mostSvg, mostWhole, PictureState } from "./picture.svelte";
import { inWords } from "../reads";
import { joined, jpeg, tiff } from "./samples";
import { tag } from "./tiff";

vi.stubGlobal(
  "URL",
  class extends URL {
    static override createObjectURL = () => "blob:a";
    static override revokeObjectURL = () => undefined;
  },
);

function opened(bytes: Uint8Array, format: string, kind: LookKind = "image", size = bytes.length) {
  const source = Object.assign(memory(bytes, { name: kind === "photo" ? "a.cr2" : "a.tif", kind, format }), {
    address: "",
    size,
  });
  return { source, picture: new PictureState(source) };
}

/** The note in words. */
const noted = ({ note }: PictureState) => note && inWords(note);

const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
/** Segments of 64 KB that say nothing. */
function comments(count: number): Uint8Array {
  const one = new Uint8Array(65_537);
  one.set([0xff, 0xfe, 0xff, 0xff]);
  return joined(...Array.from({ length: count }, () => one));
}
/** A picture of 60,000 by 60,000 whose size is in a frame of this kind. */
const frame = (marker: number) =>
  joined(
    Uint8Array.of(0xff, 0xd8, 0xff, marker, 0, 11, 8, 0xea, 0x60, 0xea, 0x60, 1, 1, 0x11, 0),
    new Uint8Array(50),
  );

const thumb = jpeg(160, 120, { length: 2_000 });
const exif = (() => {
  const make = (at: number) =>
    tiff([{ [tag.orientation]: 6 }, { [tag.jpegStart]: at, [tag.jpegLength]: 2_000 }]);
  return joined(make(make(0).length), thumb);
})();
const png = (width: number, height: number, length: number) => {
  const bytes = new Uint8Array(length);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};

describe("a picture", () => {
  it("that is small is one read", async () => {
    const { source, picture } = opened(png(20, 10, 5_000), "image/png");
    await picture.open();
    expect([picture.stage, picture.shown, picture.dimensions]).toEqual([
      "whole",
      "blob:a",
      { width: 20, height: 10 },
    ]);
    expect(source.reads).toEqual([{ start: 0, length: 5_000 }]);
  });

  it("that is larger is read once its first bytes were looked at", async () => {
    const { source, picture } = opened(png(2000, 1000, 900_000), "image/png");
    await picture.open();
    expect([picture.shown, picture.dimensions]).toEqual(["blob:a", { width: 2000, height: 1000 }]);
    expect(source.reads).toEqual([
      { start: 0, length: 131_072 },
      { start: 0, length: 900_000 },
    ]);
  });

  it("that cannot be read is not said to be broken, and is read anew on demand", async () => {
    const fault = faultOf(new Error("offline"));
    for (const make of [() => png(2000, 1000, 900_000), () => jpeg(800, 500, { length: 900_000 })]) {
      const { source, picture } = opened(make(), make().at(1) === 0x50 ? "image/png" : "image/jpeg");
      const { read } = source;
      source.read = (start, length) =>
        length > 200_000 ? Promise.reject(new Refusal(fault)) : read(start, length);
      await picture.open();
      expect(picture.trouble).toEqual({ fault });
      source.read = read;
      await picture.open();
      expect([picture.trouble, picture.stage]).toEqual([null, "whole"]);
    }
  });

  it.each([
    [
      "garbage between its markers",
      joined(jpeg(9, 9).slice(0, 2), new Uint8Array(40), jpeg(60_000, 60_000).slice(2)),
    ],
    [
      "a marker without a length",
      joined(Uint8Array.of(0xff, 0xd8, 0xff, 0x01, 0xff, 0xd3), jpeg(60_000, 60_000).slice(2)),
    ],
    ["a lossless frame", frame(0xc3)],
    ["a differential frame", frame(0xc6)],
    ["an arithmetic frame", frame(0xca)],
    ["fill bytes", joined(Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xff), jpeg(60_000, 60_000).slice(2))],
    [
      "200 KB of comments before its size",
      joined(Uint8Array.of(0xff, 0xd8), comments(4), jpeg(60_000, 60_000).slice(2)),
    ],
  ])("of too many pixels is given to nobody, also behind %s", async (_, bytes) => {
    const { picture } = opened(bytes, "image/jpeg");
    await picture.open();
    expect(picture.shown).toBeNull();
    expect(told(picture.trouble)).toMatchObject({ title: "This image has too many pixels to show" });
  });

  it.each([
    ["image/jpeg", joined(Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2), new Uint8Array(100))],
    ["image/jpeg", jpeg(0, 500)],
    ["image/jpeg", joined(Uint8Array.of(0xff, 0xd8), comments(200))],
    ["image/png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 4, 67, 103, 66, 73])],
    ["image/gif", text("GIF89a\x0a\0\x0a\0\0\0\0;")],
    ["image/webp", text("RIFF....WEBPABCD")],
    ["image/avif", text("\0\0\0\x10ftypavif....")],
    ["image/bmp", text("BM")],
    ["image/vnd.microsoft.icon", text("\0\0\x01\0\x01\0")],
  ])("that does not say its size (%s) is given to nobody", async (format, bytes) => {
    const { picture } = opened(bytes, format);
    await picture.open();
    expect(picture.shown).toBeNull();
    expect(told(picture.trouble)).toMatchObject({
      title: null,
      words: expect.stringContaining("how many pixels") as string,
    });
  });

  it("has no preview of too many pixels either", async () => {
    const large = jpeg(60_000, 60_000, { length: 2_000 });
    const make = (at: number) =>
      tiff([{ [tag.orientation]: 1 }, { [tag.jpegStart]: at, [tag.jpegLength]: 2_000 }]);
    const bytes = jpeg(800, 500, { exif: joined(make(make(0).length), large), length: largeJpeg + 1 });
    const { picture } = opened(bytes, "image/jpeg");
    await picture.open();
    expect(picture.shown).toBeNull();
    expect(told(picture.trouble)).toMatchObject({ title: "This image has too many pixels to show" });
  });

  it.each([5_000, 900_000])("of too many pixels is given to nobody (%i bytes)", async (length) => {
    const { picture } = opened(png(60_000, 60_000, length), "image/png");
    await picture.open();
    expect(picture.shown).toBeNull();
    expect(told(picture.trouble)).toMatchObject({ title: "This image has too many pixels to show" });
  });

  it("that is a large JPEG is shown by its preview first, then whole, right side up", async () => {
    const { source, picture } = opened(jpeg(8000, 5000, { exif, length: largeJpeg + 1 }), "image/jpeg");
    await picture.open();
    expect([picture.stage, picture.shown, picture.coming]).toEqual(["preview", "blob:a", "blob:a"]);
    expect(picture.dimensions).toEqual({ width: 5000, height: 8000 });
    expect(source.reads).toEqual([
      { start: 0, length: 131_072 },
      { start: 0, length: largeJpeg + 1 },
    ]);
    picture.arrived();
    expect([picture.stage, picture.shown, picture.coming]).toEqual(["whole", "blob:a", null]);
  });

  it("keeps its preview where the whole is broken, and says so", async () => {
    const { picture } = opened(jpeg(8000, 5000, { exif, length: largeJpeg + 1 }), "image/jpeg");
    await picture.open();
    picture.failed();
    expect([picture.stage, picture.shown]).toEqual(["preview", "blob:a"]);
    expect(noted(picture)).toBe("Preview only: the full image may be damaged.");
  });

  it("beyond the bound stays a preview, or says how large it is", async () => {
    const large = opened(jpeg(800, 500, { exif, length: 300_000 }), "image/jpeg", "image", mostWhole + 1);
    await large.picture.open();
    expect([large.picture.stage, large.picture.coming]).toEqual(["preview", null]);
    expect(noted(large.picture)).toContain("64.0 MB");
    const none = opened(jpeg(800, 500, { length: 300_000 }), "image/jpeg", "image", mostWhole + 1);
    await none.picture.open();
    expect(told(none.picture.trouble)).toMatchObject({ title: "This image is too large to show" });
  });

  it("that the browser cannot decode is said to be broken", async () => {
    const { picture } = opened(png(20, 10, 100), "image/png");
    await picture.open();
    picture.failed();
    expect(picture.shown).toBeNull();
    expect(told(picture.trouble)?.title).toBeNull();
  });

  it.each([
    ["image/svg+xml", mostSvg + 1],
    ["image/tiff", 32_000_001],
    ["image/png", mostWhole + 1],
  ])("of %s with %i bytes is not read", async (format, size) => {
    const { source, picture } = opened(new Uint8Array(10), format, "image", size);
    await picture.open();
    expect(told(picture.trouble)).toMatchObject({ title: "This image is too large to show" });
    expect(source.reads).toEqual([]);
  });

  it("of TIFF is one also where the engine takes it for a photo, unless a camera made it", async () => {
    for (const [name, title] of [
      ["scan.tif", "This image is too large to show"],
      ["photo.nef", "No preview in this photo"],
    ] as const) {
      const about = { name, kind: "photo", format: "image/tiff" } as const;
      const picture = new PictureState({ ...memory(new Uint8Array(1_000_000), about), size: 32_000_001 });
      await picture.open();
      expect(told(picture.trouble)?.title).toBe(title);
    }
  });

  it("of no bytes is broken", async () => {
    const { picture } = opened(new Uint8Array(), "image/png");
    await picture.open();
    expect(told(picture.trouble)?.title).toBeNull();
  });
});

describe("a RAW photo", () => {
  it("is its preview, and says so", async () => {
    const head = tiff([{ [tag.jpegStart]: 2_000, [tag.jpegLength]: 9_000, [tag.orientation]: 6 }]);
    const file = joined(head, new Uint8Array(2_000 - head.length), jpeg(640, 480, { length: 9_000 }));
    const { source, picture } = opened(file, "image/x-canon-cr2", "photo");
    await picture.open();
    expect([picture.stage, noted(picture)]).toEqual(["preview", "Preview from the CR2 file"]);
    expect(picture.dimensions).toEqual({ width: 480, height: 640 });
    expect(source.reads).toHaveLength(1);
  });

  it("without a preview is named", async () => {
    const { picture } = opened(new Uint8Array(10_000), "image/x-canon-cr2", "photo");
    await picture.open();
    expect(told(picture.trouble)).toMatchObject({ title: "No preview in this photo" });
    expect(told(picture.trouble)?.words).toContain("CR2 photos");
  });
});
