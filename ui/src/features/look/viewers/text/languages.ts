/** Which highlighter a file has, each fetched only when a file wants it. */
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

type Load = () => Promise<Extension>;

function legacy(load: () => Promise<StreamParser<unknown>>): Load {
  return async () => StreamLanguage.define(await load());
}

const script = (options: { jsx?: boolean; typescript?: boolean }): Load => {
  return async () => (await import("@codemirror/lang-javascript")).javascript(options);
};
const clike = async () => import("@codemirror/legacy-modes/mode/clike");
const css = async () => import("@codemirror/legacy-modes/mode/css");

const loads = {
  json: async () => (await import("@codemirror/lang-json")).json(),
  javascript: script({ jsx: true }),
  typescript: script({ typescript: true }),
  tsx: script({ jsx: true, typescript: true }),
  html: async () => (await import("@codemirror/lang-html")).html(),
  css: async () => (await import("@codemirror/lang-css")).css(),
  markdown: async () => (await import("@codemirror/lang-markdown")).markdown(),
  python: async () => (await import("@codemirror/lang-python")).python(),
  sql: async () => (await import("@codemirror/lang-sql")).sql(),
  xml: async () => (await import("@codemirror/lang-xml")).xml(),
  yaml: async () => (await import("@codemirror/lang-yaml")).yaml(),
  c: legacy(async () => (await clike()).c),
  cpp: legacy(async () => (await clike()).cpp),
  csharp: legacy(async () => (await clike()).csharp),
  java: legacy(async () => (await clike()).java),
  kotlin: legacy(async () => (await clike()).kotlin),
  scala: legacy(async () => (await clike()).scala),
  dart: legacy(async () => (await clike()).dart),
  scss: legacy(async () => (await css()).sCSS),
  less: legacy(async () => (await css()).less),
  shell: legacy(async () => (await import("@codemirror/legacy-modes/mode/shell")).shell),
  powershell: legacy(async () => (await import("@codemirror/legacy-modes/mode/powershell")).powerShell),
  rust: legacy(async () => (await import("@codemirror/legacy-modes/mode/rust")).rust),
  go: legacy(async () => (await import("@codemirror/legacy-modes/mode/go")).go),
  ruby: legacy(async () => (await import("@codemirror/legacy-modes/mode/ruby")).ruby),
  perl: legacy(async () => (await import("@codemirror/legacy-modes/mode/perl")).perl),
  lua: legacy(async () => (await import("@codemirror/legacy-modes/mode/lua")).lua),
  r: legacy(async () => (await import("@codemirror/legacy-modes/mode/r")).r),
  julia: legacy(async () => (await import("@codemirror/legacy-modes/mode/julia")).julia),
  swift: legacy(async () => (await import("@codemirror/legacy-modes/mode/swift")).swift),
  groovy: legacy(async () => (await import("@codemirror/legacy-modes/mode/groovy")).groovy),
  haskell: legacy(async () => (await import("@codemirror/legacy-modes/mode/haskell")).haskell),
  erlang: legacy(async () => (await import("@codemirror/legacy-modes/mode/erlang")).erlang),
  clojure: legacy(async () => (await import("@codemirror/legacy-modes/mode/clojure")).clojure),
  cobol: legacy(async () => (await import("@codemirror/legacy-modes/mode/cobol")).cobol),
  sas: legacy(async () => (await import("@codemirror/legacy-modes/mode/sas")).sas),
  toml: legacy(async () => (await import("@codemirror/legacy-modes/mode/toml")).toml),
  properties: legacy(async () => (await import("@codemirror/legacy-modes/mode/properties")).properties),
  docker: legacy(async () => (await import("@codemirror/legacy-modes/mode/dockerfile")).dockerFile),
  cmake: legacy(async () => (await import("@codemirror/legacy-modes/mode/cmake")).cmake),
  nginx: legacy(async () => (await import("@codemirror/legacy-modes/mode/nginx")).nginx),
  diff: legacy(async () => (await import("@codemirror/legacy-modes/mode/diff")).diff),
  protobuf: legacy(async () => (await import("@codemirror/legacy-modes/mode/protobuf")).protobuf),
  tex: legacy(async () => (await import("@codemirror/legacy-modes/mode/stex")).stex),
} satisfies Record<string, Load>;

export type Language = keyof typeof loads;

const byEnding: Record<string, Language> = {
  ...endings("json", "json,jsonc,json5,geojson,ipynb,har,map,webmanifest,avsc,tfstate"),
  ...endings("javascript", "js,mjs,cjs,jsx"),
  ...endings("typescript", "ts,mts,cts"),
  ...endings("tsx", "tsx"),
  ...endings("html", "html,htm,xhtml,vue,svelte"),
  ...endings("css", "css"),
  ...endings("scss", "scss"),
  ...endings("less", "less"),
  ...endings("markdown", "md,markdown"),
  ...endings("python", "py,pyw,pyi"),
  ...endings("sql", "sql,ddl,hql"),
  ...endings("xml", "xml,xsd,xsl,xslt,svg,rss,atom,kml,gpx,plist,wsdl"),
  ...endings("yaml", "yaml,yml"),
  ...endings("c", "c,h"),
  ...endings("cpp", "cc,cpp,cxx,hpp,hh,ino"),
  ...endings("csharp", "cs"),
  ...endings("java", "java"),
  ...endings("kotlin", "kt,kts"),
  ...endings("scala", "scala,sbt"),
  ...endings("dart", "dart"),
  ...endings("shell", "sh,bash,zsh,ksh"),
  ...endings("powershell", "ps1,psm1"),
  ...endings("rust", "rs"),
  ...endings("go", "go"),
  ...endings("ruby", "rb,rake,gemspec"),
  ...endings("perl", "pl,pm"),
  ...endings("lua", "lua"),
  ...endings("r", "r"),
  ...endings("julia", "jl"),
  ...endings("swift", "swift"),
  ...endings("groovy", "groovy,gradle"),
  ...endings("haskell", "hs"),
  ...endings("erlang", "erl"),
  ...endings("clojure", "clj,cljs,edn"),
  ...endings("cobol", "cob,cbl,cpy"),
  ...endings("sas", "sas"),
  ...endings("toml", "toml"),
  ...endings("properties", "properties,ini,cfg,conf,env"),
  ...endings("cmake", "cmake"),
  ...endings("nginx", "nginx"),
  ...endings("diff", "diff,patch"),
  ...endings("protobuf", "proto"),
  ...endings("tex", "tex,sty"),
};

const byName: Record<string, Language> = {
  dockerfile: "docker",
  containerfile: "docker",
  jenkinsfile: "groovy",
  gemfile: "ruby",
  rakefile: "ruby",
  "cmakelists.txt": "cmake",
  "nginx.conf": "nginx",
  "cargo.lock": "toml",
  ".bashrc": "shell",
  ".profile": "shell",
  ".env": "properties",
  ".gitconfig": "properties",
  ".editorconfig": "properties",
};

const byFormat: [RegExp, Language][] = [
  [/[/+]json$/, "json"],
  [/[/+]xml$/, "xml"],
  [/^text\/html$/, "html"],
  [/^text\/css$/, "css"],
  [/javascript$/, "javascript"],
  [/[/-]yaml$/, "yaml"],
  [/sql$/, "sql"],
  [/python$/, "python"],
  [/shellscript$|^(application|text)\/x-sh$/, "shell"],
  [/^text\/markdown$/, "markdown"],
  [/toml$/, "toml"],
];

function endings(language: Language, all: string): Record<string, Language> {
  return Object.fromEntries(all.split(",").map((ending) => [ending, language]));
}

/** By the name first: it says more than most types do. Null is plain text. */
export function languageOf(name: string, format: string): Language | null {
  const small = name.toLowerCase();
  const named = Object.hasOwn(byName, small) ? byName[small] : undefined;
  const ending = small.slice(small.lastIndexOf(".") + 1);
  const ended = small.includes(".") && Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
  return named ?? ended ?? byFormat.find(([form]) => form.test(format))?.[1] ?? null;
}

export function highlighter(language: Language): Promise<Extension> {
  return loads[language]();
}
