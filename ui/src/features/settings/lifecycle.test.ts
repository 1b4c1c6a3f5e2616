import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { beginnings, empty, kept, LifecycleEditor } from "./lifecycle.svelte";

const at = { connection: "acme", bucket: "acme-datasets" };

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

function beginning(id: string) {
  const found = beginnings.find((each) => each.id === id);
  if (!found) throw new Error(`no beginning ${id}`);
  return found;
}

beforeEach(() => useHost(new Fake({ furnished: true })));

describe("rules by age", () => {
  it("begin with something to change, each under a name of its own, and are saved and undone", async () => {
    const editor = new LifecycleEditor(at);
    await editor.open();
    editor.add(beginning("expire"));
    editor.add(beginning("expire"));
    editor.change(1, { prefix: "logs/" });
    await settled();
    expect(editor.rules.map((rule) => rule.id)).toEqual(["delete-files", "delete-files-2"]);
    await editor.setting.save();
    await settled();
    expect(editor.setting.done).toBe("saved");
    await editor.setting.undo();
    await settled();
    expect(editor.rules).toEqual([]);
  });

  it("begin with cleaning up unfinished uploads once, however often that is asked for", async () => {
    const editor = new LifecycleEditor(at);
    await editor.open();
    editor.begin("abort");
    editor.begin("abort");
    expect(editor.rules).toMatchObject([{ id: "clean-uploads", abort: 7 }]);
    expect(editor.shown).toBe(0);
  });

  it("are counted on what is there, and a change forgets the count", async () => {
    const editor = new LifecycleEditor(at);
    await editor.open();
    editor.add(beginning("expire"));
    await editor.look(0);
    await settled();
    expect(editor.count).toMatchObject({ expire: 3, looked: 12, complete: true });
    editor.change(0, { prefix: "logs/" });
    expect([editor.count, editor.counting]).toEqual([null, false]);
  });

  it("are told in the words of the check, each under its own, also while they change", async () => {
    const editor = new LifecycleEditor(at);
    await editor.open();
    expect(editor.said(0)).toBe("");
    editor.add(beginning("expire"));
    editor.add(beginning("abort"));
    await settled();
    expect([editor.said(0), editor.said(1)]).toEqual([
      "The rule delete-files does something.",
      "The rule clean-uploads does something.",
    ]);
    editor.remove(0);
    await settled();
    expect([editor.said(0), editor.said(1)]).toEqual(["The rule clean-uploads does something.", ""]);
  });

  it("name what the form does not show", () => {
    const rule = {
      ...empty,
      expire: { when: "days" as const, days: 1 },
      abort: 7,
      tags: [{ name: "kind", value: "log" }],
    };
    expect(kept(rule)).toEqual(["only files tagged kind=log"]);
  });
});
