// Made from src-tauri/locales/en/kit.ftl by `npx vitest run catalogue -u`.
export type KitMessages = {

};
