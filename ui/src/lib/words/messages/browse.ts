// Made from src-tauri/locales/en/browse.ftl by `npx vitest run catalogue -u`.
export type BrowseMessages = {

};
