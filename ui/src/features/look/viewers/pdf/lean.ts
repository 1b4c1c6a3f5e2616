/**
 * Two changes to the worker of pdf.js when the page is built: as it is, it reads the entry of every
 * page before it shows the first one, which for 200 pages is 200 reads all over the file. Pages
 * that are wrong are found when they are shown. Each place has to be there exactly once: a version
 * of pdf.js that has others does not build.
 */

/* eslint-disable page/words -- code of pdf.js */
const changes: [string, string][] = [
  // Entries beyond the page that is asked for are not wanted.
  [
    "if (currentNode === this.toplevelPagesDict && lastKid instanceof Ref",
    "if (last <= pageIndex && currentNode === this.toplevelPagesDict && lastKid instanceof Ref",
  ],
  // The last page is looked for where the count cannot be believed, and where all of the file was
  // read anyway.
  [
    'await pdfManager.ensureDoc("checkLastPage", [recoveryMode]);',
    'await (recoveryMode ? pdfManager.ensureDoc("checkLastPage", [recoveryMode]) : ' +
      'pdfManager.ensureDoc("numPages").catch(() => pdfManager.ensureDoc("checkLastPage", [recoveryMode])));',
  ],
];
/* eslint-enable page/words */

export function leaner(code: string): string {
  return changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`pdf.js has changed: ${from}`);
    return text.replace(from, () => to);
  }, code);
}

/** For Vite. */
export function leanPdf() {
  return {
    name: "lean-pdf",
    transform(code: string, id: string) {
      return id.endsWith("/pdfjs-dist/legacy/build/pdf.worker.mjs")
        ? { code: leaner(code), map: null }
        : null;
    },
  };
}
