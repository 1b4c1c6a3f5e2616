/** The rules by which a bucket cleans up: drafted as a list, and each counted on what is there. */
import { call, faultOf, stream } from "../../lib/backend/backend";
import type { BucketAt, Fault, LifecycleRule, RuleCount, Words } from "../../lib/backend/contract";
import { exactSize, list, say } from "../../lib/words";
import { Setting } from "./setting.svelte";

/** A beginning for a rule. */
export interface Beginning {
  id: "expire" | "old" | "abort" | "move";
  rule: Partial<LifecycleRule>;
}

export const beginnings: Beginning[] = [
  {
    id: "expire",
    rule: { expire: { when: "days", days: 90 } },
  },
  {
    id: "old",
    rule: { old_expire: 30, clean_markers: true },
  },
  {
    id: "abort",
    rule: { abort: 7 },
  },
  {
    id: "move",
    rule: { moves: [{ when: { when: "days", days: 90 }, class: "GLACIER_IR" }] },
  },
];

export const empty: LifecycleRule = {
  id: "",
  on: true,
  prefix: "",
  tags: [],
  larger_than: null,
  smaller_than: null,
  expire: null,
  clean_markers: false,
  moves: [],
  old_expire: null,
  old_keep: null,
  old_moves: [],
  abort: null,
};

export class LifecycleEditor {
  readonly setting: Setting;
  shown = $state<number | null>(null);
  removing = $state(false);
  /** Which rule is counted or was last, and what it came to. */
  counted = $state<number | null>(null);
  count = $state.raw<RuleCount | null>(null);
  counting = $state(false);
  countFault = $state.raw<Fault | null>(null);
  #turn = 0;

  constructor(at: BucketAt) {
    this.setting = new Setting(at, "lifecycle");
  }

  /** Begins a rule of this kind, unless one is there that does the same. */
  begin(id: string): void {
    const beginning = beginnings.find((each) => each.id === id);
    if (!beginning || !this.setting.ready) return;
    const there = this.rules.findIndex((rule) => id === "abort" && rule.on && rule.abort !== null);
    if (there >= 0) this.shown = there;
    else this.add(beginning);
  }

  get rules(): LifecycleRule[] {
    const { draft } = this.setting;
    return draft?.kind === "lifecycle" ? draft.rules : [];
  }

  /** What a rule of the draft does, in a sentence of Rust's. */
  said(at: number): Words {
    return this.setting.looked?.rules[at] ?? "";
  }

  async open(): Promise<void> {
    await this.setting.open();
    this.shown = this.rules.length === 1 ? 0 : null;
  }

  edit(rules: LifecycleRule[]): void {
    this.removing = false;
    this.#turn += 1;
    this.count = null;
    this.counted = null;
    this.counting = false;
    this.setting.edit(rules.length > 0 ? { kind: "lifecycle", rules } : null);
  }

  change(at: number, part: Partial<LifecycleRule>): void {
    this.edit(this.rules.map((rule, each) => (each === at ? { ...rule, ...part } : rule)));
  }

  add({ id, rule }: Beginning): void {
    this.shown = this.rules.length;
    this.edit([...this.rules, { ...empty, ...rule, id: this.#named(id) }]);
  }

  remove(at: number): void {
    this.shown = null;
    this.edit(this.rules.filter((_, each) => each !== at));
  }

  async removeAll(): Promise<void> {
    this.edit([]);
    await this.setting.save();
  }

  /** Counts what a rule would do to the files that are there; another count takes its place. */
  async look(at: number): Promise<void> {
    const setting = this.setting.id;
    const rule = this.rules[at];
    if (!setting || !rule) return;
    const turn = ++this.#turn;
    this.counted = at;
    this.count = null;
    this.countFault = null;
    this.counting = true;
    const ticks = stream((count: RuleCount) => {
      if (turn === this.#turn) this.count = count;
    });
    try {
      await call("count_rule", { setting, rule, ticks });
    } catch (caught) {
      if (turn === this.#turn) this.countFault = faultOf(caught);
    } finally {
      if (turn === this.#turn) this.counting = false;
    }
  }

  #named(id: Beginning["id"]): string {
    const names = { expire: "delete-files", old: "clean-old-versions", abort: "clean-uploads", move: "move" };
    const name = names[id];
    const taken = (each: string) => this.rules.some((rule) => rule.id === each);
    let n = 2;
    if (!taken(name)) return name;
    while (taken(`${name}-${n}`)) n += 1;
    return `${name}-${n}`;
  }
}

/** What the form does not show of a rule and keeps as it is. */
export function kept(rule: LifecycleRule): string[] {
  return [
    rule.tags.length > 0 &&
      say("settings-kept-tags", { tags: list(rule.tags.map((tag) => `${tag.name}=${tag.value}`)) }),
    rule.larger_than !== null && say("settings-kept-larger", { size: exactSize(rule.larger_than) }),
    rule.smaller_than !== null && say("settings-kept-smaller", { size: exactSize(rule.smaller_than) }),
    rule.moves.length > 1 && say("settings-kept-moves", { count: rule.moves.length - 1 }),
    rule.old_moves.length > 0 && say("settings-kept-old-moves"),
  ].filter((part) => part !== false);
}
