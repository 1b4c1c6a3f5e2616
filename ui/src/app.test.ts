import { beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "./app.svelte";
import { useHost } from "./lib/backend/backend";
import { Fake } from "./lib/backend/fake";
import type { BucketSettings } from "./features/settings/bucket.svelte";

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
        expect(page.screen.name).toBe(screen);
        go();
        expect(page.screen.name).toBe("browse");
        expect(page.browse.place).toEqual(folder);
      });

  it("a tab behind stays behind while files are shown", () => {
    page.go({ ...at, prefix: "" });
    page.goInTab(folder, true);
    expect(page.browse.place?.prefix).toBe("");
    expect(page.tabs.list).toHaveLength(2);
  });
});

/** The settings that are shown. */
const shown = () => (page.screen.name === "settings" ? page.screen.props.settings : null);

/** The settings that are shown, with something in them that is not saved. */
function draft(): BucketSettings {
  const settings = shown();
  if (!settings) throw new Error("no settings");
  Object.defineProperty(settings, "unsaved", { get: () => true });
  return settings;
}

describe("unsaved settings", () => {
  for (const [name, go] of [
    ...ways,
    ["other settings", () => page.openSettings({ ...at, bucket: "other" })],
  ] as [string, () => void][])
    it(`hold back ${name} until the person agrees`, () => {
      page.openSettings(at);
      const settings = draft();
      go();
      expect(shown()).toBe(settings);
      expect(settings.leaving).not.toBeNull();
      settings.leaving?.();
      expect(shown()).not.toBe(settings);
    });

  for (const [name, go] of ways)
    it(`are asked about where they are seen, when ${name} is opened from a sign-in form over them`, () => {
      page.openSettings(at);
      const settings = draft();
      page.connect();
      go();
      expect(shown()).toBe(settings);
      expect(settings.leaving).not.toBeNull();
      settings.leaving?.();
      expect([page.screen.name, page.browse.place]).toEqual(["browse", folder]);
    });

  it("stay below a sign-in form, which leads back to them unasked", () => {
    page.openSettings(at);
    const settings = draft();
    const close = vi.spyOn(settings, "close");
    page.connect();
    expect(page.screen.name).toBe("connect");
    page.screens.leave();
    expect(shown()).toBe(settings);
    expect([settings.leaving, close.mock.calls.length]).toEqual([null, 0]);
  });

  it("hold back the way back to the files, too", () => {
    page.openSettings(at);
    const settings = draft();
    page.screens.leave();
    expect(shown()).toBe(settings);
    settings.leaving?.();
    expect(shown()).toBeNull();
    expect(page.screen.name).toBe("choose");
  });

  it("go unasked with the connection that is forgotten, and leave a form over them open", async () => {
    page.openSettings(at);
    draft();
    const form = page.connect();
    page.connections.forgetting = page.connections.find(at.connection);
    await page.forget();
    expect(page.screen).toMatchObject({ name: "connect", props: { form } });
    page.screens.leave();
    expect(page.screen.name).toBe("choose");
  });
});

describe("a second window", () => {
  let fake: Fake;
  let second: App;

  /** A host whose window was opened beside another, at these tabs. */
  async function beside(tabs: (typeof folder)[]): Promise<void> {
    fake = new Fake({ furnished: true });
    const started = fake.call.bind(fake);
    vi.spyOn(fake, "call").mockImplementation(async (name, args) => {
      const answer = await started(name, args);
      return name === "start" ? { ...(answer as object), tabs } : answer;
    });
    useHost(fake);
    second = new App();
    await second.start();
  }

  it("is asked for at the place that is shown, or at none", () => {
    fake = new Fake({ furnished: true });
    useHost(fake);
    page.goInWindow(folder);
    page.goInWindow(null);
    expect(fake.windows).toEqual([folder, null]);
  });

  it("begins where it was asked for, and keeps no tabs for the next day", async () => {
    await beside([folder]);
    expect(second.browse.place).toEqual(folder);
    second.go({ ...at, prefix: "" });
    const kept = vi.mocked(fake.call).mock.calls.filter(([name]) => name === "keep_tabs");
    expect(kept).toEqual([]);
  });

  it("shows what another one did to connections and favourites", async () => {
    await beside([folder]);
    const look = { ...second.places.look, tiles: true };
    const left = second.connections.list.filter(({ id }) => id !== folder.connection);
    fake.events?.push({ kind: "changed_elsewhere", connections: left, favourites: [], look });
    expect(second.connections.list).toEqual(left);
    expect(second.places.favourites).toEqual([]);
    expect(second.places.look.tiles).toBe(true);
    expect(second.browse.place).toBeNull();
  });
});
