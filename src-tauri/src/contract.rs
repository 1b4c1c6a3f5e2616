//! The one list of commands. It makes the handlers that Tauri calls and the TypeScript that the
//! page is checked against (`ui/src/lib/backend/contract.ts`), so neither can drift from the other.
//!
//! A line reads `module::command(arguments; channel: what it carries) -> answer`. The command of
//! the same name in `commands/module.rs` does the work; a panic in it becomes a fault for the page
//! and a line in the log.

#[macro_use]
mod doors;
mod types;

use doors::guarded;
use tauri::{State, WebviewWindow, Wry, ipc::Channel};
use types::*;

use crate::{app::App, commands, page::Caller, sink::sink};

contract! {
    /// Everything the first screen needs. Closes what an earlier page left open.
    connect::start() -> Start;
    /// Checks the login without network, then tries it step by step. `kept`: the card whose secrets
    /// it uses; `editing`: the connection whose secret it uses where none was typed.
    connect::probe_login(login: Login, kept: Option<ImportId>, editing: Option<ConnectionId>; steps: ProbeStep) -> Probed;
    /// Tells of what sign-ins need of the person, from now on; every window is told.
    connect::watch_asks(; asks: Vec<AskView>) -> ();
    /// Answers a question; whoever waits for it goes on.
    connect::answer_ask(ask: AskId, answer: AskAnswer) -> ();
    /// Opens the page on which a company sign-in is approved, in the person's browser.
    connect::open_sign_in_page(ask: AskId) -> ();
    /// The profiles in the files that the AWS tools share.
    connect::list_profiles() -> ProfilesView;
    /// The accounts at a company's sign-in page; asks the person to approve it if need be.
    connect::company_accounts(start_url: String, sso_region: String) -> Vec<AccountView>;
    /// The roles that the person has in an account.
    connect::company_roles(start_url: String, sso_region: String, account: String) -> Vec<String>;
    /// Keeps a login that passed, its secret where `storage` says, in the place of `replaces`.
    connect::save_connection(draft: DraftId, name: String, storage: SecretStorage, replaces: Option<ConnectionId>) -> ConnectionView;
    /// The form of a connection, to be changed; its secret stays in Rust.
    connect::edit_connection(connection: ConnectionId) -> Edited;
    /// Forgets a login that passed and was not saved.
    connect::discard_draft(draft: DraftId) -> ();
    /// Gives a connection another name.
    connect::rename_connection(connection: ConnectionId, name: String) -> ConnectionView;
    /// Removes the connection and its secret; closes its listings. Practice files are deleted.
    connect::forget_connection(connection: ConnectionId) -> ();
    /// Starts the practice server when it does not run yet.
    connect::open_practice() -> ConnectionView;
    /// The buckets that the login may list, or that it names; of many, `pages` as they come.
    connect::list_buckets(connection: ConnectionId; pages: Vec<BucketView>) -> Buckets;
    /// Reads what the person pasted. Its secrets stay in Rust; the cards have none.
    import::read_paste(text: Pasted) -> Imported;
    /// Reads a file that the person chose or dropped, as `read_paste`.
    import::read_file(chosen: ChosenId) -> Imported;
    /// Reads the certificates in a file that the person chose.
    import::read_certificate(chosen: ChosenId) -> CertificatesView;
    /// Forgets every card and its secrets.
    import::forget_imports() -> ();
    /// A saved connection as another program's text, with marks where the secrets will be.
    import::preview_export(connection: ConnectionId, shape: ExportShape) -> ExportPreview;
    /// Puts the text with its secrets onto the clipboard; it does not come to the page.
    import::copy_export(connection: ConnectionId, shape: ExportShape) -> ();
    /// Asks where to, and writes the text for its owner; the file's name. null: nobody said where.
    import::save_export(connection: ConnectionId, shape: ExportShape) -> Option<String>;
    /// Opens a listing of a folder, also with what was deleted or as it was at a moment; of what a
    /// search finds below it; or of what a report has of a bucket.
    browse::open_listing(place: Place, kind: ListingKind; ticks: ListingTick) -> Opened;
    /// What a folder held when it was last read, without asking its storage. null: it never was.
    browse::last_read(place: Place) -> Option<LastRead>;
    /// The times at which something changed in a folder, the latest first.
    browse::list_changes(place: Place) -> FolderChanges;
    /// What an inventory report says of itself, by its manifest.
    browse::read_report(connection: ConnectionId, at: ReportAt) -> ReportView;
    /// Counts what lies below a folder.
    browse::measure_folder(place: Place; ticks: FolderSize) -> MeasureId;
    /// Stops counting what lies below a folder.
    browse::stop_measuring(measure: MeasureId) -> ();
    /// A window of rows, 500 at most.
    browse::read_rows(listing: ListingId, start: usize, len: usize) -> Rows;
    /// Sorts the rows; a tick follows.
    browse::sort_listing(listing: ListingId, sort: Sort) -> ();
    /// Shows only names that hold the text; a tick follows.
    browse::filter_listing(listing: ListingId, text: String) -> ();
    /// Shows only rows of a moment that became this since; null: what was there then.
    browse::filter_since(listing: ListingId, since: Option<Since>) -> ();
    /// Positions are those of `revision`; when rows moved since, the selection comes back as it is.
    browse::select_rows(listing: ListingId, revision: u64, change: SelectionChange) -> Selection;
    /// Position of the first row at or after `from` (wrapping) whose name starts with `text`.
    browse::find_row(listing: ListingId, text: String, from: usize) -> Match;
    /// Reads the place again behind the rows shown; once all is there, it takes their place.
    browse::refresh_listing(listing: ListingId) -> ();
    /// Goes on after a failure, asking only for what is missing.
    browse::retry_listing(listing: ListingId) -> ();
    /// Closes a listing and stops its requests.
    browse::close_listing(listing: ListingId) -> ();
    /// Makes an empty folder.
    browse::make_folder(place: Place, name: String) -> ();
    /// What a file, or this version of it, says of itself beside its bytes.
    properties::read_properties(at: FileAt, version: Option<String>) -> FileProperties;
    /// Whether files can have such properties. No network.
    properties::check_properties(edits: PropertyEdits) -> Vec<PropertyFinding>;
    /// Counts what a change would touch, and what it would cost; `add_transfer` then runs the plan.
    properties::plan_properties(of: ChangeOf, edits: PropertyEdits; ticks: ChangeCount) -> DeletePlanId;
    /// Whether a file is in an archive, and how soon it can be had.
    browse::look_into_archive(at: FileAt) -> ArchiveState;
    /// Asks for a file out of its archive, to be read for so many days; answers how it stands then.
    browse::restore_from_archive(at: FileAt, tier: RestoreTier, days: i32) -> ArchiveState;
    /// The versions and deletions of a file, newest first: about 1,000, behind one by its id.
    versions::read_history(at: FileAt, after: Option<String>) -> History;
    /// Deletes a version for good; `typed` has to be the file's name, and null is a delete
    /// marker's. `bypass`: also where governance retains it.
    versions::delete_version(at: FileAt, version: SeenVersion, typed: Option<String>, bypass: bool) -> ();
    /// What keeps a version from being deleted.
    versions::read_locks(at: FileAt, version: String) -> Locks;
    /// Retains a version until a time, or with null no longer; answers how it is locked then.
    versions::retain_version(at: FileAt, version: String, until: Option<Retained>, bypass: bool) -> Locks;
    /// Puts a version under a legal hold or ends it; answers how it is locked then.
    versions::hold_version(at: FileAt, version: String, on: bool) -> Locks;
    /// Reads what decides about a link to a file, or to this version of it.
    share::open_share(at: FileAt, version: Option<String>) -> Sharing;
    /// When a link would end that is made now. No network while the connection is signed in.
    share::check_link(share: ShareId, lasts: LinkLasts) -> LinkEnd;
    /// Signs a link, opens it as whoever gets it would, and keeps in the list that it was made.
    share::make_link(share: ShareId, wanted: LinkWanted) -> MadeLink;
    /// Puts the latest link of a sharing onto the clipboard, and into no history of it.
    share::copy_link(share: ShareId) -> ();
    /// Opens the latest link of a sharing in the person's browser.
    share::open_link(share: ShareId) -> ();
    /// Opens a draft with the latest link of a sharing in the person's email program.
    share::mail_link(share: ShareId) -> ();
    /// Forgets a sharing and its link; the link goes on to work.
    share::close_share(share: ShareId) -> ();
    /// Reads what decides about links to all files that were picked. It is closed as a sharing.
    share::open_many_share(pick: PickId) -> ManySharing;
    /// Makes a link to each file that was picked, tries one, asks where to, and writes them.
    share::save_links(pick: PickId, wanted: LinksWanted) -> ManyLinks;
    /// Reads what decides about letting others store files in a folder. It is closed as a sharing.
    share::open_upload(place: Place) -> UploadFacts;
    /// What the bucket's policy says of an upload page as it is wanted, and when it would end.
    share::check_upload(share: ShareId, wanted: UploadWanted) -> UploadEnd;
    /// Signs an upload page, tries it without leaving a file, asks where to, and writes it.
    share::save_upload(share: ShareId, wanted: UploadWanted) -> MadeUpload;
    /// What was stored where an upload page stores files since it was made.
    share::read_arrivals(link: LinkId) -> Arrivals;
    /// Compares what was picked with files of this computer or with a list of checksums.
    compare::compare_files(pick: PickId, against: CompareAgainst, downloads: bool; ticks: CompareCount) -> CompareId;
    /// Results of a comparison from one on: first those that are not the same, by name.
    compare::read_compared(compare: CompareId, from: usize, most: usize) -> Vec<ComparedFile>;
    /// Asks where to, and writes the results as a table; answers the file's name.
    compare::save_compared(compare: CompareId) -> Option<String>;
    /// Stops a comparison and lets it go.
    compare::close_compare(compare: CompareId) -> ();
    /// The links that were made, the latest first.
    share::list_links() -> Vec<LinkView>;
    /// Removes a link from the list; the link itself goes on to work.
    share::forget_link(link: LinkId) -> ();
    /// Opens a file to be looked at, this version or the current one, and reads its beginning.
    look::open_reading(at: FileAt, version: Option<String>) -> ReadingView;
    /// An address on this computer from which the window can play the file until it is closed.
    look::play_reading(reading: ReadingId) -> String;
    /// Closes a file that was looked at.
    look::close_reading(reading: ReadingId) -> ();
    /// The thumbnail that is kept of a file, or the file opened to make one, its first bytes read.
    look::see_thumbnail(of: Pictured, first: u64) -> Thumbnail;
    /// Keeps a thumbnail, given as Base64.
    look::keep_thumbnail(of: Pictured, picture: String) -> ();
    /// Fetches a file and hands it to a program. `large`: the person knows how large it is.
    open::open_file(at: FileAt, program: Program, large: bool) -> OpenAnswer;
    /// The programs that open files of this name, the usual one first; none where nobody tells.
    open::list_programs(name: String) -> Vec<ProgramView>;
    /// What is to become of an opened file that changed. How an upload ended is told as its state.
    open::answer_opened(opened: OpenedId, answer: OpenedAnswer) -> ();
    /// Keeps what a person made of a text that is looked at, given as Base64, in an opened file,
    /// and uploads that if `send`. `opened`: the one that has what they wrote before. `recoded`: it
    /// is UTF-8 now, and the file was not.
    open::keep_text(reading: ReadingId, opened: Option<OpenedId>, text: String, recoded: bool, send: bool) -> OpenedView;
    /// Stops fetching or uploading an opened file.
    open::stop_opened(opened: OpenedId) -> ();
    /// Tells of all opened files from now on; every window is told.
    open::watch_opened(; opened: Vec<OpenedView>) -> ();
    /// Favourites, places of late, the tabs that were open, and how lists are shown.
    places::read_places() -> PlacesView;
    /// Keeps the open tabs; the one in front is the latest place. Answers the places of late.
    places::keep_tabs(tabs: Vec<Place>, active: usize) -> Vec<Place>;
    /// Makes a place a favourite, or no longer one. Answers all favourites.
    places::set_favourite(place: Place, favourite: bool) -> Vec<Place>;
    /// Keeps how lists are shown.
    places::keep_look(look: Look) -> ();
    /// Where a typed address leads, from `bucket` (empty: the list of buckets), without its query.
    places::locate(connection: ConnectionId, bucket: String, text: String) -> Located;
    /// Counts what deleting the selection would remove; the plan is then run with `add_transfer`.
    transfer::plan_delete(listing: ListingId; ticks: DeleteCount) -> DeletePlanId;
    /// Counts what undeleting the selection would bring back; `add_transfer` then runs the plan.
    transfer::plan_undelete(listing: ListingId; ticks: UndeleteCount) -> DeletePlanId;
    /// Counts what is not as it was at the listed moment; the plan is run with `add_transfer`.
    transfer::plan_restore(listing: ListingId; ticks: RestoreCount) -> DeletePlanId;
    /// Counts what of the selection is archived; the plan is then run with `add_transfer`.
    locks::plan_archived(listing: ListingId; ticks: ArchivedCount) -> DeletePlanId;
    /// Counts the versions that the wish would lock otherwise; the plan is run with `add_transfer`.
    locks::plan_lock(listing: ListingId, wish: LockWish; ticks: LockCount) -> DeletePlanId;
    /// Leaves what was counted of any of these, or of `plan_properties`; nothing changes.
    transfer::discard_plan(plan: DeletePlanId) -> ();
    /// Keeps what is selected, for `add_transfer` and others, also once the listing is closed.
    transfer::pick_rows(listing: ListingId) -> Picked;
    /// Opens the system's own dialog. null: the person closed it.
    transfer::choose(kind: ChooseKind) -> Option<ChosenPath>;
    /// Starts a transfer; `op_id` counts once.
    transfer::add_transfer(request: TransferRequest) -> GroupId;
    /// Lets the person drag what is selected out of the window, `label` beside the pointer. Answers
    /// the download into the folder that it was dropped in, or null. `op_id` counts once.
    transfer::drag_out(op_id: String, listing: ListingId, label: String) -> Option<GroupId>;
    /// Tells of all transfers from now on; every window is told.
    transfer::watch_transfers(; ticks: TransferTick) -> ();
    /// Says what becomes of the names that are already there.
    transfer::answer_conflicts(group: GroupId, on_conflict: OnConflict) -> ();
    /// Stops a group, or one job of it.
    transfer::cancel_transfer(group: GroupId, job: Option<JobId>) -> ();
    /// Tries again what failed in a group, or one job of it.
    transfer::retry_transfer(group: GroupId, job: Option<JobId>) -> ();
    /// Tries again what failed since its names could not be seen; these files alone replace others.
    transfer::replace_unseen(group: GroupId) -> ();
    /// Lets one job, a group, or with null all, wait; what is under way is kept.
    transfer::pause_transfer(group: Option<GroupId>, job: Option<JobId>) -> ();
    /// Lets one job, a group, or with null all, go on; what waits for network or login tries now.
    transfer::resume_transfer(group: Option<GroupId>, job: Option<JobId>) -> ();
    /// Lets a group, or one job of it, go before all others.
    transfer::run_first(group: GroupId, job: Option<JobId>) -> ();
    /// How fast, and how much at once, as a person set it.
    transfer::read_pacing() -> Pacing;
    /// Sets it, for what runs too, and keeps it. Answers what holds: not everything can be.
    transfer::set_pacing(pacing: Pacing) -> Pacing;
    /// Tells of the oldest 1,000 unfinished uploads as each is measured; answers the count.
    unfinished::look_for_unfinished(at: BucketAt; found: Unfinished) -> usize;
    /// Ends unfinished uploads and frees their parts, but for those that a transfer works on.
    unfinished::clean_unfinished(at: BucketAt, chosen: Vec<UnfinishedAt>) -> CleanedUp;
    /// Closes this window after the person said yes, and with the last one ends the program.
    windows::quit() -> ();
    /// Whether this window is at something that would end with it.
    windows::hold_window(at_work: bool) -> ();
    /// What was cut or copied, for the other windows to be put there; null: nothing any more.
    transfer::hold_rows(held: Option<HeldRows>) -> ();
    /// Takes a group that has ended off the panel.
    transfer::dismiss_transfer(group: GroupId) -> ();
    /// A window of a group's jobs.
    transfer::read_jobs(group: GroupId, filter: JobFilter, start: usize, len: usize) -> Jobs;
    /// Shows what a finished download saved in the file manager.
    transfer::reveal_download(group: GroupId) -> ();
    /// Saves all files of a transfer as a table, and answers the file's name. null: the person
    /// closed the dialog.
    transfer::save_jobs(group: GroupId) -> Option<String>;
    /// What is to be said about a name for a bucket. No network.
    settings::check_bucket_name(name: String) -> NameCheck;
    /// Makes a bucket, with what it is to be set to from the start; answers what could not be set.
    settings::create_bucket(connection: ConnectionId, wanted: NewBucket) -> MadeBucket;
    /// Counts everything in a bucket, old versions and unfinished uploads too. Nothing is deleted.
    settings::count_bucket(at: BucketAt; ticks: BucketCount) -> RemovalId;
    /// Empties a bucket that was counted and deletes it; `typed` has to be its name.
    settings::remove_bucket(removal: RemovalId, typed: String; ticks: RemovalTick) -> Removed;
    /// Stops counting or emptying; what is gone stays gone.
    settings::stop_removal(removal: RemovalId) -> ();
    /// What is true of a bucket, each fact as it is known; `brief`: versioning and who can see it.
    settings::look_at_bucket(at: BucketAt, brief: bool; facts: Fact) -> ();
    /// Reads a setting of a bucket and opens it for changes.
    settings::open_setting(at: BucketAt, kind: SettingKind) -> OpenedSetting;
    /// What is to be said about a draft, and what saving it would change; null removes the setting.
    settings::check_setting(setting: SettingId, draft: Option<SettingValue>) -> SettingCheck;
    /// Saves a draft after reading again; null removes the setting. A conflict writes nothing.
    settings::apply_setting(setting: SettingId, draft: Option<SettingValue>) -> Applied;
    /// Puts back what was there before the last change.
    settings::undo_setting(setting: SettingId) -> Applied;
    /// States that a setting had before it was changed from here, the newest first.
    settings::earlier_settings(setting: SettingId) -> Vec<EarlierState>;
    /// Forgets an open setting, and with it its Undo.
    settings::close_setting(setting: SettingId) -> ();
    /// The text of a policy after a statement was added, taken out or mended. Nothing is saved.
    settings::step_policy(setting: SettingId, text: String, step: PolicyStep) -> String;
    /// Counts what a lifecycle rule would do to the files there; ends with them, or when stopped.
    settings::count_rule(setting: SettingId, rule: LifecycleRule; ticks: RuleCount) -> ();
    /// Beginnings for rules.
    settings::cors_templates() -> Vec<Template>;
    /// Rules out of a text in any of the published forms.
    settings::read_cors(text: String) -> ReadCors;
    /// CORS rules as a text in one of the forms that other tools take; no network.
    settings::write_cors(rules: Vec<Rule>, form: Form) -> String;
    /// Rules with more of them; what others wrote stays.
    settings::merge_cors(rules: Vec<Rule>, new: Vec<Rule>) -> Vec<Rule>;
    /// Whether a page may do something by these rules, and which line says so. No network.
    settings::try_cors(rules: Vec<Rule>, asked: Preflight) -> Verdict;
    /// Asks the storage the same, as a browser would, and lays both side by side.
    settings::check_cors_live(setting: SettingId, asked: Preflight) -> LiveCheck;
    /// The products that can be let into buckets.
    integrate::list_presets() -> Vec<PresetView>;
    /// The integrations that were begun.
    integrate::list_integrations() -> Vec<IntegrationView>;
    /// Begins a draft: reads what the plan asks of the buckets. Nothing is changed or written down.
    integrate::begin_integration(connection: ConnectionId, preset: String, buckets: Vec<BucketChoice>) -> Sheet;
    /// Questions, answers and plan of an integration, its buckets read anew.
    integrate::read_integration(integration: IntegrationId) -> Sheet;
    /// Takes answers and says what they come to. Nothing is changed or written down.
    integrate::answer_integration(integration: IntegrationId, filled: Filled) -> Sheet;
    /// Carries the plan out step by step; what is there already stays. Every step is written down.
    integrate::apply_integration(integration: IntegrationId, adopt: bool; steps: Stepped) -> IntegrationView;
    /// Asks where to, and writes the folder for an administrator. null: the dialog was closed.
    integrate::hand_over_integration(integration: IntegrationId) -> Option<IntegrationView>;
    /// Verifies on the storage what was promised, with a file of its own only if `write` says so.
    integrate::verify_integration(integration: IntegrationId, write: bool; checks: CheckLine) -> IntegrationView;
    /// What was made for it is where its connection leads now, though that was edited.
    integrate::continue_integration(integration: IntegrationId) -> IntegrationView;
    /// What taking an integration back would do.
    integrate::preview_removal(integration: IntegrationId) -> Removal;
    /// Takes it back, unless something changed since the preview that gave the token.
    integrate::remove_integration(integration: IntegrationId, token: String; steps: Stepped) -> IntegrationView;
    /// Takes an integration of which nothing is left off the list.
    integrate::forget_integration(integration: IntegrationId) -> ();
    /// Puts the secret of the key that was made onto the clipboard; it does not come to the page.
    integrate::copy_integration_secret(integration: IntegrationId) -> ();
    /// The secret of the key that was made just now, to be handed on; answered once for each key.
    integrate::show_integration_secret(integration: IntegrationId) -> String;
    /// Takes over what an administrator sent back: the filled-in form of the folder, or the ARN.
    integrate::take_reply(integration: IntegrationId, text: String) -> IntegrationView;
    /// The keys of the user that was made, as the storage has them: how old, when last used.
    integrate::read_integration_keys(integration: IntegrationId) -> Vec<KeyFact>;
    /// Takes one step of exchanging the access key for another one.
    integrate::exchange_key(integration: IntegrationId, step: KeyStep) -> IntegrationView;
    /// Asks where to, and writes the latest report; the file's name. null: the dialog was closed.
    integrate::save_report(integration: IntegrationId, shape: ReportShape) -> Option<String>;
    /// Who can reach a bucket, by all policies that this login may read; tells of people read.
    integrate::who_can_reach(at: BucketAt; people: usize) -> Reach;
    /// Why a login was refused: reads what has a say, and says which of it said no.
    integrate::look_into_refusal(connection: ConnectionId, refusal: Refusal) -> Refusal;
    /// Compares two places; changes nothing.
    sync::compare_places(left: SyncPlace, right: SyncPlace, by: CompareBy, filter: SyncFilter; ticks: SyncProgress) -> SyncId;
    /// A window of what was compared so far, of the rows in these states; 500 at most.
    sync::read_sync(comparison: SyncId, states: Vec<SyncState>, start: usize, len: usize) -> SyncRows;
    /// Leaves rows out of what is planned, or takes them in again.
    sync::leave_out_of_sync(comparison: SyncId, rows: Vec<usize>, out: bool) -> ();
    /// What a wish would do, by what was compared; nothing is done.
    sync::plan_sync(comparison: SyncId, wish: SyncWish) -> SyncCount;
    /// Does that, as a transfer, if it is what was `seen`; `sure`: many removals were confirmed.
    sync::begin_sync(op_id: String, comparison: SyncId, wish: SyncWish, seen: SyncSeen, sure: bool) -> GroupId;
    /// Saves what was compared as a table where the person says; the file's name, or null.
    sync::save_sync(comparison: SyncId) -> Option<String>;
    /// Closes a comparison and stops it.
    sync::close_sync(comparison: SyncId) -> ();
    /// The saved pairs of places, with how each last ended.
    pair::list_pairs() -> Vec<PairView>;
    /// Saves the two places of a comparison, with what is to be done and when.
    pair::save_pair(comparison: SyncId, wanted: PairRequest) -> PairView;
    /// Gives a saved pair another name, way or schedule.
    pair::change_pair(pair: PairId, wanted: PairRequest) -> PairView;
    /// Takes a pair off the list, and its schedule away. The files of both places stay.
    pair::forget_pair(pair: PairId) -> ();
    /// Compares the places of a saved pair; changes nothing.
    pair::compare_pair(pair: PairId; ticks: SyncProgress) -> SyncId;
    /// Says that a person sees the pair compared to its end: it runs by itself again.
    pair::look_at_pair(pair: PairId, comparison: SyncId) -> PairView;
    /// Does what was planned of a saved pair to its end; the rest as in `begin_sync`.
    pair::run_pair(pair: PairId, comparison: SyncId, asked: PairAsked; ticks: RunTick) -> ();
    /// Stops a run of a pair; what was copied stays.
    pair::stop_pair(pair: PairId) -> ();
    /// The backups, with how each last ended and how far one is that runs.
    backup::list_backups() -> Vec<BackupView>;
    /// Keeps a new backup, or with an id changes that one, and sets its schedule.
    backup::keep_backup(backup: Option<BackupId>, wanted: BackupRequest) -> BackupView;
    /// Takes a backup off the list, and its schedule away. Its copies stay.
    backup::forget_backup(backup: BackupId) -> ();
    /// Runs a backup to its end; every copy that it calls good was verified.
    backup::run_backup(backup: BackupId; ticks: RunTick) -> BackupView;
    /// Stops a run; what is copied so far is gone on with by the next.
    backup::stop_backup(backup: BackupId) -> ();
    /// The copies of a backup that the bucket tells of, newest first.
    backup::list_copies(backup: BackupId) -> Vec<CopyView>;
    /// Says that what the newest copy lacks was meant to go: the full one is not kept besides.
    backup::accept_smaller(backup: BackupId, copy: String) -> BackupView;
    /// Removes a copy, the last good or full one only with `last`. Answers those that are left.
    backup::remove_copy(backup: BackupId, copy: String, last: bool) -> Vec<CopyView>;
    /// Restores a copy, or with `to` copies it elsewhere, as a transfer; `op_id` counts once.
    backup::restore_copy(op_id: String, backup: BackupId, copy: String, to: Option<Place>, on_conflict: OnConflict) -> GroupId;
    /// The buckets that are folders of this computer, and whether it can carry such folders.
    mount::list_mounts() -> MountsView;
    /// Makes a bucket a folder: the one that was chosen, or with null one in the home folder.
    mount::mount_bucket(wanted: MountWanted, chosen: Option<ChosenId>) -> MountView;
    /// Takes a folder off once all that was written is in the bucket, or `anyway`.
    mount::unmount_bucket(mount: MountId, anyway: bool) -> MountsView;
    /// Opens the folder in the system's file manager.
    mount::open_mount(mount: MountId) -> ();
    /// Tells of files that are dragged over the window or dropped on it.
    windows::watch_window(; events: WindowEvent) -> ();
    /// Opens another window of the program, at a place or with null at its first screen.
    windows::new_window(place: Option<Place>) -> ();
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;
