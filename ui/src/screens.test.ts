import { beforeEach, describe, expect, it } from "vitest";
import { Screens } from "./screens.svelte";
import type { Shown } from "./views";

let screens: Screens;
/** What was closed, in order. */
let closed: string[];

/** A screen; `unsaved`: it asks before it is left, and `agree` is the yes. */
function screen(name: string, unsaved = false) {
  let way: (() => void) | null = null;
  const made = {
    name,
    close: () => closed.push(name),
    work: { unsaved, leave: (go: () => void) => (way = go) },
  };
  return { shown: made as unknown as Shown, asked: () => way !== null, agree: () => way?.() };
}

beforeEach(() => {
  screens = new Screens();
  closed = [];
});

describe("the door", () => {
  it("closes what is left before the next is made", () => {
    const [one, two] = [screen("one"), screen("two")];
    screens.show(() => one.shown);
    screens.show(() => {
      expect(closed).toEqual(["one"]);
      return two.shown;
    });
    expect(screens.front).toBe(two.shown);
    screens.show(() => null);
    expect([screens.front, closed]).toEqual([null, ["one", "two"]]);
  });

  it("asks once where something would be lost, and makes nothing before the yes", () => {
    const draft = screen("draft", true);
    screens.show(() => draft.shown);
    let made = 0;
    screens.show(() => {
      made += 1;
      return null;
    });
    expect([draft.asked(), made, closed, screens.front]).toEqual([true, 0, [], draft.shown]);
    draft.agree();
    expect([made, closed, screens.front]).toEqual([1, ["draft"], null]);
  });

  it("brings forward what it asks about, and leaves what lay over it", () => {
    const [draft, over] = [screen("draft", true), screen("over")];
    screens.show(() => draft.shown);
    screens.add(() => over.shown);
    expect([screens.front, closed]).toEqual([over.shown, []]);
    screens.show(() => null);
    expect([screens.front, closed, draft.asked()]).toEqual([draft.shown, ["over"], true]);
    draft.agree();
    expect([screens.front, closed]).toEqual([null, ["over", "draft"]]);
  });

  it("leads back to what a screen lay over, which was not left", () => {
    const [draft, over] = [screen("draft", true), screen("over")];
    screens.show(() => draft.shown);
    screens.add(() => over.shown);
    screens.leave();
    expect([screens.front, closed, draft.asked()]).toEqual([draft.shown, ["over"], false]);
    screens.leave();
    expect(draft.asked()).toBe(true);
  });

  it("asks the one in front first, then the one below", () => {
    const [below, front] = [screen("below", true), screen("front", true)];
    screens.show(() => below.shown);
    screens.add(() => front.shown);
    screens.show(() => null);
    expect([below.asked(), front.asked()]).toEqual([false, true]);
  });

  it("drops what is gone without asking, also from below", () => {
    const [draft, over] = [screen("draft", true), screen("over")];
    screens.show(() => draft.shown);
    screens.add(() => over.shown);
    screens.drop(({ name }) => (name as string) === "draft");
    expect([screens.front, closed, draft.asked()]).toEqual([over.shown, ["draft"], false]);
    screens.leave();
    expect(screens.front).toBeNull();
  });

  it("shows a screen anew that is shown already", () => {
    const one = screen("one");
    screens.show(() => one.shown);
    screens.show(() => one.shown);
    expect(screens.front).toBe(one.shown);
    screens.leave();
    expect(screens.front).toBeNull();
  });
});
