// Made from src-tauri/locales/en/page.ftl by `npx vitest run catalogue -u`.
export type PageMessages = {

};
