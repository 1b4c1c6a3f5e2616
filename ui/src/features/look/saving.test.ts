import { describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { fileName, Saving } from "./saving.svelte";

const bytes = new Uint8Array([1, 2, 3]);

describe("a file that is taken out of another", () => {
  it("goes where the person says, under its own name", async () => {
    const asked: unknown[] = [];
    useHost({
      call: () => Promise.resolve(null),
      save: (name, content) => {
        asked.push([name, content]);
        return Promise.resolve(`/home/a/${name}`);
      },
    });
    const saving = new Saving();
    expect(saving.possible).toBe(true);
    const first = saving.save("../../a.txt", bytes);
    await saving.save("second", bytes);
    await first;
    expect(asked).toEqual([["a.txt", bytes]]);
    expect([saving.saved, saving.fault, saving.busy]).toEqual(["/home/a/a.txt", null, false]);
  });

  it("is nowhere where no place was chosen, or it could not be written", async () => {
    useHost({ call: () => Promise.resolve(null), save: () => Promise.resolve(null) });
    const saving = new Saving();
    await saving.save("a", bytes);
    expect([saving.saved, saving.fault]).toEqual([null, null]);
    useHost({ call: () => Promise.resolve(null), save: () => Promise.reject(new Error("disk full")) });
    await saving.save("a", bytes);
    expect([saving.saved, saving.fault?.code]).toEqual([null, "unexpected"]);
    useHost({ call: () => Promise.resolve(null) });
    expect(saving.possible).toBe(false);
  });

  it.each([
    ["folder/b.pdf", "b.pdf"],
    ["..\\..\\evil.exe", "evil.exe"],
    ["C:\\x\\y.txt", "y.txt"],
    ["a/", "a"],
    ["..", "file"],
    ["", "file"],
    ["...", "file"],
    ["a\u202etxt.exe", "a_txt.exe"],
    ["a\0b\nc", "a_b_c"],
    ['a<b>:"|?*', "a_b______"],
    ["name. . ", "name"],
    ["NUL.txt", "_NUL.txt"],
    ["com1", "_com1"],
    ["console.log", "console.log"],
    ["日本語 żółć العربية.txt", "日本語 żółć العربية.txt"],
  ])("that is called %j begins as %j", (name, plain) => expect(fileName(name)).toBe(plain));

  it("has a name that a file system takes, and keeps its ending", () => {
    const name = fileName(`${"語".repeat(300)}.parquet`);
    expect(name.endsWith("語.parquet")).toBe(true);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
  });
});
