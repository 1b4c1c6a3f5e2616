import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost } from "../../../lib/backend/backend";
import type { Row } from "../../../lib/backend/contract";
import { Thumbs } from "./thumbs";

/** A host that answers when it is told to, and counts. */
class Slow {
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  readonly kept = new Map<string, string>();
  /** What is under way, in order. */
  readonly waiting: (() => void)[] = [];
  most = 0;
  refuses = false;

  async call(name: string, args: Record<string, unknown>): Promise<unknown> {
    if (name === "close_reading") return void this.closed.push(String(args["reading"]));
    const of = JSON.stringify(args["of"]);
    if (name === "keep_thumbnail") return void this.kept.set(of, String(args["picture"]));
    const picture = this.kept.get(of);
    if (picture !== undefined) return { picture, reading: null };
    const { key } = (args["of"] as { at: { key: string } }).at;
    this.opened.push(key);
    await new Promise<void>((go) => {
      this.waiting.push(go);
      this.most = Math.max(this.most, this.waiting.length);
    });
    if (this.refuses) throw new Error("refused");
    return {
      picture: null,
      reading: { id: key, size: 300, kind: "image", format: "image/png", encoding: null },
    };
  }

  bytes = (): Promise<Uint8Array<ArrayBuffer>> => Promise.resolve(new Uint8Array(300));

  async answer(): Promise<void> {
    this.waiting.splice(0).forEach((go) => go());
    await vi.advanceTimersByTimeAsync(1);
  }
}

const place = { connection: "acme", bucket: "pictures" };
const row = (nth: number, etag = "e") => {
  const about = { kind: "file", file_type: "png_image", size: 300, class: null, restore: null } as const;
  return { ...about, key: `${nth}.png`, name: `${nth}.png`, etag } satisfies Partial<Row>;
};
const drawn = vi.fn(() => Promise.resolve(new Blob(["picture"])));

let host: Slow;
let thumbs: Thumbs;

beforeEach(() => {
  vi.useFakeTimers();
  drawn.mockClear();
  host = new Slow();
  useHost(host);
  thumbs = new Thumbs(drawn);
  let nth = 0;
  vi.stubGlobal("URL", { createObjectURL: () => `blob:${(nth += 1)}`, revokeObjectURL: vi.fn() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** All that is asked for is answered, until nothing is asked for any more. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
  for (let turn = 0; turn < 400 && host.waiting.length > 0; turn += 1) await host.answer();
}

describe("thumbnails", () => {
  it("are asked for four at a time, in the order in which they came into sight", async () => {
    const came: number[] = [];
    for (let nth = 0; nth < 20; nth += 1) thumbs.ask(place, row(nth), () => came.push(nth));
    await settle();
    expect(host.most).toBe(4);
    expect(host.opened).toEqual(Array.from({ length: 20 }, (_, nth) => `${nth}.png`));
    expect(came).toHaveLength(20);
    expect(host.closed).toHaveLength(20);
  });

  it("of tiles that fly past are never asked for", async () => {
    // A thousand pictures scrolled through, 40 in sight, 16 ms each step, then a stop.
    const inSight: (() => void)[] = [];
    for (let first = 0; first < 1_000; first += 8) {
      while (inSight.length >= 40) inSight.shift()?.();
      for (let nth = first; nth < first + 8; nth += 1)
        inSight.push(thumbs.ask(place, row(nth), () => undefined));
      await vi.advanceTimersByTimeAsync(16);
    }
    await settle();
    expect(host.opened).toContain("999.png");
    expect(host.opened.length).toBeLessThanOrEqual(48);
  });

  it("that left the sight before their turn are not asked for, and what is under way stops", async () => {
    const came = vi.fn();
    const leave = Array.from({ length: 10 }, (_, nth) => thumbs.ask(place, row(nth), came));
    await vi.advanceTimersByTimeAsync(200);
    expect(host.opened).toHaveLength(4);
    leave.forEach((each) => each());
    await settle();
    expect(host.opened).toHaveLength(4);
    expect(host.closed).toHaveLength(4);
    expect(came).not.toHaveBeenCalled();
    expect(drawn).not.toHaveBeenCalled();
    // They may come into sight again.
    thumbs.ask(place, row(0), came);
    await settle();
    expect(came).toHaveBeenCalledOnce();
  });

  it("that were made are there at once, and those that are kept take no request", async () => {
    thumbs.ask(place, row(1), () => undefined);
    await settle();
    const again = vi.fn();
    thumbs.ask(place, row(1), again);
    expect(again).toHaveBeenCalledOnce();
    // Another window, or the next day.
    const other = new Thumbs(drawn);
    const later = vi.fn();
    other.ask(place, row(1), later);
    await settle();
    expect(later).toHaveBeenCalledOnce();
    expect(host.opened).toEqual(["1.png"]);
    expect(drawn).toHaveBeenCalledOnce();
  });

  it("of a new version are made anew", async () => {
    for (const etag of ["one", "two"]) {
      thumbs.ask(place, row(1, etag), () => undefined);
      await settle();
    }
    expect(host.opened).toHaveLength(2);
  });

  it("that are refused or cannot be decoded are not asked for again", async () => {
    host.refuses = true;
    const came = vi.fn();
    for (let time = 0; time < 3; time += 1) {
      thumbs.ask(place, row(1), came);
      await settle();
    }
    host.refuses = false;
    drawn.mockResolvedValueOnce(null as unknown as Blob);
    for (let time = 0; time < 3; time += 1) {
      thumbs.ask(place, row(2), came);
      await settle();
    }
    expect(host.opened).toEqual(["1.png", "2.png"]);
    expect(came).not.toHaveBeenCalled();
    expect(host.kept.size).toBe(0);
  });
});
