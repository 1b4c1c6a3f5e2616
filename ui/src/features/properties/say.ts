/** Properties in words. */
import type {
  ArchiveState,
  ChangeCount,
  Listed,
  Property,
  PropertyEdits,
  PropertyFinding,
  PropertyState,
  Whom,
} from "../../lib/backend/contract";
import { exactDate, say } from "../../lib/words";
import { namedClass } from "../browse/classes";
import { owed } from "../archive/owed";
import { headers } from "./changing.svelte";

/** Why there is no value; null where there is one. */
export function lacking(told: PropertyState): string | null {
  switch (told.state) {
    case "not_set":
    case "not_supported":
    case "not_permitted":
    case "failed":
      return say(`properties-${told.state}`);
    default:
      return null;
  }
}

/** A value on one line; empty where there is none, or several. */
export function valueOf({ id, told }: Property): string {
  switch (told.state) {
    case "text":
      if (id === "class") return namedClass(told.text);
      return id === "legal_hold" ? say("properties-hold-on") : told.text;
    case "time":
      return exactDate(told.at);
    case "lock":
      return say(`properties-lock-${told.retained.mode}`, { time: exactDate(told.retained.until) });
    case "archive":
      return archiveWords(told.archive);
    case "acl":
      return told.grants.map(grantWords).join("\n");
    case "pairs":
      return told.pairs.map(({ name, value }) => `${name}: ${value}`).join("\n");
    default:
      return "";
  }
}

function archiveWords(archive: ArchiveState): string {
  if (archive.kind !== "restored") return say(`properties-${archive.kind}`);
  return archive.until === null ? "" : say("properties-restored", { time: exactDate(archive.until) });
}

function grantWords({ who, may }: Listed): string {
  return `${whoWords(who)}: ${say(`settings-acl-may-${may}`)}`;
}

function whoWords(who: Whom): string {
  if (who.whom === "account") return say("settings-acl-account", { id: who.id });
  return who.whom === "other" ? who.name : say(`settings-acl-who-${who.whom}`);
}

/** Everything that has a value, as lines of a text. */
export function asText(properties: Property[]): string {
  return properties
    .filter(({ told }) => lacking(told) === null)
    .map((property) => `${say(`properties-id-${property.id}`)}: ${valueOf(property)}`)
    .join("\n");
}

/** What is to be different, a sentence each. */
export function changes(edits: PropertyEdits): string[] {
  const named = headers.flatMap((header) => {
    const edit = edits[header];
    const field = say(`properties-id-${header}`);
    if (edit.edit === "set") return [say("properties-will-set", { field, value: edit.value })];
    if (edit.edit === "guess") return [say("properties-will-guess", { field })];
    return edit.edit === "remove" ? [say("properties-will-remove", { field })] : [];
  });
  const pairs = (["metadata", "tags"] as const).flatMap((which) => {
    const { replace, set, remove } = edits[which];
    const field = say(`properties-id-${which}`);
    const all = set.map(({ name, value }) =>
      say("properties-will-set-one", { field, name, value: value || say("properties-empty-value") }),
    );
    const gone = remove.map((name) => say("properties-will-remove-one", { field, name }));
    const whole = set.length > 0 ? "replace" : "clear";
    const first = replace ? [say(`properties-will-${whole}`, { field })] : [];
    return [...first, ...all, ...gone];
  });
  const kept = edits.class === null ? [] : [{ field: "class" as const, value: namedClass(edits.class) }];
  const locked = edits.encryption && {
    field: "encryption" as const,
    value: [edits.encryption.method, edits.encryption.key].filter(Boolean).join(" "),
  };
  const rest = [...kept, ...(locked ? [locked] : [])].map(({ field, value }) =>
    say("properties-will-set", { field: say(`properties-id-${field}`), value }),
  );
  return [...named, ...pairs, ...rest];
}

/**
 * What the copies would lose or reset, a sentence each; the worst first. `moves`: all of them get
 * a storage class that was chosen.
 */
export function costs(count: ChangeCount, moves: boolean): { text: string; warns: boolean }[] {
  if (!count.copies) return [{ text: say("properties-tags-only"), warns: false }];
  const { archived, frozen, large, unseen } = count;
  const warnings = [
    archived > 0 && say("properties-archived-count", { count: archived }),
    frozen > 0 && say(moves ? "properties-freezes" : "properties-frozen", { count: frozen }),
    count.acl && say("properties-lose-acl"),
    ...owed(count.early),
    remainsWords(count),
  ];
  const notes = [
    say("properties-lose-date"),
    say("properties-lose-etag"),
    large > 0 && say("properties-large", { count: large }),
    count.locked && say("properties-lock"),
    unseen > 0 && say("properties-unseen", { count: unseen }),
    say("properties-keeps"),
  ];
  const shown = (all: (string | false)[], warns: boolean) =>
    all.filter((text) => text !== false).map((text) => ({ text, warns }));
  return [...shown(warnings, true), ...shown(notes, false)];
}

function remainsWords({ remains }: ChangeCount): string {
  return say(`properties-remains-${remains?.remains ?? "unknown"}`);
}

/** What is wrong with a field, for beside it. */
export function stop(finding: PropertyFinding | null) {
  return finding && { severity: "stop" as const, text: finding.text, repairs: [] };
}
