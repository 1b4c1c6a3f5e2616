// Made from src-tauri/locales/en/unfinished.ftl by `npx vitest run catalogue -u`.
export type UnfinishedMessages = {
  "unfinished-title": { bucket: string | number };
  "unfinished-intro": {};
  "unfinished-list": {};
  "unfinished-started": { date: string | number };
  "unfinished-by": { who: string | number };
  "unfinished-ours": {};
  "unfinished-size-unknown": {};
  "unfinished-searching": {};
  "unfinished-found-so-far": { count: string | number };
  "unfinished-none": {};
  "unfinished-oldest": { shown: string | number; total: string | number };
  "unfinished-ask": { count: number };
  "unfinished-ask-sized": { count: number; bytes: number };
  "unfinished-cancel-button": {};
  "unfinished-close-button": {};
  "unfinished-delete-button": { count: number };
  "unfinished-automatic-button": {};
  "unfinished-delete-chosen-button": { count: string | number };
  "unfinished-delete-all-button": {};
  "unfinished-wait": {};
  "unfinished-in-use": {};
};
