/** The limits of transfers as they are typed: megabytes a second, files and parts at once. */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, Pacing } from "../../lib/backend/contract";

const mega = 1_000_000;

export class PacingForm {
  up = $state("");
  down = $state("");
  files = $state("");
  parts = $state("");
  ready = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly #done: () => void;

  constructor(done: () => void) {
    this.#done = done;
    void this.#read();
  }

  /** What is typed, or null where it is no number. */
  get pacing(): Pacing | null {
    const [up, down] = [speedOf(this.up), speedOf(this.down)];
    const [files, parts] = [countOf(this.files), countOf(this.parts)];
    if (up === undefined || down === undefined || files === undefined || parts === undefined) return null;
    return { up, down, files, parts };
  }

  async save(): Promise<void> {
    const { pacing } = this;
    if (!pacing) return;
    try {
      await call("set_pacing", { pacing });
      this.#done();
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }

  async #read(): Promise<void> {
    try {
      const { up, down, files, parts } = await call("read_pacing", {});
      const typed = (speed: number | null) => (speed === null ? "" : String(speed / mega));
      const number = (count: number | null) => (count === null ? "" : String(count));
      [this.up, this.down, this.files, this.parts] = [typed(up), typed(down), number(files), number(parts)];
      this.ready = true;
    } catch (caught) {
      this.fault = faultOf(caught);
    }
  }
}

/** Nothing typed is no limit; undefined is no number. */
export function speedOf(typed: string): number | null | undefined {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const speed = Number(text);
  return Number.isFinite(speed) && speed >= 0.1 ? Math.round(speed * mega) : undefined;
}

/** Nothing typed: found by itself; undefined is no number. */
export function countOf(typed: string): number | null | undefined {
  if (typed.trim() === "") return null;
  const number = Number(typed.trim());
  return Number.isInteger(number) && number >= 1 && number <= 32 ? number : undefined;
}
