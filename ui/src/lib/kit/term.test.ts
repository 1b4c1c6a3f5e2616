// @vitest-environment jsdom
import { createRawSnippet, flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { english, explained, Language, meaning, shown } from "../words";
import Dialog from "./Dialog.svelte";
import Explained from "./Explained.svelte";
import { layOut } from "./laidout";
import Term from "./Term.svelte";

let drawn: Record<string, unknown> | null = null;
afterEach(async () => {
  shown.now = english;
  if (drawn) await unmount(drawn);
  drawn = null;
});

function term(): HTMLButtonElement {
  drawn = mount(Term, { target: document.body, props: { term: "trust-policy" } });
  flushSync();
  return document.querySelector("button") as HTMLButtonElement;
}

/** What is explained now, as a screen reader finds it: by the word it belongs to. */
function told(word: HTMLElement): string | null {
  flushSync();
  const id = word.getAttribute("aria-describedby");
  return id === null ? null : (document.getElementById(id)?.textContent ?? null);
}

const press = (key: string) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });

describe("a term explains itself", () => {
  it("under the pointer, until that leaves", () => {
    const word = term();
    expect(told(word)).toBeNull();
    word.dispatchEvent(new Event("pointerenter"));
    expect(told(word)).toBe("A document on a role that says who can assume it.");
    word.dispatchEvent(new Event("pointerleave"));
    expect(told(word)).toBeNull();
  });

  it("with the keyboard’s focus, until that goes on", () => {
    const word = term();
    word.focus();
    expect(told(word)).toBe(meaning("trust-policy"));
    word.blur();
    expect(told(word)).toBeNull();
  });

  it("when it is pressed, as a finger does, until Escape, which closes nothing else", () => {
    const word = term();
    word.click();
    expect(told(word)).toBe(meaning("trust-policy"));
    expect(word.getAttribute("aria-expanded")).toBe("true");
    let others = 0;
    window.addEventListener("keydown", () => (others += 1), { once: true });
    word.dispatchEvent(press("Escape"));
    expect(told(word)).toBeNull();
    expect(others).toBe(0);
    word.dispatchEvent(press("Escape"));
    expect(others).toBe(1);
  });
});

describe("a dialog that begins with a term", () => {
  it("gives the keyboard to what comes next, and explains nothing unasked", () => {
    layOut();
    // As a browser does: the first that can have the focus.
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
      this.querySelector<HTMLElement>("button, input")?.focus();
    };
    const drawnAs = (html: string) => createRawSnippet(() => ({ render: () => html }));
    const children = drawnAs('<div><button class="term">MFA code</button><input id="code" /></div>');
    const foot = drawnAs("<button>Continue</button>");
    const props = { title: "Enter your MFA code", children, foot, onclose: () => undefined };
    drawn = mount(Dialog, { target: document.body, props });
    flushSync();
    expect(document.activeElement?.id).toBe("code");
  });
});

describe("a text with terms in it", () => {
  const words = (text: string) => explained(text).flatMap((piece) => ("term" in piece ? [piece.term] : []));

  it.each([
    [
      "the first of each",
      "The trust policy names an ARN. Another ARN is not in the trust policy.",
      ["trust-policy", "arn"],
    ],
    ["at the start, and in the plural", "Presigned links. Anyone can use them.", ["presigned-link"]],
    ["not a part of another word", "Barns and learning", []],
    ["not what is quoted", "Choose “Bucket policy” and “Trust Policy JSON”.", []],
    ["not a part of an address", "arn:aws:iam::1:role/ARN-like", []],
    [
      "with what a sentence ends with",
      "Compare the external ID, or the KMS key.",
      ["external-id", "encryption-key"],
    ],
    ["nothing where there is nothing", "", []],
  ])("has them explained: %s", (_, text, terms) => {
    expect(words(text)).toEqual(terms);
    expect(
      explained(text)
        .map((piece) => ("term" in piece ? piece.word : piece.text))
        .join(""),
    ).toBe(text);
  });

  it("leaves out the one that stands beside it", () => {
    expect(explained("An ACL", "acl")).toEqual([{ text: "An ACL" }]);
  });

  it("is drawn whole, markup as text, and its terms can be pressed", () => {
    const text = "The <b>ACL</b> and the bucket policy.";
    drawn = mount(Explained, { target: document.body, props: { text } });
    flushSync();
    expect(document.body.textContent).toBe(text);
    expect([...document.querySelectorAll("button")].map((each) => each.textContent)).toEqual([
      "ACL",
      "bucket policy",
    ]);
  });

  it("has the terms of the language that is shown", () => {
    shown.now = new Language(
      "de",
      new Map([["glossary", "glossary-trust-policy = Vertrauensrichtlinie"]]),
      english,
    );
    expect(words("Die Vertrauensrichtlinie der Rolle")).toEqual(["trust-policy"]);
  });
});
