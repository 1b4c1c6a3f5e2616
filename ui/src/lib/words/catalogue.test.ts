import { describe, expect, it } from "vitest";
import { joined, messagesOf, read, typescript, valuesOf } from "./typed";

const texts = import.meta.glob<string>("../../../../src-tauri/locales/en/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});
/** Files whose messages Rust says; it has its own types of them, and its own test. */
const ofRust = [
  ...["bucket", "checks", "cors", "faults", "files", "import", "jobs", "plans", "presets"],
  ...["policy", "probe", "reach", "shell", "types"],
];
const resources = Object.entries(texts).map(([path, text]) => ({
  module: path.split("/").at(-1)?.replace(".ftl", "") ?? "",
  resource: read(text),
}));
const ofPage = resources.filter(({ module }) => !ofRust.includes(module));
const page = import.meta.glob<string>(
  [
    "../../**/*.{ts,svelte}",
    "!../../**/*.test.ts",
    "!./messages/*",
    "../../../../src-tauri/crates/words/src/*.rs",
  ],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);
/** What a table has that Rust writes: its words are the page's where a screen shows the same. */
const tables = import.meta.glob<string>("../../../../src-tauri/crates/engine/src/sync/table.rs", {
  query: "?raw",
  import: "default",
  eager: true,
});
const all = resources.flatMap(({ resource }) => messagesOf(resource));

describe("the catalogue", () => {
  it("has its types written down", async () => {
    for (const { module, resource } of ofPage) {
      await expect(typescript(module, messagesOf(resource))).toMatchFileSnapshot(`messages/${module}.ts`);
    }
    await expect(joined(ofPage.map(({ module }) => module))).toMatchFileSnapshot("messages/all.ts");
  });

  it("can be read whole", () => {
    const broken = resources.flatMap(({ module, resource }) =>
      resource.body
        .filter((entry) => entry.type === "Junk")
        .map((junk) => `${module}: ${junk.content.trim()}`),
    );
    expect(broken).toEqual([]);
  });

  it("calls and refers to nothing that is not there", () => {
    const written = JSON.stringify(resources.map(({ resource }) => resource));
    const called = [...written.matchAll(/"FunctionReference","id":\{"type":"Identifier","name":"([^"]+)"/g)];
    expect(new Set(called.map(([, name]) => name))).toEqual(new Set(["SIZE"]));
    expect(written).not.toMatch(/"type":"(Message|Term)Reference"/);
  });

  it("names each message once, after its file", () => {
    const names = all.map(({ id }) => id.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const astray = resources.flatMap(({ module, resource }) =>
      messagesOf(resource)
        .map(({ id }) => id.name)
        .filter((name) => !name.startsWith(`${module}-`)),
    );
    expect(astray).toEqual([]);
  });

  it("says each thing where it is used, and nothing that is used nowhere", () => {
    const sources = Object.values(page).join("\n");
    // `settings-${kind}-title` uses every message of that form.
    const forms = [...sources.matchAll(/`((?:[a-z-]*\$\{[^}`]*\})+[a-z-]*)`/g)]
      .map(([, form]) => form ?? "")
      .filter((form) => /^[a-z]+-/.test(form))
      .map((form) => new RegExp(`^${form.replaceAll(/\$\{[^}]*\}/g, "[a-z0-9_-]+")}$`));
    const typed = (name: string) =>
      name
        .replace("-", "::")
        .replaceAll(/(?:-|::)[a-z]/g, (at) => at.slice(0, -1) + at.slice(-1).toUpperCase());
    const written = Object.values(tables).join("\n");
    const used = (name: string) =>
      sources.includes(`"${name}"`) ||
      forms.some((form) => form.test(name)) ||
      written.includes(`say!(${typed(name).replaceAll("-", "")})`);
    const own = ofPage.flatMap(({ resource }) => messagesOf(resource)).map(({ id }) => id.name);
    expect(own.filter((name) => !used(name))).toEqual([]);
  });

  it("has what the host in memory says in the place of Rust", () => {
    const names = new Set(all.map(({ id }) => id.name));
    const told = [
      ...Object.values(page)
        .join("\n")
        .matchAll(/\btold\(\s*"([^"]+)"/g),
    ].map(([, name]) => name ?? "");
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter((name) => !names.has(name))).toEqual([]);
  });

  it("explains each term somewhere: beside its name, or within a text that somebody reads", () => {
    const sources = Object.entries(page)
      .filter(([path]) => !path.endsWith("words/explain.ts"))
      .map(([, text]) => text)
      .join("\n");
    const read = Object.entries(texts)
      .filter(([path]) => !path.endsWith("/glossary.ftl"))
      .map(([, text]) => text.toLowerCase())
      .join("\n");
    const terms = all.filter(({ id }) => id.name.startsWith("glossary-"));
    const unused = terms.filter(({ id, value }) => {
      const placed = new RegExp(`\\bterms?\\b.*"${id.name.slice("glossary-".length)}"`);
      const word = value?.elements.map((each) => (each.type === "TextElement" ? each.value : "")).join("");
      const marked = page["./explain.ts"]?.includes(`"${id.name.slice("glossary-".length)}"`) ?? false;
      return !placed.test(sources) && !(marked && read.includes((word ?? "?").toLowerCase()));
    });
    expect(unused.map(({ id }) => id.name)).toEqual([]);
  });

  it("has a form for each number of what is counted", () => {
    const lacking = resources.flatMap(({ module, resource }) =>
      JSON.stringify(resource)
        .split('"type":"SelectExpression"')
        .slice(1)
        .filter((choice) => choice.includes('"name":"other"') && !choice.includes('"name":"one"'))
        .map(() => module),
    );
    expect(lacking).toEqual([]);
  });

  it("keeps buttons, actions and titles short", () => {
    const most: [string, number][] = [
      ["-button", 30],
      ["-action", 44],
      ["-title", 64],
    ];
    const long = all.flatMap((message) => {
      const limit = most.find(([end]) => message.id.name.endsWith(end))?.[1] ?? Infinity;
      return longest(message.value) > limit ? [message.id.name] : [];
    });
    expect(long).toEqual([]);
  });

  it("gives values names", () => {
    const odd = all.flatMap((message) =>
      [...valuesOf(message).keys()].filter((name) => !/^[a-z][a-z-]*$/.test(name)),
    );
    expect(odd).toEqual([]);
  });
});

/** The letters of the longest form, a value counted as eight. */
function longest(pattern: unknown): number {
  if (pattern === null || typeof pattern !== "object") return 0;
  const node = pattern as {
    type?: string;
    value?: unknown;
    elements?: unknown[];
    variants?: { value: unknown }[];
    expression?: unknown;
  };
  if (node.type === "TextElement") return String(node.value).length;
  if (node.type === "Pattern")
    return (node.elements ?? []).reduce<number>((sum, each) => sum + longest(each), 0);
  if (node.type === "Placeable") return longest(node.expression);
  if (node.type === "SelectExpression")
    return Math.max(...(node.variants ?? []).map((each) => longest(each.value)));
  return 8;
}
