// Builds the page into dist/, which the Tauri shell embeds. No inline script or style leaves this
// build: the shell's content policy refuses both.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { leanPdf } from "./src/features/look/viewers/pdf/lean.ts";

export default defineConfig({
  plugins: [svelte(), leanPdf()],
  worker: { format: "es", plugins: () => [leanPdf()] },
  // What is bundled before is not changed.
  optimizeDeps: { exclude: ["pdfjs-dist"] },
  // Relative addresses: the shell serves the page under a scheme of its own.
  base: "./",
  clearScreen: false,
  // The words are the shell's, beside this folder.
  server: { port: 1420, strictPort: true, fs: { allow: [".."] } },
  build: {
    target: ["safari16.4", "chrome111"],
    // The polyfill would be an inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // The tests run the same Svelte that the window runs, not its server half.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  // A test that waits for ever has to end; one on a busy machine may take its time, and what comes
  // before it as well.
  test: {
    environment: "node",
    css: true,
    include: ["src/**/*.test.ts", "lint/*.test.js"],
    setupFiles: ["src/lib/early.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Otherwise a core is left alone, of two half of the machine.
    maxWorkers: "100%",
  },
});
