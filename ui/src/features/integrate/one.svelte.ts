/**
 * One integration: its questions and plan, the steps that are taken, the checks, and taking it
 * back.
 */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type {
  Fault,
  IntegrationAnswer,
  IntegrationAnswers,
  IntegrationBucket,
  CheckLine,
  IntegrationFinding,
  IntegrationQuestion,
  IntegrationScope,
  IntegrationSheet,
  IntegrationStep,
  IntegrationView,
  KeyFact,
  KeyStep,
  Removal,
  ReportShape,
} from "../../lib/backend/contract";
import { list, said, say } from "../../lib/words";
import { forWholeBuckets } from "./say";

/** What is done to it just now. */
type Work = "apply" | "verify" | "remove" | "hand" | "key" | "save" | null;

export class OneIntegration {
  sheet = $state.raw<IntegrationSheet>() as IntegrationSheet;
  /** What is typed; Rust is told of every change. */
  filled = $state.raw<IntegrationAnswers>() as IntegrationAnswers;
  view = $state.raw<IntegrationView | null>(null);
  /** The questions are shown rather than what was made. */
  asking = $state(true);
  /** The person was sent back to the answers. */
  wanted = $state(false);
  work = $state<Work>(null);
  steps = $state.raw<IntegrationStep[]>([]);
  checks = $state.raw<CheckLine[]>([]);
  /** A check may write a file of its own. */
  write = $state(false);
  removal = $state.raw<Removal | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The folder for an administrator was written just now. */
  handed = $state(false);
  copied = $state(false);
  /** The keys of the user as the storage has them; null until they were asked for. */
  keys = $state.raw<KeyFact[] | null>(null);
  /** The key that the person asked to delete; nothing is deleted before they say so again. */
  deleting = $state<"first" | "second" | null>(null);
  /** The secret of a key that was made just now, while it is looked at. */
  secret = $state.raw<string | null>(null);
  /** The file that a report was saved to just now. */
  saved = $state<string | null>(null);
  /** What the administrator sent back, while it is typed. */
  reply = $state("");
  #touched = $state.raw<ReadonlySet<string>>(new Set());
  /** Setting up was asked for, so what is missing is said everywhere. */
  #tried = $state(false);
  #turn = 0;
  readonly #changed: () => void;

  constructor(sheet: IntegrationSheet, changed: () => void) {
    this.#changed = changed;
    this.sheet = sheet;
    this.filled = sheet.filled;
    this.view = sheet.view;
    this.asking = sheet.view === null;
    this.checks = sheet.view?.report?.lines ?? [];
  }

  get id(): string {
    return this.sheet.id;
  }

  /** The names of its buckets, as a list. */
  get bucket(): string {
    return list(this.filled.buckets.map(({ name }) => name));
  }

  /** What stands in a field: what was typed, or what is proposed. */
  text(question: IntegrationQuestion): string {
    const given = this.filled.answers[question.id];
    if (given === undefined) return question.default ?? "";
    return Array.isArray(given) ? given.join("\n") : String(given);
  }

  /** The choices that are taken, of a question that takes several. */
  chosen(question: IntegrationQuestion): string[] {
    const given = this.filled.answers[question.id];
    return Array.isArray(given) ? given : (question.default ?? "").split(", ").filter(Boolean);
  }

  /** Takes one of several choices, or leaves it; they stay in their order. */
  choose(question: IntegrationQuestion, value: string, taken: boolean): void {
    const now = new Set(this.chosen(question));
    if (taken) now.add(value);
    else now.delete(value);
    this.answer(
      question.id,
      question.choices.map(([each]) => each).filter((each) => now.has(each)),
    );
  }

  yes(question: IntegrationQuestion): boolean {
    const given = this.filled.answers[question.id];
    return given === undefined ? question.default === "yes" : given === true;
  }

  /** What was found about a field, once the person has been there. */
  finding(field: string): IntegrationFinding | null {
    if (!this.#tried && !this.#touched.has(field)) return null;
    const found = this.sheet.findings.filter((finding) => finding.field === field);
    return found.find(({ severity }) => severity === "stop") ?? found[0] ?? null;
  }

  /** What was found about a bucket's name; it is said at once, since the bucket was looked for. */
  nameFinding(nth: number): IntegrationFinding | null {
    return this.sheet.findings.find(({ field }) => field === `buckets[${nth}].name`) ?? null;
  }

  /** The answers without which nothing can be set up, as they are called in the form. */
  get missing(): string[] {
    const stops = this.sheet.findings.filter(({ severity }) => severity === "stop");
    const called = ({ field }: IntegrationFinding) => {
      const question = this.sheet.questions.find(({ id }) => id === field);
      if (field === "name" || field === "account") return say(`integrate-${field}`);
      return question ? said(question.label) : say("integrate-buckets");
    };
    return [...new Set(stops.map(called))];
  }

  /** What was found that belongs to no question that is shown. */
  get loose(): IntegrationFinding[] {
    const shown = new Set(["name", "account", "folder", ...this.sheet.questions.map(({ id }) => id)]);
    const beside = (field: string) => /^buckets\[\d+\]\.(?:name|folder)$/.test(field);
    return this.sheet.findings.filter(({ field }) => !shown.has(field) && !beside(field));
  }

  answer(id: string, given: IntegrationAnswer): void {
    this.#touched = new Set([...this.#touched, id]);
    this.fill({ answers: { ...this.filled.answers, [id]: given } });
  }

  name(field: "name" | "account", text: string): void {
    this.#touched = new Set([...this.#touched, field]);
    this.fill({ [field]: text });
  }

  setFolder(nth: number, folder: string): void {
    this.#touched = new Set([...this.#touched, `buckets[${nth}].folder`]);
    this.#bucket(nth, { folder, scope: "folder" });
  }

  /** All of a bucket, or a folder of it that is still to be named. */
  setScope(nth: number, scope: IntegrationScope): void {
    this.#bucket(nth, { scope, ...(scope === "whole" ? { folder: "" } : {}) });
  }

  /** Gives access to another bucket as well; how much of it is asked next. */
  addBucket(name: string, said: IntegrationScope = "unanswered"): void {
    if (!name || this.filled.buckets.some((each) => each.name === name)) return;
    const scope = this.wholeOnly ? "whole" : said;
    this.fill({ buckets: [...this.filled.buckets, { name, scope, folder: "" }] });
  }

  /** Nobody is given access: rules for websites and a key from elsewhere are for whole buckets. */
  get wholeOnly(): boolean {
    return forWholeBuckets(this.sheet.preset);
  }

  #bucket(nth: number, change: Partial<IntegrationBucket>): void {
    this.fill({
      buckets: this.filled.buckets.map((each, at) => (at === nth ? { ...each, ...change } : each)),
    });
  }

  /** One bucket always stays: access is given to something. */
  dropBucket(nth: number): void {
    if (this.filled.buckets.length > 1)
      this.fill({ buckets: this.filled.buckets.filter((_, at) => at !== nth) });
  }

  private fill(change: Partial<IntegrationAnswers>): void {
    this.filled = { ...this.filled, ...change };
    void this.#plan();
  }

  /** Says what the answers come to; an answer that comes too late is dropped. */
  async #plan(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const sheet = await call("answer_integration", { integration: this.id, filled: this.filled });
      if (turn === this.#turn) this.sheet = sheet;
    } catch (caught) {
      if (turn === this.#turn) this.fault = faultOf(caught);
    }
  }

  /**
   * Carries the plan out; with `adopt`, also with what somebody else set up under the same name.
   */
  async apply(adopt = false): Promise<void> {
    this.#tried = true;
    await this.#plan();
    if (!this.sheet.plan) return;
    this.handed = false;
    await this.#run("apply", async () => {
      this.steps = [];
      const steps = stream((step: IntegrationStep) => (this.steps = placed(this.steps, step)));
      this.#made(await call("apply_integration", { integration: this.id, adopt, steps }));
    });
    if (!this.fault) await this.verify();
  }

  async handOver(): Promise<void> {
    this.#tried = true;
    await this.#plan();
    if (!this.sheet.plan) return;
    await this.#run("hand", async () => {
      const view = await call("hand_over_integration", { integration: this.id });
      if (!view) return;
      this.handed = true;
      this.#made(view);
    });
  }

  async verify(): Promise<void> {
    await this.#run("verify", async () => {
      this.checks = [];
      const checks = stream((line: CheckLine) => {
        const known = this.checks.some(({ id }) => id === line.id);
        this.checks = known
          ? this.checks.map((each) => (each.id === line.id ? line : each))
          : [...this.checks, line];
      });
      const asked = { integration: this.id, write: this.write, checks };
      this.#made(await call("verify_integration", asked));
    });
  }

  /** Its connection was edited, and what was made is where it leads now. */
  async continueHere(): Promise<void> {
    await this.#run("hand", async () => {
      this.#made(await call("continue_integration", { integration: this.id }));
    });
  }

  /** Asks the storage how old the keys are and when they were last used. */
  async readKeys(): Promise<void> {
    await this.#run("key", async () => {
      this.keys = await call("read_integration_keys", { integration: this.id });
    });
  }

  /** Looks which key is in use, and asks whether this one is to be deleted. */
  async askDelete(which: "first" | "second"): Promise<void> {
    await this.readKeys();
    if (!this.fault) this.deleting = which;
  }

  async deleteKey(): Promise<void> {
    if (this.deleting) await this.exchangeKey(this.deleting === "first" ? "delete_first" : "stop");
  }

  /** A secret is shown once for each key that was made. */
  async showSecret(): Promise<void> {
    await this.#run("key", async () => {
      this.secret = await call("show_integration_secret", { integration: this.id });
      if (this.view?.key) this.view = { ...this.view, key: { ...this.view.key, unshown: false } };
    });
  }

  async exchangeKey(step: KeyStep): Promise<void> {
    this.deleting = null;
    this.secret = null;
    await this.#run("key", async () => {
      this.#made(await call("exchange_key", { integration: this.id, step }));
      this.copied = false;
      this.keys = await call("read_integration_keys", { integration: this.id });
    });
  }

  async saveReport(shape: ReportShape): Promise<void> {
    await this.#run("save", async () => {
      this.saved = await call("save_report", { integration: this.id, shape });
    });
  }

  /** Reads what the administrator sent back, and looks whether it is done. */
  async takeReply(): Promise<void> {
    await this.#run("hand", async () => {
      this.#made(await call("take_reply", { integration: this.id, text: this.reply }));
      this.reply = "";
    });
    if (!this.fault) await this.verify();
  }

  async askRemoval(): Promise<void> {
    await this.#run("remove", async () => {
      this.removal = await call("preview_removal", { integration: this.id });
    });
  }

  async remove(): Promise<void> {
    const { removal } = this;
    if (!removal) return;
    await this.#run("remove", async () => {
      this.steps = [];
      const steps = stream((step: IntegrationStep) => (this.steps = placed(this.steps, step)));
      this.#made(await call("remove_integration", { integration: this.id, token: removal.token, steps }));
      this.steps = [];
      this.checks = [];
    });
    this.removal = null;
  }

  /** Asks again, for answers that came late or are to be different. */
  async askAgain(): Promise<void> {
    await this.#run("hand", async () => {
      this.sheet = await call("read_integration", { integration: this.id });
      this.filled = this.sheet.filled;
      this.steps = [];
      this.asking = true;
    });
  }

  /** From something that the answers brought about back to them; the keyboard goes along. */
  async backToAnswers(): Promise<void> {
    if (!this.asking) await this.askAgain();
    this.steps = [];
    this.fault = null;
    this.wanted = this.asking;
  }

  async copySecret(): Promise<void> {
    await this.#run("hand", async () => {
      await call("copy_integration_secret", { integration: this.id });
      this.copied = true;
    });
  }

  #made(view: IntegrationView): void {
    this.view = view;
    // Set up again, it goes on with the record that is there.
    this.sheet = { ...this.sheet, id: view.id, view };
    this.asking = false;
  }

  async #run(work: Work, what: () => Promise<void>): Promise<void> {
    if (this.work) return;
    this.work = work;
    this.fault = null;
    try {
      await what();
    } catch (caught) {
      this.fault = faultOf(caught);
    } finally {
      this.work = null;
      this.#changed();
    }
  }
}

/** The steps with this one in its place. */
function placed(steps: IntegrationStep[], step: IntegrationStep): IntegrationStep[] {
  const others = steps.filter((each) => each.step !== step.step);
  return [...others, step].sort((a, b) => a.step - b.step);
}
