/** The worker of pdf.js, which begins to listen by itself; changed as lean.ts says. */
export { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";
