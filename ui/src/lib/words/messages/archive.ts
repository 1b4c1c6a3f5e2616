// Made from src-tauri/locales/en/archive.ftl by `npx vitest run catalogue -u`.
export type ArchiveMessages = {

};
