// Made from src-tauri/locales/en/look.ftl by `npx vitest run catalogue -u`.
export type LookMessages = {
  "look-previous-button": {};
  "look-next-button": {};
  "look-larger-button": {};
  "look-smaller-button": {};
  "look-close-button": {};
  "look-back-button": {};
  "look-loading": {};
  "look-empty": {};
  "look-nothing": {};
  "look-folder": {};
  "look-preview-tab": {};
  "look-details-tab": {};
  "look-sections": {};
  "look-quick-look-action": {};
  "look-quick-look-also": {};
  "look-details-pane-action": {};
  "look-details-pane-also": {};
};
