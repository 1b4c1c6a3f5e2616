/**
 * Changing the properties of files: what is to be different, field by field, then what that would
 * touch and cost, and only on a yes a transfer.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type {
  ChangeCount,
  ChangeOf,
  Edit,
  Fault,
  PairEdits,
  PropertyEdits,
  PropertyField,
  PropertyFinding,
} from "../../lib/backend/contract";

export const headers = [
  "content_type",
  "cache_control",
  "content_disposition",
  "content_encoding",
  "content_language",
  "expires",
] as const;
export type Header = (typeof headers)[number];

/** What becomes of one header, as it is chosen. */
export interface HeaderEdit {
  edit: Edit["edit"];
  value: string;
}

/** What becomes of one name. */
export interface PairRow {
  remove: boolean;
  name: string;
  value: string;
}

/** What becomes of metadata, or of tags. */
export interface PairsEdit {
  mode: "leave" | "merge" | "replace";
  rows: PairRow[];
}

export const blank = (): PairRow => ({ remove: false, name: "", value: "" });

function editOf({ edit, value }: HeaderEdit): Edit {
  return edit === "set" ? { edit, value } : { edit };
}

function pairsOf({ mode, rows }: PairsEdit, named: (name: string) => string): PairEdits {
  if (mode === "leave") return { replace: false, set: [], remove: [] };
  const filled = rows.filter(({ name, value }) => name.trim() !== "" || value !== "");
  const removed = (row: PairRow) => mode === "merge" && row.remove;
  return {
    replace: mode === "replace",
    set: filled.filter((row) => !removed(row)).map(({ name, value }) => ({ name: named(name), value })),
    remove: filled.filter(removed).map(({ name }) => named(name)),
  };
}

export class Changing {
  readonly of: ChangeOf;
  /** "report.pdf", "3 files and 1 folder". */
  readonly what: string;
  fields = $state<Record<Header, HeaderEdit>>({
    content_type: { edit: "leave", value: "" },
    cache_control: { edit: "leave", value: "" },
    content_disposition: { edit: "leave", value: "" },
    content_encoding: { edit: "leave", value: "" },
    content_language: { edit: "leave", value: "" },
    expires: { edit: "leave", value: "" },
  });
  metadata = $state<PairsEdit>({ mode: "leave", rows: [blank()] });
  tags = $state<PairsEdit>({ mode: "leave", rows: [blank()] });
  class = $state("");
  encryption = $state("");
  key = $state("");
  findings = $state.raw<PropertyFinding[]>([]);
  /** What it would touch; null while the form is shown. */
  count = $state.raw<ChangeCount | null>(null);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  #plan = $state.raw<string | null>(null);
  #turn = 0;
  #ticks: ReturnType<typeof stream<ChangeCount>> | null = null;

  constructor(of: ChangeOf, what: string) {
    [this.of, this.what] = [of, what];
  }

  get edits(): PropertyEdits {
    const edits = Object.fromEntries(headers.map((header) => [header, editOf(this.fields[header])]));
    const key = this.encryption === "aws:kms" ? this.key.trim() || null : null;
    return {
      ...(edits as Record<Header, Edit>),
      metadata: pairsOf(this.metadata, (name) => name.trim().toLowerCase()),
      tags: pairsOf(this.tags, (name) => name),
      class: this.class || null,
      encryption: this.encryption ? { method: this.encryption, key } : null,
    };
  }

  /** Nothing is to be different. */
  get empty(): boolean {
    const none = ({ replace, set, remove }: PairEdits) => !replace && set.length + remove.length === 0;
    const { metadata, tags, ...edits } = this.edits;
    const leaves = headers.every((header) => edits[header].edit === "leave");
    return leaves && none(metadata) && none(tags) && edits.class === null && edits.encryption === null;
  }

  /** What is shown is what would happen, not the form. */
  get previewing(): boolean {
    return this.count !== null;
  }

  get counted(): boolean {
    return this.count !== null && this.count.complete && this.fault === null;
  }

  get ready(): boolean {
    return this.counted && this.#plan !== null && (this.count?.files ?? 0) > 0 && !this.busy;
  }

  finding(field: PropertyField): PropertyFinding | null {
    return this.findings.find((each) => each.field === field) ?? null;
  }

  /** A field is different: what was wrong with it before is not said of it now. */
  change(change: () => void): void {
    change();
    [this.findings, this.fault] = [[], null];
  }

  /** Checks the form, and counts what it would touch where nothing stands in the way. */
  async preview(): Promise<void> {
    if (this.empty || this.busy) return;
    const turn = (this.#turn += 1);
    const { of, edits } = this;
    [this.busy, this.fault] = [true, null];
    try {
      this.findings = await call("check_properties", { edits });
      if (turn === this.#turn && this.findings.length === 0) await this.#begin(turn, of, edits);
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    } finally {
      this.busy = false;
    }
  }

  async #begin(turn: number, of: ChangeOf, edits: PropertyEdits): Promise<void> {
    const ticks = stream((count: ChangeCount) => {
      if (turn !== this.#turn) return;
      this.count = count;
      if (count.fault) this.fault = count.fault;
    });
    this.#ticks = ticks;
    const plan = await call("plan_properties", { of, edits, ticks });
    if (turn === this.#turn) this.#plan = plan;
    else void call("discard_plan", { plan }).catch(() => undefined);
  }

  /** To the form again; what was counted is of no more use. */
  back(): void {
    this.#turn += 1;
    this.#ticks?.close();
    const plan = this.#plan;
    [this.count, this.fault, this.#plan, this.#ticks] = [null, null, null, null];
    if (plan !== null) call("discard_plan", { plan }).catch(() => undefined);
  }

  /** Has what was counted run. Answers whether that began. */
  async confirm(run: (plan: string) => Promise<unknown>): Promise<boolean> {
    const plan = this.#plan;
    if (!this.ready || plan === null) return false;
    this.busy = true;
    try {
      await run(plan);
      this.#ticks?.close();
      this.#plan = null;
      return true;
    } catch (caught) {
      this.fault = faultOf(caught);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
