/** What files of the fake world say of themselves, and plans to change that. */
import type {
  ChangeCount,
  Commands,
  Fault,
  FileProperties,
  Place,
  PropertyEdits,
  PropertyFinding,
  PropertyId,
  PropertyState,
  Row,
} from "../contract";
import { gone, refuse } from "./faults";
import { titled, told } from "./told";
import type { Planned } from "./transfers";
import type { Thing, World } from "./world";

type Args<K extends keyof Commands> = Commands[K]["args"];

const text = (value: string): PropertyState => ({ state: "text", text: value });
const unset: PropertyState = { state: "not_set" };

export class FakeProperties {
  /** In place of what follows from the file. */
  states: Partial<Record<PropertyId, PropertyState>> = {};
  /** In place of the next reading, or of the next count. */
  fault: Fault | null = null;
  /** What counts say beside the files. */
  facts: Partial<ChangeCount> = {};
  readonly plans = new Map<string, Planned>();
  /** What was asked for last. */
  edits: PropertyEdits | null = null;
  #next = 1;

  read(thing: Thing | null): FileProperties {
    if (this.fault) refuse(this.fault);
    const { size, modified } = thing ?? refuse(gone("file"));
    const pairs = (...all: [string, string][]): PropertyState => ({
      state: "pairs",
      pairs: all.map(([name, value]) => ({ name, value })),
    });
    const states: Record<PropertyId, PropertyState> = {
      ...{ content_type: text("text/plain"), content_encoding: unset, content_language: text("de") },
      ...{ cache_control: text("max-age=3600"), content_disposition: unset, expires: unset, redirect: unset },
      metadata: pairs(["author", "Jürgen Weiß"], ["station", "Pier 4"]),
      ...{ class: text("STANDARD"), restored: unset, encryption: text("AES256"), encryption_key: unset },
      checksums: pairs(["CRC-64/NVME", "jSnVw/bqjr4="]),
      ...{ etag: text("5eb63bbbe01eeed093cb22bb8f5acdc3"), parts: unset, version: unset },
      ...{ modified: { state: "time", at: modified }, replication: unset },
      tags: pairs(["team", "fieldwork"]),
      ...{ retention: { state: "not_supported" }, legal_hold: { state: "not_supported" } },
      ...{ owner: text("acme"), acl: unset },
      ...this.states,
    };
    const properties = Object.entries(states).map(([id, state]) => ({ id: id as PropertyId, told: state }));
    return { size, properties };
  }

  check({ tags, content_type: type }: PropertyEdits): PropertyFinding[] {
    const many = tags.set.length > 10;
    const odd = type.edit === "set" && !type.value.includes("/");
    return [
      ...(odd ? [{ field: "content_type" as const, text: told("files-property-no-type") }] : []),
      ...(many
        ? [
            {
              field: "tags" as const,
              text: told("files-property-tags-many", { count: tags.set.length, most: 10 }),
            },
          ]
        : []),
    ];
  }

  plan(
    { of, edits, ticks }: Args<"plan_properties">,
    world: World,
    picks: Map<string, { from: Place; rows: Row[] }>,
  ): string {
    const { from, keys } = this.#of(of, picks);
    const files = [...world.bucket(from.bucket)].filter(
      ([key]) =>
        !key.endsWith("/") && keys.some((each) => (each.endsWith("/") ? key.startsWith(each) : key === each)),
    );
    this.edits = edits;
    const asked = Object.entries(edits).filter(([field]) => field !== "tags");
    const leaves = ['{"edit":"leave"}', '{"replace":false,"set":[],"remove":[]}', "null"];
    const count: ChangeCount = {
      files: files.length,
      bytes: files.reduce((sum, [, thing]) => sum + thing.size, 0),
      copies: asked.some(([, edit]) => !leaves.includes(JSON.stringify(edit))),
      ...{ large: 0, archived: 0, frozen: 0, unseen: 0, early: [], locked: false, acl: false },
      ...{ remains: { remains: "nothing" }, complete: true, fault: this.fault },
      ...this.facts,
    };
    ticks.push({ ...count, files: 0, complete: false, fault: null });
    ticks.push(count);
    const plan = `change-${this.#next++}`;
    const jobs = files.map(([key, thing]) => ({ name: key.slice(from.prefix.length), bytes: thing.size }));
    const title = titled(
      "change",
      keys.map((name) => ({ name })),
    );
    this.plans.set(plan, { kind: "change", title, to: from, jobs, conflicts: [], notes: [] });
    return plan;
  }

  /** Takes a plan, to be run. */
  take(plan: string): Planned {
    const planned = this.plans.get(plan) ?? refuse(gone("question"));
    this.plans.delete(plan);
    return planned;
  }

  #of(of: Args<"plan_properties">["of"], picks: Map<string, { from: Place; rows: Row[] }>) {
    if (of.kind === "picked") {
      const { from, rows } = picks.get(of.pick) ?? refuse(gone("selection"));
      return { from, keys: rows.map((row) => row.key) };
    }
    const { connection, bucket, key } = of.at;
    return { from: { connection, bucket, prefix: key.slice(0, key.lastIndexOf("/") + 1) }, keys: [key] };
  }
}
