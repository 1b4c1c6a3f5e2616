import { gzipSync, zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { memory, reasons } from "../../testing";
import { ArchiveView } from "./archive.svelte";
import { joined, tarEnd, tarFile } from "./making";

const text = (words: string) => new TextEncoder().encode(words);
const zip = { name: "a.zip", kind: "zip" } as const;
const gzip = { name: "notes.txt.gz", kind: "tar", format: "application/gzip" } as const;

async function opened(...[bytes, about]: Parameters<typeof memory>): Promise<ArchiveView> {
  const view = new ArchiveView(memory(bytes, about));
  await vi.waitFor(() => expect(view.busy).toBe(false));
  return view;
}

describe("an archive that is looked at", () => {
  it("goes into folders and back to where it was", async () => {
    const view = await opened(zipSync({ "a/1": text("1"), "b/2": text("2"), "b/3": text("3") }), zip);
    expect([view.files, view.bytes, view.complete]).toEqual([3, 3, true]);
    view.go(["b"]);
    expect(view.rows.map(({ name }) => name)).toEqual(["2", "3"]);
    view.go([]);
    expect(view.chosen?.name).toBe("b");
  });

  it("gives one entry as a source of its own", async () => {
    const view = await opened(zipSync({ "x/page.html": text("<p>hi</p>") }), zip);
    view.go(["x"]);
    expect(view.takeable).toBe(true);
    const taken = view.chosen && (await view.take(view.chosen));
    expect(taken).toMatchObject({
      name: "page.html",
      kind: "text",
      format: "text/html",
      size: 9,
      cut: false,
    });
  });

  it("says why an entry cannot be taken out, and stays", async () => {
    const bytes = zipSync({ a: [text("original"), { level: 0 }] });
    bytes[32] = (bytes[32] ?? 0) ^ 1;
    const view = await opened(bytes, zip);
    expect(view.chosen && (await view.take(view.chosen))).toBeNull();
    expect(reasons(view.note)).toEqual(["look-archive-entry-broken"]);
    expect(view.trouble).toBeNull();
  });

  it("that is none ends in words", async () => {
    expect(reasons((await opened("PK nothing", zip)).trouble)).toEqual(["look-archive-broken"]);
    expect(reasons((await opened("", zip)).trouble)).toEqual(["look-empty"]);
    expect(reasons((await opened("junk", gzip)).trouble)).toEqual(["look-archive-broken"]);
  });

  it("may be a TAR inside gzip, or one packed file", async () => {
    const tar = await opened(gzipSync(joined(tarFile("in/a.txt", "hello"), tarEnd)), gzip);
    expect(tar.rows.map(({ name }) => name)).toEqual(["in"]);
    const single = await opened(gzipSync(text("plain words\n".repeat(3))), gzip);
    expect(single.single?.name).toBe("notes.txt");
    expect(single.text).toBe("plain words\n".repeat(3));
    expect((await single.takeSingle())?.size).toBe(36);
  });

  it("shows the beginning of a packed file that is a bomb", async () => {
    const view = await opened(gzipSync(text(" ".repeat(34_000_000)), { level: 1 }), gzip);
    expect([view.single?.size, view.single?.cut]).toEqual([256 * 1024, true]);
    const taken = await view.takeSingle();
    expect([taken?.size, taken?.cut]).toEqual([32 * 1024 * 1024, true]);
  });

  it("says nothing when it was left", async () => {
    const source = memory(zipSync({ a: text("1") }), zip);
    const view = new ArchiveView(source);
    view.close();
    await vi.waitFor(() => expect(view.busy).toBe(false));
    expect([view.trouble, view.note]).toEqual([null, null]);
  });
});
