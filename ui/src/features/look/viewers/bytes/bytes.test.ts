import { describe, expect, it } from "vitest";
import { memory } from "../../testing";
import { blockSize, BytesState, mostBlocks } from "./bytes.svelte";
import { hexOf, lettersOf, lettersWide, offsetDigits, offsetIn, offsetOf, perRowFor } from "./hex";

describe("a row of bytes", () => {
  it("has its digits in eights, and its letters", () => {
    const bytes = new TextEncoder().encode("Hello é\0 there");
    expect(hexOf(bytes)).toBe("48 65 6c 6c 6f 20 c3 a9  00 20 74 68 65 72 65");
    expect(lettersOf(bytes)).toBe("Hello ··· there");
    expect(hexOf(new Uint8Array())).toBe("");
  });

  it.each([
    [0, 6],
    [4_294_967_296, 8],
    [4_294_967_297, 9],
    [10_000_000_000, 9],
    [50_000_000_000_000, 12],
  ])("in a file of %i bytes has an offset of %i digits", (size, digits) => {
    expect(offsetDigits(size)).toBe(digits);
    expect(offsetOf(Math.max(0, size - 1), digits)).toHaveLength(digits);
  });

  it.each([
    [200, 16],
    [74, 16],
    [73, 8],
    [41, 8],
    [40, 4],
    [0, 4],
  ])("where %i letters have room has %i bytes", (letters, per) => {
    expect(perRowFor(letters, 8)).toBe(per);
  });

  it("is as wide as it says", () => {
    const bytes = new Uint8Array(16);
    expect(lettersWide(16, 8)).toBe(8 + 1 + hexOf(bytes).length + 1 + lettersOf(bytes).length);
  });
});

describe("an offset", () => {
  it.each([
    ["0", 0],
    ["1,024", 1024],
    ["1 024", 1024],
    ["0x1F", 31],
    ["1fh", 31],
    [" $ff ", 255],
    ["1999", 1999],
    ["2000", null],
    ["-1", null],
    ["1f", null],
    ["", null],
    ["0x", null],
    ["99999999999999999999", null],
  ])("typed as %j is %j", (text, at) => expect(offsetIn(text, 2000)).toBe(at));
});

/** A file of any size, the bytes of which tell where they stand. */
function endless(size: number) {
  const source = memory("", { name: "big.bin", kind: "bytes" });
  const at = (offset: number) => (offset / 7) & 0xff;
  return Object.assign(source, {
    size,
    at,
    read(start: number, length: number, signal?: AbortSignal) {
      signal?.throwIfAborted();
      source.reads.push({ start, length });
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - start)));
      return Promise.resolve(bytes.map((_, each) => at(start + each)));
    },
  });
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("bytes", () => {
  it("are there after one read", async () => {
    const source = endless(10_000_000_000);
    const bytes = new BytesState(source);
    expect(bytes.slice(0, 16)).toBeNull();
    bytes.want(0, 1_000);
    await settled();
    expect(bytes.slice(0, 4)).toEqual(Uint8Array.from([0, 1, 2, 3].map(source.at)));
    expect(source.reads).toEqual([{ start: 0, length: blockSize }]);
  });

  it("at the end of 10 GB are as quick, and end where the file ends", async () => {
    const source = endless(10_000_000_001);
    const bytes = new BytesState(source);
    bytes.want(9_999_999_000, 2_000);
    await settled();
    expect(bytes.slice(9_999_999_990, 16)).toHaveLength(11);
    expect(source.reads.length).toBeLessThanOrEqual(2);
  });

  it("over the edge of two blocks are one piece", async () => {
    const source = endless(1_000_000);
    const bytes = new BytesState(source);
    bytes.want(blockSize - 8, 16);
    await settled();
    const expected = Array.from({ length: 16 }, (_, at) => source.at(blockSize - 8 + at));
    expect(bytes.slice(blockSize - 8, 16)).toEqual(Uint8Array.from(expected));
  });

  it("that scrolled past are not asked for", async () => {
    const source = endless(10_000_000_000);
    const bytes = new BytesState(source);
    for (let at = 0; at < 1_000; at += 1) bytes.want(at * 5_000_000, 1_000);
    await settled();
    expect(source.reads.length).toBeLessThanOrEqual(4);
    expect(bytes.slice(999 * 5_000_000, 16)).not.toBeNull();
  });

  it("have a bound in memory, and are read again", async () => {
    const source = endless(10_000_000_000);
    const bytes = new BytesState(source);
    for (let at = 0; at < mostBlocks + 5; at += 1) {
      bytes.want(at * blockSize, 16);
      await settled();
    }
    expect(bytes.slice(0, 16)).toBeNull();
    expect(bytes.slice((mostBlocks + 4) * blockSize, 16)).not.toBeNull();
    bytes.want(0, 16);
    await settled();
    expect(bytes.slice(0, 16)).not.toBeNull();
  });

  it("that are fewer than was said end the reading", async () => {
    const source = endless(1_000_000);
    source.read = () => Promise.resolve(new Uint8Array());
    const bytes = new BytesState(source);
    bytes.want(0, 16);
    await settled();
    expect(bytes.slice(0, 16)).toBeNull();
  });

  it("that cannot be read say so once, and are tried again on demand", async () => {
    const source = endless(1_000_000);
    const read = source.read.bind(source);
    let asked = 0;
    source.read = () => {
      asked += 1;
      return Promise.reject(new Error("gone"));
    };
    const bytes = new BytesState(source);
    bytes.want(0, 16);
    await settled();
    bytes.want(0, 32);
    await settled();
    expect(asked).toBe(1);
    expect(bytes.trouble).not.toBeNull();
    source.read = read;
    bytes.retry();
    await settled();
    expect(bytes.slice(0, 16)).not.toBeNull();
  });
});
