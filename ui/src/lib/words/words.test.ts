import { describe, expect, it } from "vitest";
import { date, exactDate, exactSize, month, say, script, size, speed, things, timeLeft } from ".";

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [912, "912 B"],
    [999, "999 B"],
    [1000, "1 KB"],
    [14_000, "14 KB"],
    [999_499, "999 KB"],
    [999_500, "1.0 MB"],
    [1_812_004, "1.8 MB"],
    [999_949_999, "999.9 MB"],
    [999_950_000, "1.0 GB"],
    [1_310_000_000, "1.3 GB"],
    [2_400_000_000_000, "2.4 TB"],
  ])("%i bytes are %s", (bytes, words) => expect(size(bytes)).toBe(words));

  it("are exact on demand", () => {
    expect(exactSize(1_812_004)).toBe("1,812,004 bytes");
    expect(exactSize(1)).toBe("1 byte");
    expect(speed(42_600_000)).toBe("42.6 MB/s");
  });
});

describe("dates", () => {
  const now = new Date(2026, 10, 21, 10, 24).getTime();
  it.each([
    [new Date(2026, 10, 21, 0, 0), "Today 00:00"],
    [new Date(2026, 10, 21, 9, 12), "Today 09:12"],
    [new Date(2026, 10, 20, 23, 59), "Yesterday 23:59"],
    [new Date(2026, 10, 20, 0, 0), "Yesterday 00:00"],
    [new Date(2026, 10, 19, 23, 59), "19 Nov 2026"],
    [new Date(2026, 10, 22, 0, 0), "22 Nov 2026"],
    [new Date(2025, 0, 4, 8, 0), "4 Jan 2025"],
  ])("%s is %s", (then, words) => expect(date(then.getTime(), now)).toBe(words));

  it("are exact on demand", () =>
    expect(exactDate(new Date(2026, 10, 18, 7, 3, 9).getTime())).toBe("18 Nov 2026, 07:03:09"));

  it("may be a month alone", () => expect(month(new Date(2026, 9, 1).getTime())).toBe("Oct 2026"));
});

describe("ways of writing", () => {
  it("have names", () => expect([script("Cyrl"), script("Zzzz")]).toEqual(["Cyrillic", "Unknown Script"]));
});

describe("time left", () => {
  it.each([
    [0, "a few seconds left"],
    [12, "about 20 seconds left"],
    [54, "about 60 seconds left"],
    [70, "about a minute left"],
    [121, "about 2 minutes left"],
    [3_500, "about an hour left"],
    [8_000, "about 2 hours left"],
    [400_000, "about 5 days left"],
  ])("%i s is %s", (seconds, words) => expect(timeLeft(seconds)).toBe(words));
});

describe("counts", () => {
  it("agree with their noun", () => {
    expect(things(1204, 0)).toBe("1,204 files");
    expect(things(1, 0)).toBe("1 file");
    expect(things(0, 2)).toBe("2 folders");
    expect(things(1, 2)).toBe("2 folders and 1 file");
    expect(things(0, 0)).toBe("0 files");
  });

  it("agree where two are counted", () => {
    expect(say("browse-found", { count: 0, read: 4 })).toBe("0 of 4 items match");
    expect(say("browse-found", { count: 1, read: 4 })).toBe("1 of 4 items matches");
    expect(say("browse-found", { count: 1, read: 1 })).toBe("1 of 1 item matches");
    expect(say("browse-found-filtered", { shown: 1, total: 2, read: 1 })).toBe(
      "1 of 2 matches, 1 item searched",
    );
  });
});
