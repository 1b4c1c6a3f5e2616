// Made from src-tauri/locales/en/look.ftl by `npx vitest run catalogue -u`.
export type LookMessages = {

};
