// Made from src-tauri/locales/en/mounts.ftl by `npx vitest run catalogue -u`.
export type MountsMessages = {

};
