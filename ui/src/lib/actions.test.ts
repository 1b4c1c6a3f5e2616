import { describe, expect, it } from "vitest";
import { barred, hint, matching, pressed, shown, sought, type Action } from "./actions";

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

const action = (id: string, keys: string[], can = true): Action => ({
  id,
  label: id,
  keys,
  can: () => can,
  run: () => undefined,
});

describe("pressed", () => {
  it("writes modifiers in one order and letters large", () => {
    expect(pressed(press("n", { ctrlKey: true, shiftKey: true }))).toBe("Ctrl+Shift+N");
    expect(pressed(press("ArrowLeft", { altKey: true }))).toBe("Alt+ArrowLeft");
    expect(pressed(press(" ", { ctrlKey: true }))).toBe("Ctrl+Space");
    expect(pressed(press("F5"))).toBe("F5");
  });

  it("takes the Mac's command key for Ctrl", () => {
    expect(pressed(press("u", { metaKey: true }))).toBe("Ctrl+U");
  });
});

describe("matching", () => {
  it("finds an action by any of its keys", () => {
    const actions = [action("refresh", ["F5", "Ctrl+R"])];
    expect(matching(actions, press("r", { ctrlKey: true }))?.id).toBe("refresh");
    expect(matching(actions, press("r"))).toBeNull();
  });

  it("passes over what cannot run now", () => {
    const actions = [action("first", ["Delete"], false), action("second", ["Delete"])];
    expect(matching(actions, press("Delete"))?.id).toBe("second");
  });
});

describe("barred", () => {
  it("says why nothing comes of a press", () => {
    const locked = { ...action("delete", ["Delete"], false), why: () => "read-only" };
    expect(barred([action("other", ["Delete"], false), locked], press("Delete"))).toBe("read-only");
    expect(barred([locked], press("x"))).toBeNull();
    expect(barred([{ ...locked, can: () => true }], press("Delete"))).toBeNull();
  });
});

describe("words of keys", () => {
  it("are those on the keyboard", () => {
    expect(shown("Alt+ArrowLeft", false)).toBe("Alt+←");
    expect(shown("Ctrl+Shift+N", true)).toBe("⌘⇧N");
    expect(hint(action("Go up", []))).toBe("Go up");
  });
});

describe("sought", () => {
  const labels = (text: string, ...actions: Action[]) => sought(actions, text).map(({ id }) => id);

  it("finds by words in any order and puts what begins so first", () => {
    const all = [action("Show in folder", []), action("Create folder", []), action("Folder size", [])];
    expect(labels("folder", ...all)).toEqual(["Folder size", "Show in folder", "Create folder"]);
    expect(labels(" FOLDER create ", ...all)).toEqual(["Create folder"]);
    expect(labels("rename", ...all)).toEqual([]);
  });

  it("finds by a former name what has another one now, after all that is called so", () => {
    const renamed: Action = { ...action("Create folder", []), also: "browse-create-folder-also" };
    expect(labels("new folder", renamed, action("New folder plan", []))).toEqual([
      "New folder plan",
      "Create folder",
    ]);
    expect(labels("create make", renamed)).toEqual(["Create folder"]);
    expect(labels("copies", renamed)).toEqual([]);
  });

  it("leaves out what cannot run now", () => {
    expect(labels("", action("Paste", [], false), action("Refresh", []))).toEqual(["Refresh"]);
  });
});
