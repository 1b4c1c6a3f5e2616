import { afterEach, describe, expect, it } from "vitest";
import { faultOf, Refusal } from "../../../lib/backend/backend";
import { english, Language, shown } from "../../../lib/words";
import type { Source } from "../source";
import { memory, reasons, told } from "../testing";
import { Opening } from "./opening.svelte";
import { Reads } from "./reads";
import { unshown } from "./why";

const fault = faultOf(new Error("offline"));
const file = memory("0123456789", { name: "a", kind: "bytes" });
const unread: Source = { ...file, read: () => Promise.reject(new Refusal(fault)) };
afterEach(() => (shown.now = english));

/** A library that makes an error of its own out of whatever went wrong. */
async function library(reads: Reads): Promise<string> {
  try {
    return new TextDecoder().decode(await reads.read(0, 10));
  } catch {
    throw new Error("bad format");
  }
}

describe("what a viewer reads", () => {
  it("tells a file that could not be read from a broken one, whatever a library makes of it", async () => {
    const reads = new Reads(unread);
    const caught: unknown = await library(reads).catch((error: unknown) => error);
    expect(reads.trouble(caught, "look-pdf-broken")).toEqual({ fault });
    // Told once: what comes after it is of the file again.
    expect(reasons(reads.trouble(new Error("bad format"), "look-pdf-broken"))).toEqual(["look-pdf-broken"]);
  });

  it("has words of its own for what is wrong with the file", () => {
    const reads = new Reads(file);
    const cause = unshown("look-image-pixels", { width: 9, height: 8 }).under("look-image-pixels-title");
    expect(told(reads.trouble(cause, "look-pdf-broken"))?.words).toContain("9 × 8");
    expect(told(reads.trouble(cause))?.title).toBe("This image has too many pixels to show");
    expect(reads.trouble(new Error("a fault of ours"))).toMatchObject({ fault: { code: "unexpected" } });
  });

  it("ends when it is left, and says nothing more", async () => {
    const reads = new Reads({
      ...file,
      read: (_, __, signal) =>
        new Promise((___, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))),
    });
    const read = reads.read(0, 1);
    reads.leave();
    const caught: unknown = await read.catch((error: unknown) => error);
    expect(caught).toMatchObject({ message: "left" });
    expect(reads.trouble(caught, "look-pdf-broken")).toBeNull();
    await expect(new Reads(file).read(0, 1, AbortSignal.abort(new Error("else")))).rejects.toThrow("else");
  });

  it("is said in the language that is shown, also when it changes", () => {
    const trouble = new Reads(file).trouble(unshown("look-too-large", { size: 2_000_000, limit: 1_000_000 }));
    expect(told(trouble)?.words).toContain("The file is");
    shown.now = new Language(
      "de",
      new Map([["look", "look-too-large = { SIZE($size) } von { SIZE($limit) }"]]),
      english,
    );
    expect(told(trouble)?.words).toMatch(/^2,0.MB von 1,0.MB$/);
  });
});

describe("a file that is opened once", () => {
  const opened = async (source: Source, open: (reads: Reads) => Promise<string>) => {
    const opening = new Opening(source, "look-font-broken", open);
    await new Promise((resolve) => setTimeout(resolve));
    return opening;
  };

  it("is shown, or says why not", async () => {
    expect((await opened(file, library)).shown).toBe("0123456789");
    expect((await opened(unread, library)).trouble).toEqual({ fault });
    const broken = await opened(file, () => Promise.reject(new Error("bad format")));
    expect(reasons(broken.trouble)).toEqual(["look-font-broken"]);
    const empty = await opened(memory("", { name: "a", kind: "font" }), library);
    expect(reasons(empty.trouble)).toEqual(["look-empty"]);
  });

  it("that was left says nothing", async () => {
    const opening = new Opening(file, "look-font-broken", library);
    opening.close();
    await new Promise((resolve) => setTimeout(resolve));
    expect([opening.shown, opening.trouble]).toEqual([null, null]);
  });
});
