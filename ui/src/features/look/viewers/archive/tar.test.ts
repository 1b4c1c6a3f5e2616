import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { memory, type CountedSource } from "../../testing";
import type { Entry } from "./entries";
import { joined, summed, tarEnd, tarFile, tarHeader } from "./making";
import { GzipReel, RangeReel } from "./reels";
import { isHeader, Tar } from "./tar";

const signal = new AbortController().signal;
const about = { name: "a.tar", kind: "tar" } as const;
const ranged = (source: CountedSource) => new Tar(() => new RangeReel(source, signal));
const packed = (source: CountedSource) => new Tar(() => new GzipReel(source, signal));

/** Both ways of reading the same archive. */
const ways: [string, (bytes: Uint8Array<ArrayBuffer>) => Tar][] = [
  ["by ranges", (bytes) => ranged(memory(bytes, about))],
  ["out of gzip", (bytes) => packed(memory(gzipSync(bytes), about))],
];

async function listed(tar: Tar): Promise<{ entries: Entry[]; complete: boolean; failed?: unknown }> {
  const entries: Entry[] = [];
  try {
    return { entries, complete: await tar.list((found) => entries.push(...found)) };
  } catch (failed) {
    return { entries, complete: false, failed };
  }
}
const why = (id: string) => ({ why: { id } });

describe.each(ways)("a TAR %s", (_, open) => {
  it("tells names, sizes, times and folders", async () => {
    const tar = open(
      joined(
        tarHeader("docs/", 0, { type: "5" }),
        tarFile("docs/a.txt", "hello", { mtime: 1_000 }),
        tarFile("b", new Uint8Array(1024)),
        tarFile("deep.txt", "x", { prefix: "a/very/long/path" }),
        tarEnd,
      ),
    );
    const { entries, complete } = await listed(tar);
    expect(complete).toBe(true);
    expect(entries.map(({ path, size, folder }) => [path, size, folder])).toEqual([
      ["docs/", 0, true],
      ["docs/a.txt", 5, false],
      ["b", 1024, false],
      ["a/very/long/path/deep.txt", 1, false],
    ]);
    expect(entries[1]?.at).toBe(1_000_000);
  });

  it("takes one file out", async () => {
    const tar = open(joined(tarFile("a", "first"), tarFile("b", "second"), tarEnd));
    const { entries } = await listed(tar);
    const take = async (at: number, limit: number) =>
      new TextDecoder().decode(await tar.unpack(entries[at] as Entry, limit));
    expect(await take(1, 100)).toBe("second");
    expect(await take(0, 3)).toBe("fir");
  });

  it("has long names, the GNU way and the POSIX way", async () => {
    const long = "d/".repeat(120) + "ł.txt";
    const record = ` path=${long}-2\n`;
    const length = new TextEncoder().encode(record).length;
    const line = `${length + 3}${record}`;
    const tar = open(
      joined(
        tarFile("././@LongLink", long, { type: "L" }),
        tarFile("cut", "1"),
        tarFile("pax", line + "19 mtime=1234567.5\n", { type: "x" }),
        tarFile("cut2", "2"),
        tarFile("plain", "3"),
        tarEnd,
      ),
    );
    const { entries } = await listed(tar);
    expect(entries.map(({ path }) => path)).toEqual([long, `${long}-2`, "plain"]);
    expect(entries[1]?.at).toBe(1_234_567_500);
  });

  it("shows links and odd names as they are", async () => {
    const tar = open(
      joined(
        tarFile("../../etc/passwd", "x"),
        tarHeader("now", 0, { type: "2", link: "/etc/shadow" }),
        tarFile("/abs", "y"),
        tarEnd,
      ),
    );
    const { entries } = await listed(tar);
    expect(entries.map(({ path, link }) => [path, link])).toEqual([
      ["../../etc/passwd", null],
      ["now", "/etc/shadow"],
      ["/abs", null],
    ]);
  });

  it("keeps what it found where the rest is damaged", async () => {
    const wrong = tarHeader("b", 5, { sum: 7 });
    const { entries, failed } = await listed(open(joined(tarFile("a", "1"), wrong, tarEnd)));
    expect(entries.map(({ path }) => path)).toEqual(["a"]);
    expect(failed).toMatchObject(why("look-archive-rest-broken"));
  });

  it("says where it is cut short, or is none", async () => {
    const cut = joined(tarFile("a", "1"), tarHeader("b", 5_000_000), "only this");
    const { entries, failed } = await listed(open(cut));
    expect(entries).toHaveLength(2);
    expect(failed).toMatchObject(why("look-cut-short"));
    expect((await listed(open(joined("x".repeat(2048))))).failed).toMatchObject(why("look-archive-broken"));
  });

  it("does not believe sizes of names and records", async () => {
    const huge = tarHeader("L", 4_000_000_000, { type: "L" });
    expect((await listed(open(joined(huge, "x".repeat(1024))))).failed).toMatchObject(
      why("look-archive-broken"),
    );
    const odd = tarFile("p", "999999 path=x\n0 path=y\n-5 path=z\nnonsense", { type: "x" });
    const { entries } = await listed(open(joined(odd, tarFile("kept", "1"), tarEnd)));
    expect(entries.map(({ path }) => path)).toEqual(["kept"]);
  });

  it("ends with its last byte where the end blocks are missing", async () => {
    const { entries, complete } = await listed(open(joined(tarFile("a", "1"))));
    expect([entries.length, complete]).toEqual([1, true]);
  });
});

describe("a TAR by ranges", () => {
  it("reads no bytes of large files for its list", async () => {
    const gigabyte = 1_073_741_824;
    const first = tarHeader("big.bin", gigabyte);
    const second = tarFile("after", "2");
    const reads: number[] = [];
    const source = {
      ...memory("", about),
      size: 512 + gigabyte + 1024 + 1024,
      read(start: number, length: number) {
        reads.push(length);
        const bytes = new Uint8Array(length);
        if (start === 0) bytes.set(first);
        else if (start === 512 + gigabyte) bytes.set(second.subarray(0, length));
        return Promise.resolve(bytes);
      },
    };
    const { entries, complete } = await listed(new Tar(() => new RangeReel(source, signal)));
    expect([entries.length, complete]).toEqual([2, true]);
    expect(reads.length).toBe(2);
    expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(100_000);
  });

  it("pauses after 8 MB of reading, and goes on", async () => {
    const files = Array.from({ length: 200 }, (_, at) => tarFile(`${at}`, new Uint8Array(200_000)));
    const source = memory(joined(...files, tarEnd), about);
    const tar = ranged(source);
    const entries: Entry[] = [];
    let steps = 1;
    while (!(await tar.list((found) => entries.push(...found)))) steps += 1;
    expect(entries).toHaveLength(200);
    expect(steps).toBeGreaterThan(1);
    expect(source.reads.length).toBeLessThan(250);
  });

  it("tells sizes above 8 GB, in base 256", () => {
    const header = tarHeader("big", 0);
    header.set([0x80, 0, 0, 0, 0, 0, 0, 0x02, 0x54, 0x0b, 0xe4, 0x00], 124);
    expect(isHeader(summed(header))).toBe(true);
  });
});

describe("a TAR out of gzip", () => {
  it("pauses inside a file that unpacks to more and more", async () => {
    // Members of a gzip file follow each other: one of them, many times.
    const zeros = gzipSync(new Uint8Array(20_000_000), { level: 1 });
    const head = gzipSync(tarHeader("zeros", 700_000_000));
    const bomb = joined(head, ...Array.from({ length: 14 }, () => zeros));
    const tar = packed(memory(bomb, about));
    const { entries, complete, failed } = await listed(tar);
    expect([entries.length, complete, failed]).toEqual([1, false, undefined]);
    expect((await listed(tar)).failed).toMatchObject(why("look-cut-short"));
  });

  it("ends in an error where it is no gzip, or is cut", async () => {
    expect((await listed(packed(memory("no gzip at all", about)))).failed).toBeInstanceOf(Error);
    const whole = gzipSync(joined(tarFile("a", crypto.getRandomValues(new Uint8Array(60_000))), tarEnd));
    expect((await listed(packed(memory(whole.slice(0, 20_000), about)))).failed).toBeInstanceOf(Error);
  });
});
