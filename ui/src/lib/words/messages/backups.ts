// Made from src-tauri/locales/en/backups.ftl by `npx vitest run catalogue -u`.
export type BackupsMessages = {

};
