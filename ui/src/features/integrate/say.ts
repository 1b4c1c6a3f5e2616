/** States, results and groups in words, each with how it is drawn. */
import type {
  Certain,
  CheckLine,
  IntegrationState,
  IntegrationView,
  PresetGroup,
  PresetSource,
  PresetView,
  ReachSide,
  WayKind,
  Words,
} from "../../lib/backend/contract";
import type { Tone } from "../../lib/kit/tone";
import { day, either, list, month, said, say } from "../../lib/words";

const tones: Record<IntegrationState, Tone> = {
  handed: "plain",
  unfinished: "warn",
  waiting: "warn",
  unchecked: "plain",
  working: "good",
  broken: "bad",
  leaving: "warn",
  removed: "plain",
};

/** How an integration stands, for a badge. */
export function badge(state: IntegrationState): { tone: Tone; word: string } {
  return { tone: tones[state], word: say(`integrate-state-${state}`) };
}

/** The same with what it means, and with what the last check left out. */
export function standing(view: Pick<IntegrationView, "state" | "report">) {
  return { ...badge(view.state), what: meaning(view) };
}

function meaning({ state, report }: Pick<IntegrationView, "state" | "report">): string {
  if (!report || (state !== "working" && state !== "unchecked")) return say(`integrate-means-${state}`);
  if (state === "unchecked") return say("integrate-means-untold");
  const count = report.lines.filter(({ result }) => result === "skip").length;
  return count === 0 ? say("integrate-means-passed") : say("integrate-means-skipped", { count });
}

const resultTones: Record<CheckLine["result"], Tone> = {
  running: "plain",
  pass: "good",
  fail: "bad",
  skip: "plain",
  info: "plain",
};

/** What came of a check, for a badge. */
export function outcome(result: CheckLine["result"]): { tone: Tone; word: string } {
  return { tone: resultTones[result], word: say(`integrate-result-${result}`) };
}

/** The groups of products, in order. */
export const groups: PresetGroup[] = ["general", "labelling", "warehouse", "pipeline", "tool", "aws"];

export const groupTitle = (group: PresetGroup): string => say(`integrate-group-${group}`);

/** What a product creates: one line, for its row in the list of products. */
export function creates({ makes, retired }: PresetView): string {
  const what = either([...new Set(makes.map((kind: WayKind) => say(`integrate-creates-${kind}`)))]);
  return say(retired ? "integrate-creates-retired" : "integrate-creates", { what });
}

/** Whether a product gives nobody access: then there is no part of a bucket to choose. */
export const forWholeBuckets = ({ makes: made }: { makes: WayKind[] }): boolean =>
  made.every((kind) => kind === "nothing");

const general = ["person", "program", "account", "website-shows", "website-uploads"] as const;

/** Whether it is a kind of person or program rather than a product by name. */
export const isGeneral = (preset: string): boolean => general.some((each) => each === preset);

/** A product as it stands within a sentence: its name, or "a person". */
export function within(preset: string, title: Words): string {
  const kind = general.find((each) => each === preset);
  return kind ? say(`integrate-product-${kind}`) : said(title);
}

/** "acme-datasets", "acme-datasets/in". */
export function whereOf(view: Pick<IntegrationView, "buckets">): string {
  return list(view.buckets.map(({ name, folder }) => (folder ? `${name}/${folder}` : name)));
}

/** "Kolena: acme-datasets". */
export function titleOf(view: Pick<IntegrationView, "title" | "buckets">): string {
  return say("integrate-made-title", { product: said(view.title), buckets: whereOf(view) });
}

/**
 * Where a plan comes from. The day on which that was read may be missing: "2026-10-23", "2026-10".
 */
export function sourceOf({ at: source, read }: PresetSource): string {
  const [year = 0, number = 1, date] = read.split("-").map(Number);
  const at = new Date(year, number - 1, date ?? 1).getTime();
  return date === undefined
    ? say("integrate-source-month", { source, month: month(at) })
    : say("integrate-source-day", { source, date: day(at) });
}

/** What failed first, once all is known. */
export function gravest(lines: CheckLine[]): CheckLine[] {
  const failed = lines.filter(({ result }) => result === "fail");
  return [...failed, ...lines.filter(({ result }) => result !== "fail")];
}

/** "1 failed · 9 passed", what failed first. */
export function tally(lines: CheckLine[]): string {
  const of = (result: CheckLine["result"]) => lines.filter((line) => line.result === result).length;
  const [failed, skipped] = [of("fail"), of("skip")];
  return [
    ...(failed > 0 ? [say("integrate-tally-failed", { count: failed })] : []),
    say("integrate-tally-passed", { count: of("pass") }),
    ...(skipped > 0 ? [say("integrate-tally-skipped", { count: skipped })] : []),
  ].join(" · ");
}

/** How certain the cause of a refusal is. */
export const certainty = (certain: Certain): string => say(`integrate-refusal-${certain}`);

/** Where those who can reach a bucket stand, from the farthest. */
export const sides: ReachSide[] = ["public", "outside", "service", "role", "user", "account"];

export const sideTitle = (side: ReachSide): string => say(`integrate-side-${side}`);

/** "created today", "1 day old", "14 months old". */
export function age(since: number, now: number): string {
  const days = Math.floor((now - since) / 86_400_000);
  if (days < 1) return say("integrate-key-today");
  if (days < 60) return say("integrate-key-days", { count: days });
  return say("integrate-key-months", { count: Math.floor(days / 30.44) });
}

/** After a year a key has been in many hands. */
export const isOld = (since: number, now: number): boolean => now - since > 365 * 86_400_000;
