import { afterEach, describe, expect, it } from "vitest";
import {
  date,
  english,
  exactDate,
  Language,
  languageFor,
  languages,
  letter,
  list,
  meaning,
  pieces,
  said,
  say,
  shown,
  size,
  timeLeft,
} from ".";

afterEach(() => (shown.now = english));

/** A language made for the test, with English behind it. */
/** A text in another language, of the module that its messages name. */
const other = (name: string, text: string) =>
  new Language(name, new Map([[/(common|glossary|archive)-/.exec(text)?.[1] ?? "common", text]]), english);

describe("a language that is not whole", () => {
  it.each([
    ["lacks the message", "common-speed = { $size }/s"],
    ["is broken there", "common-files = { $count ->\n    [one] eine Datei\n"],
    ["has another placeholder", "common-files = { $number } Dateien"],
    [
      "has another placeholder in one form",
      "common-files = { $count ->\n    [one] eine Datei\n   *[other] { $n } Dateien\n}",
    ],
    ["calls what nobody can", "common-files = { WIPE($other) }"],
    ["calls what nobody can with what there is", "common-files = { WIPE($count) } Dateien"],
    ["refers to what is not there", "common-files = { $count } { -dateien }"],
    ["refers to itself", "common-files = { $count } { common-files }"],
    ["leaves blank", 'common-files = { "" }'],
    ["is empty", ""],
  ])("says in English what it %s", (_, text) => {
    shown.now = other("de", text);
    expect(say("common-files", { count: 1204 })).toBe("1,204 files");
  });

  it("says the rest in its own words and forms", () => {
    shown.now = other(
      "de",
      "common-files = { $count ->\n    [one] { $count } Datei\n   *[other] { $count } Dateien\n}\nkaputt = {",
    );
    expect(say("common-files", { count: 1 })).toBe("1 Datei");
    expect(say("common-files", { count: 1204 })).toBe("1.204 Dateien");
    expect(say("common-few-seconds-left")).toBe("a few seconds left");
  });
});

describe("a file of another language", () => {
  it.each([
    ["with a byte order mark", "\ufeffcommon-few-seconds-left = ein paar Sekunden"],
    ["with the line ends of Windows", "# Notiz\r\ncommon-few-seconds-left = ein paar Sekunden\r\n"],
    [
      "whose other messages are broken",
      "kaputt = { $\n}}\ncommon-few-seconds-left = ein paar Sekunden\n= nichts",
    ],
    ["with messages that nobody has", "gibt-es-nicht = { $x }\ncommon-few-seconds-left = ein paar Sekunden"],
    [
      "that has it twice: the first counts",
      "common-few-seconds-left = ein paar Sekunden\ncommon-few-seconds-left = zwei",
    ],
  ])("%s is read all the same", (_, text) => {
    shown.now = other("de", text);
    expect(say("common-few-seconds-left")).toBe("ein paar Sekunden");
    expect(say("common-files", { count: 2 })).toBe("2 files");
  });

  it("may hold markup, which stays text", () => {
    shown.now = other("de", "common-few-seconds-left = <img src=x onerror=alert(1)> &amp; gleich");
    expect(say("common-few-seconds-left")).toBe("<img src=x onerror=alert(1)> &amp; gleich");
  });

  it("takes fewer values than English, where its grammar needs none", () => {
    shown.now = other("de", "common-speed = schnell");
    expect(say("common-speed", { size: "3 MB" })).toBe("schnell");
  });

  it("explains a term in English where it names it alone, or names it with a placeholder", () => {
    shown.now = other("de", "glossary-acl = Zugriffsliste");
    expect(meaning("acl")).toBe(english.find("glossary-acl.means")?.pattern);
    shown.now = other("de", "glossary-acl = Zugriffsliste\n    .means = Eine { $liste }.");
    expect(meaning("acl")).toBe(english.find("glossary-acl.means")?.pattern);
    shown.now = other("de", "glossary-acl = Zugriffsliste\n    .means = Eine Liste.");
    expect(meaning("acl")).toBe("Eine Liste.");
  });

  it("is English where it says what Rust has not", () => {
    shown.now = other("de", "");
    expect(said({ id: "faults-no-such-thing", values: {} })).toBe("faults-no-such-thing");
    expect(said({ id: "common-speed", values: {} })).toMatch(/\/s$/);
  });
});

describe("values", () => {
  it("are bytes where a message says so, in English as in another language", () => {
    shown.now = other("de", "archive-size = { $name } ({ SIZE($bytes) })");
    expect(say("archive-size", { name: "a.tif", bytes: 1_812_004 })).toBe("a.tif (1,8 MB)");
    shown.now = english;
    expect(say("archive-size", { name: "a.tif", bytes: 1_812_004 })).toBe("a.tif, 1.8 MB");
  });

  it.each([
    ["markup stays text", "<b>x</b>", "<b>x</b>/s"],
    ["a line break does not break the line", "a\nb", "a\ufffdb/s"],
    ["nor does a separator of lines", "a\u2028b", "a\ufffdb/s"],
    ["nothing turns the writing", "a\u202egpj.exe\u2066", "a\ufffdgpj.exe\ufffd/s"],
    ["nor leaves it turned", "a\u2069b\u2068", "a\ufffdb\ufffd/s"],
    ["a mark that turns what is beside it stays by itself", "a\u200f", "\u2068a\u200f\u2069/s"],
    ["a name from right to left stays by itself", "שלום", "\u2068שלום\u2069/s"],
    ["an end of what was not begun does not end the line", "\u202cx\u202c", "\ufffdx\ufffd/s"],
    ["a return and a form feed break no line", "a\r\n\fb", "a\ufffd\ufffd\ufffdb/s"],
    ["a null is no letter", "a\u0000b", "a\ufffdb/s"],
    ["an entity stays as it is written", "&lt;b&gt;", "&lt;b&gt;/s"],
    ["braces are no placeholder", "{ $size }", "{ $size }/s"],
  ])("%s", (_, value, words) => expect(say("common-speed", { size: value })).toBe(words));

  it("that are messages themselves are said in theirs", () => {
    const inner = { id: "common-speed", values: { size: "שלום\n" } };
    expect(said({ id: "common-speed", values: { size: inner } })).toBe("\u2068שלום\ufffd\u2069/s/s");
  });

  it("make one sentence of what a policy says, as Rust makes it", () => {
    const named = (name: string) => ({ id: "policy-name", values: { name } });
    const does = {
      what: [{ id: "policy-verb-open", values: {} }],
      places: [{ id: "policy-at-this-bucket", values: {} }],
    };
    const from = (addresses: string[]) => ({
      id: "policy-if-address",
      values: { is: "yes", count: addresses.length, values: { any: addresses.map(named) } },
    });
    const sentence = (addresses: string[]) =>
      said({
        id: "policy-says-allow-if",
        values: {
          who: [
            { id: "policy-who-anyone", values: { at: "start" } },
            {
              id: "policy-who-user",
              values: { at: "inner", name: named("{ $who }"), account: "111122223333" },
            },
          ],
          does: [{ id: "policy-does-at", values: does }],
          conditions: [from(addresses)],
        },
      });
    const start = "Anyone and user “{ $who }” of account 111122223333 can open files in this bucket";
    expect(sentence(["198.51.100.7"])).toBe(
      `${start}, only if the request comes from the IP address “198.51.100.7”.`,
    );
    expect(sentence(["203.0.113.0/24", "198.51.100.7"])).toBe(
      `${start}, only if the request comes from the IP addresses “203.0.113.0/24” or “198.51.100.7”.`,
    );
  });

  it("do not break the lines of a message to send", () => {
    expect(letter(["a\nb", "", { id: "common-speed", values: { size: 3 } }])).toBe("a\ufffdb\n\n3/s");
  });

  it("stay by themselves in a sentence that is a value of another", () => {
    const title = { id: "common-speed", values: { size: "שלום" } };
    expect(said({ id: "common-today-at", values: { time: title } })).toBe("Today \u2068שלום\u2069/s");
    expect(say("common-speed", { size: list(["שלום", "a"]) })).toBe("\u2068שלום\u2069 and a/s");
  });

  it("stay by themselves in a language from right to left", () => {
    shown.now = new Language("he", new Map(), english);
    expect(say("common-speed", { size: "scans (2)" })).toBe("\u2068scans (2)\u2069/s");
    expect(say("browse-destination-title", { verb: "move", what: "scans" })).toBe("Move scans to…");
  });

  it("are drawn in a way of their own wherever they stand", () => {
    expect(pieces("common-today-at", {}, ["time"])).toEqual([{ text: "Today " }, { slot: "time" }]);
    expect(pieces("common-today-at", { time: "\ue0000\ue001" }, [])).toEqual([
      { text: "Today \ufffd0\ufffd" },
    ]);
  });
});

describe("the language for a computer", () => {
  it.each([
    ["C", "en"],
    ["", "en"],
    ["POSIX", "en"],
    ["en_US.UTF-8", "en"],
    ["xx-Nowhere", "en"],
    ["de_CH.UTF-8@euro", "en"],
    ["C.UTF-8", "en"],
    ["en_US@posix", "en"],
    [" en", "en"],
    ["en\n", "en"],
    ["\u202een", "en"],
    ["de-".repeat(4000), "en"],
    ["constructor", "en"],
    ["../../etc", "en"],
    ["toString", "en"],
    ["__proto__", "en"],
    ["en-XA", "en-XA"],
    ["EN-xa", "en-XA"],
  ])("%s is %s", (asked, name) => expect(languageFor(asked).name).toBe(name));

  it("can be feigned: longer, and from right to left", () => {
    shown.now = languageFor("en-XA");
    expect(say("common-few-seconds-left")).toBe("å féw séçöñds léft~~~~~~");
    expect(say("common-files", { count: 2 })).toMatch(/^2 fîlés~+$/);
    shown.now = languageFor("ar-XB");
    expect(shown.now.direction).toBe("rtl");
    expect(say("common-few-seconds-left")).toBe("\u202ea few seconds left\u202c");
  });
});

describe("the languages to choose from", () => {
  it("are the folders, each as it calls itself", () => {
    expect(languages()).toEqual([{ name: "en", called: "English" }]);
    expect(languages(["pt-BR", "de", "en"]).map(({ called }) => called)).toEqual([
      "Deutsch",
      "English",
      "português (Brasil)",
    ]);
  });

  it.each([
    ["", "C", "en"],
    ["", "ar-XB", "ar-XB"],
    ["en", "ar-XB", "en"],
    ["de", "en-XA", "en"],
    ["../..", "en-XA", "en"],
  ])("“%s” on a computer in “%s” is %s", (chosen, system, name) => {
    shown.follow(system);
    shown.choose(chosen);
    expect(shown.now.name).toBe(name);
    // Whichever of the two is known first.
    shown.choose("");
    shown.follow("");
    shown.choose(chosen);
    shown.follow(system);
    expect(shown.now.name).toBe(name);
    shown.choose("");
    shown.follow("");
  });
});

describe("amounts", () => {
  it("follow the language", () => {
    shown.now = new Language("de", new Map(), english);
    const at = new Date(2026, 10, 18, 7, 3, 9).getTime();
    expect(size(1_812_004)).toBe("1,8 MB");
    expect(exactDate(at)).toContain("18. Nov. 2026");
    expect(date(at, at)).toBe("Today 07:03");
    expect(list(["a", "b", "c"])).toBe("a, b und c");
    shown.now = english;
    expect(list(["a", "b", "c"])).toBe("a, b and c");
    expect(timeLeft(100)).toBe("about 2 minutes left");
  });
});
