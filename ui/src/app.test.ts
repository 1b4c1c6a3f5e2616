import { beforeEach, describe, expect, it } from "vitest";
import { App } from "./app.svelte";
import { useHost } from "./lib/backend/backend";
import { Fake } from "./lib/backend/fake";

const at = { connection: "acme", bucket: "acme-datasets" };
const folder = { ...at, prefix: "team/" };
let page: App;

beforeEach(async () => {
  useHost(new Fake({ furnished: true }));
  page = new App();
  await page.start();
});

/** Each screen that takes the place of files, and how a person comes to it. */
const screens: [string, () => void][] = [
  ["settings", () => page.openSettings(at)],
  ["integrations", () => page.integrate()],
  ["backups", () => page.showBackups()],
  ["connect", () => page.connect()],
];

/** Everything that leads to files, from wherever the person is. */
const ways: [string, () => void][] = [
  ["a folder", () => page.go(folder)],
  ["a folder in a new tab", () => page.goInTab(folder)],
  ["a folder in a tab behind", () => page.goInTab(folder, true)],
];

describe("from every screen", () => {
  for (const [screen, come] of screens)
    for (const [name, go] of ways)
      it(`${screen}: ${name} is shown`, () => {
        page.go({ ...at, prefix: "" });
        come();
        expect(page.screen).toBe(screen);
        go();
        expect(page.screen).toBe("browse");
        expect(page.browse.place).toEqual(folder);
      });

  it("a tab behind stays behind while files are shown", () => {
    page.go({ ...at, prefix: "" });
    page.goInTab(folder, true);
    expect(page.browse.place?.prefix).toBe("");
    expect(page.tabs.list).toHaveLength(2);
  });
});

describe("unsaved settings", () => {
  for (const [name, go] of [
    ...ways,
    ["other settings", () => page.openSettings({ ...at, bucket: "other" })],
  ] as [string, () => void][])
    it(`hold back ${name} until the person agrees`, () => {
      page.openSettings(at);
      const settings = page.settings;
      if (!settings) throw new Error("no settings");
      Object.defineProperty(settings, "unsaved", { get: () => true });
      go();
      expect(page.settings).toBe(settings);
      expect(settings.leaving).not.toBeNull();
      settings.leaving?.();
      expect(page.settings).not.toBe(settings);
    });
});
