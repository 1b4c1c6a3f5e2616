import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useHost, type Host } from "../../lib/backend/backend";
import type { Fault } from "../../lib/backend/contract";
import { patience, Viewing, type Subject } from "./viewing.svelte";

const subject = (key: string): Subject => ({
  at: { connection: "c", bucket: "b", key },
  name: key,
  version: null,
  stamp: "1/1",
});

/** A host whose answers come when a test says so. */
class Slow implements Host {
  /** What was asked for, in order: `open KEY`, `play ID`, `close ID`. */
  readonly asked: string[] = [];
  /** The keys of those that were opened. */
  readonly opened: string[] = [];
  readonly #open = new Map<string, { resolve: (view: unknown) => void; reject: (fault: unknown) => void }>();
  /** The signals of the reads that are under way. */
  readonly reads: AbortSignal[] = [];

  call(name: string, args: Record<string, unknown>): Promise<unknown> {
    const key = (args["at"] as { key: string } | undefined)?.key ?? String(args["reading"]);
    this.asked.push(`${name.replace("_reading", "")} ${key}`);
    if (name === "open_reading") this.opened.push(key);
    else return Promise.resolve(name === "play_reading" ? "http://film" : null);
    return new Promise((resolve, reject) => this.#open.set(key, { resolve, reject }));
  }

  bytes(_id: string, _start: number, _length: number, signal?: AbortSignal): Promise<never> {
    if (signal) this.reads.push(signal);
    return new Promise((_, reject) =>
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true }),
    );
  }

  address = (id: string) => `look://${id}`;

  async answer(key: string, kind = "text"): Promise<void> {
    this.#open.get(key)?.resolve({ id: `of ${key}`, kind, size: 5, format: "text/plain", encoding: null });
    await vi.advanceTimersByTimeAsync(0);
  }

  async refuse(key: string, code: string): Promise<void> {
    const id = { id: "page-unexpected-title", values: {} };
    this.#open
      .get(key)
      ?.reject({ code, title: id, what: id, next: id, details: "", retry: true } as unknown as Fault);
    await vi.advanceTimersByTimeAsync(0);
  }
}

let host: Slow;
let viewing: Viewing;
beforeEach(() => {
  vi.useFakeTimers();
  host = new Slow();
  useHost(host);
  viewing = new Viewing();
});
afterEach(() => {
  viewing.show(null);
  vi.useRealTimers();
});

describe("the file that is looked at", () => {
  it("is opened, and closed when another is", async () => {
    viewing.show(subject("a"));
    expect(viewing.sight.kind).toBe("opening");
    await host.answer("a");
    expect(viewing.sight).toMatchObject({ kind: "shown", subject: { name: "a" } });
    viewing.show(subject("b"));
    expect(viewing.sight).toMatchObject({ kind: "opening", subject: { name: "b" } });
    expect(host.asked).toEqual(["open a", "close of a", "open b"]);
  });

  it("leaves one that hangs at once, and closes it should it come after all", async () => {
    viewing.show(subject("hangs"));
    await vi.advanceTimersByTimeAsync(5_000);
    viewing.show(subject("b"));
    expect(viewing.sight).toMatchObject({ kind: "opening", subject: { name: "b" } });
    await host.answer("b");
    expect(viewing.sight).toMatchObject({ kind: "shown", subject: { name: "b" } });
    await host.answer("hangs");
    expect(viewing.sight).toMatchObject({ kind: "shown", subject: { name: "b" } });
    expect(host.asked.at(-1)).toBe("close of hangs");
  });

  it("says nothing of one that was left and failed", async () => {
    viewing.show(subject("hangs"));
    await vi.advanceTimersByTimeAsync(5_000);
    viewing.show(subject("b"));
    await host.refuse("hangs", "timed_out");
    expect(viewing.sight).toMatchObject({ kind: "opening", subject: { name: "b" } });
    await host.refuse("b", "denied");
    expect(viewing.sight).toMatchObject({ kind: "failed", fault: { code: "denied" } });
  });

  it("is waited for a moment, so that what was passed meanwhile is never asked for", async () => {
    for (const key of ["a", "b", "c", "d"]) viewing.show(subject(key));
    await host.answer("a");
    expect(host.opened).toEqual(["a", "d"]);
    // No play, no sight for what nobody wants any more.
    expect(viewing.sight).toMatchObject({ kind: "opening", subject: { name: "d" } });
  });

  it("is the latest, also while every one hangs", async () => {
    viewing.show(subject("a"));
    viewing.show(subject("b"));
    await vi.advanceTimersByTimeAsync(patience);
    expect(host.opened).toEqual(["a", "b"]);
  });

  it("costs a request for each answer while 10,000 are flicked through", async () => {
    // An arrow that is held down repeats 30 times a second; each answer takes 80 ms.
    const answers: [number, string][] = [];
    for (let at = 0; at < 10_000; at += 1) {
      viewing.show(subject(`file ${at}`));
      const newest = host.opened.at(-1) ?? "";
      if (answers.at(-1)?.[1] !== newest) answers.push([at, newest]);
      await vi.advanceTimersByTimeAsync(33);
      for (const [since, key] of answers.slice(-4)) if (at - since === 2) await host.answer(key);
    }
    await vi.advanceTimersByTimeAsync(2 * patience);
    // 330 s of 99 ms each: one request for each of them.
    expect(host.opened.length).toBeLessThanOrEqual(3_400);
    expect(host.opened.at(-1)).toBe("file 9999");
    const closed = host.asked.filter((each) => each.startsWith("close ")).length;
    expect(host.opened.length - closed).toBeLessThanOrEqual(2);
  });

  it("has few requests on their way where the server answers none of 10,000", async () => {
    for (let at = 0; at < 10_000; at += 1) {
      viewing.show(subject(`file ${at}`));
      await vi.advanceTimersByTimeAsync(6);
    }
    // A minute long: after that the host gives up on each of them by itself.
    expect(host.opened.length).toBeLessThanOrEqual(24);
  });

  it("ends what is read of it when it is left", async () => {
    viewing.show(subject("a"));
    await host.answer("a");
    if (viewing.sight.kind !== "shown") throw new Error("not shown");
    const read = viewing.sight.source.read(0, 5);
    const ended = expect(read).rejects.toThrow();
    viewing.show(null);
    await ended;
    expect(host.reads.every((signal) => signal.aborted)).toBe(true);
    expect(viewing.sight.kind).toBe("nothing");
  });

  it("is played only while it is wanted", async () => {
    viewing.show(subject("film"));
    viewing.show(subject("b"));
    await host.answer("film", "video");
    expect(host.asked).toEqual(["open film", "close of film", "open b"]);
    viewing.show(subject("film 2"));
    await host.answer("b");
    await host.answer("film 2", "video");
    expect(viewing.sight).toMatchObject({ kind: "shown", played: "http://film" });
  });

  it("is opened anew on demand", async () => {
    viewing.show(subject("a"));
    await host.refuse("a", "offline");
    viewing.retry();
    expect(viewing.sight.kind).toBe("opening");
    await host.answer("a");
    expect(viewing.sight.kind).toBe("shown");
  });
});
