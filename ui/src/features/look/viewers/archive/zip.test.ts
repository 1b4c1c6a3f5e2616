import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { memory } from "../../testing";
import type { Entry } from "./entries";
import { Zip } from "./zip";

const signal = new AbortController().signal;
const about = { name: "a.zip", kind: "zip" } as const;
const text = (words: string) => new TextEncoder().encode(words);
const open = (bytes: Uint8Array) => new Zip(memory(bytes, about), signal);

async function listed(zip: Zip): Promise<{ entries: Entry[]; complete: boolean; failed?: unknown }> {
  const entries: Entry[] = [];
  try {
    return { entries, complete: await zip.list((found) => entries.push(...found)) };
  } catch (failed) {
    return { entries, complete: false, failed };
  }
}

async function first(zip: Zip): Promise<Entry> {
  const [entry] = (await listed(zip)).entries;
  if (!entry) throw new Error("no entry");
  return entry;
}

/** The offset of the first directory record. */
function directory(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer);
  return view.getUint32(bytes.length - 22 + 16, true);
}

describe("a ZIP", () => {
  it("tells names, sizes, times and folders by one read of its end", async () => {
    const bytes = zipSync({
      "docs/": [new Uint8Array(0), { mtime: "2020-05-05" }],
      "docs/a.txt": [text("hello"), { mtime: "2020-05-05T10:00:00" }],
      "zażółć.txt": text("ł"),
    });
    const source = memory(bytes, about);
    const { entries, complete } = await listed(new Zip(source, signal));
    expect(complete).toBe(true);
    expect(entries.map(({ path, size, folder }) => [path, size, folder])).toEqual([
      ["docs/", 0, true],
      ["docs/a.txt", 5, false],
      ["zażółć.txt", 2, false],
    ]);
    expect(new Date(entries[1]?.at ?? 0).getFullYear()).toBe(2020);
    expect(source.reads).toHaveLength(1);
  });

  it("of gigabytes is read at its end alone", async () => {
    const end = zipSync({ "a.txt": text("hello") });
    const pad = 4_000_000_000;
    const reads: number[] = [];
    const source = {
      ...memory("", about),
      size: pad + end.length,
      read(start: number, length: number) {
        reads.push(length);
        const bytes = new Uint8Array(length);
        const after = Math.max(0, start + length - pad);
        bytes.set(end.subarray(Math.max(0, start - pad), after), Math.max(0, Math.min(length, pad - start)));
        return Promise.resolve(bytes);
      },
    };
    const { entries, failed } = await listed(new Zip(source, signal));
    expect(failed).toBeUndefined();
    expect(entries.map(({ path }) => path)).toEqual(["a.txt"]);
    expect(reads.length).toBeLessThanOrEqual(3);
    expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(4_000_000);
  });

  it("may have the 64-bit form", async () => {
    const writer = new ZipWriter(new BlobWriter(), { zip64: true, useWebWorkers: false });
    await writer.add("wide.txt", new TextReader("wide"));
    const bytes = new Uint8Array(await (await writer.close()).arrayBuffer());
    const zip = open(bytes);
    const entry = await first(zip);
    expect(entry).toMatchObject({ path: "wide.txt", size: 4 });
    expect(new TextDecoder().decode(await zip.unpack(entry, 100))).toBe("wide");
  });

  it("may have tens of thousands of entries", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30_000 }, (_, at) => [`f/${at}.txt`, new Uint8Array(0)] as const),
    );
    const source = memory(zipSync(files, { level: 0 }), about);
    const zip = new Zip(source, signal);
    const { entries, complete } = await listed(zip);
    expect([entries.length, complete]).toEqual([30_000, true]);
    expect(source.reads.length).toBeLessThanOrEqual(4);
    expect(await zip.unpack(entries[29_999] as Entry, 100)).toEqual(new Uint8Array(0));
  });

  it.each(["../../etc/passwd", "/abs", "C:\\x", "a\\..\\b", "\u202etxt.exe", " ", "a//b"])(
    "shows the name %j as it is",
    async (name) => {
      expect((await first(open(zipSync({ [name]: text("x") })))).path).toBe(name);
    },
  );

  it("takes one file out, stored or packed, up to a limit", async () => {
    const zip = open(zipSync({ "a.txt": text("ab".repeat(5000)), "b.txt": [text("stored"), { level: 0 }] }));
    const { entries } = await listed(zip);
    expect((await zip.unpack(entries[0] as Entry, 1e6)).length).toBe(10_000);
    expect((await zip.unpack(entries[0] as Entry, 99)).length).toBe(99);
    expect(new TextDecoder().decode(await zip.unpack(entries[1] as Entry, 100))).toBe("stored");
  });

  it("that is a bomb stops at the limit", async () => {
    const zip = open(zipSync({ bomb: [new Uint8Array(40_000_000), { level: 1 }] }));
    const entry = await first(zip);
    expect(entry.size).toBe(40_000_000);
    expect((await zip.unpack(entry, 1_000_000)).length).toBe(1_000_000);
  });

  it("that lies about a size ends in an error, not in more bytes", async () => {
    const bytes = zipSync({ liar: [new Uint8Array(5_000_000), { level: 9 }] });
    new DataView(bytes.buffer).setUint32(directory(bytes) + 24, 10, true);
    const zip = open(bytes);
    await expect(zip.unpack(await first(zip), 1_000_000)).rejects.toBeInstanceOf(Error);
  });

  it("with other bytes than its checksum says is damaged", async () => {
    const bytes = zipSync({ a: [text("original"), { level: 0 }] });
    bytes[32] = (bytes[32] ?? 0) ^ 1;
    const zip = open(bytes);
    await expect(zip.unpack(await first(zip), 100)).rejects.toBeInstanceOf(Error);
  });

  it("with a password, or a method of its own, says so", async () => {
    const sealed = zipSync({ a: [text("x"), { level: 0 }] });
    for (const at of [directory(sealed) + 8, 6]) sealed[at] = (sealed[at] ?? 0) | 1;
    const locked = open(sealed);
    const entry = await first(locked);
    expect(entry.sealed).toBe(true);
    await expect(locked.unpack(entry, 10)).rejects.toMatchObject({
      why: { id: "look-archive-entry-sealed" },
    });
    const odd = zipSync({ a: [text("x"), { level: 0 }] });
    for (const at of [directory(odd) + 10, 8]) odd[at] = 99;
    const strange = open(odd);
    await expect(strange.unpack(await first(strange), 10)).rejects.toMatchObject({
      why: { id: "look-archive-entry-method" },
    });
  });

  it("that is cut short, or is none, ends in an error", async () => {
    const bytes = zipSync({ a: text("hello"), b: text("world") });
    expect((await listed(open(bytes.slice(0, 60)))).failed).toBeInstanceOf(Error);
    expect(
      (await listed(open(text("nothing of the kind, but long enough to be looked at")))).failed,
    ).toBeInstanceOf(Error);
    const claims = bytes.slice();
    new DataView(claims.buffer).setUint16(claims.length - 22 + 10, 60_000, true);
    expect((await listed(open(claims))).failed).toBeInstanceOf(Error);
  });

  it("keeps what it found where the directory is damaged further on", async () => {
    const bytes = zipSync({ a: text("1"), b: text("2"), c: text("3") });
    const at = bytes.lastIndexOf(0x63, bytes.length - 23);
    bytes[at - 46] = 0;
    const { entries, failed } = await listed(open(bytes));
    expect(entries.map(({ path }) => path)).toEqual(["a", "b"]);
    expect(failed).toBeInstanceOf(Error);
  });
});
