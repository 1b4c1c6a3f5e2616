// Made from src-tauri/locales/en/integrate.ftl by `npx vitest run catalogue -u`.
export type IntegrateMessages = {

};
