// Made from src-tauri/locales/en/transfers.ftl by `npx vitest run catalogue -u`.
export type TransfersMessages = {

};
