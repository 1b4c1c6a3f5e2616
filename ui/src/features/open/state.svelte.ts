/**
 * Files that other programs have: opening one, and what is to become of it once its program saved
 * it. Where each stands is Rust's; here is which of them the person is asked about, and what is
 * asked before one is opened.
 */
import { call, stream } from "../../lib/backend/backend";
import type { FileAt, OpenedAnswer, OpenedView, Program, ProgramView } from "../../lib/backend/contract";

/** How long what was saved is said, ms. */
const saidFor = 8000;

type Kind = OpenedView["state"]["kind"];

/** What is said first; what is not here is not said. */
const order: readonly Kind[] = [
  ...(["conflict", "failed", "changed", "stray", "sending", "fetching", "saved", "left"] as const),
];

/** A file that is about to be opened. */
export interface Wanted {
  at: FileAt;
  name: string;
}

export class Opened {
  list = $state.raw<readonly OpenedView[]>([]);
  /** A large one, which waits for a yes. */
  large = $state.raw<(Wanted & { size: number; program: Program }) | null>(null);
  /** The programs to choose from; null until they are known. */
  choosing = $state.raw<(Wanted & { programs: ProgramView[] | null }) | null>(null);
  /** The name of one whose program would run it. */
  runs = $state.raw<string | null>(null);
  /** One whose changes are about to be thrown away. */
  discarding = $state.raw<OpenedView | null>(null);
  /** The one that is asked about: it stays so until it is answered, whatever else happens. */
  #asked = $state.raw<string | null>(null);
  /** Uploads whose end was read. */
  #read = $state.raw<readonly string[]>([]);
  #leaving = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #tell: (caught: unknown) => void;

  constructor(tell: (caught: unknown) => void) {
    this.#tell = tell;
  }

  /** A question is open before something is opened or thrown away. */
  get asking(): boolean {
    return [this.large, this.choosing, this.discarding].some((each) => each !== null);
  }

  /** The one that is spoken of. */
  get first(): OpenedView | null {
    return this.#said[0] ?? null;
  }

  /** How many more have changes that were not uploaded. */
  get more(): number {
    return this.#said.slice(1).filter(unsent).length;
  }

  get #said(): OpenedView[] {
    const spoken = this.list.filter(
      ({ id, state }) => order.includes(state.kind) && !this.#read.includes(id),
    );
    const rank = ({ id, state }: OpenedView) =>
      id === this.#asked && asks(state.kind) ? -1 : order.indexOf(state.kind);
    return spoken.toSorted((a, b) => rank(a) - rank(b));
  }

  /** The names of those with changes that are in no bucket, by the connection that they go with. */
  unsentOf(connection: string): string[] {
    return this.list.filter((one) => one.at.connection === connection && unsent(one)).map(({ name }) => name);
  }

  async watch(): Promise<void> {
    await call("watch_opened", { opened: stream((list) => this.#take(list)) });
  }

  #take(list: readonly OpenedView[]): void {
    this.list = list;
    const saved = new Set(list.filter(({ state }) => state.kind === "saved").map(({ id }) => id));
    this.#read = this.#read.filter((id) => saved.has(id));
    for (const id of saved) {
      if (this.#leaving.has(id)) continue;
      this.#leaving.set(
        id,
        setTimeout(() => this.dismiss(id), saidFor),
      );
    }
    for (const [id, timer] of this.#leaving) {
      if (saved.has(id)) continue;
      clearTimeout(timer);
      this.#leaving.delete(id);
    }
    const { first } = this;
    this.#asked = first && asks(first.state.kind) ? first.id : null;
  }

  /** What was said of an upload was read. */
  dismiss(id: string): void {
    this.#read = [...this.#read, id];
  }

  /** Opens a file in its usual program; `onruns`: that would run it, so something else is shown. */
  async open(wanted: Wanted, onruns: () => void): Promise<void> {
    await this.#open(wanted, { kind: "usual" }, false, onruns);
  }

  async choose(wanted: Wanted): Promise<void> {
    this.choosing = { ...wanted, programs: null };
    await this.#run(async () => {
      const programs = await call("list_programs", { name: wanted.name });
      if (this.choosing?.at === wanted.at) this.choosing = { ...wanted, programs };
    });
  }

  /** Opens the one that a program is being chosen for. */
  async openWith(program: Program): Promise<void> {
    const { choosing } = this;
    this.choosing = null;
    if (choosing) await this.#open(choosing, program, false, () => undefined);
  }

  /** The person knows how large it is. */
  async openLarge(): Promise<void> {
    const { large } = this;
    this.large = null;
    if (large) await this.#open(large, large.program, true, () => undefined);
  }

  async answer(id: string, answer: OpenedAnswer): Promise<void> {
    await this.#run(() => call("answer_opened", { opened: id, answer }));
  }

  /** The person knows what is lost. */
  async discard(): Promise<void> {
    const { discarding } = this;
    this.discarding = null;
    if (discarding) await this.answer(discarding.id, "discard");
  }

  async stop(id: string): Promise<void> {
    await this.#run(() => call("stop_opened", { opened: id }));
  }

  async #open(wanted: Wanted, program: Program, known: boolean, onruns: () => void): Promise<void> {
    this.runs = null;
    await this.#run(async () => {
      const { at, name } = wanted;
      const answer = await call("open_file", { at, program, large: known });
      if (answer.kind === "large") this.large = { at, name, program, size: answer.size };
      if (answer.kind !== "runs") return;
      this.runs = name;
      onruns();
    });
  }

  async #run(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (caught) {
      this.#tell(caught);
    }
  }
}

/** Opens files of a tab; what would run is looked at there instead. */
export function useIn(opened: Opened, tab: { peeking: boolean }) {
  return (at: FileAt, { name }: { name: string }, choose: boolean): void => {
    if (choose) void opened.choose({ at, name });
    else void opened.open({ at, name }, () => (tab.peeking = true));
  };
}

/** Whether a person is asked what is to become of it. */
function asks(kind: Kind): boolean {
  return ["conflict", "failed", "changed", "stray"].includes(kind);
}

function unsent({ state }: OpenedView): boolean {
  return ["changed", "left", "sending", "conflict", "failed", "stray"].includes(state.kind);
}
