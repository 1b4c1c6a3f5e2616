import { describe, expect, it } from "vitest";
import type { Row } from "../../../lib/backend/contract";
import { memory } from "../testing";
import { joined, jpeg, tiff } from "../viewers/image/samples";
import { tag } from "../viewers/image/tiff";
import { fitted, filled } from "./draw";
import { firstBytes, mostRead, picked } from "./pick";

const signal = new AbortController().signal;
const row = (change: Partial<Row>) => ({
  ...({ kind: "file", file_type: "jpeg_image", size: 6_000_000, class: null, restore: null } as const),
  ...change,
});

/** A camera's JPEG with a preview in its EXIF data, of this size, as far on as it is put. */
function photo(preview: Uint8Array, orientation = 1, length = 3_000_000): Uint8Array<ArrayBuffer> {
  const fields = (at: number) =>
    tiff(
      [{ [tag.orientation]: orientation }, { [tag.jpegStart]: at, [tag.jpegLength]: preview.length }],
      false,
    );
  return jpeg(4000, 3000, { exif: joined(fields(fields(1000).length), preview), length });
}

describe("the first request", () => {
  it.each<[string, Partial<Row>, number | null]>([
    ["asks for the head of a camera's JPEG", {}, 131_072],
    ["asks for a small JPEG whole", { size: 300_000 }, 300_000],
    ["asks for a PNG whole", { file_type: "png_image", size: 2_000_000 }, 2_000_000],
    ["asks for the head of a RAW photo", { file_type: "raw_photo", size: 40_000_000 }, 131_072],
    ["is not made for a large PNG", { file_type: "png_image", size: mostRead + 1 }, null],
    ["is not made for an SVG", { file_type: "svg_drawing", size: 900 }, null],
    ["is not made for a text", { file_type: "text", size: 900 }, null],
    ["is not made for a folder", { kind: "folder", file_type: "folder", size: null }, null],
    ["is not made for nothing", { size: 0 }, null],
    ["is not made for what is archived", { class: "GLACIER" }, null],
    [
      "is not made for what is on its way out of the archive",
      { class: "DEEP_ARCHIVE", restore: { under_way: true, until: null } },
      null,
    ],
    ["is made for what was restored", { class: "GLACIER", restore: { under_way: false, until: 1 } }, 131_072],
    ["is made for what is quick in the archive", { class: "GLACIER_IR" }, 131_072],
  ])("%s", (_, change, wanted) => expect(firstBytes(row(change))).toBe(wanted));
});

describe("a thumbnail", () => {
  it("of a camera's JPEG is its preview, out of the first bytes alone", async () => {
    const source = memory(photo(jpeg(160, 120, { length: 9_000 })), {
      name: "a.jpg",
      kind: "image",
      format: "image/jpeg",
    });
    const found = await picked(source, signal);
    expect(found).toMatchObject({ format: "image/jpeg", whole: { width: 4000, height: 3000 } });
    expect(found?.bytes).toHaveLength(9_000);
    expect(source.reads).toEqual([{ start: 0, length: 131_072 }]);
  });

  it("stands as the picture does", async () => {
    const source = memory(photo(jpeg(160, 120, { length: 900 }), 6), {
      name: "a.jpg",
      kind: "image",
      format: "image/jpeg",
    });
    // The word on which way is up is put before it.
    expect((await picked(source, signal))?.bytes).toHaveLength(900 + 36);
  });

  it.each([
    ["no preview", jpeg(4000, 3000, { length: 1_000_000 }), 1_000_000],
    ["a preview too small to be of use", photo(jpeg(32, 24), 1, 1_000_000), 1_000_000],
    ["no preview and too many bytes", jpeg(4000, 3000, { length: 5_000_000 }), null],
    ["a preview that is none", photo(new Uint8Array(400), 1, 5_000_000), null],
  ])("of a JPEG with %s is the whole, if that is small", async (_, file, bytes) => {
    const source = memory(file, { name: "a.jpg", kind: "image", format: "image/jpeg" });
    expect((await picked(source, signal))?.bytes.length ?? null).toBe(bytes);
  });

  it.each([
    ["a text that is called a picture", "text" as const, "text/plain"],
    ["a drawing", "image" as const, "image/svg+xml"],
    ["a large picture", "image" as const, "image/png"],
  ])("is not made of %s", async (_, kind, format) => {
    const source = memory(new Uint8Array(mostRead + 1), { name: "a.png", kind, format });
    expect(await picked(source, signal)).toBeNull();
    expect(source.reads).toEqual([]);
  });

  it("of a RAW photo reads no more than its bound", async () => {
    const head = tiff([{ [tag.jpegStart]: 200_000, [tag.jpegLength]: 8_000 }]);
    const file = joined(
      head,
      new Uint8Array(200_000 - head.length),
      jpeg(640, 480, { length: 8_000 }),
      new Uint8Array(20_000_000),
    );
    const source = memory(file, { name: "a.nef", kind: "photo" });
    expect((await picked(source, signal))?.bytes).toHaveLength(8_000);
    expect(source.reads.length).toBeLessThanOrEqual(2);
    const without = memory(new Uint8Array(30_000_000), { name: "a.nef", kind: "photo" });
    expect(await picked(without, signal)).toBeNull();
    expect(without.reads.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(mostRead);
  });
});

describe("the size of a thumbnail", () => {
  it("is that of a tile on a fine screen, and never more than the picture has", () => {
    expect(fitted({ width: 4000, height: 3000 })).toEqual({ width: 256, height: 192 });
    expect(fitted({ width: 20, height: 10 })).toEqual({ width: 20, height: 10 });
    expect(fitted({ width: 60_000, height: 1 })).toEqual({ width: 256, height: 1 });
  });

  it("leaves out the bars that a camera puts around a preview", () => {
    const whole = { width: 6000, height: 4000 };
    expect(filled({ width: 160, height: 120 }, whole)).toEqual({ x: 0, y: 7, width: 160, height: 107 });
    expect(filled({ width: 120, height: 160 }, whole)).toEqual({ x: 7, y: 0, width: 107, height: 160 });
    expect(filled({ width: 150, height: 100 }, whole)).toEqual({ x: 0, y: 0, width: 150, height: 100 });
    expect(filled({ width: 150, height: 100 }, null)).toEqual({ x: 0, y: 0, width: 150, height: 100 });
  });
});
