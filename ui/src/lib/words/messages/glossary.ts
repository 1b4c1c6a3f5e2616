// Made from src-tauri/locales/en/glossary.ftl by `npx vitest run catalogue -u`.
export type GlossaryMessages = {
  "glossary-bucket-policy": {};
  "glossary-encryption-key": {};
  "glossary-endpoint": {};
  "glossary-external-id": {};
  "glossary-lifecycle": {};
  "glossary-object-lock": {};
  "glossary-ownership": {};
  "glossary-prefix": {};
  "glossary-region": {};
  "glossary-role": {};
  "glossary-session-token": {};
  "glossary-versioning": {};
};
