import { describe, expect, it } from "vitest";
import { codecs } from "./codecs";

describe("a page that is unpacked", () => {
  it.each(["SNAPPY", "GZIP", "BROTLI", "ZSTD", "LZ4", "LZ4_RAW"] as const)(
    "by %s is never larger than 32 MB, whatever it claims",
    (codec) => {
      for (const claim of [33_554_433, 2 ** 31, -1, NaN])
        expect(() => codecs[codec]?.(new Uint8Array(10), claim)).toThrow("look-parquet-page-too-large");
    },
  );
});
