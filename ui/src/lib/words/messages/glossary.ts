// Made from src-tauri/locales/en/glossary.ftl by `npx vitest run catalogue -u`.
export type GlossaryMessages = {
  "glossary-acl": {};
  "glossary-arn": {};
  "glossary-bucket-policy": {};
  "glossary-cors-rule": {};
  "glossary-delete-marker": {};
  "glossary-encryption-key": {};
  "glossary-endpoint": {};
  "glossary-external-id": {};
  "glossary-legal-hold": {};
  "glossary-lifecycle": {};
  "glossary-mfa": {};
  "glossary-object-lock": {};
  "glossary-ownership": {};
  "glossary-permissions-boundary": {};
  "glossary-prefix": {};
  "glossary-presigned-link": {};
  "glossary-region": {};
  "glossary-requester-pays": {};
  "glossary-role": {};
  "glossary-session-token": {};
  "glossary-storage-class": {};
  "glossary-trust-policy": {};
  "glossary-versioning": {};
};
