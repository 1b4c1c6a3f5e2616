// One door to the host is a rule, not a habit: only lib/backend/tauri.ts may import Tauri, and only
// the features' state files may call the backend.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import { amounts, words } from "./lint/words.js";
import svelteConfig from "./svelte.config.js";

const noTauri = { group: ["@tauri-apps/*"], message: "Only lib/backend/tauri.ts speaks to Tauri." };
const noCalls = {
  group: ["**/backend/backend"],
  importNames: ["call"],
  message: "Components make no calls: the feature's state does.",
};

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/backend/contract.ts", "src/lib/words/messages/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      "no-restricted-imports": ["error", { patterns: [noTauri] }],
      // TypeScript checks names itself, in every file kind used here.
      "no-undef": "off",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
  },
  {
    // State is replaced whole ($state.raw), so the built-in collections in it never change in place.
    files: ["**/*.svelte.ts"],
    rules: { "svelte/prefer-svelte-reactivity": "off" },
  },
  {
    files: ["**/*.svelte"],
    rules: { "no-restricted-imports": ["error", { patterns: [noTauri, noCalls] }] },
  },
  {
    files: ["src/**/*.svelte", "src/**/*.ts"],
    ignores: ["src/**/*.test.ts", "src/lib/backend/**", "src/lib/words/**"],
    plugins: { page: { rules: { words } } },
    rules: { "page/words": "error", "no-restricted-syntax": amounts },
  },
  { files: ["src/lib/backend/tauri.ts"], rules: { "no-restricted-imports": "off" } },
);
