/**
 * Time for the fake host: real in `vite dev`, turned by hand in tests, so that no test ever waits.
 */
export interface Clock {
  now(): number;
  /** Runs `then` after `ms`; the answer takes it back. */
  after(ms: number, then: () => void): () => void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

interface Waiting {
  at: number;
  then: () => void;
}

/** A clock that moves only when told to. */
export class HandClock implements Clock {
  #now: number;
  #waiting: Waiting[] = [];

  constructor(now = Date.UTC(2026, 10, 21, 9, 30)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const entry = { at: this.#now + ms, then };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  /** Lets `ms` pass, running what falls due in its order, and lets promises settle between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const due = this.#waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting = this.#waiting.filter((entry) => entry !== due);
      this.#now = due.at;
      due.then();
      await settled();
    }
    this.#now = end;
  }
}

/** Lets every promise that can settle now do so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}
