/**
 * The policy of a bucket: the text and what it says in words go together at every moment.
 * Ready-made statements, taking one out and mending a fault are steps that Rust makes on the text;
 * nothing is saved by them.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type { BucketAt, Fault, PolicyCheck, PolicyFinding, PolicyStep } from "../../lib/backend/contract";
import { Setting } from "./setting.svelte";

/** Statements that can be added from a template. */
export const readyMade = ["public_folder", "require_tls", "other_account"] as const;
export type ReadyMade = (typeof readyMade)[number];

export class PolicyEditor {
  readonly setting: Setting;
  /** The ready-made statement that is being filled in. */
  adding = $state<ReadyMade | null>(null);
  folder = $state("");
  account = $state("");
  /** Removing the whole policy was asked and waits for a yes. */
  removing = $state(false);
  stepFault = $state.raw<Fault | null>(null);
  /** Counts the texts, so that an answer about an older one is dropped. */
  #turn = 0;

  constructor(at: BucketAt) {
    this.setting = new Setting(at, "policy");
  }

  get text(): string {
    const { draft } = this.setting;
    return draft?.kind === "policy" ? draft.text : "";
  }

  get looked(): PolicyCheck | null {
    return this.text === "" ? null : (this.setting.looked?.policy ?? null);
  }

  open(): Promise<void> {
    return this.setting.open();
  }

  type(text: string): void {
    this.#turn += 1;
    this.removing = false;
    this.stepFault = null;
    this.setting.edit(text.trim() === "" ? null : { kind: "policy", text });
  }

  begin(step: ReadyMade): void {
    this.stepFault = null;
    if (step === "require_tls") void this.#step({ step });
    else this.adding = this.adding === step ? null : step;
  }

  async add(): Promise<void> {
    const { folder, account } = this;
    if (this.adding === "public_folder") await this.#step({ step: "public_folder", folder });
    if (this.adding === "other_account") await this.#step({ step: "other_account", account, folder });
    if (this.stepFault) return;
    this.adding = null;
    this.folder = "";
    this.account = "";
  }

  remove(statement: number): Promise<void> {
    return this.#step({ step: "remove", statement });
  }

  mend({ repair }: PolicyFinding): Promise<void> {
    return repair ? this.#step({ step: "mend", edits: repair.edits }) : Promise.resolve();
  }

  async removeAll(): Promise<void> {
    this.type("");
    await this.setting.save();
  }

  async #step(step: PolicyStep): Promise<void> {
    const setting = this.setting.id;
    if (!setting) return;
    const turn = ++this.#turn;
    this.stepFault = null;
    try {
      const text = await call("step_policy", { setting, text: this.text, step });
      if (turn === this.#turn) this.type(text);
    } catch (caught) {
      if (turn === this.#turn) this.stepFault = faultOf(caught);
    }
  }
}

/** Where the bytes `start..end` of a text stand in letters as the page counts them. */
export function letters(text: string, start: number, end: number): [number, number] {
  const bytes = new TextEncoder().encode(text);
  const upTo = (at: number) => new TextDecoder().decode(bytes.subarray(0, at)).length;
  return [upTo(start), upTo(end)];
}
