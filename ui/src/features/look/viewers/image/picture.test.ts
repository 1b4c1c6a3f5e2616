import { describe, expect, it, vi } from "vitest";
import type { LookKind } from "../../source";
import { memory } from "../../testing";
import { largeJpeg, mostSvg, mostWhole, PictureState } from "./picture.svelte";
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
  const source = Object.assign(memory(bytes, { name: "a.cr2", kind, format }), { address: "look:1", size });
  return { source, picture: new PictureState(source) };
}

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

  it("that is larger is read by the browser, once its first bytes were looked at", async () => {
    const { source, picture } = opened(png(2000, 1000, 900_000), "image/png");
    await picture.open();
    expect([picture.shown, picture.dimensions]).toEqual(["look:1", { width: 2000, height: 1000 }]);
    expect(source.reads).toEqual([{ start: 0, length: 65_536 }]);
  });

  it.each([5_000, 900_000])("of too many pixels is given to nobody (%i bytes)", async (length) => {
    const { picture } = opened(png(60_000, 60_000, length), "image/png");
    await picture.open();
    expect(picture.shown).toBeNull();
    expect(picture.trouble).toMatchObject({ title: "This picture has too many pixels to show" });
  });

  it("that is a large JPEG is shown by its preview first, then whole, right side up", async () => {
    const { source, picture } = opened(jpeg(8000, 5000, { exif, length: largeJpeg + 1 }), "image/jpeg");
    await picture.open();
    expect([picture.stage, picture.shown, picture.coming]).toEqual(["preview", "blob:a", "look:1"]);
    expect(picture.dimensions).toEqual({ width: 5000, height: 8000 });
    expect(source.reads).toEqual([{ start: 0, length: 131_072 }]);
    picture.arrived();
    expect([picture.stage, picture.shown, picture.coming]).toEqual(["whole", "look:1", null]);
  });

  it("keeps its preview where the whole is broken, and says so", async () => {
    const { picture } = opened(jpeg(8000, 5000, { exif, length: largeJpeg + 1 }), "image/jpeg");
    await picture.open();
    picture.failed();
    expect([picture.stage, picture.shown]).toEqual(["preview", "blob:a"]);
    expect(picture.note).toBe("Preview only: the full picture may be damaged.");
  });

  it("beyond the bound stays a preview, or says how large it is", async () => {
    const large = opened(jpeg(800, 500, { exif, length: 300_000 }), "image/jpeg", "image", mostWhole + 1);
    await large.picture.open();
    expect([large.picture.stage, large.picture.coming]).toEqual(["preview", null]);
    expect(large.picture.note).toContain("64.0 MB");
    const none = opened(jpeg(800, 500, { length: 300_000 }), "image/jpeg", "image", mostWhole + 1);
    await none.picture.open();
    expect(none.picture.trouble).toMatchObject({ title: "This picture is too large to show" });
  });

  it("that the browser cannot decode is said to be broken", async () => {
    const { picture } = opened(new Uint8Array(100), "image/webp");
    await picture.open();
    picture.failed();
    expect(picture.shown).toBeNull();
    expect(picture.trouble).toMatchObject({ title: "This picture cannot be shown" });
  });

  it.each([
    ["image/svg+xml", mostSvg + 1],
    ["image/tiff", 32_000_001],
    ["image/png", mostWhole + 1],
  ])("of %s with %i bytes is not read", async (format, size) => {
    const { source, picture } = opened(new Uint8Array(10), format, "image", size);
    await picture.open();
    expect(picture.trouble).toMatchObject({ title: "This picture is too large to show" });
    expect(source.reads).toEqual([]);
  });

  it("of no bytes is broken", async () => {
    const { picture } = opened(new Uint8Array(), "image/png");
    await picture.open();
    expect(picture.trouble).toMatchObject({ title: "This picture cannot be shown" });
  });
});

describe("a RAW photo", () => {
  it("is its preview, and says so", async () => {
    const head = tiff([{ [tag.jpegStart]: 2_000, [tag.jpegLength]: 9_000, [tag.orientation]: 6 }]);
    const file = joined(head, new Uint8Array(2_000 - head.length), jpeg(640, 480, { length: 9_000 }));
    const { source, picture } = opened(file, "image/x-canon-cr2", "photo");
    await picture.open();
    expect([picture.stage, picture.note]).toEqual(["preview", "Preview from the CR2 file"]);
    expect(picture.dimensions).toEqual({ width: 480, height: 640 });
    expect(source.reads).toHaveLength(1);
  });

  it("without a preview is named", async () => {
    const { picture } = opened(new Uint8Array(10_000), "image/x-canon-cr2", "photo");
    await picture.open();
    expect(picture.trouble).toMatchObject({ title: "No preview in this photo" });
    expect(JSON.stringify(picture.trouble)).toContain("CR2 photos");
  });
});
