// Made from src-tauri/locales/en/archive.ftl by `npx vitest run catalogue -u`.
export type ArchiveMessages = {
  "archive-title": {};
  "archive-size": { name: string | number; bytes: number };
  "archive-speed": {};
  "archive-days": {};
  "archive-days-wrong": {};
  "archive-days-help": {};
  "archive-moves": {};
  "archive-restoring-title": {};
  "archive-restoring": {};
  "archive-restored-title": {};
  "archive-restored": { time: string | number };
  "archive-readable": {};
  "archive-restore-button": {};
  "archive-check-button": {};
  "archive-cancel-button": {};
  "archive-close-button": {};
  "archive-wait": {};
};
