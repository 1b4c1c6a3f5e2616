import { beforeEach, describe, expect, it } from "vitest";
import { useHost } from "../../lib/backend/backend";
import { Fake } from "../../lib/backend/fake";
import { letters, PolicyEditor } from "./policy.svelte";

const at = { connection: "acme", bucket: "acme-datasets" };

async function opened(): Promise<PolicyEditor> {
  const editor = new PolicyEditor(at);
  await editor.open();
  await settled();
  return editor;
}

/** Until everything that was asked has been answered. */
async function settled(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
}

beforeEach(() => useHost(new Fake({ furnished: true })));

describe("a bucket policy", () => {
  it("goes from none to a ready-made statement, saved and undone", async () => {
    const editor = await opened();
    editor.begin("public_folder");
    editor.folder = "photos";
    await editor.add();
    await settled();
    expect(editor.adding).toBeNull();
    expect(editor.looked?.sentences).toHaveLength(1);
    await editor.setting.save();
    await settled();
    expect(editor.setting.done).toBe("saved");
    await editor.setting.undo();
    await settled();
    expect(editor.text).toBe("");
    expect(editor.setting.state?.state).toBe("not_configured");
  });

  it("cannot be saved while the text has a fault, which one click mends", async () => {
    const editor = await opened();
    editor.type('{"Statement":[],}');
    await settled();
    expect(editor.setting.canSave).toBe(false);
    const [finding] = editor.looked?.findings ?? [];
    if (!finding) throw new Error("nothing found");
    await editor.mend(finding);
    await settled();
    expect(editor.text).toBe('{"Statement":[]}');
    expect(editor.setting.canSave).toBe(true);
  });

  it("keeps the form of a ready-made statement that was refused", async () => {
    const editor = await opened();
    editor.begin("other_account");
    editor.account = "31";
    await editor.add();
    expect(editor.stepFault).not.toBeNull();
    expect([editor.adding, editor.account]).toEqual(["other_account", "31"]);
    editor.account = "310987654321";
    await editor.add();
    await settled();
    expect(editor.text).toContain("other_account");
    await editor.remove(0);
    await settled();
    expect(editor.text).toBe("");
  });
});

it("bytes of Rust become letters of the page", () => {
  expect(letters("é日🦀x", 2, 10)).toEqual([1, 5]);
});
