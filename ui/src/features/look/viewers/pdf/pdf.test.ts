import code from "pdfjs-dist/legacy/build/pdf.worker.mjs?raw";
import { beforeAll, describe, expect, it } from "vitest";
import { memory, type CountedSource } from "../../testing";
import { Reads } from "../reads";
import { leaner } from "./lean";
import { opened } from "./library";
import { pdfOf } from "./making";

/** pdf.js does the work of its worker in this thread, changed as it is when the page is built. */
beforeAll(async () => {
  const address = `data:text/javascript,${encodeURIComponent(leaner(code).replace(/^.*sourceMappingURL.*$/m, ""))}`;
  Object.assign(globalThis, { pdfjsWorker: (await import(/* @vite-ignore */ address)) as unknown });
}, 60_000);

/** Three round trips, of which opening the file is one. */
const most = { reads: 3, bytes: 4_000_000 };

function spent(source: CountedSource): { reads: number; bytes: number } {
  const { reads } = source;
  return { reads: reads.length, bytes: reads.reduce((sum, { length }) => sum + length, 0) };
}

describe("a PDF of 200 pages and 80 MB", () => {
  it.each(["first", "last"] as const)(
    "shows its first page for few reads (its list comes %s)",
    async (list) => {
      const source = memory(pdfOf(200, 80_000_000, list), { name: "a.pdf", kind: "pdf" });
      const reads = new Reads(source);
      const { task, windows } = await opened(reads, (caught) => expect.fail(String(caught)), null);
      const document = await task.promise;
      expect(document.numPages).toBe(200);
      const page = await document.getPage(1);
      await page.getOperatorList();
      expect(spent(source).reads).toBeLessThanOrEqual(most.reads);
      expect(spent(source).bytes).toBeLessThanOrEqual(most.bytes);
      // Another page costs what lies before it in the list, a few bytes each.
      windows.ahead = 0;
      const last = await document.getPage(40);
      expect(last.view).toEqual([0, 0, 600, 800]);
      expect(spent(source).reads).toBeLessThanOrEqual(most.reads + 45);
      await task.destroy();
    },
  );
});
