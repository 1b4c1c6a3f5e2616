/**
 * What the fake storage holds: buckets of keys, and two made-up endless ones. No network, no disk.
 * Some buckets are there to show a state: their names say which (`acme-denied`, `acme-broken`,
 * `acme-slow`).
 */
import type { BucketView, FileType, ProviderView, Query, Row, Since } from "../contract";

export interface Thing {
  size: number;
  modified: number;
}

/** A folder's rows by position; `at` may make them up. */
export interface Rows {
  count: number;
  at(index: number): Omit<Row, "selected">;
}

const hour = 3_600_000;
const day = 24 * hour;

const types: Record<string, FileType> = {
  png: "png_image",
  jpg: "jpeg_image",
  md: "markdown",
  csv: "csv_table",
  parquet: "parquet_table",
  txt: "text",
  xlsx: "spreadsheet",
  pdf: "pdf_document",
  gz: "archive",
};

export function typeOf(name: string): FileType {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
  return types[ending] ?? "file";
}

export const providers: ProviderView[] = [
  {
    id: "aws",
    name: "Amazon S3 (AWS)",
    needs_endpoint: false,
    endpoint_template: "",
    endpoint_example: "",
    default_region: "us-east-1",
    regions: [
      { id: "eu-central-1", name: "Frankfurt", partition: "aws" },
      { id: "eu-west-1", name: "Ireland", partition: "aws" },
      { id: "us-east-1", name: "Northern Virginia", partition: "aws" },
      { id: "us-west-2", name: "Oregon", partition: "aws" },
      { id: "ap-southeast-2", name: "Sydney", partition: "aws" },
      { id: "us-gov-west-1", name: "GovCloud West", partition: "aws-us-gov" },
    ],
  },
  {
    id: "other",
    name: "Another provider",
    needs_endpoint: true,
    endpoint_template: "",
    endpoint_example: "https://s3.example.org",
    default_region: "us-east-1",
    regions: [],
  },
  {
    id: "hetzner",
    name: "Hetzner Object Storage",
    needs_endpoint: true,
    endpoint_template: "https://{region}.your-objectstorage.com",
    endpoint_example: "https://{region}.your-objectstorage.com",
    default_region: "fsn1",
    regions: [
      { id: "fsn1", name: "Falkenstein", partition: "" },
      { id: "nbg1", name: "Nuremberg", partition: "" },
    ],
  },
];

export class World {
  #buckets = new Map<string, Map<string, Thing>>();
  /** What was deleted, by bucket: a few stand there from the start. */
  readonly deleted = new Map<string, Map<string, Thing & { deleted: number }>>();
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
    this.#fieldwork();
    this.#practice();
    this.#fill("press-photos", 40, (n) => `2026/press-${String(n).padStart(3, "0")}.jpg`);
    this.#fill("acme-exports", 3400, (n) => `nightly/export-${String(n).padStart(5, "0")}.csv`);
    this.#fill("acme-broken", 2600, (n) => `scan-${String(n).padStart(5, "0")}.parquet`);
    this.#fill("acme-public-site", 12, (n) => `assets/picture-${n}.png`);
    this.#fill("acme-research-shared-measurements-harbour-2026", 5, (n) => `part-${n}.parquet`);
    this.#buckets.set("acme-empty", new Map());
    this.#delete();
  }

  bucket(name: string): Map<string, Thing> {
    let held = this.#buckets.get(name);
    if (!held) this.#buckets.set(name, (held = new Map()));
    return held;
  }

  put(bucket: string, key: string, size: number, modified: number): void {
    this.bucket(bucket).set(key, { size, modified });
  }

  /** Takes a file away, as a bucket does that keeps versions. */
  remove(bucket: string, key: string, deleted: number): void {
    const thing = this.bucket(bucket).get(key);
    if (thing) this.gone(bucket).set(key, { ...thing, deleted });
    this.bucket(bucket).delete(key);
  }

  /** Brings a deleted file back. */
  bringBack(bucket: string, key: string): void {
    const thing = this.gone(bucket).get(key);
    this.gone(bucket).delete(key);
    if (thing) this.put(bucket, key, thing.size, thing.modified);
  }

  gone(bucket: string): Map<string, Thing & { deleted: number }> {
    let held = this.deleted.get(bucket);
    if (!held) this.deleted.set(bucket, (held = new Map()));
    return held;
  }

  /** One folder with what was deleted from it. */
  withDeleted(bucket: string, prefix: string): Rows {
    const { count, at } = this.folder(bucket, prefix);
    const rows = Array.from({ length: count }, (_, index) => at(index));
    const known = new Set(rows.map(({ name }) => name));
    for (const [key, thing] of this.gone(bucket)) {
      if (!key.startsWith(prefix)) continue;
      const [first = "", ...rest] = key.slice(prefix.length).split("/");
      const name = rest.length > 0 ? `${first}/` : first;
      if (known.has(name)) continue;
      known.add(name);
      const past = { gone: true, deleted: rest.length > 0 ? null : thing.deleted, version: "v1" };
      rows.push({ ...(rest.length > 0 ? folderRow(prefix, name) : fileRow(prefix, name, thing)), past });
    }
    rows.sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders = rows.filter(({ kind }) => kind === "folder");
    const all = [...folders, ...rows.filter(({ kind }) => kind === "file")];
    return { count: all.length, at: (index) => all[index] ?? folderRow(prefix, "?/") };
  }

  /** One folder as it was at a moment, with what became of it since. */
  asOf(bucket: string, prefix: string, moment: number): Rows {
    const { count, at } = this.withDeleted(bucket, prefix);
    const known = Array.from({ length: count }, (_, index) => at(index)).filter(
      ({ past }) => (past?.deleted ?? Infinity) > moment,
    );
    const since = ({ modified, past }: Omit<Row, "selected">): Since => {
      if (past?.gone) return "deleted";
      return (modified ?? 0) > moment ? "added" : "same";
    };
    const rows = known.map((row) => ({
      ...row,
      past: { gone: false, deleted: null, version: "v1", since: since(row) },
    }));
    return { count: rows.length, at: (index) => rows[index] ?? folderRow(prefix, "?/") };
  }

  /** One folder, folders first, both by name. */
  folder(bucket: string, prefix: string): Rows {
    if (bucket === "acme-archive" && prefix === "") return endless(1_204_611, this.#now);
    if (bucket === "acme-ten-million" && prefix === "") return endless(10_000_000, this.#now);
    const folders = new Set<string>();
    const files: Omit<Row, "selected">[] = [];
    for (const [key, thing] of this.bucket(bucket)) {
      if (!key.startsWith(prefix) || key === prefix) continue;
      const name = key.slice(prefix.length);
      const slash = name.indexOf("/");
      if (slash >= 0) folders.add(name.slice(0, slash + 1));
      else files.push(fileRow(prefix, name, thing));
    }
    const rows = [
      ...[...folders].sort().map((name) => folderRow(prefix, name)),
      ...files.sort((a, b) => (a.name < b.name ? -1 : 1)),
    ];
    return { count: rows.length, at: (index) => rows[index] ?? folderRow(prefix, "?/") };
  }

  /** Every file below a folder that fits a query, by name. */
  below(bucket: string, prefix: string, query: Query): Rows {
    const words = query.words.toLowerCase().split(/\s+/).filter(Boolean);
    const files: Omit<Row, "selected">[] = [];
    for (const [key, thing] of this.bucket(bucket)) {
      const name = key.slice(prefix.length).toLowerCase();
      const fits =
        key.startsWith(prefix) &&
        key !== prefix &&
        words.every((word) => name.includes(word)) &&
        patternFits(query.pattern.trim().toLowerCase(), name) &&
        thing.size >= (query.min_size ?? 0) &&
        thing.size <= (query.max_size ?? Infinity) &&
        thing.modified >= (query.changed_from ?? -Infinity) &&
        thing.modified <= (query.changed_until ?? Infinity);
      if (fits) files.push(fileRow(prefix, key.slice(prefix.length), thing));
    }
    files.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { count: files.length, at: (index) => files[index] ?? folderRow(prefix, "?/") };
  }

  #fill(bucket: string, count: number, key: (n: number) => string): void {
    for (let n = 1; n <= count; n += 1)
      this.put(bucket, key(n), 1000 + ((n * 7919) % 9_000_000), this.#now - n * hour);
  }

  /** Files that were deleted yesterday. */
  #delete(): void {
    const files = [
      "harbour-0415-draft.jpg",
      "budget 2026.xlsx",
      "old notes/monday.md",
      "old notes/tuesday.md",
    ];
    for (const file of files) {
      const key = `team/fieldwork/${file}`;
      this.put("acme-datasets", key, 48_000, this.#now - 9 * day);
      this.remove("acme-datasets", key, this.#now - day);
    }
  }

  #practice(): void {
    const files: [string, number][] = [
      ["photos/harbour.jpg", 2_410_332],
      ["photos/lighthouse.jpg", 1_932_100],
      ["documents/letter.txt", 1_204],
      ["documents/report.pdf", 88_410],
      ["measurements.csv", 14_220],
      ["read me first.txt", 812],
    ];
    for (const [key, size] of files) this.put("my-first-bucket", key, size, this.#now - 2 * hour);
  }

  #fieldwork(): void {
    const at = "team/fieldwork/";
    const files: [string, number, number][] = [
      ["2024/a.csv", 1, 0],
      ["2025/a.csv", 1, 0],
      ["intake/notes.md", 1, 0],
      ["cover-final.png", 1_800_000, 0.01],
      ["field-notes.md", 14_000, 0.03],
      ["harbour-0412.jpg", 6_200_000, 0.9],
      ["harbour-0413.jpg", 5_900_000, 0.9],
      ["harbour-0414.jpg", 6_400_000, 0.9],
      ["licences.csv", 212_000, 3],
      ["measurements-2026-10.parquet", 1_310_000_000, 19],
      ["measurements-2026-11.parquet", 864_000_000, 1.2],
      ["readme.txt", 3_000, 320],
      ["survey-responses.xlsx", 4_700_000, 10],
      ["transcript  (two spaces).txt", 88_000, 12],
      [" leading and trailing .txt", 10, 12],
      ["bell\u0007 and \u202egpj.exe", 10, 12],
      ["..\\..\\x", 10, 12],
      [
        "an-unusually-long-name-that-somebody-chose-for-a-photograph-of-the-old-harbour-at-dawn-with-two-boats-and-a-gull.jpg",
        7_100_000,
        40,
      ],
      ["Übersicht.pdf", 2_200_000, 22],
      ["港の写真.jpg", 3_300_000, 30],
    ];
    for (const [name, size, days] of files)
      this.put("acme-datasets", at + name, size, this.#now - days * day);
    this.put("acme-datasets", "team/plan.md", 2_000, this.#now);
    this.put("acme-datasets", "licence.txt", 1_100, this.#now - 90 * day);
  }
}

function folderRow(prefix: string, name: string): Omit<Row, "selected"> {
  const untold = { size: null, modified: null, class: null, etag: null, restore: null };
  return { kind: "folder", key: prefix + name, name, file_type: "folder", ...untold };
}

/** A file of the fake has no bytes: what is written at another time is another one. */
export function etagOf({ size, modified }: Thing): string {
  return `${size}-${modified}`;
}

function fileRow(prefix: string, name: string, { size, modified }: Thing): Omit<Row, "selected"> {
  const told = { class: "STANDARD", etag: etagOf({ size, modified }), restore: null };
  return { kind: "file", key: prefix + name, name, size, modified, file_type: typeOf(name), ...told };
}

/**
 * `*` is any number of letters, `?` one; held against the file's own name unless the pattern has a
 * `/`.
 */
function patternFits(pattern: string, name: string): boolean {
  if (!pattern) return true;
  const own = name.replace(/\/+$/, "").split("/").at(-1) ?? name;
  const letters = [...pattern].map((each) =>
    each === "*" ? "[^]*" : each === "?" ? "[^]" : each.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"),
  );
  return new RegExp(`^${letters.join("")}$`, "u").test(pattern.includes("/") ? name : own);
}

function endless(count: number, now: number): Rows {
  return {
    count,
    at: (index) => {
      const name = `frame-${String(index).padStart(8, "0")}.jpg`;
      const size = 20_000 + ((index * 7919) % 4_000_000);
      const modified = now - (index % 900) * hour;
      const told = { class: "STANDARD", etag: null, restore: null };
      return { kind: "file", key: name, name, size, modified, file_type: "jpeg_image", ...told };
    },
  };
}

export const bucketView = (name: string, region: string | null): BucketView => ({
  name,
  region,
  created: null,
});
