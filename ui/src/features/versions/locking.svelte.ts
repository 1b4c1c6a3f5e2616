/**
 * Object Lock of one version: read, and set as a person says. Compliance is asked twice, since
 * nobody can take it back; a retention of governance is shortened or ended only where the person
 * ticks that.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { Fault, FileAt, FileVersion, Locks, RetentionMode } from "../../lib/backend/contract";

/** `2027-01-31`, by this computer's clock. */
export function dayOf(at: number): string {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The last second of a day; null where that is none. */
export function endOf(day: string): number | null {
  const [year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.slice(1).map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const end = new Date(year, month - 1, date, 23, 59, 59);
  return end.getDate() === date && end.getMonth() === month - 1 ? end.getTime() : null;
}

export class Locking {
  readonly at: FileAt;
  readonly name: string;
  readonly version: FileVersion;
  /** Null until the storage told. */
  locks = $state.raw<Locks | null>(null);
  mode = $state<RetentionMode | "none">("none");
  day = $state("");
  bypass = $state(false);
  /** Compliance was chosen and is asked about once more. */
  asking = $state(false);
  busy = $state(false);
  saved = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly #now: () => number;

  constructor(at: FileAt, name: string, version: FileVersion, now: () => number = Date.now) {
    this.at = at;
    this.name = name;
    this.version = version;
    this.#now = now;
    void this.look();
  }

  get retained() {
    return this.locks?.state === "read" ? this.locks.retained : null;
  }

  get held(): boolean {
    return this.locks?.state === "read" && this.locks.held;
  }

  get until(): number | null {
    return endOf(this.day);
  }

  /** Ends or shortens what governance retains. */
  get shortens(): boolean {
    const { retained, mode, until } = this;
    if (retained?.mode !== "governance") return false;
    return mode === "none" || (mode === "governance" && (until ?? 0) < retained.until);
  }

  /** Why what is set cannot be asked for. */
  get wrong(): "past" | "shorter" | "unchanged" | null {
    const { retained, mode, day, until } = this;
    const same = mode === (retained?.mode ?? "none") && (mode === "none" || day === this.#kept);
    if (same) return "unchanged";
    const firm = retained?.mode === "compliance" ? retained.until : null;
    if (firm !== null && (mode !== "compliance" || (until !== null && until < firm))) return "shorter";
    if (mode === "none") return null;
    return until === null || until <= this.#now() ? "past" : null;
  }

  get #kept(): string {
    return this.retained ? dayOf(this.retained.until) : "";
  }

  look(): Promise<void> {
    return this.#run(() => call("read_locks", { at: this.at, version: this.version.id }));
  }

  /** Sets the retention; compliance once it was asked about twice. */
  async set(): Promise<void> {
    if (this.wrong || this.busy) return;
    const { mode, until } = this;
    if (mode === "compliance" && !this.asking) return void (this.asking = true);
    this.asking = false;
    const wanted = mode === "none" || until === null ? null : { mode, until };
    const bypass = this.bypass && this.shortens;
    const { at, version } = this;
    await this.#change(() => call("retain_version", { at, version: version.id, until: wanted, bypass }));
  }

  leaveAsking(): void {
    this.asking = false;
  }

  async hold(on: boolean): Promise<void> {
    const { at, version } = this;
    await this.#change(() => call("hold_version", { at, version: version.id, on }));
  }

  async #change(ask: () => Promise<Locks>): Promise<void> {
    await this.#run(ask);
    this.saved = this.fault === null;
  }

  async #run(ask: () => Promise<Locks>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.fault, this.saved] = [true, null, false];
    try {
      this.locks = await ask();
      this.mode = this.retained?.mode ?? "none";
      this.day = this.#kept;
      this.bypass = false;
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }
}
