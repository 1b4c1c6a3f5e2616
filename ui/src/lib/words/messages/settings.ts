// Made from src-tauri/locales/en/settings.ftl by `npx vitest run catalogue -u`.
export type SettingsMessages = {

};
