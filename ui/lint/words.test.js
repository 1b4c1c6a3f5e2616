import { Linter } from "eslint";
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { amounts, words } from "./words.js";

const config = [
  ...svelte.configs.base,
  { files: ["**/*.ts"], languageOptions: { parser: ts.parser } },
  {
    files: ["**/*.svelte"],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ["**/*.ts", "**/*.svelte"],
    plugins: { page: { rules: { words } } },
    rules: { "page/words": "error", "no-restricted-syntax": amounts },
  },
];

function reports(text, file) {
  const found = new Linter().verify(text, config, { filename: file });
  expect(found.filter(({ fatal }) => fatal)).toEqual([]);
  return found.length;
}

describe("words in the page's source", () => {
  it.each([
    "<p>files</p>",
    "<p>{done ? 'yes' : 'no'}</p>",
    "{#if done}{'done'}{/if}",
    "<p>{count} {count === 1 ? 'file' : 'files'}</p>",
    "<p>{`${count} files`}</p>",
    "<p>{'Deleted: ' + name}</p>",
    "<button title='Close'>{x}</button>",
    "<button aria-label='close'>{x}</button>",
    "<button aria-label='close {name}'>{x}</button>",
    "<button aria-label={open ? 'close' : say('page-open')}>{x}</button>",
    "<Field label='Name' />",
    "<Field label={`Delete ${name}`} />",
    "<input placeholder='type a name' />",
    "<input placeholder='Name' />",
  ])("are found in %s", (text) => expect(reports(text, "a.svelte")).toBeGreaterThan(0));

  it.each([
    "<p class='one two' data-testid='a b'>{say('page-open')}</p>",
    "<p>{piece === 'file' ? a : b}</p>",
    "<p>{say(count > 0 ? 'page-open' : 'page-closed')}</p>",
    "<p>{a} · {b}</p>",
    "<Field placeholder='www.example.org' />",
    "<Field name='fetch-speed' kind='main' testid='to' />",
    "<p style:left='{x}px'>{`${a}/${b}`}</p>",
    "<style>.a { color: red; }</style>",
  ])("are none in %s", (text) => expect(reports(text, "a.svelte")).toBe(0));

  it.each([
    "const title = `Delete ${name}`;",
    "const line = `${count} files`;",
    "const line = 'Deleted: ' + name;",
    "const line = names.join(' and ');",
    "const column = { label: 'Name' };",
    "const word = 'Done';",
  ])("are found in %s", (text) => expect(reports(text, "a.ts")).toBeGreaterThan(0));

  it.each([
    "const kind = 'upload';",
    "const id = `settings-${kind}-title`;",
    "if (key === 'Enter') go();",
    "throw new Error(`no host yet for ${name}`);",
    "const line = parts.join(' · ');",
    "const headers = ['Content-Type'];",
  ])("are none in %s", (text) => expect(reports(text, "a.ts")).toBe(0));
});

describe("amounts in a way of their own", () => {
  it.each([
    "const format = new Intl.DateTimeFormat(shown.now.locale, { month: 'short' });",
    "const text = date.toLocaleDateString();",
    "const text = size.toLocaleString(locale);",
    "names.sort((a, b) => a.localeCompare(b));",
  ])("are found in %s", (text) => expect(reports(text, "a.ts")).toBe(1));

  it.each(["const text = month(at);", "names.sort(inOrder);", "const low = text.toLowerCase();"])(
    "are none in %s",
    (text) => expect(reports(text, "a.ts")).toBe(0),
  );
});
