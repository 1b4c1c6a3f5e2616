import { afterEach, describe, expect, it, vi } from "vitest";
import { faultOf, Refusal } from "../../../lib/backend/backend";
import { memory } from "../testing";
import { Reads } from "./reads";
import { Remote, type FromWorker, type Port, type ToWorker } from "./remote";
import { serve, type RemoteFile } from "./serving";
import { unshown } from "./why";

/** A worker whose messages stay in this thread. */
function worker(tasks: Parameters<typeof serve>[1]) {
  const port: Port & { ended: boolean } = {
    ended: false,
    onmessage: null,
    onerror: null,
    postMessage: (data: ToWorker) =>
      queueMicrotask(() => scope.onmessage?.({ data } as MessageEvent<ToWorker>)),
    terminate: () => (port.ended = true),
  };
  const scope: Parameters<typeof serve>[0] = {
    onmessage: null,
    postMessage: (data: FromWorker) =>
      queueMicrotask(() => port.ended || port.onmessage?.({ data } as MessageEvent<FromWorker>)),
  };
  serve(scope, tasks);
  return port;
}

const source = memory("0123456789", { name: "a", kind: "bytes" });
const middle = async (_: never, file: RemoteFile) => new TextDecoder().decode(await file.read(3, 4));

afterEach(() => vi.useRealTimers());

describe("a file that is decoded in a worker", () => {
  it("is read through the page", async () => {
    const remote = new Remote(worker({ middle }), source, 1000);
    expect(await remote.ask("middle", {})).toBe("3456");
  });

  it("fails with the host's own refusal, or the worker's words", async () => {
    const fault = faultOf(new Error("offline"));
    const reads = new Reads({ ...source, read: () => Promise.reject(new Refusal(fault)) });
    const asked = new Remote(worker({ middle }), reads, 1000).ask("middle", {});
    const caught: unknown = await asked.catch((error: unknown) => error);
    expect(reads.trouble(caught, "look-parquet-broken")).toEqual({ fault });
    const port = worker({ say: () => Promise.reject(unshown("look-empty")) });
    await expect(new Remote(port, source, 1000).ask("say", {})).rejects.toMatchObject({
      why: { id: "look-empty" },
    });
    await expect(new Remote(worker({}), source, 1000).ask("what", {})).rejects.toThrow("undecodable");
  });

  it("is ended when it keeps the worker busy, not while it is read", async () => {
    vi.useFakeTimers();
    const port = worker({ forever: () => new Promise(() => {}) });
    const asked = new Remote(port, source, 1000).ask("forever", {});
    const ended = expect(asked).rejects.toMatchObject({ why: { id: "look-takes-too-long" } });
    await vi.advanceTimersByTimeAsync(1001);
    await ended;
    expect(port.ended).toBe(true);

    const slow = {
      ...source,
      read: (start: number, length: number) =>
        new Promise<Uint8Array<ArrayBuffer>>((resolve) =>
          setTimeout(() => void source.read(start, length).then(resolve), 60_000),
        ),
    };
    const patient = new Remote(worker({ middle }), slow, 1000).ask("middle", {});
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await patient).toBe("3456");
  });

  it("is ended when it is left, and answers nothing more", async () => {
    const port = worker({ forever: () => new Promise(() => {}) });
    const remote = new Remote(port, source, 1000);
    const asked = remote.ask("forever", {});
    remote.close();
    await expect(asked).rejects.toThrow("left");
    await expect(remote.ask("forever", {})).rejects.toThrow("left");
    expect(port.ended).toBe(true);
  });
});
