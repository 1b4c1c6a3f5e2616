// Made from src-tauri/locales/en/common.ftl by `npx vitest run catalogue -u`.
export type CommonMessages = {
  "common-files": { count: number };
  "common-folders": { count: number };
  "common-bytes": { count: number };
  "common-today-at": { time: string | number };
  "common-yesterday-at": { time: string | number };
  "common-speed": { size: string | number };
  "common-seconds-left": { count: number };
  "common-few-seconds-left": {};
  "common-minutes-left": { count: number };
  "common-hours-left": { count: number };
  "common-days-left": { count: number };
  "common-size-b": { n: string | number };
  "common-size-kb": { n: string | number };
  "common-size-mb": { n: string | number };
  "common-size-gb": { n: string | number };
  "common-size-tb": { n: string | number };
  "common-size-pb": { n: string | number };
  "common-size-eb": { n: string | number };
  "common-comma": { before: string | number; last: string | number };
  "common-and": { before: string | number; last: string | number };
  "common-or": { before: string | number; last: string | number };
};
