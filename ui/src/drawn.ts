/** The whole page, drawn over a host in memory whose clock is moved by hand. For tests. */
import { flushSync, mount, unmount } from "svelte";
import { vi } from "vitest";
import View from "./App.svelte";
import { App } from "./app.svelte";
import { useHost } from "./lib/backend/backend";
import type { Place } from "./lib/backend/contract";
import { Fake } from "./lib/backend/fake";
import { HandClock } from "./lib/backend/fake/clock";

export class Drawn {
  readonly clock = new HandClock();
  readonly fake = new Fake({ clock: this.clock, furnished: true });
  readonly page: App;
  readonly #view: Record<string, unknown>;

  private constructor(prepare: (fake: Fake) => void) {
    prepare(this.fake);
    useHost(this.fake);
    this.page = new App(() => this.clock.now());
    document.body.replaceChildren();
    this.#view = mount(View, { target: document.body, props: { page: this.page } });
  }

  /** Drawn and started, at a folder; `prepare` is done to the host before. */
  static async at(place: Place, prepare: (fake: Fake) => void = () => undefined): Promise<Drawn> {
    const drawn = new Drawn(prepare);
    const started = drawn.page.start();
    await drawn.settle();
    await started;
    drawn.page.go(place);
    await drawn.settle();
    return drawn;
  }

  /** Lets so much of the host's time go by, in steps, and draws after each. */
  async settle(ms = 600, steps = 5): Promise<void> {
    await vi.dynamicImportSettled();
    for (let step = 0; step < steps; step += 1) {
      await this.clock.pass(ms / steps);
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(1);
      flushSync();
    }
  }

  leave(): Promise<void> {
    return unmount(this.#view);
  }
}
