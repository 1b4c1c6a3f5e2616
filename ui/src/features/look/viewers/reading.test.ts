import { describe, expect, it } from "vitest";
import { memory } from "../testing";
import { piece, range, whole, Windows } from "./reading";
import { Unshown } from "./why";

const signal = new AbortController().signal;
const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => at % 251);
const about = { name: "file", kind: "bytes" } as const;

describe("a file read whole", () => {
  it("comes in pieces of 4 MB", async () => {
    const source = memory(bytes(2 * piece + 5), about);
    expect((await whole(source, 1e9, signal)).length).toBe(2 * piece + 5);
    expect(source.reads.map((read) => read.length)).toEqual([piece, piece, 5]);
  });

  it("is not read at all where it is too large", async () => {
    const source = memory(bytes(101), about);
    await expect(whole(source, 100, signal)).rejects.toMatchObject({
      why: { id: "look-too-large", values: { size: 101, limit: 100 } },
    });
    expect(source.reads).toEqual([]);
  });

  it("is cut short where its end is missing", async () => {
    const source = { ...memory(bytes(100), about), size: 120 };
    await expect(range(source, 0, 120, signal)).rejects.toBeInstanceOf(Unshown);
  });

  it("ends with the signal", async () => {
    const leaving = new AbortController();
    leaving.abort(new Error("left"));
    await expect(async () => whole(memory(bytes(10), about), 100, leaving.signal)).rejects.toThrow("left");
  });
});

describe("windows of a file", () => {
  it("answer small reads out of one request", async () => {
    const source = memory(bytes(10_000), about);
    const windows = new Windows(source, signal, { held: 2000, ahead: 1000 });
    expect(await windows.read(100, 4)).toEqual(bytes(10_000).slice(100, 104));
    await windows.read(500, 100);
    await windows.read(1099, 1);
    expect(source.reads).toEqual([{ start: 100, length: 1000 }]);
  });

  it("share a request that is under way", async () => {
    const source = memory(bytes(10_000), about);
    const windows = new Windows(source, signal, { held: 2000, ahead: 1000 });
    await Promise.all([windows.read(0, 10), windows.read(900, 10)]);
    expect(source.reads).toHaveLength(1);
  });

  it("end with the file, and begin nowhere before it", async () => {
    const windows = new Windows(memory(bytes(10), about), signal, { held: 2000, ahead: 1000 });
    expect((await windows.read(8, 100)).length).toBe(2);
    expect((await windows.read(10, 1)).length).toBe(0);
    expect((await windows.read(-5, 3)).length).toBe(0);
  });

  it("keep so much and no more", async () => {
    const source = memory(bytes(10_000), about);
    const windows = new Windows(source, signal, { held: 150, ahead: 100 });
    await windows.read(0, 1);
    await windows.read(5000, 1);
    await windows.read(0, 1);
    expect(source.reads).toHaveLength(3);
  });

  it("try again what failed", async () => {
    const source = memory(bytes(100), about);
    let failing = true;
    const flaky = {
      ...source,
      read: (start: number, length: number) =>
        failing ? Promise.reject(new Error("gone")) : source.read(start, length),
    };
    const windows = new Windows(flaky, signal, { held: 2000, ahead: 10 });
    await expect(windows.read(0, 1)).rejects.toThrow("gone");
    failing = false;
    expect((await windows.read(0, 1)).length).toBe(1);
  });
});
