/**
 * One setting of a bucket, as every setting goes: read, drafted, looked over, saved, undone. The
 * draft is the page's; what was read, the conflict and the undo are Rust's. A refusal leaves the
 * draft as it is.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type {
  BucketAt,
  EarlierState,
  Fault,
  SettingChange,
  SettingCheck,
  SettingId,
  SettingKind,
  SettingState,
  SettingValue,
  Words,
} from "../../lib/backend/contract";

/** Somebody else was quicker: what they changed, and what the storage has now. */
export interface Conflict {
  theirs: SettingValue | null;
  changes: SettingChange[];
}

export class Setting {
  readonly at: BucketAt;
  readonly kind: SettingKind;
  id = $state.raw<SettingId | null>(null);
  /** `null` while it is being read. */
  state = $state.raw<SettingState | null>(null);
  saved = $state.raw<SettingValue | null>(null);
  draft = $state.raw<SettingValue | null>(null);
  looked = $state.raw<SettingCheck | null>(null);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  /** What was done last, and whether it can be undone. */
  done = $state<"" | "saved" | "undone">("");
  note = $state.raw<Words | null>(null);
  undoable = $state(false);
  /** What it was before it was changed from here, also long ago; the newest first. */
  earlier = $state.raw<EarlierState[]>([]);
  #turn = 0;
  #closed = false;

  constructor(at: BucketAt, kind: SettingKind) {
    this.at = at;
    this.kind = kind;
  }

  /** It was read and can be changed. */
  get ready(): boolean {
    return this.state?.state === "configured" || this.state?.state === "not_configured";
  }

  get changed(): boolean {
    return (this.looked?.changes.length ?? 0) > 0;
  }

  /** Nothing in the draft stands in the way of saving. */
  get fit(): boolean {
    const graded = [...(this.looked?.cors ?? []), ...(this.looked?.notes ?? [])];
    const policy = this.looked?.policy?.findings ?? [];
    return graded.every((each) => each.grade !== "stop") && policy.every((each) => each.severity !== "error");
  }

  get canSave(): boolean {
    return this.ready && !this.busy && this.changed && this.fit;
  }

  async open(): Promise<void> {
    const before = this.id;
    this.state = null;
    this.fault = null;
    this.conflict = null;
    try {
      const opened = await call("open_setting", { at: this.at, kind: this.kind });
      if (before) void leave(before);
      if (this.#closed) return void leave(opened.setting);
      this.id = opened.setting;
      this.state = opened.state;
      this.#hold(opened.state.state === "configured" ? opened.state.value : null);
      this.undoable = false;
      this.done = "";
      void this.#remember();
    } catch (caught) {
      this.state = { state: "failed", fault: faultOf(caught) };
    }
  }

  edit(draft: SettingValue | null): void {
    this.draft = draft;
    this.done = "";
    void this.#look();
  }

  /** Back to what is saved. */
  revert(): void {
    this.fault = null;
    this.conflict = null;
    this.edit(this.saved);
  }

  save(): Promise<void> {
    return this.#change("saved", (setting) => call("apply_setting", { setting, draft: this.draft }));
  }

  undo(): Promise<void> {
    return this.#change("undone", (setting) => call("undo_setting", { setting }));
  }

  close(): void {
    this.#closed = true;
    if (this.id) void leave(this.id);
    this.id = null;
  }

  async #change(
    done: "saved" | "undone",
    run: (setting: SettingId) => ReturnType<typeof call<"apply_setting">>,
  ): Promise<void> {
    if (!this.id || this.busy) return;
    this.busy = true;
    this.fault = null;
    this.conflict = null;
    try {
      const applied = await run(this.id);
      if (applied.outcome === "conflict") {
        this.conflict = { theirs: applied.theirs, changes: applied.changes };
        this.saved = applied.theirs;
        this.undoable = false;
        await this.#look();
      } else {
        this.#hold(applied.value);
        this.state = applied.value
          ? { state: "configured", value: applied.value }
          : { state: "not_configured" };
        this.note = applied.note;
        this.done = done;
        this.undoable = true;
      }
      void this.#remember();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  #hold(value: SettingValue | null): void {
    this.saved = value;
    this.draft = value;
    void this.#look();
  }

  /** Earlier states are an offer: without them everything else goes on. */
  async #remember(): Promise<void> {
    const setting = this.id;
    if (!setting || !this.ready) return;
    const earlier = await call("earlier_settings", { setting }).catch(() => []);
    if (setting === this.id) this.earlier = earlier;
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    if (!this.id || !this.ready) return;
    try {
      const looked = await call("check_setting", { setting: this.id, draft: this.draft });
      if (turn === this.#turn) this.looked = looked;
    } catch (caught) {
      if (turn === this.#turn && !this.#closed) this.fault = faultOf(caught);
    }
  }
}

async function leave(setting: SettingId): Promise<void> {
  // One that is already closed is what was wanted.
  await call("close_setting", { setting }).catch(() => undefined);
}
