/**
 * Presses and clicks whose effect on focus and selection is still to come, and what waits until it
 * has.
 */
export class Settling {
  #pending = $state(0);
  #settled: Promise<unknown> = Promise.resolve();

  get pending(): boolean {
    return this.#pending > 0;
  }

  async run(work: Promise<void>): Promise<void> {
    this.#pending += 1;
    this.#settled = Promise.all([this.#settled, work]);
    await work;
    this.#pending -= 1;
  }

  /** Acts at once when nothing is to come, else when it has. */
  once(act: () => void): void {
    if (this.pending) void this.#settled.then(act);
    else act();
  }
}
