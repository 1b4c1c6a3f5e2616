/** States, results and shelves in words, each with how it is drawn. */
import type {
  Certain,
  IntegrationCheck,
  IntegrationState,
  IntegrationView,
  PresetGroup,
  ReachSide,
  WayKind,
} from "../../lib/backend/contract";
import type { Tone } from "../../lib/kit/tone";

export const states: Record<IntegrationState, { word: string; tone: Tone; what: string }> = {
  handed: {
    word: "Handed over",
    tone: "plain",
    what: "An administrator has the folder. Check here once it is done.",
  },
  unfinished: {
    word: "Not finished",
    tone: "warn",
    what: "Some steps are still to be done. Go on, or take it back.",
  },
  waiting: { word: "Waiting", tone: "warn", what: "The partner shows its values once it was told the role." },
  unchecked: { word: "Not checked", tone: "plain", what: "It is set up. A check says whether it works." },
  working: { word: "Working", tone: "good", what: "No check failed." },
  broken: { word: "Broken", tone: "bad", what: "Checks failed. They are listed first below." },
  leaving: { word: "Being removed", tone: "warn", what: "Some of it is still there. Remove again to go on." },
  removed: { word: "Removed", tone: "plain", what: "Nothing of it is left." },
};

/** How an integration stands, with what its last check left out. */
export function standing(view: Pick<IntegrationView, "state" | "report">): (typeof states)[IntegrationState] {
  const state = states[view.state];
  const left = view.report?.lines.filter(({ result }) => result === "skip").length ?? 0;
  if (!view.report || (view.state !== "working" && view.state !== "unchecked")) return state;
  if (view.state === "unchecked") {
    return {
      ...state,
      what: "The last check could not look at the access. Check with a login that may look.",
    };
  }
  if (left === 0) return { ...state, what: "Every check passed." };
  return { ...state, what: `No check failed; ${left} ${left === 1 ? "was" : "were"} not made.` };
}

export const results: Record<IntegrationCheck["result"], { word: string; tone: Tone }> = {
  running: { word: "Checking", tone: "plain" },
  pass: { word: "Pass", tone: "good" },
  fail: { word: "Fail", tone: "bad" },
  skip: { word: "Skipped", tone: "plain" },
  info: { word: "Note", tone: "plain" },
};

/** The shelves, in order. */
export const groups: [PresetGroup, string][] = [
  ["general", "People, programs and websites"],
  ["labelling", "Labelling and testing of models"],
  ["warehouse", "Data warehouses"],
  ["pipeline", "Pipelines"],
  ["tool", "Tools"],
  ["aws", "Services of AWS"],
];

/** What a way in makes, in a few words. */
export const makes: Record<WayKind, string> = {
  key: "user with a key",
  role: "role",
  existing: "access for somebody who is there",
  bucket_policy: "line in the bucket’s policy",
  service: "line in the bucket’s policy",
  oidc: "role",
  nothing: "CORS rule (optional)",
};

/** Whether a product gives nobody access: then there is no part of a bucket to choose. */
export const forWholeBuckets = ({ makes: made }: { makes: WayKind[] }): boolean =>
  made.every((kind) => kind === "nothing");

/** "acme-datasets", "acme-datasets/in". */
export function whereOf(view: Pick<IntegrationView, "buckets">): string {
  return view.buckets.map(({ name, folder }) => (folder ? `${name}/${folder}` : name)).join(", ");
}

/** What failed first, once all is known. */
export function gravest(lines: IntegrationCheck[]): IntegrationCheck[] {
  const failed = lines.filter(({ result }) => result === "fail");
  return [...failed, ...lines.filter(({ result }) => result !== "fail")];
}

/** "9 of 12 passed", with what failed first. */
export function tally(lines: IntegrationCheck[]): string {
  const of = (result: IntegrationCheck["result"]) => lines.filter((line) => line.result === result).length;
  const parts = [
    of("fail") > 0 ? `${of("fail")} failed` : "",
    `${of("pass")} passed`,
    of("skip") > 0 ? `${of("skip")} skipped` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** How certain the cause of a refusal is. */
export const certainty: Record<Certain, string> = {
  said: "The storage named it.",
  read: "Worked out from the policies.",
  open: "It cannot be told from this answer.",
};

/** Where those who can reach a bucket stand, from the farthest. */
export const sides: [ReachSide, string][] = [
  ["public", "Everybody"],
  ["outside", "Other accounts"],
  ["service", "Services of AWS"],
  ["role", "Roles of this account"],
  ["user", "Users of this account"],
  ["account", "The account itself"],
];

/** "since today", "1 day old", "14 months old". */
export function age(since: number, now: number): string {
  const days = Math.floor((now - since) / 86_400_000);
  if (days < 1) return "made today";
  if (days < 60) return `${days} ${days === 1 ? "day" : "days"} old`;
  return `${Math.floor(days / 30.44)} months old`;
}

/** After a year a key has been in many hands. */
export const isOld = (since: number, now: number): boolean => now - since > 365 * 86_400_000;
