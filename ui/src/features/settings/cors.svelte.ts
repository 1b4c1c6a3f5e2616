/**
 * The rules of a bucket for websites: the form and the text beside it say the same at every moment,
 * "try it" decides by the draft, "check live" asks the storage about what is saved.
 */
import { call, faultOf } from "../../lib/backend/backend";
import type {
  BucketAt,
  CorsFinding,
  CorsForm,
  CorsProblem,
  CorsRule,
  CorsTemplate,
  CorsVerdict,
  Fault,
  LiveCheck,
} from "../../lib/backend/contract";
import { Setting } from "./setting.svelte";

export class CorsEditor {
  readonly setting: Setting;
  templates = $state.raw<CorsTemplate[]>([]);
  /** The rule whose fields are shown. */
  shown = $state<number | null>(null);
  /** Removing all was asked and waits for a yes. */
  removing = $state(false);

  text = $state("");
  form = $state<CorsForm>("console");
  problem = $state.raw<CorsProblem | null>(null);

  site = $state("");
  method = $state("GET");
  headers = $state("");
  verdict = $state.raw<CorsVerdict | null>(null);
  live = $state.raw<LiveCheck | null>(null);
  asking = $state(false);
  liveFault = $state.raw<Fault | null>(null);
  /** The site was not touched by the person: it follows the rules. */
  #follows = true;
  #turn = 0;

  constructor(at: BucketAt) {
    this.setting = new Setting(at, "cors");
  }

  get rules(): CorsRule[] {
    const { draft } = this.setting;
    return draft?.kind === "cors" ? draft.rules : [];
  }

  findings(rule: number | null): CorsFinding[] {
    return (this.setting.looked?.cors ?? []).filter((finding) => finding.rule === rule);
  }

  async open(): Promise<void> {
    await Promise.all([
      this.setting.open(),
      call("cors_templates", {}).then(
        (templates) => (this.templates = templates),
        () => undefined,
      ),
    ]);
    this.shown = this.rules.length === 1 ? 0 : null;
    await this.#follow();
  }

  /** Takes the rules as they are in the form now. */
  edit(rules: CorsRule[]): Promise<void> {
    this.setting.edit(rules.length > 0 ? { kind: "cors", rules } : null);
    this.removing = false;
    return this.#follow();
  }

  change(at: number, rule: CorsRule): Promise<void> {
    return this.edit(this.rules.map((old, index) => (index === at ? rule : old)));
  }

  add(rule: CorsRule = empty()): Promise<void> {
    this.shown = this.rules.length;
    return this.edit([...this.rules, rule]);
  }

  remove(at: number): Promise<void> {
    this.shown = null;
    return this.edit(this.rules.filter((_, index) => index !== at));
  }

  /** Adds a beginning to what is there; the same one twice is there once. */
  async use(template: CorsTemplate): Promise<void> {
    const { id, ...rule } = template.rule;
    // Without sites it is a beginning to fill in; its name would take the place of one filled in
    // before.
    const named = rule.origins.length > 0 && id !== undefined ? { ...rule, id } : rule;
    const rules = await call("merge_cors", { rules: this.rules, new: [named] });
    this.shown = rules.length - 1;
    await this.edit(rules);
  }

  /** Begins with one of the beginnings, by its id; it is saved by nobody but the person. */
  async begin(id: string): Promise<void> {
    const template = this.templates.find((each) => each.id === id);
    if (template && this.setting.ready) await this.use(template);
  }

  /** What was typed or pasted as text. What is no configuration changes nothing but the message. */
  async type(text: string): Promise<void> {
    this.text = text;
    const turn = ++this.#turn;
    const read = await call("read_cors", { text });
    if (turn !== this.#turn) return;
    this.problem = read.read === "problem" ? read.problem : null;
    if (read.read === "problem") return;
    this.form = read.form;
    this.setting.edit(read.rules.length > 0 ? { kind: "cors", rules: read.rules } : null);
    this.shown = null;
    await this.try();
  }

  async show(form: CorsForm): Promise<void> {
    this.form = form;
    await this.#write();
  }

  async ask(part: { site?: string; method?: string; headers?: string }): Promise<void> {
    if (part.site !== undefined) this.#follows = false;
    Object.assign(this, part);
    this.live = null;
    await this.try();
  }

  /** Decides by the draft. */
  async try(): Promise<void> {
    if (this.#follows) this.site = sample(this.rules);
    const asked = this.#asked();
    const verdict = await call("try_cors", { rules: this.rules, asked });
    if (asked.origin === this.site.trim() && asked.method === this.method) this.verdict = verdict;
  }

  /** Asks the storage, by what is saved. */
  async checkLive(): Promise<void> {
    const setting = this.setting.id;
    if (!setting || this.asking) return;
    this.asking = true;
    this.liveFault = null;
    try {
      this.live = await call("check_cors_live", { setting, asked: this.#asked() });
    } catch (caught) {
      this.liveFault = faultOf(caught);
    } finally {
      this.asking = false;
    }
  }

  async save(): Promise<void> {
    await this.setting.save();
    await this.#proved();
  }

  async undo(): Promise<void> {
    await this.setting.undo();
    await this.#proved();
  }

  async removeAll(): Promise<void> {
    await this.edit([]);
    await this.save();
  }

  revert(): void {
    this.setting.revert();
    this.shown = null;
    void this.#follow();
  }

  /**
   * After a change the storage itself is asked, so that what is shown as saved is also seen to
   * work.
   */
  async #proved(): Promise<void> {
    this.live = null;
    await this.#follow();
    if (this.setting.done && this.rules.length > 0 && this.site) await this.checkLive();
  }

  async #follow(): Promise<void> {
    this.problem = null;
    await Promise.all([this.#write(), this.try()]);
  }

  async #write(): Promise<void> {
    const turn = ++this.#turn;
    const text = await call("write_cors", { rules: this.rules, form: this.form });
    if (turn === this.#turn) this.text = text;
  }

  #asked() {
    const headers = this.headers.split(/[\s,]+/).filter((name) => name !== "");
    return { origin: this.site.trim(), method: this.method, headers };
  }
}

function empty(): CorsRule {
  return { origins: [""], methods: ["GET", "HEAD"], headers: ["*"], expose: [], max_age: 3000 };
}

/** A site that the rules are about, to begin trying with. */
function sample(rules: CorsRule[]): string {
  const sites = rules.flatMap((rule) => rule.origins).filter((site) => site.includes("://"));
  const plain = sites.find((site) => !site.includes("*")) ?? sites[0]?.replace("*", "app");
  return plain ?? "https://app.example.org";
}
