// Made from src-tauri/locales/en by `npx vitest run catalogue -u`.
import type { ArchiveMessages } from "./archive";
import type { BackupsMessages } from "./backups";
import type { BrowseMessages } from "./browse";
import type { CommonMessages } from "./common";
import type { CompareMessages } from "./compare";
import type { ConnectMessages } from "./connect";
import type { GlossaryMessages } from "./glossary";
import type { IntegrateMessages } from "./integrate";
import type { KitMessages } from "./kit";
import type { LockMessages } from "./lock";
import type { LookMessages } from "./look";
import type { MountsMessages } from "./mounts";
import type { OpenMessages } from "./open";
import type { PageMessages } from "./page";
import type { PropertiesMessages } from "./properties";
import type { SettingsMessages } from "./settings";
import type { ShareMessages } from "./share";
import type { SyncMessages } from "./sync";
import type { TimeMessages } from "./time";
import type { TransfersMessages } from "./transfers";
import type { UnfinishedMessages } from "./unfinished";
import type { VersionsMessages } from "./versions";

export type Messages = ArchiveMessages &
  BackupsMessages &
  BrowseMessages &
  CommonMessages &
  CompareMessages &
  ConnectMessages &
  GlossaryMessages &
  IntegrateMessages &
  KitMessages &
  LockMessages &
  LookMessages &
  MountsMessages &
  OpenMessages &
  PageMessages &
  PropertiesMessages &
  SettingsMessages &
  ShareMessages &
  SyncMessages &
  TimeMessages &
  TransfersMessages &
  UnfinishedMessages &
  VersionsMessages;
