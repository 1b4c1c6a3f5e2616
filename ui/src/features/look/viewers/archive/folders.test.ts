import { describe, expect, it } from "vitest";
import type { Entry } from "./entries";
import { add, folderAt, listed, root } from "./folders";

const entry = (path: string, folder = path.endsWith("/")): Entry => ({
  path,
  folder,
  size: 1,
  at: null,
  sealed: false,
  link: null,
  from: 0,
});

function tree(...paths: string[]) {
  const all = root();
  for (const path of paths) add(all, entry(path));
  return (...at: string[]) =>
    listed(folderAt(all, at)).map(({ name, children }) => name + (children ? "/" : ""));
}

describe("the folders of an archive", () => {
  it("are made of names, with or without entries of their own", () => {
    const at = tree("b/x.txt", "a/", "a/10.txt", "a/9.txt", "top.txt");
    expect(at()).toEqual(["a/", "b/", "top.txt"]);
    expect(at("a")).toEqual(["9.txt", "10.txt"]);
    expect(at("b")).toEqual(["x.txt"]);
  });

  it("lead nowhere else", () => {
    const at = tree("../../etc/passwd", "/abs", "__proto__/x", "constructor");
    expect(at()).toEqual(["/", "__proto__/", "../", "constructor"]);
    expect(at("..", "..", "etc")).toEqual(["passwd"]);
    expect(at("")).toEqual(["abs"]);
  });

  it("are 64 deep at most", () => {
    const at = tree("a/".repeat(20_000) + "end");
    const path = Array.from({ length: 63 }, () => "a");
    expect(at(...path)).toEqual(["a/".repeat(20_000 - 63) + "end"]);
  });

  it("can be a file as well, in an archive that means mischief", () => {
    const at = tree("a", "a/b", "c/d", "c");
    expect(at("a")).toEqual(["b"]);
    expect(at("c")).toEqual(["d"]);
  });

  it("stay where they are when a path leads to none", () => {
    expect(tree("a/b")("x", "y")).toEqual(["a/"]);
  });
});
