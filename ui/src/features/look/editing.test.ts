import { beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal, useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { archiveClosed } from "../../lib/backend/fake/faults";
import { Editing } from "./editing.svelte";
import { encoded, lineEnd, reversible, Unfit } from "./viewers/text/encode";
import { Viewing } from "./viewing.svelte";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...all: number[]) => new Uint8Array(all);

describe("letters become the bytes that they were", () => {
  it.each([
    ["utf-8", utf8("ž日𝄞\r\nb")],
    ["utf-8", bytes(0xef, 0xbb, 0xbf, 0x61)],
    ["utf-16le", bytes(0xff, 0xfe, 0x61, 0x00, 0x34, 0xd8, 0x1e, 0xdd)],
    ["utf-16be", bytes(0x00, 0x61, 0x01, 0x7e)],
    ["windows-1252", bytes(0x63, 0xe9, 0x80, 0x81)],
    ["windows-1250", bytes(0x9e, 0xe8)],
    ["windows-1251", bytes(0xcf, 0xf0)],
    ["iso-8859-15", bytes(0xa4)],
    ["koi8-r", bytes(0xf0, 0xd2)],
    ["shift_jis", bytes(0x93, 0xfa, 0x96, 0x7b, 0xb1)],
    ["euc-jp", bytes(0xc6, 0xfc, 0xcb, 0xdc)],
    ["gb18030", bytes(0xd6, 0xd0, 0x61)],
    ["big5", bytes(0xa4, 0xa4)],
    ["euc-kr", bytes(0xc7, 0xd1)],
  ])("in %s", (encoding, all) => {
    const text = reversible(all, encoding);
    expect(text).not.toBeNull();
    expect(reversible(all, encoding)).toBe(text);
  });

  it.each([
    ["what is no UTF-8", "utf-8", bytes(0x61, 0xff)],
    ["half a letter at the end", "utf-8", bytes(0xe6, 0x97)],
    ["half a unit of UTF-16", "utf-16le", bytes(0x61)],
    ["a lonely half of a letter", "utf-16le", bytes(0x00, 0xd8)],
    ["half a letter of two bytes", "shift_jis", bytes(0x93)],
  ])("or the file is left alone: %s", (_, encoding, all) => expect(reversible(all, encoding)).toBeNull());

  it("and one that the encoding does not have is named", () => {
    expect(() => encoded("a日", "windows-1252", false)).toThrow(Unfit);
    expect(encoded("€", "windows-1250", false)).toEqual(bytes(0x80));
  });

  it("and lines end as they did", () => {
    expect(["", "a", "a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb\r\n", "a\rb\n"].map(lineEnd)).toEqual([
      ...["\n", "\n", "\n", "\r\n", "\r", null, null],
    ]);
  });
});

describe("a text that is changed in place", () => {
  let fake: Fake;
  let editing: Editing;
  const at = { connection: "acme", bucket: "acme-datasets", key: "in/report.txt" };

  beforeEach(() => {
    fake = new Fake({ furnished: true });
    useHost(fake);
    editing = new Editing(fake.readings.open(at, 100).id);
  });
  const kept = () => fake.readings.opened;

  it("is uploaded by the way of opened files, the second time from the same copy", async () => {
    editing.begin(utf8("first"), "utf-8");
    await editing.save();
    expect(kept().texts).toEqual([]);
    editing.write(() => "second");
    expect(editing.unsaved).toBe(true);
    await editing.save();
    expect([kept().texts, editing.unsaved, editing.opened?.state.kind]).toEqual([["second"], false, "saved"]);
    editing.write(() => "third");
    await editing.save();
    expect([kept().texts, kept().list.length, kept().list[0]?.at]).toEqual([["second", "third"], 1, at]);
  });

  it("is kept and asked about when it is left", async () => {
    editing.begin(utf8("first"), "utf-8");
    editing.write(() => "half");
    await editing.leave();
    expect([kept().texts, kept().list[0]?.state.kind, editing.on]).toEqual([["half"], "changed", false]);
  });

  it("stays unsaved where more was written while it was on its way", async () => {
    editing.begin(utf8("first"), "utf-8");
    editing.write(() => "second");
    const saved = editing.save();
    editing.write(() => "second and more");
    const left = editing.leave();
    await Promise.all([saved, left]);
    expect([kept().texts.at(-1), kept().list.length]).toEqual(["second and more", 1]);
  });

  it("says which letter its encoding does not have, uploads nothing, and takes UTF-8 for an answer", async () => {
    editing.begin(bytes(0x63, 0xe9), "windows-1252");
    editing.write(() => "cé日");
    await editing.save();
    expect([editing.strange, kept().texts]).toEqual([{ letter: "日", encoding: "windows-1252" }, []]);
    await editing.save(true);
    expect([editing.strange, kept().texts.map((text) => text.length)]).toEqual([null, [6]]);
    expect(kept().list[0]?.recoded, "what goes with the bytes has to say so").toBe(true);
    editing.write(() => "日");
    await editing.save();
    expect(kept().list[0]?.recoded, "the bucket has it in UTF-8 by now").toBe(false);
  });

  it("loses no letter when it is left, whatever its encoding has", async () => {
    editing.begin(bytes(0xe9), "windows-1252");
    editing.write(() => "日");
    await editing.leave();
    expect(kept().texts.map((text) => text.length)).toEqual([3]);
    expect(kept().list[0]?.recoded, "and it is said when it is asked about").toBe(true);
  });

  it("loses no letter where it is left and kept in the same moment", async () => {
    editing.begin(bytes(0xe9), "windows-1252");
    editing.write(() => "日");
    await Promise.all([editing.leave(), editing.keep(), editing.keep()]);
    expect([new Set(kept().texts).size, kept().texts[0]?.length, editing.unsaved]).toEqual([1, 3, false]);
  });

  it("is not saved where it was taken back while it was on its way", async () => {
    editing.begin(utf8("first"), "utf-8");
    editing.write(() => "second");
    const saved = editing.save();
    await Promise.resolve();
    expect(editing.busy).toBe(true);
    editing.write(() => "first");
    editing.unsaved = false;
    await saved;
    expect([kept().texts, editing.kept, editing.unsaved]).toEqual([["second"], "second", true]);
  });

  it("is begun once, however often that is asked for", async () => {
    let reads = 0;
    const read = () => ((reads += 1), Promise.resolve(utf8("first")));
    const both = [editing.open(read, "utf-8"), editing.open(read, "utf-8")];
    expect(editing.opening).toBe(true);
    expect(await Promise.all(both)).toEqual(["first", null]);
    editing.write(() => "typed");
    expect([await editing.open(read, "utf-8"), reads, editing.opening]).toEqual([null, 1, false]);
    await editing.leave();
    expect(kept().texts).toEqual(["typed"]);
  });

  it("keeps its encoding and its mark", async () => {
    editing.begin(bytes(0xff, 0xfe, 0x61, 0x00), "utf-16le");
    editing.write(() => "b");
    await editing.save();
    expect(kept().texts).toEqual(["\xff\xfeb\0"]);
  });

  it("that cannot be kept stays, with why", async () => {
    editing.begin(utf8("first"), "utf-8");
    editing.write(() => "second");
    kept().keepText = () => {
      throw new Refusal(archiveClosed);
    };
    await editing.leave();
    expect([editing.on, editing.unsaved, editing.fault?.code]).toEqual([true, true, "read_only"]);
  });

  it("is not begun where a part is no text, or a line is cut when it is shown", () => {
    expect([editing.begin(bytes(0xff), "utf-8"), editing.why, editing.on]).toEqual([null, "bytes", false]);
    expect([editing.begin(utf8("a".repeat(5001)), "utf-8"), editing.why]).toEqual([null, "lines"]);
  });
});

describe("the file that is looked at", () => {
  let fake: Fake;
  let viewing: Viewing;
  const subject = (key: string, stamp = "1") => ({
    ...{ at: { connection: "acme", bucket: "acme-datasets", key }, name: key, version: null, stamp },
  });
  const editing = () => {
    const { sight } = viewing;
    if (sight.kind !== "shown" || !sight.source.editing) throw new Error("it cannot be changed");
    return sight.source.editing;
  };
  const shown = (key: string) =>
    vi.waitFor(() => expect(viewing.sight).toMatchObject({ kind: "shown", subject: { name: key } }));

  beforeEach(async () => {
    fake = new Fake({ furnished: true });
    useHost(fake);
    for (const key of ["a.txt", "b.txt", "large.txt"])
      fake.world.put("acme-datasets", key, key === "large.txt" ? 1_000_001 : 40, 0);
    viewing = new Viewing();
    viewing.mayEdit = () => true;
    viewing.show(subject("a.txt"));
    await shown("a.txt");
  });

  it("keeps what was written when another is looked at, and closes the file after that", async () => {
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "half");
    expect(viewing.unsaved).toBe(true);
    viewing.show(subject("b.txt"));
    await shown("b.txt");
    await vi.waitFor(() => expect(fake.readings.asked).toContain("close reading-1"));
    expect([fake.readings.opened.texts, viewing.unsaved]).toEqual([["half"], false]);
  });

  it("stays while it is changed, though its upload made another of it", async () => {
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "second");
    await editing().save();
    const { sight } = viewing;
    viewing.show(subject("a.txt", "2"));
    expect(viewing.sight).toBe(sight);
    editing().stop();
    viewing.retry();
    await vi.waitFor(() =>
      expect(fake.readings.asked.filter((each) => each === "open a.txt").length).toBe(2),
    );
  });

  it("cannot be changed by a login that may not, nor where it is large, or of an earlier version", async () => {
    viewing.show(subject("large.txt"));
    await shown("large.txt");
    expect(editing).toThrow();
    viewing.show({ ...subject("b.txt"), version: "7" });
    await shown("b.txt");
    expect(editing).toThrow();
    viewing.mayEdit = () => false;
    viewing.show(subject("a.txt"));
    await shown("a.txt");
    expect(editing).toThrow();
  });

  it("says what could not be kept", async () => {
    const told: string[] = [];
    viewing.onfault = ({ code }) => told.push(code);
    Object.assign(fake.readings.opened, {
      keepText: () => {
        throw new Refusal(archiveClosed);
      },
    });
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "second");
    const begun = editing();
    viewing.show(null);
    await vi.waitFor(() => expect(told).toEqual(["read_only"]));
    expect(viewing.unsaved, "closing the window asks").toBe(true);
    // It is there when one looks again, of the version that it was made of.
    viewing.show(subject("a.txt", "3"));
    await shown("a.txt");
    expect([editing() === begun, editing().on, fake.readings.asked.includes("close reading-1")]).toEqual([
      true,
      true,
      false,
    ]);
    Reflect.deleteProperty(fake.readings.opened, "keepText");
    await editing().save();
    expect([fake.readings.opened.texts, viewing.unsaved]).toEqual([["second"], false]);
  });

  /** From now on nothing can be kept. */
  function refuse(): void {
    const keepText = () => {
      throw new Refusal(archiveClosed);
    };
    Object.assign(fake.readings.opened, { keepText });
  }

  it("refuses to end where what was written cannot be kept, and is written in all the same", async () => {
    refuse();
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "second");
    await expect(viewing.keep()).rejects.toMatchObject({ fault: { code: "read_only" } });
    expect([viewing.unsaved, editing().on]).toEqual([true, true]);
    Reflect.deleteProperty(fake.readings.opened, "keepText");
    await viewing.keep();
    expect([fake.readings.opened.texts, viewing.unsaved]).toEqual([["second"], false]);
    editing().write(() => "third");
    expect([viewing.unsaved, editing().on], "it did not end").toEqual([true, true]);
  });

  it("counts what is being kept until it is, and waits for it", async () => {
    const { opened } = fake.readings;
    const keepText = opened.keepText.bind(opened);
    let resolve: (nothing: undefined) => void = () => undefined;
    const promise = new Promise<undefined>((done) => (resolve = done));
    Object.assign(opened, {
      keepText: (...asked: Parameters<typeof keepText>) => promise.then(() => keepText(...asked)),
    });
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "half");
    viewing.show(subject("b.txt"));
    await shown("b.txt");
    expect(viewing.unsaved).toBe(true);
    let ended = false;
    const end = viewing.keep().then(() => (ended = true));
    // Who comes back meanwhile begins with the file as it is.
    viewing.show(subject("a.txt"));
    await shown("a.txt");
    expect([ended, opened.texts, editing().on]).toEqual([false, [], false]);
    resolve(undefined);
    await end;
    expect([opened.texts, viewing.unsaved]).toEqual([["half"], false]);
  });

  it("loses neither of two texts of one file that could not be kept", async () => {
    refuse();
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "one");
    // It is opened anew while what was written is still on its way.
    viewing.show(subject("b.txt"));
    viewing.show(subject("a.txt", "2"));
    await shown("a.txt");
    viewing.show(null);
    await vi.waitFor(() => expect(viewing.sight.kind).toBe("nothing"));
    viewing.show(subject("a.txt", "3"));
    await shown("a.txt");
    viewing.retry();
    await shown("a.txt");
    Reflect.deleteProperty(fake.readings.opened, "keepText");
    await viewing.keep();
    expect([fake.readings.opened.texts, viewing.unsaved]).toEqual([["one"], false]);
  });

  it("stays in sight with what was written, though its reading was closed", async () => {
    const { sight } = viewing;
    if (sight.kind !== "shown") throw new Error("not shown");
    editing().begin(utf8("first"), "utf-8");
    editing().write(() => "second");
    fake.readings.close("reading-1");
    await expect(sight.source.read(0, 5)).rejects.toMatchObject({ fault: { code: "gone" } });
    expect([viewing.sight === sight, viewing.unsaved]).toEqual([true, true]);
    editing().unsaved = false;
    await expect(sight.source.read(0, 5)).rejects.toThrow();
    expect(viewing.sight.kind, "nothing is lost by saying so").toBe("failed");
  });
});
