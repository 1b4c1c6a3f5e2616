/**
 * Bucket settings in memory. What needs the grammar of rules (lints, sentences, three forms) is
 * only hinted at here: it is Rust's, and tested there. `acme-denied` may not be seen, `acme-broken`
 * breaks off, `acme-slow` has none.
 */
import type {
  Applied,
  BucketAt,
  Commands,
  CorsRule,
  CorsTemplate,
  CorsVerdict,
  EarlierState,
  Fact,
  LiveCheck,
  OpenedSetting,
  PolicyCheck,
  PolicyStep,
  ReadCors,
  Remains,
  Removed,
  RuleCount,
  SettingCheck,
  SettingKind,
  SettingState,
  SettingValue,
} from "../contract";
import { gone, interrupted, notPermitted, refuse } from "./faults";

type Asked = Commands["try_cors"]["args"]["asked"];

interface Open {
  at: BucketAt;
  kind: SettingKind;
  base: SettingValue | null;
  before: SettingValue | null | undefined;
}

export class FakeSettings {
  /** What the storage has, by bucket and kind; a test may change it as somebody else would. */
  readonly stored = new Map<string, SettingValue | null>();
  readonly #earlier = new Map<string, (SettingValue | null)[]>();
  #open = new Map<string, Open>();
  #next = 1;

  /** What a deletion leaves, by what the bucket keeps. */
  remains(at: BucketAt): Remains {
    const kept = this.#stored(at, "versioning");
    if (kept?.kind !== "versioning") return { remains: "nothing" };
    return kept.versioning === "on" ? { remains: "versions", days: null } : { remains: "older_versions" };
  }

  open(at: BucketAt, kind: SettingKind): OpenedSetting {
    const setting = `setting-${this.#next++}`;
    const base = this.#stored(at, kind);
    this.#open.set(setting, { at, kind, base, before: undefined });
    return { setting, state: stateOf(at.bucket, base) };
  }

  check(setting: string, draft: SettingValue | null): SettingCheck {
    const { base } = this.#get(setting);
    const changes = same(base, draft) ? [] : [{ kind: "change" as const, text: "Something changes." }];
    const rules = draft?.kind === "cors" ? draft.rules : [];
    const cors = rules.flatMap((rule, at) =>
      rule.origins.flatMap((origin, value) =>
        origin === "*" || origin.includes("://")
          ? []
          : [
              {
                rule: at,
                field: "origins" as const,
                value,
                grade: "stop" as const,
                text: "A website begins with https://.",
                mend: `Use https://${origin}`,
                mended: {
                  ...rule,
                  origins: rule.origins.map((old, n) => (n === value ? `https://${old}` : old)),
                },
              },
            ],
      ),
    );
    const ages = draft?.kind === "lifecycle" ? draft.rules : [];
    const sentences = ages.map(({ id }) => `The rule ${id} does something.`);
    const policy = draft?.kind === "policy" ? looked(draft.text) : null;
    return { changes, cors, rules: sentences, policy, notes: [] };
  }

  apply(setting: string, draft: SettingValue | null): Applied {
    const open = this.#get(setting);
    const now = this.#stored(open.at, open.kind);
    if (!same(now, open.base)) {
      open.base = now;
      return {
        outcome: "conflict",
        theirs: now,
        changes: [{ kind: "change", text: "They changed something." }],
      };
    }
    open.before = now;
    open.base = draft;
    const name = key(open.at, open.kind);
    this.#earlier.set(name, [now, ...(this.#earlier.get(name) ?? [])]);
    this.stored.set(key(open.at, open.kind), draft);
    return { outcome: "saved", value: draft, note: null };
  }

  undo(setting: string): Applied {
    const open = this.#get(setting);
    return open.before === undefined ? refuse(gone("earlier state")) : this.apply(setting, open.before);
  }

  earlier(setting: string): EarlierState[] {
    const { at, kind, base } = this.#get(setting);
    const states = (this.#earlier.get(key(at, kind)) ?? []).filter((value) => !same(value, base));
    const changes = [{ kind: "change" as const, text: "Everything is as before." }];
    return states.map((value) => ({ until: 1_700_000_000_000, value, changes }));
  }

  close(setting: string): void {
    this.#open.delete(setting);
  }

  live(setting: string, asked: Asked): LiveCheck {
    const { base } = this.#get(setting);
    const predicted = tried(base?.kind === "cors" ? base.rules : [], asked);
    const seen = { allowed: predicted.allowed, text: predicted.why, details: "status: 200" };
    const why = "The server answers as the saved rules say: allowed.";
    return { predicted, preflight: seen, get: null, agrees: true, why };
  }

  #stored(at: BucketAt, kind: SettingKind): SettingValue | null {
    return this.stored.get(key(at, kind)) ?? null;
  }

  #get(setting: string): Open {
    return this.#open.get(setting) ?? refuse(gone("setting"));
  }
}

/** A text is a policy when it is JSON; each of its statements is one sentence. */
function looked(text: string): PolicyCheck {
  const limit = 20480;
  try {
    const { Statement = [] } = JSON.parse(text) as { Statement?: { Sid?: string; Effect?: string }[] };
    const sentences = Statement.map(({ Sid, Effect }, statement) => ({
      statement,
      sid: Sid ?? null,
      allows: Effect === "Allow",
      text: `Statement ${statement + 1} says something.`,
      unknown: [],
    }));
    return { findings: [], sentences, who: [], size: text.length, limit };
  } catch {
    const place = { start: 0, end: text.length, line: 1, column: 1 };
    const edits = [{ start: 0, end: text.length, with: '{"Statement":[]}' }];
    const repair = { label: "Mend it", edits };
    const words = "This is not valid JSON.";
    const fault = { code: "not-json" as const, severity: "error" as const, path: "", place, sid: null };
    return {
      findings: [{ ...fault, text: words, repair }],
      sentences: [],
      who: [],
      size: text.length,
      limit,
    };
  }
}

/** The text after a step; the statements themselves are only hinted at. */
export function stepped(text: string, step: PolicyStep): string {
  if (step.step === "mend") return step.edits[0]?.with ?? text;
  if (step.step === "other_account" && step.account.length !== 12) return refuse(gone("account"));
  const { Statement = [] } = JSON.parse(text || "{}") as { Statement?: unknown[] };
  const left = step.step === "remove" ? Statement.filter((_, at) => at !== step.statement) : Statement;
  const more = step.step === "remove" ? left : [...left, { Sid: step.step, Effect: "Allow" }];
  return more.length > 0 ? JSON.stringify({ Statement: more }, null, 2) : "";
}

/**
 * Counting and deleting buckets; `acme-slow` is not like S3, and a removal waits until the test
 * lets it go on.
 */
export class FakeRemovals {
  readonly removed: string[] = [];
  /** Makes a removal wait at its first tick until it is stopped. */
  held = false;
  #open = new Map<string, { at: BucketAt; stop: () => void; stopped: Promise<void> }>();
  #next = 1;

  count(at: BucketAt, ticks: Commands["count_bucket"]["args"]["ticks"]): string {
    const removal = `removal-${this.#next++}`;
    let stop = () => {};
    const stopped = new Promise<void>((done) => (stop = done));
    this.#open.set(removal, { at, stop, stopped });
    const inside = { files: 3, old_versions: 2, markers: 1, uploads: 1, bytes: 4_200_000, fault: null };
    ticks.push({ ...inside, old_versions: 0, complete: false });
    ticks.push({ ...inside, complete: true });
    return removal;
  }

  async run({ removal, typed, ticks }: Commands["remove_bucket"]["args"]): Promise<Removed> {
    const open = this.#open.get(removal) ?? refuse(gone("question"));
    if (typed !== open.at.bucket) return refuse(gone("name"));
    ticks.push({ removed: 2, of: 7 });
    if (this.held) {
      await open.stopped;
      return { end: "stopped", removed: 2 };
    }
    this.removed.push(typed);
    return { end: "gone" };
  }

  stop(removal: string): void {
    this.#open.get(removal)?.stop();
    this.#open.delete(removal);
  }
}

/** Whether the first rule that fits allows the page; the real decision is Rust's. */
function tried(rules: CorsRule[], { origin, method }: Asked): CorsVerdict {
  const at = rules.findIndex(
    (rule) => rule.methods.includes(method) && rule.origins.some((one) => one === "*" || one === origin),
  );
  const allowed = at >= 0;
  const why = allowed ? `${origin} can: rule ${at + 1} allows it.` : `${origin} cannot: no rule lists it.`;
  return { allowed, rule: allowed ? at : null, why, misses: [] };
}

function readCors(text: string): ReadCors {
  try {
    const rules = (text.trim() ? JSON.parse(text) : []) as Record<
      "AllowedOrigins" | "AllowedMethods" | "AllowedHeaders" | "ExposeHeaders",
      unknown
    >[];
    const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);
    return {
      read: "rules",
      form: "console",
      rules: rules.map((rule) => ({
        origins: list(rule.AllowedOrigins),
        methods: list(rule.AllowedMethods),
        headers: list(rule.AllowedHeaders),
        expose: list(rule.ExposeHeaders),
      })),
    };
  } catch {
    return { read: "problem", problem: { line: 1, column: 1, text: "This is not valid JSON." } };
  }
}

function writeCors(rules: CorsRule[]): string {
  const wire = rules.map((rule) => ({
    AllowedHeaders: rule.headers,
    AllowedMethods: rule.methods,
    AllowedOrigins: rule.origins,
    ExposeHeaders: rule.expose,
  }));
  return JSON.stringify(wire, null, 2);
}

export const noneCounted: RuleCount = {
  looked: 0,
  expire: 0,
  expire_bytes: 0,
  moved: 0,
  moved_bytes: 0,
  old: 0,
  old_bytes: 0,
  uploads: 0,
  complete: false,
};

const corsTemplates: CorsTemplate[] = [
  {
    id: "shows",
    title: "A website that shows files",
    what: "Its pages can open files of this bucket: images in a viewer, tables, PDFs.",
    warning: null,
    rule: { origins: [], methods: ["GET", "HEAD"], headers: ["*"], expose: [], max_age: 3000 },
  },
  {
    id: "kolena",
    title: "Kolena",
    what: "Kolena’s pages can open files, at both addresses that Kolena uses today.",
    warning: null,
    rule: {
      id: "kolena",
      origins: ["https://app.kolena.com", "https://app.kolena.io"],
      methods: ["GET"],
      headers: ["*"],
      expose: [],
    },
  },
];

const bucketFacts: Fact[] = [
  {
    id: "visibility",
    tone: "good",
    title: "Private",
    text: "Only users with permission have access.",
    kind: "public_access",
  },
  {
    id: "versions",
    tone: "warn",
    title: "Versioning is off",
    text: "Files that are replaced or deleted cannot be recovered.",
    kind: "versioning",
  },
  {
    id: "websites",
    tone: "plain",
    title: "No websites allowed (CORS)",
    text: "Web pages cannot read files from this bucket. Programs other than browsers can.",
    kind: "cors",
  },
  {
    id: "lock",
    tone: "unknown",
    title: "Object Lock",
    text: "You do not have permission to view this.",
    kind: null,
  },
  { id: "region", tone: "plain", title: "eu-central-1", text: "Where the files are stored.", kind: null },
];

function stateOf(bucket: string, value: SettingValue | null): SettingState {
  if (bucket === "acme-denied")
    return { state: "not_permitted", fault: notPermitted("GetBucketCors", bucket) };
  if (bucket === "acme-broken") return { state: "failed", fault: interrupted(bucket) };
  if (bucket === "acme-slow") {
    return {
      state: "not_supported",
      fault: { ...notPermitted("GetBucketCors", bucket), code: "not_supported" },
    };
  }
  return value ? { state: "configured", value } : { state: "not_configured" };
}

function same(a: SettingValue | null, b: SettingValue | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function key({ connection, bucket }: BucketAt, kind: SettingKind): string {
  return `${connection}/${bucket}/${kind}`;
}

/** What is told of a bucket; `brief` for the line below its files. */
export function factsOf(brief: boolean): Fact[] {
  return bucketFacts.filter(({ id }) => !brief || id === "visibility" || id === "versions");
}

/** What can be asked about CORS rules without a bucket. */
export const corsHandlers = {
  cors_templates: () => corsTemplates,
  read_cors: ({ text }: { text: string }) => readCors(text),
  write_cors: ({ rules }: { rules: CorsRule[] }) => writeCors(rules),
  merge_cors: ({ rules, new: more }: { rules: CorsRule[]; new: CorsRule[] }) => [...rules, ...more],
  try_cors: ({ rules, asked }: { rules: CorsRule[]; asked: Asked }) => tried(rules, asked),
};
