import { beforeEach, describe, expect, it } from "vitest";
import { call, faultOf, Refusal, stream, useHost } from "./backend";

const fault = { code: "timed_out", title: "t", what: "w", next: "n", details: "d", retry: true };
const rejecting = (reason: unknown) => useHost({ call: () => Promise.reject(reason) });
const caught = () => call("start", {}).then(() => null, faultOf);

describe("a call that fails", () => {
  beforeEach(() => rejecting(fault));

  it("rejects with a Refusal that carries the fault", async () => {
    await expect(call("start", {})).rejects.toBeInstanceOf(Refusal);
    expect(await caught()).toEqual(fault);
  });

  it.each([
    ["an error", new Error("boom"), "boom"],
    ["text", "boom", "boom"],
    ["an object", { odd: 1 }, '{"odd":1}'],
    ["nothing", undefined, "undefined"],
  ])("turns %s into the general fault and keeps its text", async (_, reason, text) => {
    rejecting(reason);
    const made = await caught();
    expect(made?.code).toBe("unexpected");
    expect(made?.details).toContain("start: ");
    expect(made?.details).toContain(text);
    expect(JSON.stringify(made)).not.toContain("[object");
  });

  it("survives what cannot be written down", () => {
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    expect(faultOf(loop).code).toBe("unexpected");
  });
});

describe("a stream", () => {
  it("hands on what is pushed, until it is closed", () => {
    const got: number[] = [];
    const numbers = stream((n: number) => got.push(n));
    numbers.push(1);
    numbers.close();
    numbers.push(2);
    expect(got).toEqual([1]);
  });
});
