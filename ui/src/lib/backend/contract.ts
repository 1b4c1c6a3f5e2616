// Made from src-tauri/src/contract.rs: change the Rust, then run
//   BUCKETWISE_WRITE_CONTRACT=1 cargo test -p bucketwise contract
import type { Stream } from "./backend";

/**
 * What the person answered. Secrets cross from page to Rust in here and never come back.
 */
export type AskAnswer = { "kind": "code", 
/**
 * As typed.
 */
code: string, } | { "kind": "keys", 
/**
 * The access key.
 */
access_key: string, 
/**
 * Its secret.
 */
secret_key: string, 
/**
 * Its session token, or empty.
 */
session_token: string, } | { "kind": "no" };

/**
 * A question that waits for the person.
 */
export type AskId = string;

/**
 * What is asked.
 */
export type AskKind = { "kind": "code", 
/**
 * The device.
 */
device: string, 
/**
 * The role that demands it.
 */
role: string, } | { "kind": "keys", 
/**
 * The access key that ran out.
 */
access_key: string, };

/**
 * A question to the person.
 */
export type AskView = { 
/**
 * To answer it.
 */
id: AskId, 
/**
 * The connection that needs it, by its name.
 */
connection: string, 
/**
 * What is needed.
 */
needed: AskKind, };

/**
 * `all`: what the login may list. `named`: the login may not list buckets; these are the ones named when connecting.
 */
export type BucketScope = "all" | "named";

/**
 * A bucket. `created` is in milliseconds since 1970.
 */
export type BucketView = { name: string, region: string | null, created: number | null, };

/**
 * The buckets of a connection.
 */
export type Buckets = { scope: BucketScope, buckets: Array<BucketView>, };

/**
 * What a dialog asks for.
 */
export type ChooseKind = "files" | "folder" | "destination" | "login";

/**
 * A connection: somewhere to sign in, kept in the book.
 */
export type ConnectionId = string;

/**
 * How a connection is kept.
 */
export type ConnectionKind = "practice" | "saved" | "session";

/**
 * A connection, without its secret.
 */
export type ConnectionView = { id: ConnectionId, name: string, kind: ConnectionKind, provider: string, provider_name: string, endpoint: string, region: string, bucket: string | null, prefix: string, 
/**
 * How it signs in.
 */
method: SignInMethod, 
/**
 * The last four characters of the access key; empty where none signs.
 */
access_key_hint: string, 
/**
 * The role that is taken on, where one is.
 */
role_arn: string | null, 
/**
 * Nothing may be changed through it.
 */
read_only: boolean, };

/**
 * What is counted so far; `folders` are all folders that have something in them.
 */
export type DeleteCount = { files: number, folders: number, bytes: number, complete: boolean, fault: Fault | null, };

/**
 * A counted deletion that waits for a yes.
 */
export type DeletePlanId = string;

/**
 * A login that was tried and may now be saved.
 */
export type DraftId = string;

/**
 * What an export will be, to look at.
 */
export type ExportPreview = { 
/**
 * The text, with marks where the secrets will be.
 */
text: string, 
/**
 * A name for its file.
 */
file_name: string, 
/**
 * Whether the text has secrets in it.
 */
has_secret: boolean, };

/**
 * For which program a connection is written down.
 */
export type ExportShape = "rclone_nuvolos" | "rclone" | "aws_profile" | "shell" | "power_shell" | "dot_env" | "connection_file";

/**
 * Why something did not work, in words for the person; made only by `engine::fault`.
 */
export type Fault = { 
/**
 * Short and stable; a code exists only where the page or a test acts on it.
 */
code: string, 
/**
 * One line.
 */
title: string, 
/**
 * What happened and what it means for the files.
 */
what: string, 
/**
 * One thing to do.
 */
next: string, 
/**
 * What support needs: operation, place, status, S3 code, request id. Never a secret.
 */
details: string, 
/**
 * Trying the same again may work.
 */
retry: boolean, };

/**
 * The fields of the form that a text fills. No secret has a field here.
 */
export type Fill = { provider: string, endpoint: string, region: string, method: SignInMethod, access_key: string, role_arn: string, external_id: string, session_name: string, mfa_serial: string, bucket: string, prefix: string, path_style: boolean | null, };

/**
 * One thing that a check found.
 */
export type Finding = { 
/**
 * Where.
 */
field: LoginField, 
/**
 * How serious.
 */
severity: Severity, 
/**
 * In words.
 */
text: string, 
/**
 * Mends on offer, best first.
 */
repairs: Array<Repair>, };

/**
 * Where a name was found, for type-ahead.
 */
export type Found = { at: number | null, };

/**
 * Paths on this computer that the person chose or dropped.
 */
export type GrantId = string;

/**
 * Files or a folder that the person chose or dropped. Names are for showing; the paths stay in Rust.
 */
export type Granted = { grant: GrantId, names: Array<string>, files: number, folders: number, };

/**
 * One thing the person asked to have transferred.
 */
export type GroupId = string;

/**
 * Where a group stands.
 */
export type GroupState = "planning" | "asking" | "running" | "done" | "failed" | "cancelled";

/**
 * One thing that the person asked for. `planned` is false while files are still being counted. `conflicts` counts names that are already there and `conflict_names` shows up to 5, while `state` is `asking`.
 * `shown` has up to 6 jobs: running first, then failed. `to` is the place an upload or delete changes, null for a download. `note`: what was left out and why, in words, or empty.
 */
export type GroupView = { id: GroupId, kind: TransferKind, title: string, state: GroupState, planned: boolean, files: number, files_done: number, files_failed: number, files_skipped: number, bytes: number, bytes_done: number, bytes_per_second: number, seconds_left: number | null, conflicts: number, conflict_names: Array<string>, shown: Array<JobView>, to: Place | null, note: string, fault: Fault | null, };

/**
 * A login that a text describes. Its secrets stay in Rust under `id`.
 */
export type ImportCard = { 
/**
 * Names what Rust keeps of it.
 */
id: ImportId, 
/**
 * What the text calls it.
 */
title: string, 
/**
 * What kind of text it is from.
 */
from: string, 
/**
 * What goes into the form.
 */
fill: Fill, 
/**
 * Of the provider, for people.
 */
provider_name: string, 
/**
 * How it signs in, in a few words.
 */
way: string, 
/**
 * Whether the text has the secret key, and a session token.
 */
has_secret: boolean, 
/**
 * See `has_secret`.
 */
has_token: boolean, 
/**
 * Further buckets that the same login opens.
 */
more_buckets: Array<string>, 
/**
 * What the form will still ask for.
 */
missing: Array<string>, 
/**
 * What is worth knowing, in sentences.
 */
notes: Array<string>, };

/**
 * A login that a text describes, with the secrets that came with it.
 */
export type ImportId = string;

/**
 * What was understood of a text.
 */
export type Imported = { 
/**
 * One for each login.
 */
cards: Array<ImportCard>, 
/**
 * About the text as a whole.
 */
notes: Array<string>, };

/**
 * Which jobs of a group to read.
 */
export type JobFilter = "all" | "failed";

/**
 * One file's work inside a group; counted from 0 in each group.
 */
export type JobId = number;

/**
 * Where one file stands.
 */
export type JobState = "waiting" | "running" | "done" | "skipped" | "failed" | "cancelled";

/**
 * One file of a group. `fault` on a waiting one says why its last try did not work.
 */
export type JobView = { id: JobId, name: string, bytes: number, bytes_done: number, state: JobState, fault: Fault | null, };

/**
 * A window of a group's jobs.
 */
export type Jobs = { total: number, start: number, jobs: Array<JobView>, };

/**
 * Where a secret is kept.
 */
export type Keep = "keychain" | "session";

/**
 * Whether secrets can be kept on this computer.
 */
export type Keychain = "ready" | "locked" | "missing";

/**
 * A listing that is open in the page.
 */
export type ListingId = string;

/**
 * A change of the listing, [`TICK_BYTES`] at most. Rows of an older `revision` are out of date. `shown` counts rows after the filter,
 * `total` all, `bytes` of the files among those shown. `head` is the first rows, 60 at most and as many as
 * keep the tick small. `complete` is false while rows
 * still arrive or after `fault` stopped them; Retry goes on from there.
 */
export type ListingTick = { revision: number, shown: number, total: number, bytes: number, complete: boolean, head: Array<Row>, selection: Selection, sort: Sort, filter: string, fault: Fault | null, };

/**
 * The boxes of the form as the person filled them; those of another `method` are empty or of no matter. The secret
 * parts cross from page to Rust and never come back.
 */
export type Login = { 
/**
 * The provider's id, of [`store::providers`].
 */
provider: string, 
/**
 * Where the provider needs one; else empty.
 */
endpoint: string, 
/**
 * As AWS names it (`eu-central-1`).
 */
region: string, 
/**
 * How to sign in.
 */
method: SignInMethod, 
/**
 * The access key id. Not a secret: S3 sends it in the clear.
 */
access_key: string, 
/**
 * The secret access key.
 */
secret_key: string, 
/**
 * The session token of a temporary login, or empty.
 */
session_token: string, 
/**
 * A role to take on with the above, or empty.
 */
role_arn: string, 
/**
 * What the role's owner asks for besides, or empty.
 */
external_id: string, 
/**
 * The name of the session in the owner's logs, or empty.
 */
session_name: string, 
/**
 * Minutes that a session lasts, or empty.
 */
session_minutes: string, 
/**
 * The code device that the role demands, or empty.
 */
mfa_serial: string, 
/**
 * Needed where the login may not list buckets; else empty.
 */
bucket: string, 
/**
 * The folder to start in, or empty.
 */
prefix: string, 
/**
 * null: as the provider does it.
 */
path_style: boolean | null, 
/**
 * Nothing may be changed through this connection.
 */
read_only: boolean, 
/**
 * The proxy to go through, or empty.
 */
proxy: string, };

/**
 * A field of the connect form.
 */
export type LoginField = "provider" | "endpoint" | "region" | "access_key" | "secret_key" | "session_token" | "role_arn" | "external_id" | "session_name" | "session_minutes" | "mfa_serial" | "proxy" | "bucket" | "prefix" | "path_style";

/**
 * What to do with a name that is already there.
 */
export type OnConflict = "ask" | "skip" | "replace" | "keep_both";

/**
 * A listing that was opened.
 */
export type Opened = { listing: ListingId, };

/**
 * What a person pasted. It may hold secrets: it is wiped when it was read, and `Debug` shows nothing of it.
 */
export type Pasted = string;

/**
 * A folder of a bucket.
 */
export type Place = { connection: ConnectionId, bucket: string, 
/**
 * Empty, or ends with the delimiter `/`.
 */
prefix: string, };

/**
 * How a step stands.
 */
export type ProbeState = "running" | "pass" | "fail" | "skip";

/**
 * One visible step of the probe; a step is sent again when its state changes.
 */
export type ProbeStep = { 
/**
 * Which.
 */
id: ProbeStepId, 
/**
 * For people.
 */
title: string, 
/**
 * How it stands.
 */
state: ProbeState, 
/**
 * What was seen, in words.
 */
detail: string, 
/**
 * Why it failed.
 */
fault: Fault | null, 
/**
 * Mends on offer.
 */
repairs: Array<Repair>, };

/**
 * The steps, in the order they are taken.
 */
export type ProbeStepId = "address" | "encryption" | "clock" | "signature" | "buckets" | "region";

/**
 * `draft` is there when every step passed; findings of severity `stop` mean that nothing was sent over the network.
 */
export type Probed = { findings: Array<Finding>, draft: DraftId | null, suggested_name: string, 
/**
 * Whether there is a secret to keep; a public bucket has none.
 */
has_secret: boolean, 
/**
 * Whether the secret can be kept here; asked for only now, so that the first screen need not wait for it.
 */
keychain: Keychain, };

/**
 * `name` is for people; `needs_endpoint` is false for AWS alone.
 */
export type ProviderView = { id: string, name: string, needs_endpoint: boolean, endpoint_example: string, regions: Array<RegionView>, default_region: string, };

/**
 * A region: its short name and its title.
 */
export type RegionView = { id: string, name: string, };

/**
 * A change to the form that the person can accept with one click; the page applies it to its own text, so
 * that a secret need not come back from Rust.
 */
export type Repair = { 
/**
 * A verb and its object, for the button.
 */
label: string, 
/**
 * What the page changes.
 */
change: RepairChange, };

/**
 * What a [`Repair`] changes.
 */
export type RepairChange = { "kind": "set", 
/**
 * The field.
 */
field: LoginField, 
/**
 * Its new text.
 */
value: string, } | { "kind": "trim", 
/**
 * The field.
 */
field: LoginField, } | { "kind": "swap_keys" } | { "kind": "path_style", 
/**
 * `https://host/bucket` when true, `https://bucket.host` when false.
 */
value: boolean, };

/**
 * `name` is the key after the place's prefix, exactly (a folder's ends with `/`). `modified` is in milliseconds
 * since 1970. `type_name` is for people ("JPEG image").
 */
export type Row = { kind: RowKind, key: string, name: string, size: number | null, modified: number | null, type_name: string, selected: boolean, };

/**
 * What a row is.
 */
export type RowKind = "folder" | "file";

/**
 * A window of rows.
 */
export type Rows = { revision: number, start: number, rows: Array<Row>, };

/**
 * What is selected. `bytes` is of the files; folders are counted when something is done with them.
 */
export type Selection = { files: number, folders: number, bytes: number, };

/**
 * How the selection changes, by position in the order shown.
 */
export type SelectionChange = { "kind": "only", at: number, } | { "kind": "toggle", at: number, } | { "kind": "range", from: number, to: number, keep: boolean, } | { "kind": "all" } | { "kind": "none" };

/**
 * Whether the person may go on.
 */
export type Severity = "stop" | "warn";

/**
 * The ways to sign in, as the form offers them.
 */
export type SignInMethod = "access_key" | "environment" | "anonymous";

/**
 * How the rows are sorted.
 */
export type Sort = { 
/**
 * The column.
 */
by: SortBy, 
/**
 * Largest, latest or last first. Folders stay on top either way.
 */
descending: boolean, };

/**
 * The column that rows are sorted by.
 */
export type SortBy = "name" | "size" | "modified" | "type";

/**
 * What the first screen needs.
 */
export type Start = { version: string, providers: Array<ProviderView>, connections: Array<ConnectionView>, notice: Fault | null, };

/**
 * Which way the bytes go.
 */
export type TransferKind = "upload" | "download" | "delete";

/**
 * `op_id` is made by the page: the same id twice counts once.
 */
export type TransferRequest = { op_id: string, work: TransferWork, on_conflict: OnConflict, };

/**
 * All groups, newest first, at most ten times a second; the latest wins.
 */
export type TransferTick = { groups: Array<GroupView>, };

/**
 * What to move, as the page names it. A download or deletion is of what is selected in a listing.
 */
export type TransferWork = { "kind": "upload", grant: GrantId, to: Place, } | { "kind": "download", listing: ListingId, grant: GrantId, } | { "kind": "delete", plan: DeletePlanId, };

/**
 * Files over the window; `x` and `y` are in CSS pixels from the page's corner.
 */
export type WindowEvent = { "kind": "drag_over", x: number, y: number, } | { "kind": "drag_left" } | { "kind": "dropped", x: number, y: number, granted: Granted, };

export interface Commands {
  /** Everything the first screen needs. Closes what an earlier page left open. */
  start: { args: Record<string, never>; result: Start };
  /** Checks the login without network, then tries it step by step. `kept`: the card whose secrets it uses. */
  probe_login: { args: { login: Login; kept: ImportId | null; steps: Stream<ProbeStep> }; result: Probed };
  /** Tells of what sign-ins need of the person, from now on; the latest watcher alone is told. */
  watch_asks: { args: { asks: Stream<Array<AskView>> }; result: null };
  /** Answers a question; whoever waits for it goes on. */
  answer_ask: { args: { ask: AskId; answer: AskAnswer }; result: null };
  /** Keeps a login that passed; its secret goes where `keep` says and nowhere else. */
  save_connection: { args: { draft: DraftId; name: string; keep: Keep }; result: ConnectionView };
  /** Forgets a login that passed and was not saved. */
  discard_draft: { args: { draft: DraftId }; result: null };
  /** Gives a connection another name. */
  rename_connection: { args: { connection: ConnectionId; name: string }; result: ConnectionView };
  /** Removes the connection and its secret; closes its listings. Nothing in a bucket changes; practice files are deleted. */
  forget_connection: { args: { connection: ConnectionId }; result: null };
  /** Starts the practice server when it does not run yet. */
  open_practice: { args: Record<string, never>; result: ConnectionView };
  /** The buckets that the login may list, or the one named when connecting. */
  list_buckets: { args: { connection: ConnectionId }; result: Buckets };
  /** Reads what the person pasted. Its secrets stay in Rust; the cards have none. */
  read_paste: { args: { text: Pasted }; result: Imported };
  /** Reads a file that the person chose or dropped, as `read_paste`. */
  read_file: { args: { grant: GrantId }; result: Imported };
  /** Forgets every card and its secrets. */
  forget_imports: { args: Record<string, never>; result: null };
  /** A saved connection as another program's text, with marks where the secrets will be. */
  preview_export: { args: { connection: ConnectionId; shape: ExportShape }; result: ExportPreview };
  /** Puts the text with its secrets onto the clipboard; it does not come to the page. */
  copy_export: { args: { connection: ConnectionId; shape: ExportShape }; result: null };
  /** Asks where to, and writes the text for its owner alone; the file's name. null: the person closed the dialog. */
  save_export: { args: { connection: ConnectionId; shape: ExportShape }; result: string | null };
  /** Opens a folder and starts reading it. */
  open_listing: { args: { place: Place; ticks: Stream<ListingTick> }; result: Opened };
  /** A window of rows, 500 at most. */
  read_rows: { args: { listing: ListingId; start: number; len: number }; result: Rows };
  /** Sorts the rows; a tick follows. */
  sort_listing: { args: { listing: ListingId; sort: Sort }; result: null };
  /** Shows only names that hold the text; a tick follows. */
  filter_listing: { args: { listing: ListingId; text: string }; result: null };
  /** Positions are those of `revision`; when rows moved since, nothing changes and the selection as it is comes back. */
  select_rows: { args: { listing: ListingId; revision: number; change: SelectionChange }; result: Selection };
  /** Position of the first row at or after `from` (wrapping) whose name starts with `text`, for type-ahead. */
  find_row: { args: { listing: ListingId; text: string; from: number }; result: Found };
  /** Reads the place again behind the rows shown; they are exchanged when all is there, the selection kept by key. */
  refresh_listing: { args: { listing: ListingId }; result: null };
  /** Goes on after a failure, asking only for what is missing. */
  retry_listing: { args: { listing: ListingId }; result: null };
  /** Closes a listing and stops its requests. */
  close_listing: { args: { listing: ListingId }; result: null };
  /** Makes an empty folder. */
  make_folder: { args: { place: Place; name: string }; result: null };
  /** Counts what deleting the selection would remove; the plan is then run with `add_transfer`. */
  plan_delete: { args: { listing: ListingId; ticks: Stream<DeleteCount> }; result: DeletePlanId };
  /** Leaves a counted deletion; nothing is deleted. */
  discard_delete: { args: { plan: DeletePlanId }; result: null };
  /** Opens the system's own dialog. null: the person closed it. */
  choose: { args: { kind: ChooseKind }; result: Granted | null };
  /** Starts a transfer; `op_id` counts once. */
  add_transfer: { args: { request: TransferRequest }; result: GroupId };
  /** Tells of all transfers from now on; the latest watcher alone is told. */
  watch_transfers: { args: { ticks: Stream<TransferTick> }; result: null };
  /** Says what becomes of the names that are already there. */
  answer_conflicts: { args: { group: GroupId; on_conflict: OnConflict }; result: null };
  /** Stops a group, or one job of it. */
  cancel_transfer: { args: { group: GroupId; job: JobId | null }; result: null };
  /** Tries again what failed in a group, or one job of it. */
  retry_transfer: { args: { group: GroupId; job: JobId | null }; result: null };
  /** Takes a group that has ended off the panel. */
  dismiss_transfer: { args: { group: GroupId }; result: null };
  /** A window of a group's jobs. */
  read_jobs: { args: { group: GroupId; filter: JobFilter; start: number; len: number }; result: Jobs };
  /** Opens the folder that a finished download went to. */
  reveal_download: { args: { group: GroupId }; result: null };
  /** Tells of files that are dragged over the window or dropped on it. */
  watch_window: { args: { events: Stream<WindowEvent> }; result: null };
}
