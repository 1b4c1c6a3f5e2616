/** The commands of what lies beyond files: integrations, backups and buckets as folders. */
import type { CommandName } from "../backend";
import type { ArchiveState, Commands, Fault, Place, Row } from "../contract";
import { refuse } from "./faults";
import { told } from "./told";
import type { FakeBackups } from "./backups";
import type { FakeIntegrations } from "./integrations";
import type { FakeMounts } from "./mounts";
import type { FakePairs } from "./pairs";
import type { FakeReadings } from "./readings";
import type { FakeSync } from "./sync";
import type { FakeWindow } from "./window";
import type { World } from "./world";

export type Handlers = {
  [K in CommandName]: (args: Commands[K]["args"]) => Commands[K]["result"] | Promise<Commands[K]["result"]>;
};

/** A file as Amazon's deep archive has it. */
export const archived: ArchiveState = {
  kind: "archived",
  ways: [
    { tier: "bulk", when: told("files-restore-within", { hours: 48 }), cost: told("files-cost-lowest") },
    { tier: "standard", when: told("files-restore-within", { hours: 12 }), cost: told("files-cost-usual") },
  ],
  for_days: true,
  size: 4_200_000_000,
};

interface Beyond {
  integrations: FakeIntegrations;
  backups: FakeBackups;
  mounts: FakeMounts;
  readings: FakeReadings;
  window: FakeWindow;
  sync: FakeSync;
  pairs: FakePairs;
  world: World;
  archive: ArchiveState | Fault;
  picks: Map<string, { from: Place; rows: Row[] }>;
}

export function beyond(world: Beyond) {
  return {
    list_presets: () => world.integrations.presets(),
    list_integrations: () => world.integrations.list(),
    begin_integration: (asked) => world.integrations.begin(asked),
    read_integration: (asked) => world.integrations.read(asked),
    answer_integration: (asked) => world.integrations.answer(asked),
    apply_integration: (asked) => world.integrations.apply(asked),
    hand_over_integration: (asked) => world.integrations.hand(asked),
    verify_integration: (asked) => world.integrations.verify(asked),
    continue_integration: (asked) => world.integrations.continueHere(asked),
    preview_removal: () => world.integrations.preview(),
    remove_integration: (asked) => world.integrations.remove(asked),
    forget_integration: (asked) => world.integrations.forget(asked),
    copy_integration_secret: () => null,
    show_integration_secret: (asked) => world.integrations.secret(asked),
    take_reply: (asked) => world.integrations.reply(asked),
    read_integration_keys: () => world.integrations.keys(),
    exchange_key: (asked) => world.integrations.exchange(asked),
    save_report: ({ shape }) => `report.${shape}`,
    who_can_reach: (asked) => world.integrations.reach(asked),
    look_into_refusal: ({ refusal }) => ({
      ...refusal,
      who: "arn:aws:iam::111122223333:user/anna",
      by: "nothing_allows" as const,
      certain: "read" as const,
      looked_at: ["The bucket has no policy."],
    }),
    list_backups: () => world.backups.list(),
    keep_backup: (asked) => world.backups.keep(asked),
    forget_backup: (asked) => (world.backups.forget(asked), null),
    run_backup: (asked) => world.backups.run(asked),
    stop_backup: () => null,
    list_copies: (asked) => world.backups.listCopies(asked),
    accept_smaller: (asked) => world.backups.accept(asked),
    remove_copy: (asked) => world.backups.remove(asked),
    restore_copy: ({ op_id }) => op_id,
    list_mounts: () => world.mounts.list(),
    mount_bucket: (asked) => world.mounts.mount(asked),
    unmount_bucket: (asked) => world.mounts.unmount(asked),
    open_mount: () => null,
    open_reading: ({ at, version }) =>
      world.readings.open(at, world.world.bucket(at.bucket).get(at.key)?.size ?? null, version),
    ...comparisonsOf(world),
    ...historiesOf(world),
    ...linksOf(world),
    ...propertiesOf(world),
    play_reading: ({ reading }) => `http://127.0.0.1:9/${reading}`,
    see_thumbnail: ({ of }) =>
      world.readings.see(of, world.world.bucket(of.at.bucket).get(of.at.key)?.size ?? null),
    keep_thumbnail: ({ of, picture }) => (world.readings.keep(of, picture), null),
    close_reading: ({ reading }) => (world.readings.close(reading), null),
    ...openedIn(world),
    look_into_archive: () => ("code" in world.archive ? refuse(world.archive) : world.archive),
    restore_from_archive: () =>
      "code" in world.archive ? refuse(world.archive) : { kind: "restoring" as const },
  } satisfies Partial<Handlers>;
}

/** Files that other programs have, and what the page says of its window. */
function openedIn(world: Beyond) {
  return {
    open_file: (asked) =>
      world.readings.opened.open(asked, world.world.bucket(asked.at.bucket).get(asked.at.key)?.size ?? 0),
    list_programs: () => world.readings.opened.programs,
    answer_opened: (asked) => world.readings.opened.answer(asked),
    keep_text: (asked) => world.readings.opened.keepText(asked, world.readings.fileOf(asked.reading)),
    hold_window: ({ at_work }) => ((world.window.atWork = at_work), null),
    hold_rows: ({ held }) => ((world.window.held = held), null),
    stop_opened: (asked) => world.readings.opened.stop(asked),
    watch_opened: (asked) => world.readings.opened.watch(asked),
  } satisfies Partial<Handlers>;
}

/** Two places that are compared, and those that are saved. */
function comparisonsOf(world: Beyond) {
  return {
    compare_places: (asked) => world.sync.compare(asked),
    read_sync: (asked) => world.sync.read(asked),
    leave_out_of_sync: (asked) => (world.sync.leaveOut(asked), null),
    plan_sync: (asked) => world.sync.plan(asked),
    save_sync: () => "compared.csv",
    begin_sync: (asked) => world.sync.begin(asked),
    close_sync: (asked) => (world.sync.close(asked), null),
    list_pairs: () => world.pairs.list(),
    save_pair: (asked) => world.pairs.save(asked),
    change_pair: (asked) => world.pairs.change(asked),
    forget_pair: (asked) => (world.pairs.forget(asked), null),
    compare_pair: (asked) => world.pairs.compare(asked),
    look_at_pair: (asked) => world.pairs.look(asked),
    run_pair: (asked) => (world.pairs.run(asked), null),
    stop_pair: () => null,
  } satisfies Partial<Handlers>;
}

/** Versions of files, and what keeps them. */
function historiesOf(world: Beyond) {
  return {
    read_history: (asked) =>
      world.readings.versions.read(asked, world.world.bucket(asked.at.bucket).get(asked.at.key) ?? null),
    delete_version: (asked) => world.readings.versions.remove(asked),
    read_locks: ({ version }) => world.readings.versions.look(version),
    retain_version: (asked) => world.readings.versions.retain(asked),
    hold_version: (asked) => world.readings.versions.hold(asked),
  } satisfies Partial<Handlers>;
}

/** What files say of themselves. */
function propertiesOf(world: Beyond) {
  const { properties } = world.readings;
  return {
    read_properties: ({ at }) => properties.read(world.world.bucket(at.bucket).get(at.key) ?? null),
    check_properties: ({ edits }) => properties.check(edits),
    plan_properties: (asked) => properties.plan(asked, world.world, world.picks),
  } satisfies Partial<Handlers>;
}

/** Links that open files without a sign-in. */
function linksOf(world: Beyond) {
  const { shares } = world.readings;
  return {
    open_share: (asked) =>
      shares.begin(asked, world.world.bucket(asked.at.bucket).get(asked.at.key)?.size ?? 0),
    check_link: (asked) => shares.check(asked),
    make_link: (asked) => shares.make(asked),
    open_link: ({ share }) => shares.hand(share, "browser"),
    mail_link: ({ share }) => shares.hand(share, "email"),
    copy_link: ({ share }) => shares.hand(share, "clipboard"),
    close_share: ({ share }) => shares.close(share),
    open_upload: (asked) => shares.ask(asked),
    check_upload: (asked) => shares.checkUpload(asked),
    save_upload: (asked) => shares.upload(asked),
    read_arrivals: (asked) => shares.arrived(asked),
    open_many_share: () => shares.many(),
    save_links: (asked) => shares.save(asked),
    compare_files: (asked) => world.readings.comparisons.begin(asked),
    read_compared: (asked) => world.readings.comparisons.read(asked),
    save_compared: () => world.readings.comparisons.saved,
    close_compare: (asked) => world.readings.comparisons.close(asked),
    list_links: () => shares.made,
    forget_link: (asked) => shares.forget(asked),
  } satisfies Partial<Handlers>;
}
