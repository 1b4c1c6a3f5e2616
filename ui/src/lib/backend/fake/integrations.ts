/**
 * Integrations in memory: one product with its questions, that can be set up, checked and taken
 * back.
 */
import type {
  Commands,
  IntegrationAnswers,
  CheckLine,
  IntegrationPlan,
  IntegrationQuestion,
  IntegrationSheet,
  IntegrationView,
  KeyFact,
  PresetView,
  Reach,
  Value,
  Words,
} from "../contract";
import { gone, refuse } from "./faults";

type Args<K extends keyof Commands> = Commands[K]["args"];

/** A message as Rust says it. */
const message = (id: string, values: Record<string, Value> = {}): Words => ({ id, values });

const preset = (id: string, title: Words, group: PresetView["group"]): PresetView => ({
  ...{ id, title, group, purpose: message(`presets-${id}-purpose`) },
  ...{ retired: null, heading: null, own_key: false },
  source: { at: "https://docs.example.com/", read: "2026-11-23" },
  makes: ["role"],
});

const presets = [
  preset("kolena", "Kolena", "labelling"),
  preset("website-shows", message("presets-website-shows-title"), "general"),
];

const asked = (id: string, label: string): IntegrationQuestion => ({
  ...{ id, label: message(label), kind: "text", help: null, default: null, optional: false, choices: [] },
});

const questions = [
  asked("partner", "presets-kolena-question-partner"),
  asked("external_id", "presets-kolena-question-external-id"),
];

const role = { what: "role", name: "bucketwise-kolena" };
const steps = (bucket: string) => [
  message("plans-make-principal", role),
  message("plans-set-access", role),
  message("plans-set-cors", { bucket }),
];

const made = (bucket: string) => [
  message("checks-made-role", { name: role.name }),
  message("checks-made-access", { holder: role.name }),
  message("checks-made-cors", { bucket }),
];

/** The first that it is for. */
const bucketOf = ({ filled }: IntegrationSheet) => filled.buckets[0]?.name ?? "";

export class FakeIntegrations {
  #sheets = new Map<string, IntegrationSheet>();
  #views = new Map<string, IntegrationView>();
  #next = 1;

  presets = () => presets;
  list = () => [...this.#views.values()];

  begin({ connection, preset: id, buckets }: Args<"begin_integration">): IntegrationSheet {
    const product = presets.find((each) => each.id === id) ?? refuse(gone("product"));
    const filled = { account: "111122223333", name: "", buckets, answers: {} };
    const sheet = { id: `integration-${this.#next++}`, connection, preset: product, filled };
    return this.#keep(
      { ...sheet, questions, findings: [], plan: null, proofs: [], view: null, first: [] },
      filled,
    );
  }

  read({ integration }: Args<"read_integration">): IntegrationSheet {
    return this.#sheet(integration);
  }

  answer({ integration, filled }: Args<"answer_integration">): IntegrationSheet {
    return this.#keep(this.#sheet(integration), filled);
  }

  apply({ integration, steps: say }: Args<"apply_integration">): IntegrationView {
    const sheet = this.#sheet(integration);
    if (!sheet.plan) refuse(gone("plan"));
    steps(bucketOf(sheet)).forEach((title, step) =>
      say.push({ step, title, state: "pass", detail: null, fault: null }),
    );
    return this.#put(sheet, "unchecked", made(bucketOf(sheet)));
  }

  verify({ integration, checks }: Args<"verify_integration">): IntegrationView {
    const sheet = this.#sheet(integration);
    const line = (result: CheckLine["result"]): CheckLine => ({
      ...{ id: "list", result, title: message("checks-asks-list", { place: `${bucketOf(sheet)}/` }) },
      evidence: result === "running" ? "" : message("checks-allowed"),
    });
    checks.push(line("running"));
    checks.push(line("pass"));
    const view = this.#put(sheet, "working", made(bucketOf(sheet)));
    return this.#view({ ...view, report: { at: 0, lines: [line("pass")] } });
  }

  continueHere({ integration }: Args<"continue_integration">): IntegrationView {
    const sheet = this.#sheet(integration);
    return this.#put(sheet, "unchecked", made(bucketOf(sheet)));
  }

  preview = () => ({
    token: "seen",
    items: [
      {
        ...{ fate: "goes" as const, changed: false, rest: [] },
        text: message("checks-remove-role", { fate: "goes", name: role.name }),
      },
    ],
  });

  remove({ integration, token }: Args<"remove_integration">): IntegrationView {
    if (token !== "seen") refuse(gone("preview"));
    return this.#put(this.#sheet(integration), "removed", []);
  }

  hand({ integration }: Args<"hand_over_integration">): IntegrationView {
    return this.#put(this.#sheet(integration), "handed", []);
  }

  /** A product with a key, as if it had been set up long ago. */
  giveKey(integration: string, since: number): void {
    const view = this.#views.get(integration) ?? refuse(gone("integration"));
    this.#view({ ...view, key: { id: "AKIAFIRST", since, second: null, first_off: false, unshown: true } });
  }

  keys = (): KeyFact[] => [
    {
      ...{ id: "AKIAFIRST", active: true, created: 0, used: Date.parse("2026-11-24T09:00:00Z") },
      ...{ ours: true, in_use: true, unread: false },
    },
  ];

  /** Once for each key. */
  secret({ integration }: Args<"show_integration_secret">): string {
    const view = this.#views.get(integration) ?? refuse(gone("integration"));
    if (!view.key?.unshown) return refuse(gone("secret"));
    this.#view({ ...view, key: { ...view.key, unshown: false } });
    return "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  }

  exchange({ integration, step }: Args<"exchange_key">): IntegrationView {
    const view = this.#views.get(integration) ?? refuse(gone("integration"));
    const { key } = view;
    if (!key) return refuse(gone("key"));
    const next = {
      make_second: { ...key, second: "AKIASECOND", unshown: true },
      first_off: { ...key, first_off: true },
      first_on: { ...key, first_off: false },
      delete_first: { ...key, id: key.second ?? key.id, second: null, first_off: false },
      stop: { ...key, second: null, first_off: false },
    }[step];
    return this.#view({ ...view, key: next });
  }

  reply({ integration, text }: Args<"take_reply">): IntegrationView {
    const view = this.#views.get(integration) ?? refuse(gone("integration"));
    return this.#view({ ...view, values: [{ label: "Role ARN", value: text.trim(), secret: false }] });
  }

  reach({ people }: Args<"who_can_reach">): Reach {
    people.push(2);
    const can = [{ text: "open files", by: ["the policy own"], only_if: [] }];
    const anna = { side: "user" as const, who: "User anna", arn: "arn:aws:iam::111122223333:user/anna" };
    const row = { ...anna, can, entry: [], changes: false, changes_access: false };
    return { account: "111122223333", rows: [row], people: 2, unseen: ["Presigned links."] };
  }

  forget({ integration }: Args<"forget_integration">): null {
    this.#views.delete(integration);
    return null;
  }

  #sheet(id: string): IntegrationSheet {
    return this.#sheets.get(id) ?? refuse(gone("integration"));
  }

  #keep(sheet: IntegrationSheet, filled: IntegrationAnswers): IntegrationSheet {
    const missing = questions.filter(({ id }) => !filled.answers[id]);
    const findings = missing.map(({ id, label }) => ({
      ...{
        field: id,
        severity: "stop" as const,
        text: message("plans-answer-needed", { question: label }),
        suggestion: null,
        bucket: null,
      },
    }));
    const kept = { ...sheet, filled, findings, plan: missing.length === 0 ? planOf(sheet) : null };
    this.#sheets.set(kept.id, kept);
    return kept;
  }

  #put(sheet: IntegrationSheet, state: IntegrationView["state"], made: Words[]): IntegrationView {
    const { id, connection, filled } = sheet;
    return this.#view({
      ...{ id, connection, preset: sheet.preset.id, title: sheet.preset.title, buckets: filled.buckets },
      ...{ state, since: 0, made, by_hand: [], report: null, drift: null, key: null },
      values: [
        { label: "Role ARN", value: "arn:aws:iam::111122223333:role/bucketwise-kolena", secret: false },
      ],
    });
  }

  #view(view: IntegrationView): IntegrationView {
    this.#views.set(view.id, view);
    const sheet = this.#sheet(view.id);
    this.#sheets.set(view.id, { ...sheet, view });
    return view;
  }
}

function planOf(sheet: IntegrationSheet): IntegrationPlan {
  const { filled } = sheet;
  const { id, title } = sheet.preset;
  const bucket = bucketOf(sheet);
  const step = (name: Words): IntegrationPlan["steps"][number] => ({
    ...{
      kind: "make_role",
      title: name,
      before: "",
      after: "",
      undo: "",
      files: [],
    },
  });
  return {
    ...{
      preset: id,
      title,
      name: `bucketwise-${id}`,
      kind: "role",
      own_key: false,
      account: filled.account,
      identity: null,
    },
    ...{ partner: null, external_id: null, promises: {}, caveats: [], choice: null, waiting: false },
    ...{ documents: [], by_hand: [], values: [], checks: [] },
    sentences: [
      message("plans-can", { who: title, what: [message("plans-may-open")], place: [bucket] }),
      message("plans-cannot", { who: title, what: { any: [message("plans-may-delete")] } }),
    ],
    steps: steps(bucket).map(step),
  };
}
