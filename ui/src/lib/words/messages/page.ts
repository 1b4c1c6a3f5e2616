// Made from src-tauri/locales/en/page.ftl by `npx vitest run catalogue -u`.
export type PageMessages = {
  "page-commands-action": {};
  "page-commands-also": {};
  "page-connect-action": {};
  "page-connect-also": {};
  "page-paste-action": {};
  "page-paste-also": {};
  "page-practise-action": {};
  "page-integrations-action": {};
  "page-integrations-also": {};
  "page-backups-action": {};
  "page-backups-also": {};
  "page-new-bucket-also": {};
  "page-rename-action": {};
  "page-practice-note": {};
  "page-bucket-created-title": {};
  "page-bucket-created-next": {};
  "page-hint": { action: string | number; keys: string | number };
  "page-key-ctrl": {};
  "page-key-alt": {};
  "page-key-shift": {};
  "page-key-tab": {};
  "page-key-enter": {};
  "page-key-escape": {};
  "page-key-delete": {};
};
