// Made from src-tauri/locales/en/glossary.ftl by `npx vitest run catalogue -u`.
export type GlossaryMessages = {
  "glossary-acl": {};
  "glossary-block-public-access": {};
  "glossary-bucket-policy": {};
  "glossary-checksum": {};
  "glossary-cors": {};
  "glossary-encryption-key": {};
  "glossary-endpoint": {};
  "glossary-external-id": {};
  "glossary-lifecycle": {};
  "glossary-object-lock": {};
  "glossary-ownership": {};
  "glossary-path-style": {};
  "glossary-region": {};
  "glossary-requester-pays": {};
  "glossary-role": {};
  "glossary-session-token": {};
  "glossary-trust-policy": {};
  "glossary-versioning": {};
};
