import { describe, expect, it } from "vitest";
import { above, nameInside, steps, title, touches, written } from "./path";

const at = (prefix: string, bucket = "acme") => ({ connection: "c", bucket, prefix });

describe("steps", () => {
  it("lead from the bucket to the folder", () =>
    expect(steps("team/fieldwork/")).toEqual([
      { name: "team", prefix: "team/" },
      { name: "fieldwork", prefix: "team/fieldwork/" },
    ]));

  it("keep empty names", () =>
    expect(steps("a//")).toEqual([
      { name: "a", prefix: "a/" },
      { name: "", prefix: "a//" },
    ]));

  it("are none at the top", () => expect(steps("")).toEqual([]));
});

describe("going up", () => {
  it("takes off one step", () => {
    expect(above(at("team/fieldwork/"))).toEqual(at("team/"));
    expect(above(at("team/"))).toEqual(at(""));
    expect(above(at("a//"))).toEqual(at("a/"));
    expect(above(at(""))).toEqual(at("", ""));
    expect(above(at("", ""))).toBeNull();
  });

  it("knows the name it came from", () => {
    expect(nameInside(at("team/fieldwork/"))).toBe("fieldwork/");
    expect(nameInside(at("a//"))).toBe("/");
    expect(nameInside(at(""))).toBe("acme");
  });
});

it("is written as tools write it", () => {
  expect(written(at("a//b/"))).toBe("s3://acme/a//b/");
  expect(written(at("", ""))).toBe("");
});

it("knows which changes show", () => {
  expect(touches(at("team/"), at("team/"))).toBe(true);
  expect(touches(at("team/new/"), at("team/"))).toBe(true);
  expect(touches(at(""), at("team/"))).toBe(true);
  expect(touches(at("other/"), at("team/"))).toBe(false);
  expect(touches(at("team/", "b"), at("team/"))).toBe(false);
});

it("is called by its last step", () => {
  expect(title(at("team/fieldwork/"))).toBe("fieldwork");
  expect(title(at(""))).toBe("acme");
});
