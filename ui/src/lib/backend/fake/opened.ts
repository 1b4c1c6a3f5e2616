/** Files that are open in other programs, in the fake world: a test says what their programs do. */
import type { Stream } from "../backend";
import type { Commands, FileAt, OpenAnswer, OpenedState, OpenedView, ProgramView } from "../contract";
import { gone, refuse } from "./faults";

type Args<K extends keyof Commands> = Commands[K]["args"];

const large = 1 << 30;

export class FakeOpened {
  list: OpenedView[] = [];
  programs: ProgramView[] = [
    { id: "text.desktop", name: "Text Editor", usual: true },
    { id: "code.desktop", name: "Code", usual: false },
  ];
  /** How the next upload ends. */
  ends: OpenedState = { kind: "saved", checked: true, beside: null };
  /** What was written in place, in order, each byte a letter. */
  readonly texts: string[] = [];
  /** What was answered, in order. */
  readonly answered: string[] = [];
  #watcher: Stream<OpenedView[]> | null = null;
  #next = 1;

  watch({ opened }: Args<"watch_opened">): null {
    this.#watcher = opened;
    this.#tell();
    return null;
  }

  open({ at, large: known }: Args<"open_file">, size: number): OpenAnswer {
    if (/\.(exe|sh|desktop)$/.test(at.key)) return { kind: "runs" };
    if (size > large && !known) return { kind: "large", size };
    return { kind: "opened", id: this.put(at, { kind: "same" }) };
  }

  /** An opened file that stands so. */
  put(at: FileAt, state: OpenedState, more: Partial<OpenedView> = {}): string {
    const id = `opened-${this.#next++}`;
    const name = at.key.split("/").at(-1) ?? at.key;
    this.list = [
      ...this.list,
      {
        id,
        at,
        name,
        always: false,
        locked: false,
        recoded: false,
        emptied: false,
        acl: false,
        state,
        ...more,
      },
    ];
    this.#tell();
    return id;
  }

  stands(id: string, state: OpenedState): void {
    this.list = this.list.map((one) => (one.id === id ? { ...one, state } : one));
    this.#tell();
  }

  answer({ opened, answer }: Args<"answer_opened">): null {
    if (!this.list.some((one) => one.id === opened)) refuse(gone("file"));
    this.answered.push(answer);
    if (answer === "discard") return this.stop({ opened });
    if (answer === "leave") this.stands(opened, { kind: "left" });
    else if (answer !== "look" && answer !== "show") this.stands(opened, this.ends);
    return null;
  }

  keepText({ opened, text, recoded, send }: Args<"keep_text">, at: FileAt): OpenedView {
    this.texts.push(atob(text));
    const known = this.list.some(({ id }) => id === opened) ? opened : null;
    const id = known ?? this.put(at, { kind: "changed" });
    this.list = this.list.map((one) => (one.id === id ? { ...one, recoded } : one));
    this.stands(id, send ? this.ends : { kind: "changed" });
    return this.list.find((one) => one.id === id) ?? refuse(gone("file"));
  }

  stop({ opened }: Args<"stop_opened">): null {
    this.list = this.list.filter((one) => one.id !== opened);
    this.#tell();
    return null;
  }

  #tell(): void {
    this.#watcher?.push(this.list);
  }
}
