// Made from src-tauri/locales/en/connect.ftl by `npx vitest run catalogue -u`.
export type ConnectMessages = {

};
