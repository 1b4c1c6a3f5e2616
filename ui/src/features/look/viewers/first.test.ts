/**
 * What each kind of a large file costs before there is something to see, beside the request that
 * opens it.
 */
import { zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import type { LookKind, Source } from "../source";
import { memory, reasons } from "../testing";
import { ArchiveView } from "./archive/archive.svelte";
import { joined, tarHeader } from "./archive/making";
import { BytesState } from "./bytes/bytes.svelte";
import { openDocument } from "./document/document";
import { PictureState } from "./image/picture.svelte";
import { jpeg, joined as bytesOf, tiff } from "./image/samples";
import { tag } from "./image/tiff";
import { openMail } from "./mail/mail";
import { Opening } from "./opening.svelte";
import { TableState } from "./table/table.svelte";
import { TextState } from "./text/text.svelte";

const most = { reads: 2, bytes: 4_000_000 };
const GB = 1_000_000_000;
const encoder = new TextEncoder();

/** A file of any size that begins and ends like this; what is between is made when it is read. */
function large(
  about: { name: string; kind: LookKind; format: string; size: number },
  parts: { head?: Uint8Array; tail?: Uint8Array; fill?: string },
) {
  const { head = new Uint8Array(), tail = new Uint8Array(), fill = "\0" } = parts;
  const filled = encoder.encode(fill);
  const reads: { start: number; length: number }[] = [];
  const source: Source = {
    ...about,
    encoding: "utf-8",
    address: "",
    read(start, length) {
      reads.push({ start, length });
      const end = Math.min(about.size, start + length);
      const bytes = new Uint8Array(Math.max(0, end - start));
      for (let at = 0; at < bytes.length; at += 1) bytes[at] = filled[(start + at) % filled.length] ?? 0;
      if (start < head.length) bytes.set(head.subarray(start, Math.min(head.length, end)));
      const last = about.size - tail.length;
      if (end > last)
        bytes.set(tail.subarray(Math.max(0, start - last), end - last), Math.max(0, last - start));
      return Promise.resolve(bytes);
    },
  };
  return { source, reads };
}

function spent(reads: readonly { length: number }[]) {
  return { reads: reads.length, bytes: reads.reduce((sum, { length }) => sum + length, 0) };
}

function cheap(reads: readonly { length: number }[], name: string): void {
  const { reads: count, bytes } = spent(reads);
  expect(count, name).toBeLessThanOrEqual(most.reads);
  expect(bytes, name).toBeLessThanOrEqual(most.bytes);
}

const canvas = { show: () => {}, append: () => {} };

describe("the first sight", () => {
  it.each([
    ["text", "text/plain", "a line of text\n"],
    ["text that is one line", "text/plain", "x"],
    ["JSON", "application/json", '{"a": [1, 2]}\n'],
  ])("of 10 GB of %s", async (name, format, fill) => {
    const { source, reads } = large({ name: "a.txt", kind: "text", format, size: 10 * GB }, { fill });
    const text = new TextState(source, canvas);
    await text.open();
    expect(text.opened).toBe(true);
    cheap(reads, name);
    text.close();
  });

  it.each([
    ["CSV", "text/csv", "a,b,c\n1,2,3\n"],
    ["JSON lines", "application/x-ndjson", '{"a":1,"b":"x"}\n'],
  ])("of 5 GB of %s", async (name, format, fill) => {
    const { source, reads } = large({ name: "a", kind: "table", format, size: 5 * GB }, { fill });
    const table = new TableState(source);
    await table.open();
    expect(table.count).toBeGreaterThan(1_000);
    cheap(reads, name);
    table.close();
  });

  it("of a CSV of 50 MB in one line says so, for few bytes", async () => {
    const { source, reads } = large(
      { name: "a.csv", kind: "table", format: "text/csv", size: 50_000_000 },
      { fill: "abc;" },
    );
    const table = new TableState(source);
    await table.open();
    expect([table.opened, table.trouble]).toEqual([true, null]);
    expect(table.stuck || table.columns.length > 0).toBe(true);
    expect(spent(reads).bytes).toBeLessThanOrEqual(most.bytes);
    table.close();
  });

  it("of a JPEG of 40 megapixels and 15 MB is its preview", async () => {
    const thumb = jpeg(160, 120, { length: 8_000 });
    const make = (at: number) =>
      tiff([{ [tag.orientation]: 1 }, { [tag.jpegStart]: at, [tag.jpegLength]: 8_000 }]);
    const head = jpeg(7_700, 5_200, { exif: bytesOf(make(make(0).length), thumb) });
    const about = { name: "a.jpg", kind: "image", format: "image/jpeg", size: 15_000_000 } as const;
    const { source, reads } = large(about, { head });
    const picture = new PictureState(source);
    const opening = picture.open();
    await vi.waitFor(() => expect(picture.stage).toBe("preview"));
    cheap(reads.slice(0, 1), "JPEG");
    await opening;
    picture.close();
  });

  it("of a ZIP of 3.9 GB is its list", async () => {
    const files = Array.from({ length: 2_000 }, (_, at) => [`folder/${at}.txt`, new Uint8Array()] as const);
    const zip = zipSync(Object.fromEntries(files), { level: 0 });
    const size = 3.9 * GB;
    // The end record says where the list begins.
    const list = new DataView(zip.buffer, zip.length - 6);
    list.setUint32(0, size - zip.length + list.getUint32(0, true), true);
    const { source, reads } = large(
      { name: "a.zip", kind: "zip", format: "application/zip", size },
      { head: encoder.encode("PK\x03\x04"), tail: zip },
    );
    const archive = new ArchiveView(source);
    await vi.waitFor(() => expect(archive.busy).toBe(false));
    expect(archive.trouble ? reasons(archive.trouble) : archive.files).toBe(2_000);
    cheap(reads, "ZIP");
    archive.close();
  });

  it("of a TAR of 4 GB is what was found first", async () => {
    const head = joined(tarHeader("a", 3 * GB));
    const about = { name: "a.tar", kind: "tar", format: "application/x-tar", size: 4 * GB } as const;
    const { source, reads } = large(about, { head });
    const archive = new ArchiveView(source);
    await vi.waitFor(() => expect(archive.busy).toBe(false));
    expect(archive.files).toBe(1);
    cheap(reads, "TAR");
    archive.close();
  });

  it("of any bytes is a window of them", async () => {
    const about = { name: "a", kind: "bytes", format: "application/octet-stream", size: 10 * GB } as const;
    const { source, reads } = large(about, {});
    const bytes = new BytesState(source);
    bytes.want(9 * GB, 4_000);
    await vi.waitFor(() => expect(bytes.slice(9 * GB, 4_000)).not.toBeNull());
    cheap(reads, "bytes");
    bytes.close();
  });

  it("of a message and of a document with pictures", async () => {
    const mail = large(
      { name: "a.eml", kind: "mail", format: "message/rfc822", size: 3_000_000 },
      { head: encoder.encode("From: a@example.com\r\nSubject: x\r\n\r\n"), fill: "words of a message\n" },
    );
    const message = new Opening(mail.source, "look-mail-broken", openMail);
    await vi.waitFor(() => expect(message.shown?.subject).toBe("x"));
    cheap(mail.reads, "mail");
    const docx = memory(
      zipSync({
        "word/media/image1.png": [new Uint8Array(6_000_000), { level: 0 }],
        "word/document.xml": encoder.encode("<w:p><w:r><w:t>x</w:t></w:r></w:p>"),
      }),
      { name: "a.docx", kind: "document" },
    );
    const document = new Opening(docx, "look-document-broken", openDocument);
    await vi.waitFor(() => expect(document.shown?.blocks).toHaveLength(1));
    expect(spent(docx.reads).reads).toBeLessThanOrEqual(3);
    expect(spent(docx.reads).bytes).toBeLessThanOrEqual(most.bytes);
  });
});
