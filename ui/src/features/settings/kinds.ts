/**
 * Every setting of a bucket, in the order of the list, with what draws its fields; null where it
 * has an editor of its own. A new setting is a line here and a view in the folder fields.
 */
import type { Component } from "svelte";
import type { SettingKind } from "../../lib/backend/contract";
import AccessList from "./fields/AccessList.svelte";
import Encryption from "./fields/Encryption.svelte";
import Lock from "./fields/Lock.svelte";
import Logging from "./fields/Logging.svelte";
import Ownership from "./fields/Ownership.svelte";
import Payer from "./fields/Payer.svelte";
import PublicAccess from "./fields/PublicAccess.svelte";
import Tags from "./fields/Tags.svelte";
import Versioning from "./fields/Versioning.svelte";
import Website from "./fields/Website.svelte";
import type { Setting } from "./setting.svelte";

export const kinds: Record<SettingKind, Component<{ setting: Setting }> | null> = {
  cors: null,
  policy: null,
  public_access: PublicAccess,
  versioning: Versioning,
  lifecycle: null,
  encryption: Encryption,
  ownership: Ownership,
  access_list: AccessList,
  lock: Lock,
  website: Website,
  logging: Logging,
  payer: Payer,
  tags: Tags,
};
