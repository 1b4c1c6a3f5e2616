// Made from src-tauri/locales/en/unfinished.ftl by `npx vitest run catalogue -u`.
export type UnfinishedMessages = {

};
