// Made from src-tauri/src/contract.rs: change the Rust, then run
//   BUCKETWISE_WRITE_CONTRACT=1 cargo test -p bucketwise contract
import type { Stream } from "./backend";

/**
 * An account at a company: its twelve digits and its name.
 */
export type AccountView = { id: string, name: string, };

/**
 * The names of one file.
 */
export type Addresses = { 
/**
 * Its plain web address, which opens public files alone.
 */
https: string, 
/**
 * As the AWS tools write it.
 */
s3: string, 
/**
 * Its Amazon resource name.
 */
arn: string, 
/**
 * Its page in the AWS console; null elsewhere.
 */
console: string | null, };

/**
 * What became of a change.
 */
export type Applied = { "outcome": "saved", 
/**
 * What the storage has now; null where nothing is set.
 */
value: SettingValue | null, 
/**
 * What is not quite as it was asked for; null where all is.
 */
note: Words | null, } | { "outcome": "conflict", 
/**
 * What the storage has now.
 */
theirs: SettingValue | null, 
/**
 * What they changed, in sentences.
 */
changes: Array<SettingChange>, };

/**
 * How a file stands that may be in an archive.
 */
export type ArchiveState = { "kind": "archived", 
/**
 * The ways to have it restored.
 */
ways: Array<RestoreWay>, 
/**
 * A copy is restored, which stays for some days; else the file itself moves out of the
 * archive.
 */
for_days: boolean, 
/**
 * The file's size in bytes, which the price depends on.
 */
size: number, } | { "kind": "restoring" } | { "kind": "restored", 
/**
 * Until then, in milliseconds since 1970; null where it stays.
 */
until: number | null, };

/**
 * Archived files of one class, or of one archive of Intelligent-Tiering.
 */
export type ArchivedClass = { 
/**
 * In S3's own words: `GLACIER`, `DEEP_ARCHIVE`, `ARCHIVE_ACCESS`, `DEEP_ARCHIVE_ACCESS`.
 */
class: string, files: number, 
/**
 * In bytes.
 */
bytes: number, 
/**
 * How each tier that is offered restores them, in the order of [`ArchivedCount::tiers`]; a
 * class that does not have that tier is restored by the standard one.
 */
ways: Array<RestoreWay>, };

/**
 * What is counted so far: `files` are archived and would be asked for, `bytes` in all. `restoring`
 * are on their way, `there` can be read. Of `unsure` no list tells: Intelligent-Tiering may have
 * them in an archive. `gone` were picked and are deleted.
 */
export type ArchivedCount = { files: number, bytes: number, restoring: number, there: number, unsure: number, gone: number, 
/**
 * The archived files by their class.
 */
classes: Array<ArchivedClass>, 
/**
 * The tiers that at least one class has, the cheapest first.
 */
tiers: Array<RestoreTier>, 
/**
 * Copies are restored that stay for some days.
 */
for_days: boolean, complete: boolean, fault: Fault | null, };

/**
 * One file that arrived.
 */
export type Arrival = { 
/**
 * Its whole key.
 */
key: string, 
/**
 * In bytes.
 */
size: number, 
/**
 * When, in milliseconds since 1970.
 */
at: number, };

/**
 * What arrived.
 */
export type Arrivals = { 
/**
 * The latest 200, the latest first.
 */
files: Array<Arrival>, 
/**
 * How many there are among the keys that were looked through.
 */
count: number, 
/**
 * The folder has more keys than the 10,000 that were looked through.
 */
more: boolean, };

/**
 * What the person answered. Secrets cross from page to Rust in here and never come back.
 */
export type AskAnswer = { "kind": "code", 
/**
 * As typed; it comes to Rust once and never goes back.
 */
code: string, } | { "kind": "keys", 
/**
 * The access key ID; it is not secret.
 */
access_key: string, 
/**
 * The secret access key that belongs to it.
 */
secret_key: string, 
/**
 * Its session token, or empty.
 */
session_token: string, } | { "kind": "elsewhere" } | { "kind": "no" };

/**
 * A question that waits for the person.
 */
export type AskId = string;

/**
 * What a person is asked for while a sign-in waits.
 */
export type AskKind = { "kind": "code", 
/**
 * The device's serial number or ARN, as the role's profile has it.
 */
device: string, 
/**
 * The role that demands it.
 */
role: string, 
/**
 * Who is sent the digits: a host, or AWS.
 */
to: string, } | { "kind": "browser", 
/**
 * The code that the page shows too; null where the browser comes back to this computer by
 * itself.
 */
code: string | null, 
/**
 * The company's sign-in page.
 */
company: string, } | { "kind": "keys", 
/**
 * The access key that ran out.
 */
access_key: string, };

/**
 * A question to the person.
 */
export type AskView = { 
/**
 * The id that an answer names it by; an answered question is gone.
 */
id: AskId, 
/**
 * The connection that needs it, by its name.
 */
connection: string, 
/**
 * What is asked for, with what the question shows.
 */
needed: AskKind, };

/**
 * From where an address can be reached.
 */
export type Audience = "this_computer" | "this_network" | "anywhere";

/**
 * A backup: what is copied, where to, and when.
 */
export type BackupId = string;

/**
 * What a run is doing, as its progress shows it.
 */
export type BackupPhase = "looking" | "cleaning" | "copying" | "checking" | "thinning";

/**
 * What a person wants copied, as the form has it.
 */
export type BackupRequest = { name: string, from: Place, to: Place, keep: BackupRetention, schedule: Schedule, };

/**
 * How many good copies are kept: the last so many, all of so many days that have one, and the last
 * of each of so many weeks, months and years that have one. All of the newest day stay. With
 * nothing but zeros every copy is kept.
 */
export type BackupRetention = { last: number, days: number, weeks: number, months: number, years: number, };

/**
 * How far a run is, at most ten times a second; the latest wins. What is not known yet is 0.
 */
export type BackupTick = { phase: BackupPhase, files_done: number, files: number, bytes_done: number, bytes: number, };

/**
 * A backup as it stands. `running` has how far a run in this window is; `when` is the schedule in
 * words.
 */
export type BackupView = { id: BackupId, name: string, from: Place, to: Place, keep: BackupRetention, schedule: Schedule, when: Words, timer: TimerState, last: LastRunView | null, running: BackupTick | null, };

/**
 * A setting that can be why storage refused, by the name that it has among all settings.
 */
export type BlamedSetting = "cors" | "policy" | "lifecycle" | "public_access" | "ownership" | "lock";

/**
 * A bucket of a connection.
 */
export type BucketAt = { 
/**
 * The connection that it is reached through, by id.
 */
connection: ConnectionId, 
/**
 * The bucket's name, exactly; names are case-sensitive.
 */
bucket: string, };

/**
 * What is in a bucket, as far as it was counted.
 */
export type BucketCount = { 
/**
 * Files as a list shows them.
 */
files: number, 
/**
 * Older versions of files.
 */
old_versions: number, 
/**
 * Marks that a file was deleted.
 */
markers: number, 
/**
 * Uploads that were begun and not ended.
 */
uploads: number, 
/**
 * Files and versions together.
 */
bytes: number, 
/**
 * Whether all was counted; else the counts are of what was seen.
 */
complete: boolean, 
/**
 * Why counting stopped.
 */
fault: Fault | null, };

/**
 * `all`: what the login may list. `named`: the login may not list buckets; these are the ones
 * named when connecting.
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
 * How certain a cause is.
 */
export type Certain = "said" | "read" | "open";

/**
 * Certificates: `pem` goes with the login, `fingerprints` (SHA-256, one each) are for people to
 * compare.
 */
export type CertificatesView = { pem: string, fingerprints: Array<string>, };

/**
 * What is counted so far. `copies`: files are copied onto themselves, which gives them another
 * date; without, their tags alone are different. `large` of them go in parts, `archived` ones
 * cannot be copied, `frozen` ones can be read now and are copied into an archive, `early` ones are
 * charged for as if they were deleted. `locked`: the bucket has Object Lock. `acl`: each file has
 * an ACL that counts, and loses it. `remains`: what is left of what they are now. `unseen` were
 * not asked for their class.
 */
export type ChangeCount = { files: number, bytes: number, copies: boolean, large: number, archived: number, frozen: number, unseen: number, early: Array<EarlyClass>, locked: boolean, acl: boolean, remains: Remains | null, complete: boolean, fault: Fault | null, };

/**
 * Which files get other properties.
 */
export type ChangeOf = { "kind": "picked", pick: PickId, } | { "kind": "file", at: FileAt, size: number, modified: number | null, etag: string | null, };

/**
 * One check and its result.
 */
export type CheckLine = { 
/**
 * Which; a line is told again when its result is known.
 */
id: string, 
/**
 * How it ended; `Running` is told and never kept.
 */
result: CheckResult, 
/**
 * What is asked, as a sentence.
 */
title: Words, 
/**
 * What was seen, so that a person need not take the result on trust.
 */
evidence: Words, };

/**
 * How a check ended.
 */
export type CheckResult = "running" | "pass" | "fail" | "skip" | "info";

/**
 * What a dialog asks for.
 */
export type ChooseKind = "files" | "folder" | "destination" | "sync_folder" | "mount" | "login" | "certificate" | "compare_file" | "compare_folder" | "checksums";

/**
 * Paths on this computer that the person chose or dropped.
 */
export type ChosenId = string;

/**
 * Files or a folder that the person chose or dropped. Names are for showing; the paths stay in
 * Rust.
 */
export type ChosenPath = { id: ChosenId, names: Array<string>, files: number, folders: number, };

/**
 * What cleaning up came to: these are gone, and why others are not.
 */
export type CleanedUp = { gone: Array<UnfinishedAt>, fault: Fault | null, };

/**
 * A column that the person changed.
 */
export type ColumnLook = { 
/**
 * The column's name in the page.
 */
id: string, 
/**
 * In pixels of a text of usual size; null: as wide as the program thinks best.
 */
width: number | null, 
/**
 * Whether a person wants to see it.
 */
shown: boolean, };

/**
 * What files are held against.
 */
export type CompareAgainst = { "kind": "local", chosen: ChosenId, } | { "kind": "list_file", chosen: ChosenId, } | { "kind": "list", text: string, };

/**
 * What a person wants files to be compared by.
 */
export type CompareBy = "time" | "checksum";

/**
 * How far a comparison is. `odd`: lines of the list that are no checksums. `of`: files to compare,
 * 0 while they are being listed.
 */
export type CompareCount = { of: number, done: number, same: number, differs: number, only_stored: number, only_here: number, unclear: number, odd: number, complete: boolean, fault: Fault | null, };

/**
 * Files whose checksums are compared.
 */
export type CompareId = string;

/**
 * What came of one file.
 */
export type Compared = "differs" | "only_stored" | "only_here" | "unclear" | "same";

/**
 * One file that was compared.
 */
export type ComparedFile = { 
/**
 * Its name below the folder that is compared.
 */
name: string, 
/**
 * What came of it.
 */
result: Compared, 
/**
 * Why, in words.
 */
why: Words, };

/**
 * A connection: somewhere to sign in, kept in the book.
 */
export type ConnectionId = string;

/**
 * How a connection is kept.
 */
export type ConnectionKind = "practice" | "saved" | "session";

/**
 * A connection, without its secret. The practice connection has no name: the page says what it is.
 */
export type ConnectionView = { id: ConnectionId, name: string, kind: ConnectionKind, provider: string, provider_name: Words, endpoint: string, region: string, bucket: string | null, prefix: string, 
/**
 * How it signs in; no secret and no key.
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
read_only: boolean, 
/**
 * Who reads through it pays for each request.
 */
requester_pays: boolean, };

/**
 * A copy: verified whole, or begun and not (yet) so. `at` in milliseconds since 1970.
 * `elsewhere`: what it is a copy of, where that is no longer what the backup copies; null else.
 * `smaller`: it has much less than an earlier full copy.
 */
export type CopyView = { copy: string, good: boolean, folder: Place, at: number, files: number, bytes: number, elsewhere: string | null, smaller: boolean, };

/**
 * What a page asks for, as its browser tells it before the request itself.
 */
export type CorsAsked = { 
/**
 * The page's site: `https://app.example.org`.
 */
origin: string, 
/**
 * The HTTP method in capital letters: `GET`, `PUT`.
 */
method: string, 
/**
 * The request headers that it wants to send.
 */
headers: Array<string>, };

/**
 * Which field of a rule a finding is about.
 */
export type CorsField = "whole" | "id" | "origins" | "methods" | "headers" | "expose" | "max_age";

/**
 * One thing that was found.
 */
export type CorsFinding = { 
/**
 * The rule, from 0; `None`: the configuration as a whole.
 */
rule: number | null, 
/**
 * The field of the rule that it is about.
 */
field: CorsField, 
/**
 * The value in the field's list, from 0.
 */
value: number | null, 
/**
 * Whether the server would refuse the rule, or it is only worth knowing.
 */
grade: CorsGrade, 
/**
 * What is wrong or worth knowing, in a sentence.
 */
text: Words, 
/**
 * The words of a button that mends it, where there is one.
 */
mend: Words | null, 
/**
 * The rule once it is mended.
 */
mended: CorsRule | null, };

/**
 * The published forms of a configuration.
 */
export type CorsForm = "console" | "command_line" | "xml";

/**
 * How serious a finding is.
 */
export type CorsGrade = "stop" | "warn";

/**
 * The line of a rule that did not fit.
 */
export type CorsLine = { "line": "origins" } | { "line": "methods" } | { "line": "headers", 
/**
 * The header that was asked for, in small letters.
 */
header: string, };

/**
 * A rule that did not fit, and why.
 */
export type CorsMiss = { 
/**
 * The rule's position, from 0.
 */
rule: number, 
/**
 * What of it did not fit.
 */
line: CorsLine, 
/**
 * The same in a sentence.
 */
why: Words, };

/**
 * Why a text is no configuration.
 */
export type CorsProblem = { 
/**
 * The line of the text, counted from 1.
 */
line: number, 
/**
 * The column in characters, counted from 1.
 */
column: number, 
/**
 * What is wrong, in a sentence.
 */
text: Words, 
/**
 * The text mended, where that is beyond doubt.
 */
repaired?: string, };

/**
 * One rule: these sites may do these things.
 */
export type CorsRule = { 
/**
 * A name for the rule, where it has one.
 */
id?: string, 
/**
 * The sites: `https://app.example.org`, with at most one `*` each.
 */
origins: Array<string>, 
/**
 * What they may do, of [`METHODS`].
 */
methods: Array<string>, 
/**
 * Request headers that they may send, with at most one `*` each.
 */
headers: Array<string>, 
/**
 * Answer headers that their scripts may see.
 */
expose: Array<string>, 
/**
 * Seconds for which a browser may remember the answer.
 */
max_age?: number, };

/**
 * What the storage told a page.
 */
export type CorsSeen = { 
/**
 * Whether a browser would let the page go on.
 */
allowed: boolean, 
/**
 * What came of it, in a sentence.
 */
text: Words, 
/**
 * Status and headers as they came, for support.
 */
details: string, };

/**
 * Rules to begin with, for a common purpose.
 */
export type CorsTemplate = { 
/**
 * A name that stays the same over versions and languages.
 */
id: string, 
/**
 * What it is for, in a few words.
 */
title: Words, 
/**
 * What it is for, in a sentence.
 */
what: Words, 
/**
 * What its publisher, or we, warn of.
 */
warning: Words | null, 
/**
 * The rule; without sites where the person names them.
 */
rule: CorsRule, };

/**
 * What becomes of a request.
 */
export type CorsVerdict = { 
/**
 * Whether the browser lets the page do it.
 */
allowed: boolean, 
/**
 * The rule that allows it, from 0.
 */
rule: number | null, 
/**
 * Which rule decides, or why none does, in a sentence.
 */
why: Words, 
/**
 * The rules that were tried and did not fit.
 */
misses: Array<CorsMiss>, };

/**
 * What is counted so far; `folders` are all folders that have something in them.
 */
export type DeleteCount = { files: number, folders: number, bytes: number, complete: boolean, fault: Fault | null, 
/**
 * What will be left of them; null until the bucket has told.
 */
remains: Remains | null, 
/**
 * What is owed for those of which nothing is left.
 */
early: Array<EarlyClass>, };

/**
 * A counted deletion that waits for a yes.
 */
export type DeletePlanId = string;

/**
 * A login that was tried and may now be saved.
 */
export type DraftId = string;

/**
 * An earlier state that one can go back to.
 */
export type EarlierState = { 
/**
 * Until when it was so, in milliseconds since 1970.
 */
until: number, 
/**
 * What was set; null where nothing was.
 */
value: SettingValue | null, 
/**
 * What going back would change.
 */
changes: Array<SettingChange>, };

/**
 * Files of a storage class that is charged for longer than they have been in it, or may have been.
 */
export type EarlyClass = { 
/**
 * The class, for instance `STANDARD_IA`; empty where the provider charges so for all.
 */
class: string, 
/**
 * How many files.
 */
files: number, 
/**
 * What they are charged as, in bytes.
 */
bytes: number, 
/**
 * The most days still owed for one of them, if it was stored in this class.
 */
days: number, 
/**
 * How many of the files are charged as if they had 128 KB.
 */
small: number, 
/**
 * How many others are owed for only if a lifecycle rule moved them to this class within the
 * last `least` days.
 */
moved: number, 
/**
 * The days for which the class is charged at least.
 */
least: number, };

/**
 * What becomes of one property.
 */
export type Edit = { "edit": "leave" } | { "edit": "remove" } | { "edit": "guess" } | { "edit": "set", 
/**
 * As a person types it.
 */
value: string, };

/**
 * A saved connection as its form shows it, to be changed.
 */
export type Edited = { 
/**
 * What the form is filled with; no secret is among it.
 */
fill: Fill, 
/**
 * Whether a secret is kept that need not be typed again.
 */
has_secret: boolean, };

/**
 * The key that new files are encrypted with.
 */
export type Encryption = { "key": "storage" } | { "key": "service", 
/**
 * Its ARN or id; empty for the account's default key.
 */
id: string, 
/**
 * Whether the bucket asks for a key of its own now and then rather than for each file.
 */
bucket_key: boolean, } | { "key": "twice", 
/**
 * Its ARN or id; empty for the account's default key.
 */
id: string, } | { "key": "other", 
/**
 * The storage's name for it.
 */
name: string, };

/**
 * How the files are encrypted from now on.
 */
export type EncryptionEdit = { 
/**
 * `AES256` or `aws:kms`.
 */
method: string, 
/**
 * Which key of KMS; null for the account's usual one.
 */
key: string | null, };

/**
 * The end of temporary keys.
 */
export type Expiry = { 
/**
 * In milliseconds since 1970.
 */
at: number, 
/**
 * It was before the text was read.
 */
over: boolean, };

/**
 * What an export will be, to look at.
 */
export type ExportPreview = { 
/**
 * The text, with marks where the secrets will be.
 */
text: string, 
/**
 * The name that a dialog to save it begins with; no folder.
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
 * One thing that is to be known about a bucket.
 */
export type Fact = { 
/**
 * Which; a fact is told once, in any order.
 */
id: FactId, 
/**
 * Whether it is good, a warning, or neither.
 */
tone: FactTone, 
/**
 * What it is about, in a few words.
 */
title: Words, 
/**
 * What it means for files.
 */
text: Words, 
/**
 * Where it can be changed.
 */
kind: SettingKind | null, };

/**
 * Which fact of the overview: one for each setting, and what cannot be changed as a
 * setting.
 */
export type FactId = "websites" | "policy" | "versions" | "lifecycle" | "visibility" | "ownership" | "access_list" | "encryption" | "lock" | "site" | "logging" | "payer" | "tags" | "size" | "copies" | "news" | "inventory" | "region";

/**
 * How a fact is to be taken.
 */
export type FactTone = "good" | "plain" | "warn" | "unknown";

/**
 * What would become of a thing.
 */
export type Fate = "goes" | "back" | "stays" | "gone";

/**
 * Why something did not work, in words for the person; made only by `engine::fault`.
 */
export type Fault = { 
/**
 * Short and stable; a code exists only where the page or a test acts on it.
 */
code: string, 
/**
 * What went wrong, in one line.
 */
title: Words, 
/**
 * What happened and what it means for the files.
 */
what: Words, 
/**
 * The one next step that a person can take.
 */
next: Words, 
/**
 * What support needs: operation, place, status, S3 code, request id. Never a secret.
 */
details: string, 
/**
 * Trying the same again may work.
 */
retry: boolean, 
/**
 * Why a login was refused, where one was.
 */
refusal?: Refusal, 
/**
 * What the window can do about it.
 */
remedy?: Remedy, };

/**
 * A file of a connection.
 */
export type FileAt = { 
/**
 * The connection that it is reached through, by id.
 */
connection: ConnectionId, 
/**
 * The bucket's name, exactly; names are case-sensitive.
 */
bucket: string, 
/**
 * The whole key, exactly as S3 has it; no folder is cut off.
 */
key: string, };

/**
 * All that is known of one file.
 */
export type FileProperties = { 
/**
 * In bytes.
 */
size: number, 
/**
 * Every one there is, in the order in which they are shown; an ACL only where one counts.
 */
properties: Array<Property>, };

/**
 * A file of this computer or of a bucket, as a list showed it.
 */
export type FileSeen = { 
/**
 * In bytes.
 */
size: number, 
/**
 * Last change, in milliseconds since 1970: of a file its own time, of an object when it was
 * stored.
 */
modified: number | null, };

/**
 * A kind of file; those of the last two have no ending of their own.
 */
export type FileType = "jpeg_image" | "png_image" | "gif_image" | "webp_image" | "svg_drawing" | "tiff_image" | "heic_photo" | "avif_image" | "bitmap_image" | "raw_photo" | "design_document" | "pdf_document" | "text_document" | "spreadsheet" | "presentation" | "csv_table" | "tsv_table" | "parquet_table" | "data_table" | "text" | "markdown" | "log" | "json_data" | "xml_data" | "settings" | "web_page" | "style_sheet" | "source_code" | "script" | "notebook" | "video" | "audio" | "zip_archive" | "archive" | "disk_image" | "program" | "mail" | "font" | "database" | "partial_file" | "folder" | "file";

/**
 * One entry of a file's history.
 */
export type FileVersion = { 
/**
 * Its id, as the storage has it; `null` for what was stored while no versions were kept.
 */
id: string, 
/**
 * In bytes; 0 for a deletion.
 */
size: number, 
/**
 * When it was made, in milliseconds since 1970 by the storage's clock; null where it is not
 * told.
 */
modified: number | null, 
/**
 * Its storage class, for instance `STANDARD`; null where it is not told.
 */
class: string | null, 
/**
 * Whose it is, where the storage tells.
 */
owner: string | null, 
/**
 * Its ETag without the quotes, where the storage tells.
 */
etag: string | null, 
/**
 * It is what the file is now.
 */
current: boolean, 
/**
 * It is a delete marker: from then on the file was gone.
 */
deleted: boolean, };

/**
 * The fields of the form that a text fills. No secret has a field here.
 */
export type Fill = { provider: string, endpoint: string, region: string, method: SignInMethod, access_key: string, profile: string, start_url: string, sso_region: string, account: string, account_role: string, role_arn: string, external_id: string, session_name: string, session_minutes: string, mfa_serial: string, bucket: string, more_buckets: Array<string>, prefix: string, path_style: boolean | null, read_only: boolean, requester_pays: boolean, proxy: string, proxy_of_file: boolean, trust: string, };

/**
 * One thing that a check found.
 */
export type Finding = { 
/**
 * The field of the form that it is about.
 */
field: LoginField, 
/**
 * Whether it stops the form, or is only worth knowing.
 */
severity: Severity, 
/**
 * What is wrong or worth knowing, for beside the field.
 */
text: Words, 
/**
 * Mends on offer, best first.
 */
repairs: Array<Repair>, };

/**
 * Something that changed at about one time.
 */
export type FolderChange = { 
/**
 * The second at which it was over, in milliseconds since 1970: the folder as of then has it.
 */
at: number, 
/**
 * Files that were added or overwritten.
 */
stored: number, 
/**
 * Files that were deleted.
 */
deleted: number, };

/**
 * When a folder changed, the latest first.
 */
export type FolderChanges = { 
/**
 * At most 100.
 */
changes: Array<FolderChange>, 
/**
 * Whether these are all that the storage knows of.
 */
complete: boolean, };

/**
 * What was counted so far. `complete` is false while counting goes on or after `fault` stopped it.
 */
export type FolderSize = { files: number, bytes: number, complete: boolean, fault: Fault | null, };

/**
 * One thing the person asked to have transferred.
 */
export type GroupId = string;

/**
 * Where a group stands.
 */
export type GroupState = "planning" | "asking" | "waiting" | "running" | "done" | "failed" | "cancelled";

/**
 * One thing that the person asked for. `waits_for` says why nothing runs, while `state` is
 * `waiting`; `stalled`: it runs, and the server gave no answer for three seconds, so that nobody
 * knows a speed or an end. `planned` is false while files are still being counted. `conflicts`
 * counts names that are already there and `conflict_names` shows up to 5, while `state` is
 * `asking`; `early` is what is still charged for those files if they are replaced. Of the files
 * done, `files_verified` were held against a checksum or an ETag of the server's, and
 * `files_by_size` against their size alone. `shown` has up to 6 jobs: running first, then failed.
 * `to` is the place that changes, null for a download; `from` the one that a move leaves, else
 * null. `first`: a person wants it before the others; `files_renamed` were saved under another
 * name. `notes`: what was left out and why, a sentence each.
 */
export type GroupView = { id: GroupId, kind: TransferKind, title: Words, state: GroupState, waits_for: Wait | null, stalled: boolean, planned: boolean, files: number, files_done: number, files_failed: number, files_skipped: number, files_verified: number, files_by_size: number, bytes: number, bytes_done: number, bytes_per_second: number, seconds_left: number | null, conflicts: number, conflict_names: Array<string>, early: Array<EarlyClass>, files_renamed: number, first: boolean, shown: Array<JobView>, to: Place | null, from: Place | null, 
/**
 * Whose login it reads with, where what was asked is kept.
 */
connection: ConnectionId | null, notes: Array<Words>, fault: Fault | null, };

export type HeldRow = { key: string, name: string, };

/**
 * What was cut (`leave`) or copied in one window, to be put down in any.
 */
export type HeldRows = { picked: Picked, leave: boolean, rows: Array<HeldRow>, };

/**
 * What can be told of a file's history.
 */
export type History = { "state": "listed", 
/**
 * So many of them as were asked for; none where the file never was there.
 */
versions: Array<FileVersion>, 
/**
 * There are older ones: the id of the entry behind which they come.
 */
more: string | null, 
/**
 * Whether this goes on.
 */
keeps: VersionsKept, } | { "state": "not_supported" } | { "state": "not_permitted", 
/**
 * What was refused.
 */
fault: Fault, };

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
title: Words, 
/**
 * What kind of text it is from.
 */
from: Words, 
/**
 * What goes into the form.
 */
fill: Fill, 
/**
 * What a connection file brings that goes into the form only once the person has accepted it.
 */
offered: Offered | null, 
/**
 * Of the provider, for people; null where the text names none.
 */
provider_name: Words | null, 
/**
 * How it signs in, in a few words.
 */
way: Words, 
/**
 * Whether the text has the secret key, and a session token.
 */
has_secret: boolean, 
/**
 * Whether a session token came with it; like a secret it stays in Rust.
 */
has_token: boolean, 
/**
 * Further buckets that the same login opens.
 */
more_buckets: Array<string>, 
/**
 * Where the storage probably is, to be asked about: a region, and why.
 */
perhaps: PerhapsRegion | null, 
/**
 * When the keys stop working.
 */
expires: Expiry | null, 
/**
 * What the form will still ask for.
 */
missing: Array<Words>, 
/**
 * What is worth knowing, in sentences.
 */
notes: Array<Words>, };

/**
 * A login that a text describes, with the secrets that came with it.
 */
export type ImportId = string;

/**
 * What was understood of a text.
 */
export type Imported = { 
/**
 * A card for each login that the text describes.
 */
cards: Array<ImportCard>, 
/**
 * About the text as a whole.
 */
notes: Array<Words>, };

/**
 * What a person answered, by the kind of the question.
 */
export type IntegrationAnswer = boolean | string | Array<string>;

/**
 * What a person answered.
 */
export type IntegrationAnswers = { 
/**
 * The number of the account; read where the storage tells it.
 */
account: string, 
/**
 * The name of what is made; empty for one that follows.
 */
name: string, 
/**
 * The buckets that access is given to, in the order they were added.
 */
buckets: Array<IntegrationBucket>, 
/**
 * By the name of the question.
 */
answers: { [key in string]: IntegrationAnswer }, };

/**
 * A bucket or folder that the product is for.
 */
export type IntegrationBucket = { 
/**
 * The bucket's name, on the connection of the integration.
 */
name: string, 
/**
 * Whether all of the bucket is meant, or one folder.
 */
scope: IntegrationScope, 
/**
 * The folder; empty for all of it.
 */
folder: string, };

/**
 * What is looked at afterwards.
 */
export type IntegrationCheckKind = "region" | "list" | "list_outside" | "read" | "write" | "no_write" | "delete" | "trust" | "role_policy" | "key_for_real" | "bucket_statement" | "cors_live" | "anonymous" | "encryption";

/**
 * Something that is written.
 */
export type IntegrationDocument = { 
/**
 * What kind of document: a policy, a trust policy, CORS rules.
 */
kind: IntegrationDocumentKind, 
/**
 * Its file's name in the folder for an administrator.
 */
file: string, 
/**
 * The bucket it belongs to.
 */
bucket: string | null, 
/**
 * The text that is there now; none where there is none.
 */
before: string | null, 
/**
 * The whole text that will be there.
 */
text: string, 
/**
 * How much of what AWS takes, in letters.
 */
size: [number, number] | null, };

/**
 * The kinds of [`PlanDocument`].
 */
export type IntegrationDocumentKind = "access_policy" | "trust_policy" | "bucket_policy" | "key_grant" | "cors" | "client_file";

/**
 * What is different since the check before.
 */
export type IntegrationDrift = { 
/**
 * When the check before was made, in milliseconds since 1970.
 */
since: number, 
/**
 * What is different; nothing where all is as it was.
 */
lines: Array<IntegrationDriftLine>, };

/**
 * One check that came out differently.
 */
export type IntegrationDriftLine = { 
/**
 * What is asked.
 */
title: Words, 
/**
 * What came of it before; nothing for what was not asked then.
 */
was: CheckResult | null, 
/**
 * What was seen before.
 */
was_seen: Words | null, 
/**
 * What came of it now; nothing for what is no longer asked.
 */
now: CheckResult | null, 
/**
 * What was seen now.
 */
seen: Words | null, };

/**
 * One thing that a check found.
 */
export type IntegrationFinding = { 
/**
 * The question, or `account`, `name`, `buckets[0].folder`.
 */
field: string, 
/**
 * Whether the person may go on.
 */
severity: Severity, 
/**
 * What is wrong or worth knowing, for beside the answer.
 */
text: Words, 
/**
 * What was probably meant.
 */
suggestion: string | null, 
/**
 * A bucket that this asks for and that could be added to the chosen ones.
 */
bucket: string | null, };

/**
 * A product, person or website that is let into buckets.
 */
export type IntegrationId = string;

/**
 * The user or role that the product signs in as.
 */
export type IntegrationIdentity = { 
/**
 * `user` or `role`, as IAM's own names have it.
 */
kind: string, 
/**
 * Its name in the account, without a path.
 */
name: string, };

/**
 * The access key of an integration.
 */
export type IntegrationKey = { 
/**
 * The id by which it is chosen; stable over versions.
 */
id: string, 
/**
 * When it was made, in milliseconds since 1970, if that was written down.
 */
since: number | null, 
/**
 * The id of the one that is to take its place.
 */
second: string | null, 
/**
 * Whether the first is switched off.
 */
first_off: boolean, 
/**
 * Whether the secret of the newest was not shown yet; it is shown once.
 */
unshown: boolean, };

/**
 * What setting up an integration would do: steps, documents, and what proves them.
 */
export type IntegrationPlan = { 
/**
 * The id of the product's preset.
 */
preset: string, 
/**
 * The product's name, as its vendor spells it.
 */
title: Words, 
/**
 * Marks everything that is made: the user or role, statements and rules.
 */
name: string, 
/**
 * How the product signs in, and so what is made for it.
 */
kind: WayKind, 
/**
 * The key is the connection's own.
 */
own_key: boolean, 
/**
 * The number of the account, if it is known.
 */
account: string, 
/**
 * The user or role that the access policy is for.
 */
identity: IntegrationIdentity | null, 
/**
 * The ARN of who comes from outside, if it is known.
 */
partner: string | null, 
/**
 * The external ID that was agreed.
 */
external_id: string | null, 
/**
 * What the answers promise: each action, and a file below the folder that it is for.
 */
promises: { [key in string]: string }, 
/**
 * Who will be able to do what, and what not.
 */
sentences: Array<Words>, 
/**
 * What to know beforehand.
 */
caveats: Array<Words>, 
/**
 * Ours and the vendor's text, where they differ.
 */
choice: IntegrationTextChoice | null, 
/**
 * Whether it waits for values that the partner gives later.
 */
waiting: boolean, 
/**
 * Everything that is written, word for word.
 */
documents: Array<IntegrationDocument>, 
/**
 * What is done, in order.
 */
steps: Array<IntegrationPlanStep>, 
/**
 * What a person does in the product.
 */
by_hand: Array<Words>, 
/**
 * What the product is told.
 */
values: Array<PasteBack>, 
/**
 * What is looked at afterwards.
 */
checks: Array<IntegrationCheckKind>, };

/**
 * One step of a plan, with what it changes and how it is undone.
 */
export type IntegrationPlanStep = { 
/**
 * What kind of thing it makes or changes.
 */
kind: IntegrationStepKind, 
/**
 * A verb and its object.
 */
title: Words, 
/**
 * What is there now, in a sentence.
 */
before: Words, 
/**
 * What will be there after it, in a sentence.
 */
after: Words, 
/**
 * How it is undone when the integration is removed.
 */
undo: Words, 
/**
 * The files that are put in place.
 */
files: Array<string>, };

/**
 * One question to the documents.
 */
export type IntegrationProof = { 
/**
 * Whether the answer is the one that was wanted.
 */
result: IntegrationProofResult, 
/**
 * What was asked, and what was wanted.
 */
text: Words, 
/**
 * What was answered, and by which statement.
 */
evidence: Words, };

/**
 * What came of a question. An expected refusal is a pass.
 */
export type IntegrationProofResult = "pass" | "fail";

/**
 * A question of the form, with how it is asked.
 */
export type IntegrationQuestion = { 
/**
 * The name under which it is answered.
 */
id: string, 
/**
 * What kind of answer it takes, and so which control.
 */
kind: IntegrationQuestionKind, 
/**
 * The question, as the label beside its control.
 */
label: Words, 
/**
 * More about it, to be read below the question.
 */
help: Words | null, 
/**
 * What stands there before.
 */
default: string | null, 
/**
 * Whether it may stay empty.
 */
optional: boolean, 
/**
 * Value and words of each choice.
 */
choices: Array<[string, Words]>, };

/**
 * Which control takes the answer.
 */
export type IntegrationQuestionKind = "choice" | "several" | "yes_no" | "text" | "list" | "json";

/**
 * What was found, and when.
 */
export type IntegrationReport = { 
/**
 * In milliseconds since 1970.
 */
at: number, 
/**
 * Each check once, in the order they were run.
 */
lines: Array<CheckLine>, };

/**
 * How much of a bucket is opened.
 */
export type IntegrationScope = "whole" | "folder" | "unanswered";

/**
 * Questions, answers, and what they come to.
 */
export type IntegrationSheet = { 
/**
 * The integration that answers and steps belong to.
 */
id: IntegrationId, 
/**
 * Through whose login.
 */
connection: ConnectionId, 
/**
 * The product that it is set up for.
 */
preset: PresetView, 
/**
 * What is done in the product before the questions can be answered.
 */
first: Array<Words>, 
/**
 * What is answered so far.
 */
filled: IntegrationAnswers, 
/**
 * What is asked, given those answers.
 */
questions: Array<IntegrationQuestion>, 
/**
 * What was found in the answers.
 */
findings: Array<IntegrationFinding>, 
/**
 * What would be done; null while a finding stops it.
 */
plan: IntegrationPlan | null, 
/**
 * The plan's documents, asked what they allow.
 */
proofs: Array<IntegrationProof>, 
/**
 * How it stands, once something was made.
 */
view: IntegrationView | null, };

/**
 * How an integration stands, in a word.
 */
export type IntegrationState = "handed" | "unfinished" | "waiting" | "unchecked" | "working" | "broken" | "leaving" | "removed";

/**
 * How a step stands; told again whenever that changes.
 */
export type IntegrationStep = { 
/**
 * Which step of the plan, counted from 0.
 */
step: number, 
/**
 * A verb and its object.
 */
title: Words, 
/**
 * How far it is; the last one told counts.
 */
state: ProbeState, 
/**
 * What came of it where that is worth saying: already there, corrected.
 */
detail: Words | null, 
/**
 * Why it failed; none where it did not.
 */
fault: Fault | null, };

/**
 * What kind of thing a step makes or changes.
 */
export type IntegrationStepKind = "make_user" | "make_role" | "set_access" | "make_policy" | "grant_key" | "make_key" | "set_bucket_policy" | "set_cors";

/**
 * Which of two texts is used, and how they differ.
 */
export type IntegrationTextChoice = { 
/**
 * Whether the vendor's text is used.
 */
as_asked: boolean, 
/**
 * Why our text differs from the vendor's, each in a sentence.
 */
reasons: Array<Words>, 
/**
 * The text of the two that is not used, to be compared.
 */
other: string, };

/**
 * An integration of the list.
 */
export type IntegrationView = { 
/**
 * The id that commands name it by.
 */
id: IntegrationId, 
/**
 * Through whose login.
 */
connection: ConnectionId, 
/**
 * The id of the product's preset.
 */
preset: string, 
/**
 * The product as people know it.
 */
title: Words, 
/**
 * The buckets that it has access to, as they were chosen.
 */
buckets: Array<IntegrationBucket>, 
/**
 * How far it got, and whether it worked when it was last verified.
 */
state: IntegrationState, 
/**
 * Since when, in milliseconds since 1970.
 */
since: number, 
/**
 * What was made for it, each in a sentence.
 */
made: Array<Words>, 
/**
 * What the product is told. A secret is not among the values; it is copied by a command.
 */
values: Array<PasteBack>, 
/**
 * What a person does in the product.
 */
by_hand: Array<Words>, 
/**
 * What the last check found.
 */
report: IntegrationReport | null, 
/**
 * What is different since the check before.
 */
drift: IntegrationDrift | null, 
/**
 * The access key that was made.
 */
key: IntegrationKey | null, };

/**
 * Which jobs of a group to read.
 */
export type JobFilter = "all" | "left" | "failed" | "renamed";

/**
 * One file's work inside a group; counted from 0 in each group.
 */
export type JobId = number;

/**
 * Where one file stands.
 */
export type JobState = "waiting" | "paused" | "running" | "done" | "skipped" | "failed" | "cancelled";

/**
 * One file of a group. `fault` on a waiting one says why its last try did not work. `saved_as`:
 * its place below the chosen folder, where this computer could not keep its name. `etag`: of the
 * object that it made, as the server answered it; null in a tick, and after a restart.
 */
export type JobView = { id: JobId, name: string, bytes: number, bytes_done: number, state: JobState, proof: Proof | null, fault: Fault | null, saved_as: string | null, etag: string | null, };

/**
 * A window of a group's jobs.
 */
export type Jobs = { total: number, start: number, jobs: Array<JobView>, };

/**
 * What a bucket keeps of files that are replaced or deleted.
 */
export type Keeps = "always" | "suspended" | "never" | "not_supported" | "unknown";

/**
 * A key, as the storage knows it.
 */
export type KeyFact = { 
/**
 * The access key ID, `AKIA…`.
 */
id: string, 
/**
 * Whether requests may be signed with it; an inactive key can be activated again.
 */
active: boolean, 
/**
 * When it was made, in milliseconds since 1970, where the storage says so.
 */
created: number | null, 
/**
 * When it was last used, where the storage counts that and it was.
 */
used: number | null, 
/**
 * Whether it was made by this integration.
 */
ours: boolean, 
/**
 * Whether its last use could not be read.
 */
unread: boolean, 
/**
 * Whether something signs in with it: it is switched on, and no other key was used much later.
 * One of which that could not be read counts as in use.
 */
in_use: boolean, };

/**
 * A step of exchanging a key.
 */
export type KeyStep = "make_second" | "first_off" | "first_on" | "delete_first" | "stop";

/**
 * Whether secrets can be kept on this computer.
 */
export type Keychain = "ready" | "locked" | "missing";

/**
 * What a folder held: `total` rows, of which the first by name are here. `at` is when it was read,
 * in milliseconds since 1970.
 */
export type LastRead = { at: number, total: number, rows: Array<Row>, };

/**
 * How the last run ended: well, with its copy (and in `what` anything else worth knowing); else
 * with `title`, `what` and `next` saying why not. `smaller`: its copy has much less than this full
 * one, which stays until a person says that this was meant.
 */
export type LastRunView = { at: number, good: boolean, copy: string, files: number, bytes: number, code: string, title: Words, what: Words, next: Words, smaller: SmallerThan | null, };

/**
 * How a run ended.
 */
export type LastSync = { 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * Files that were added or replaced.
 */
copied: number, 
/**
 * Files that were removed from the target.
 */
removed: number, 
/**
 * Files about which nothing could be done.
 */
failed: number, 
/**
 * Files that would be replaced or removed, and wait for a person.
 */
spared: number, 
/**
 * Files of which nothing could be said: they were left as they are.
 */
held: number, 
/**
 * Why not all of it was done; none where it was.
 */
trouble: PairTrouble | null, };

/**
 * A message to send, line by line: no value of a line can break it.
 */
export type Letter = Array<Words>;

/**
 * A move to another class of storage.
 */
export type LifecycleMove = { 
/**
 * At what age, or on which day, it is moved.
 */
when: LifecycleWhen, 
/**
 * Where to, as `STANDARD_IA`.
 */
class: string, };

/**
 * A move of old versions.
 */
export type LifecycleOldMove = { 
/**
 * Days after a version was replaced.
 */
days: number, 
/**
 * So many of the newest stay where they are.
 */
keep: number | null, 
/**
 * The storage class that it is moved to, by S3's name.
 */
class: string, };

/**
 * One rule: which files, and what becomes of them.
 */
export type LifecycleRule = { 
/**
 * Its name; a storage that demands one makes one up for an empty one.
 */
id: string, 
/**
 * Whether it is switched on.
 */
on: boolean, 
/**
 * Only files whose keys begin with this; empty for all.
 */
prefix: string, 
/**
 * Only files with all of these tags.
 */
tags: Array<Tag>, 
/**
 * Only files larger than this many bytes.
 */
larger_than: number | null, 
/**
 * Only files smaller than this many bytes.
 */
smaller_than: number | null, 
/**
 * Files are deleted when this old.
 */
expire: LifecycleWhen | null, 
/**
 * Delete markers with nothing behind them are cleaned away.
 */
clean_markers: boolean, 
/**
 * Files are moved to other classes of storage.
 */
moves: Array<LifecycleMove>, 
/**
 * Old versions are deleted this many days after they were replaced.
 */
old_expire: number | null, 
/**
 * But this many of the newest are kept.
 */
old_keep: number | null, 
/**
 * Old versions are moved to other classes of storage.
 */
old_moves: Array<LifecycleOldMove>, 
/**
 * Uploads not ended within this many days are cleaned away.
 */
abort: number | null, };

/**
 * When something happens to a file.
 */
export type LifecycleWhen = { "when": "days", 
/**
 * How many days, 1 or more.
 */
days: number, } | { "when": "on", 
/**
 * The day, as `2026-12-31T00:00:00Z`.
 */
date: string, };

/**
 * What ends a link first.
 */
export type LinkBound = "chosen" | "session" | "longest" | "policy" | "copy" | "bucket";

/**
 * When a link ends.
 */
export type LinkEnd = { 
/**
 * In milliseconds since 1970, at a whole second.
 */
at: number, 
/**
 * What ends it.
 */
by: LinkBound, 
/**
 * It may end sooner: the keys that sign it are temporary, and nothing says until when.
 */
sooner: boolean, 
/**
 * It works until then at most, since keys, a policy or a session may end it sooner. Lists of
 * links that were kept before this was told have no such field.
 */
at_most: boolean, };

/**
 * What a link lets its recipient do.
 */
export type LinkGives = "file" | "folder" | "upload";

/**
 * A link that was made, in the list of links.
 */
export type LinkId = string;

/**
 * How long a link is to work, as a person chose it.
 */
export type LinkLasts = { "kind": "for", 
/**
 * How many seconds.
 */
seconds: number, } | { "kind": "until", 
/**
 * In milliseconds since 1970.
 */
at: number, };

/**
 * What ends a link, whatever a person chooses.
 */
export type LinkLimits = { 
/**
 * The keys that sign.
 */
session: LinkSession, 
/**
 * How old a link may be, in milliseconds, by the bucket's policy; null where it says nothing.
 */
policy: number | null, 
/**
 * Until when the restored copy of an archived file stays, in milliseconds since 1970.
 */
copy: number | null, 
/**
 * How long a link to something in this bucket lasts, in milliseconds; null where it is as
 * everywhere.
 */
bucket: number | null, };

/**
 * What a browser is to do with a file that a link opens.
 */
export type LinkOpens = "download" | "browser";

/**
 * Why a link does not open its file.
 */
export type LinkRefusal = "expired" | "not_yet" | "signature" | "denied" | "missing" | "archived" | "elsewhere" | "page" | "unreachable" | "busy" | "other";

/**
 * Until when the keys are good that sign.
 */
export type LinkSession = { "kind": "lasting" } | { "kind": "until", 
/**
 * In milliseconds since 1970.
 */
at: number, } | { "kind": "untold" };

/**
 * What the links are written as.
 */
export type LinkShape = "csv" | "page";

/**
 * Whether a link can open a file.
 */
export type LinkStands = "ready" | "unsigned" | "archived" | "restoring";

/**
 * What came of opening a link without a sign-in.
 */
export type LinkTried = { "state": "works", 
/**
 * The server heeds how the file is to be opened, and under which name.
 */
named: boolean, } | { "state": "refused", 
/**
 * Why.
 */
why: LinkRefusal, } | { "state": "not_reached", 
/**
 * What was in the way.
 */
fault: Fault, };

/**
 * A link that was made. It opens nothing.
 */
export type LinkView = { 
/**
 * Its id in this list.
 */
id: LinkId, 
/**
 * The file that it opens or stores. Of an upload page what the keys of its files begin with.
 */
at: FileAt, 
/**
 * What it lets its recipient do.
 */
gives: LinkGives, 
/**
 * This version of it; null for what the file is when it is opened.
 */
version?: string | null, 
/**
 * Whom it is for, as the person wrote it.
 */
note: string, 
/**
 * When it was made, in milliseconds since 1970.
 */
made: number, 
/**
 * When it ends.
 */
end: LinkEnd, 
/**
 * The ID of the access key that signed it, whose end is the link's.
 */
key: string | null, };

/**
 * A link, as a person wants it.
 */
export type LinkWanted = { 
/**
 * Until when.
 */
lasts: LinkLasts, 
/**
 * What a browser is to do.
 */
opens: LinkOpens, 
/**
 * The name under which the file is saved; empty for the file's own.
 */
name: string, 
/**
 * Whom it is for, for the person alone; 200 characters are kept.
 */
note: string, };

/**
 * Links to several files, as a person wants them.
 */
export type LinksWanted = { 
/**
 * Until when.
 */
lasts: LinkLasts, 
/**
 * What a browser is to do.
 */
opens: LinkOpens, 
/**
 * Whom they are for, for the person alone.
 */
note: string, 
/**
 * As what they are written.
 */
shape: LinkShape, };

/**
 * One line of an ACL.
 */
export type Listed = { 
/**
 * Whom the line gives something.
 */
who: Whom, 
/**
 * What it gives them.
 */
may: May, };

/**
 * A listing that is open in the page.
 */
export type ListingId = string;

/**
 * What of a place is listed.
 */
export type ListingKind = { "kind": "folder" } | { "kind": "search", 
/**
 * What a name has to fit, anywhere below the folder.
 */
query: Query, } | { "kind": "deleted" } | { "kind": "as_of", 
/**
 * In milliseconds since 1970, by the clock of the storage.
 */
moment: number, } | { "kind": "report", 
/**
 * Where the report lies.
 */
report: ReportAt, };

/**
 * A change of the listing, [`TICK_BYTES`] at most. Rows of an older `revision` are out of date.
 * `shown` counts rows after the filter, `total` all, `bytes` of the files among those shown and
 * `folders` the folders among them. `mixed`: the files are not all of one storage class.
 * `head` is the first rows, 60 at most and as many as keep the tick small. `read` is how many
 * objects and folders were looked at, which in a search is more than `total`. `complete` is false
 * while rows still arrive or after `fault` stopped them; Retry goes on from there. `full` is true
 * when the listing stopped because it holds as many rows as it may: [`MOST_ROWS`]. `past`: what a
 * list of the past cannot show.
 */
export type ListingTick = { revision: number, shown: number, total: number, read: number, bytes: number, folders: number, mixed: boolean, complete: boolean, full: boolean, head: Array<Row>, selection: Selection, sort: Sort, filter: string, fault: Fault | null, past?: PastView, };

/**
 * The storage's answers beside what the saved rules say.
 */
export type LiveCheck = { 
/**
 * By the rules that the storage has.
 */
predicted: CorsVerdict, 
/**
 * The question that a browser asks first.
 */
preflight: CorsSeen, 
/**
 * The file by a presigned link; null where the page does not ask to open one.
 */
get: CorsSeen | null, 
/**
 * Whether prediction and answers agree.
 */
agrees: boolean, 
/**
 * What it comes to, with the likely cause of a difference.
 */
why: Words, };

/**
 * Where an address leads: the folder to open, and the file in it that was meant.
 */
export type Located = { place: Place, file: LocatedFile | null, };

/**
 * A file that an address named. `size` is null where the login may list the file but not read it.
 */
export type LocatedFile = { 
/**
 * The key after the place's prefix, exactly.
 */
name: string, size: number | null, modified: number | null, };

/**
 * What is counted so far: of `versions` in all, `changes` would be locked otherwise, of `bytes`
 * together; for `overrides` of those governance is overridden. Left alone are those that are so
 * already (`same`), locked for `longer`, and retained by compliance (`firm`). `absent` were picked
 * and have no version that is meant: they were not there at the moment that is shown, or are gone.
 */
export type LockCount = { versions: number, changes: number, bytes: number, overrides: number, same: number, longer: number, firm: number, absent: number, complete: boolean, fault: Fault | null, };

/**
 * What is to become of the lock of a version.
 */
export type LockWish = { "kind": "retain", 
/**
 * How firmly, and until when.
 */
retained: Retained, 
/**
 * What governance retains for longer, or firmly in another way, is shortened: the request
 * says so in a header of its own.
 */
bypass: boolean, } | { "kind": "release", 
/**
 * The person said that the request says so in a header of its own; without it nothing is
 * released.
 */
bypass: boolean, } | { "kind": "hold", 
/**
 * Put under a hold.
 */
on: boolean, };

/**
 * How a version is locked.
 */
export type Locks = { "state": "read", 
/**
 * Until when it cannot be deleted; null where nothing retains it.
 */
retained: Retained | null, 
/**
 * It is under a legal hold.
 */
held: boolean, } | { "state": "off" } | { "state": "not_supported" } | { "state": "not_permitted", 
/**
 * What was refused.
 */
fault: Fault, };

/**
 * Where the records go.
 */
export type Logging = { 
/**
 * The bucket that takes them.
 */
bucket: string, 
/**
 * What their keys begin with.
 */
prefix: string, 
/**
 * Folders by date: `EventTime` or `DeliveryTime`; empty for none.
 */
by_date: string, 
/**
 * How many permissions others have on the records; they are not shown, and stay as they are.
 */
grants: number, };

/**
 * The boxes of the form as the person filled them; those of another `method` are empty or of no
 * matter. The secret parts cross from page to Rust and never come back.
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
 * How to sign in; it says which of the other fields count.
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
 * The profile's name, or empty.
 */
profile: string, 
/**
 * The company's sign-in page, or empty.
 */
start_url: string, 
/**
 * The region that the company's sign-in runs in, or empty.
 */
sso_region: string, 
/**
 * The account to use there, or empty.
 */
account: string, 
/**
 * The role to use in the account, or empty.
 */
account_role: string, 
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
 * Further buckets that the same login opens, where it may not list them.
 */
more_buckets: Array<string>, 
/**
 * The folder to start in, or empty.
 */
prefix: string, 
/**
 * null: as the provider does it.
 */
path_style: boolean | null, 
/**
 * Go on with the bucket though its list is refused, as drop-box logins have it.
 */
unlisted: boolean, 
/**
 * Nothing may be changed through this connection.
 */
read_only: boolean, 
/**
 * Whoever asks pays, and that is accepted.
 */
requester_pays: boolean, 
/**
 * The proxy to go through, or empty.
 */
proxy: string, 
/**
 * The proxy came in a connection file and was accepted: Amazon’s own sign-in goes without it.
 */
proxy_of_file: boolean, 
/**
 * Another address, proxy or certificate than the edited connection has was accepted for a
 * sign-in that no secret has to be typed for.
 */
accepts_way: boolean, 
/**
 * Certificates to trust besides the system's, in PEM as [`store::anchors`] makes it, or empty.
 */
trust: string, };

/**
 * A field of the connect form.
 */
export type LoginField = "provider" | "endpoint" | "region" | "access_key" | "secret_key" | "session_token" | "profile" | "start_url" | "sso_region" | "account" | "account_role" | "role_arn" | "external_id" | "session_name" | "session_minutes" | "mfa_serial" | "proxy" | "trust" | "bucket" | "prefix" | "path_style" | "method" | "read_only" | "requester_pays";

/**
 * How lists of files are shown.
 */
export type Look = { 
/**
 * As tiles rather than as a table.
 */
tiles: boolean, 
/**
 * Pictures show what kind of file they are, and no thumbnail is made of them.
 */
plain: boolean, 
/**
 * The table has small thumbnails in the place of pictures of the kind.
 */
thumbs: boolean, 
/**
 * Columns that the person changed.
 */
columns: Array<ColumnLook>, 
/**
 * The buttons of the bar have their words below their pictures.
 */
words: boolean, 
/**
 * The size of text and rows, in percent; 0: the usual one.
 */
zoom: number, 
/**
 * The language that was chosen: a folder of the catalogue; empty: the computer's.
 */
language: string, 
/**
 * The details pane is open.
 */
details: boolean, 
/**
 * Lines of the sidebar that are not as they are at first: connections that are open, groups
 * of places that were turned.
 */
tree: Array<string>, 
/**
 * Buckets whose files are not shown by name, the latest first.
 */
sorts: Array<SortLook>, };

/**
 * What shows a file.
 */
export type LookKind = "image" | "photo" | "text" | "markdown" | "table" | "parquet" | "sheet" | "pdf" | "audio" | "video" | "zip" | "tar" | "mail" | "document" | "font" | "bytes";

/**
 * A bucket that was made.
 */
export type MadeBucket = { 
/**
 * The name as the storage has it.
 */
name: string, 
/**
 * What did not come out as asked; empty where all did.
 */
notes: Array<Words>, };

/**
 * A link that was made. Whoever has `url` can open the file.
 */
export type MadeLink = { 
/**
 * Its entry in the list of links.
 */
id: LinkId, 
/**
 * The link itself.
 */
url: string, 
/**
 * When it ends.
 */
end: LinkEnd, 
/**
 * What came of opening it.
 */
tried: LinkTried, 
/**
 * How far this computer's clock is behind the server's, in milliseconds; negative where it is
 * ahead, null where both agree.
 */
clock: number | null, };

/**
 * What came of making an upload page.
 */
export type MadeUpload = { 
/**
 * What the keys of its files begin with, or the key of the one file.
 */
to: string, 
/**
 * Whether a file has that key already could not be seen.
 */
unseen: boolean, 
/**
 * When it ends.
 */
end: LinkEnd, 
/**
 * What came of trying it.
 */
tried: UploadTried, 
/**
 * How far this computer's clock is behind the server's, in milliseconds; negative where it is
 * ahead, null where both agree.
 */
clock: number | null, 
/**
 * The name of the file that it was saved in; null where it was not.
 */
saved: string | null, };

/**
 * What came of making them.
 */
export type ManyLinks = { 
/**
 * How many there are.
 */
count: number, 
/**
 * When they end.
 */
end: LinkEnd, 
/**
 * What came of opening the first, or the first that tells of the others too.
 */
tried: LinkTried, 
/**
 * The name of the file that they were saved in; null where they were not.
 */
saved: string | null, };

/**
 * Several files that are about to be shared, and what was found out about their links.
 */
export type ManySharing = { 
/**
 * What is handed back to ask until when links work.
 */
id: ShareId, 
/**
 * How many files there are, those in folders among them.
 */
files: number, 
/**
 * Whether anything signs for this connection.
 */
stands: LinkStands, 
/**
 * Files that are archived, and have to be restored before a link opens them.
 */
archived: number, 
/**
 * Files that are being restored.
 */
restoring: number, 
/**
 * Files of which it was not found out whether they are archived.
 */
unseen: number, 
/**
 * Files that the bucket's policy denies to whoever comes by a link.
 */
refused: number, 
/**
 * Files that the bucket's policy denies outside certain networks.
 */
networks: number, 
/**
 * Files whose address browsers change, so that they open none of them.
 */
unreachable: number, 
/**
 * The host that a link leads to.
 */
host: string, 
/**
 * From where a link can be opened, as far as its address tells.
 */
reach: Audience, 
/**
 * Whether what goes over it is encrypted on its way.
 */
encrypted: boolean, 
/**
 * The connection trusts certificates that the browsers of others need not trust.
 */
own_trust: boolean, 
/**
 * What ends a link.
 */
limits: LinkLimits, 
/**
 * What the bucket's policy says of links.
 */
policy: PolicyOnLinks, 
/**
 * The ID of the access key that signs; null where nothing does, and where the keys are
 * temporary: nobody can deactivate such a key.
 */
key: string | null, };

/**
 * The row whose name begins as was typed: `at` is its position, none where no name does.
 */
export type Match = { at: number | null, };

/**
 * What somebody on the list may do with the bucket.
 */
export type May = "look" | "write" | "look_at_list" | "change_list" | "everything";

/**
 * Counting what lies below a folder.
 */
export type MeasureId = string;

/**
 * A bucket, or all of a connection, that is a folder of this computer.
 */
export type MountId = string;

/**
 * Where a mounted folder stands: it works; rclone is gone and an empty shell of the folder stays;
 * or nothing is mounted any more, and files that were written wait to be sent.
 */
export type MountState = "starting" | "mounted" | "broken" | "waiting";

/**
 * A bucket (null: all of the connection's) that is a folder. `folder` is the folder's name;
 * `unsent` counts files that were written there and are not in the bucket yet, null where that
 * could not be read. `elsewhere`: the server that it is of, where the connection leads to another
 * one now; else null. `held`: why its unsent files are not sent when the bucket is a folder again,
 * unless a person says so; else null.
 */
export type MountView = { id: MountId, connection: ConnectionId, name: string, bucket: string | null, folder: string, read_only: boolean, state: MountState, unsent: number | null, elsewhere: string | null, held: Fault | null, };

/**
 * What a person wants as a folder; null for all buckets. `sends`: the one whose unsent files were
 * held, and which are to be sent to where the connection leads now.
 */
export type MountWanted = { connection: ConnectionId, bucket: string | null, read_only: boolean, sends: MountId | null, };

/**
 * All of them, and whether this computer can do it.
 */
export type MountsView = { ready: Readiness, mounts: Array<MountView>, };

/**
 * What is to be said about a name.
 */
export type NameCheck = { 
/**
 * Why it cannot be one; null where it can.
 */
stop: Words | null, 
/**
 * What is worth knowing; null where nothing.
 */
warn: Words | null, 
/**
 * A name like it that could be one; empty where there is none.
 */
instead: string, };

/**
 * What a person wants to have made.
 */
export type NewBucket = { 
/**
 * The name to be made; 3 to 63 characters, as S3 allows them.
 */
name: string, 
/**
 * Its region; empty for that of the connection.
 */
region: string, 
/**
 * Whether old versions of files are kept.
 */
versions: boolean, 
/**
 * Whether its files can be locked against deletion; old versions are kept then.
 */
lock: boolean, 
/**
 * How new files are encrypted; null for what the storage does by itself.
 */
encryption: Encryption | null, };

/**
 * What reads along with everything, or could: a file from somebody else has it in the form only
 * after a yes of its own.
 */
export type Offered = { 
/**
 * The storage that it would be for, by its host.
 */
host: string, 
/**
 * The proxy's address; empty where the text names none.
 */
proxy: string, 
/**
 * Certificates to trust besides the system's.
 */
certificates: CertificatesView | null, };

/**
 * What to do with a name that is already there. The last two replace it, where it has other bytes
 * or is older.
 */
export type OnConflict = "ask" | "skip" | "replace" | "keep_both" | "if_different" | "if_newer";

/**
 * What became of opening a file: its program has it; it is so many bytes large, and a person is to
 * say whether to fetch it; its program would run it; or it was stopped.
 */
export type OpenAnswer = { "kind": "opened", id: OpenedId, } | { "kind": "large", size: number, } | { "kind": "runs" } | { "kind": "stopped" };

/**
 * A listing that was opened.
 */
export type Opened = { listing: ListingId, };

/**
 * What a person says about a copy that changed.
 */
export type OpenedAnswer = "send" | "always" | "leave" | "keep_both" | "look" | "show" | "discard";

/**
 * A copy of a file that was opened in another program.
 */
export type OpenedId = string;

/**
 * A setting that is open.
 */
export type OpenedSetting = { 
/**
 * Its name until it is closed.
 */
setting: SettingId, 
/**
 * What was read, or why nothing was.
 */
state: SettingState, };

/**
 * Where an opened file stands.
 */
export type OpenedState = { "kind": "fetching", done: number, total: number, } | { "kind": "same" } | { "kind": "changed" } | { "kind": "left" } | { "kind": "sending", done: number, total: number, } | { "kind": "saved", checked: boolean, beside: string | null, } | { "kind": "conflict", gone: boolean, } | { "kind": "failed", fault: Fault, } | { "kind": "stray" };

/**
 * An opened file, as the page shows it.
 */
export type OpenedView = { 
/**
 * By which it is named.
 */
id: OpenedId, 
/**
 * Where it is from.
 */
at: FileAt, 
/**
 * Of the file that it is a copy of now.
 */
name: string, 
/**
 * Changes are sent without asking.
 */
always: boolean, 
/**
 * The connection may not write.
 */
locked: boolean, 
/**
 * It is UTF-8 on this computer, and not yet in the bucket.
 */
recoded: boolean, 
/**
 * Nothing is left of it, which a save that broke off looks like.
 */
emptied: boolean, 
/**
 * An upload resets its ACL, which counts in its bucket.
 */
acl: boolean, 
/**
 * Where it stands.
 */
state: OpenedState, };

/**
 * Who owns uploaded files.
 */
export type Ownership = "enforced" | "preferred" | "writer";

/**
 * What a person limits: bytes a second up and down (null: none), files at once, and parts of one
 * large file at once (null: found by itself, more while it gets faster and fewer when the server
 * asks for that).
 */
export type Pacing = { up: number | null, down: number | null, files: number | null, parts: number | null, };

/**
 * What a person saw of a plan and started.
 */
export type PairAsked = { 
/**
 * What is done.
 */
wish: SyncWish, 
/**
 * The numbers that were seen.
 */
seen: SyncSeen, 
/**
 * That many are removed was confirmed.
 */
sure: boolean, };

/**
 * What becomes of a set of names and values.
 */
export type PairEdits = { 
/**
 * What is not set here goes.
 */
replace: boolean, 
/**
 * Added, or given this value.
 */
set: Array<Tag>, 
/**
 * Those with these names go.
 */
remove: Array<string>, };

/**
 * Two places that are kept under a name, to be synchronized again.
 */
export type PairId = string;

/**
 * One of the two places; of a folder of this computer its own name alone.
 */
export type PairPlaceView = { "kind": "bucket", place: Place, } | { "kind": "folder", name: string, };

/**
 * What a person calls a pair, what is done, and when.
 */
export type PairRequest = { name: string, wish: SyncWish, schedule: Schedule, };

/**
 * Why a run did not do all of it, in the words of [`crate::fault`].
 */
export type PairTrouble = { code: string, title: Words, what: Words, next: Words, };

/**
 * A pair as it stands. `when` is the schedule in words; `running`: a run of this window is under
 * way; `locked`: why it does not run by itself until it was looked at.
 */
export type PairView = { id: PairId, name: string, left: PairPlaceView, right: PairPlaceView, by: CompareBy, filter: SyncFilter, wish: SyncWish, schedule: Schedule, when: Words, timer: TimerState, last: LastSync | null, locked: PairTrouble | null, running: boolean, };

/**
 * What a list of the past cannot show. `unsure`: keys that were stored or deleted later while the
 * bucket kept no versions, so that what was there before may be missing. `since`: how many rows
 * of a moment became what; none of the past as such.
 */
export type PastView = { keeps: Keeps, unsure: number, since?: SinceCounts, };

/**
 * A value for the product.
 */
export type PasteBack = { 
/**
 * As the product calls it.
 */
label: Words, 
/**
 * The value; nothing for one that is known only when it is made.
 */
value: string | null, 
/**
 * Whether it has to be kept secret.
 */
secret: boolean, };

/**
 * What a person pasted. It may hold secrets: it is wiped when it was read, and `Debug` shows
 * nothing of it.
 */
export type Pasted = string;

/**
 * Who pays for requests and for what is downloaded.
 */
export type Payer = "owner" | "requester";

/**
 * A region that a text does not name, and that is likely.
 */
export type PerhapsRegion = { 
/**
 * The question whether this is the region, with why it is likely.
 */
question: Words, 
/**
 * The region as AWS names it: `eu-west-1`.
 */
region: string, };

/**
 * Rows that were picked, to be copied or moved.
 */
export type PickId = string;

/**
 * What was picked. `name` is there where it is one thing alone; `moment`, in milliseconds since
 * 1970, where it is as it was then.
 */
export type Picked = { pick: PickId, from: Place, files: number, folders: number, name: string | null, moment?: number, };

/**
 * A version of a file, as the listing told it.
 */
export type Pictured = { 
/**
 * Which file.
 */
at: FileAt, 
/**
 * Its ETag.
 */
etag: string | null, 
/**
 * In bytes.
 */
size: number, };

/**
 * A folder of a bucket, as a connection reaches it: where a listing, an upload or a copy leads.
 */
export type Place = { connection: ConnectionId, bucket: string, 
/**
 * Empty, or ends with the delimiter `/`.
 */
prefix: string, };

/**
 * What is kept, and what the page is told.
 */
export type PlacesView = { 
/**
 * In the order they were chosen. A bucket's prefix is empty; a connection's bucket is empty
 * too.
 */
favourites: Array<Place>, 
/**
 * Places that were open, the latest first.
 */
recents: Array<Place>, tabs: Array<Place>, 
/**
 * Which of `tabs` was in front.
 */
active: number, look: Look, };

/**
 * What a look at a policy came to.
 */
export type PolicyCheck = { 
/**
 * What is to be said about it, in the order of the text.
 */
findings: Array<PolicyFinding>, 
/**
 * Each statement in words; empty where the text is no policy.
 */
sentences: Array<PolicySentence>, 
/**
 * A row for each of those whom the policy gives something.
 */
who: Array<WhoMay>, 
/**
 * Its size in bytes as it is sent.
 */
size: number, 
/**
 * The largest that is taken.
 */
limit: number, };

/**
 * The rules. The name in kebab-case is what is written in reports and may be searched for.
 */
export type PolicyCode = "not-json" | "trailing-comma" | "missing-comma" | "wrong-quotes" | "markdown-fence" | "text-around" | "comment" | "strange-space" | "duplicate-key" | "empty" | "not-a-policy" | "wrong-kind" | "unknown-element" | "missing-element" | "wrong-type" | "both-of-pair" | "empty-element" | "bad-effect" | "bad-version" | "old-version" | "bad-sid" | "duplicate-sid" | "stray-space" | "other-vendor" | "bad-character" | "too-large" | "nearly-too-large" | "principal-not-allowed" | "principal-missing" | "bad-principal" | "wildcard-principal" | "everyone" | "not-principal-allow" | "not-principal-deny" | "no-external-id" | "loose-external-id" | "mfa-for-machine" | "service-without-source" | "federated-without-subject" | "loose-subject" | "action-without-principal" | "unknown-action" | "request-not-action" | "bad-action" | "all-actions" | "broad-action" | "not-action-allow" | "action-elsewhere" | "deletes-for-good" | "changes-access" | "acl-switched-off" | "key-missing" | "sees-all-buckets" | "resource-not-allowed" | "bad-resource" | "address-in-resource" | "bad-bucket-name" | "wrong-partition" | "action-without-resource" | "marker-only" | "resource-without-action" | "all-resources" | "loose-pattern" | "not-resource-allow" | "other-bucket" | "unknown-operator" | "unknown-key" | "key-never-there" | "bad-value" | "value-never-there" | "private-address" | "wildcard-not-read" | "true-when-missing" | "prefix-without-slash" | "needs-set-operator" | "has-no-effect" | "placeholder" | "bad-variable";

/**
 * Puts `with` where the bytes `start..end` were.
 */
export type PolicyEdit = { 
/**
 * First byte that goes.
 */
start: number, 
/**
 * One past the last byte that goes.
 */
end: number, 
/**
 * The text that takes its place; empty removes it.
 */
with: string, };

/**
 * One thing that a check found.
 */
export type PolicyFinding = { 
/**
 * The rule that found it, by a name that stays.
 */
code: PolicyCode, 
/**
 * Whether AWS refuses it, it is dangerous, or only worth knowing.
 */
severity: PolicySeverity, 
/**
 * Where, as a path from the top: `Statement[0].Action[2]`. Empty for the whole document. A
 * list that was written as one value still counts as a list.
 */
path: string, 
/**
 * The part of the text that it is about.
 */
place: TextPlace, 
/**
 * The `Sid` of the statement, if it has one.
 */
sid: string | null, 
/**
 * One or two sentences: what is wrong, and what that means.
 */
text: Words, 
/**
 * A mend that changes nothing but the fault.
 */
repair: PolicyRepair | null, };

/**
 * What a bucket's policy says of links.
 */
export type PolicyOnLinks = { "kind": "nothing" } | { "kind": "unread" } | { "kind": "refuses" } | { "kind": "networks" };

/**
 * A change to the text that a person can accept with one click.
 */
export type PolicyRepair = { 
/**
 * A verb and its object, for the button.
 */
label: Words, 
/**
 * What changes, in any order; no two overlap.
 */
edits: Array<PolicyEdit>, };

/**
 * One statement in plain words.
 */
export type PolicySentence = { 
/**
 * Which statement, from 0.
 */
statement: number, 
/**
 * The statement's own name, `Sid`, where it has one.
 */
sid: string | null, 
/**
 * Whether it allows rather than denies.
 */
allows: boolean, 
/**
 * What the statement does, in a sentence.
 */
text: Words, 
/**
 * Actions that are not known here, and so are in no group of the sentence.
 */
unknown: Array<string>, };

/**
 * How serious a [`PolicyFinding`] is.
 */
export type PolicySeverity = "error" | "warning" | "note";

/**
 * A change to the text of a policy by a click.
 */
export type PolicyStep = { "step": "public_folder", 
/**
 * The folder; empty for the whole bucket.
 */
folder: string, } | { "step": "require_tls" } | { "step": "other_account", 
/**
 * The account's twelve digits.
 */
account: string, 
/**
 * The folder; empty for the whole bucket.
 */
folder: string, } | { "step": "remove", 
/**
 * Which statement, counted from 0 in the text's order.
 */
statement: number, } | { "step": "mend", 
/**
 * What is to be replaced in the text, by position.
 */
edits: Array<PolicyEdit>, };

/**
 * The shelves of the list.
 */
export type PresetGroup = "general" | "labelling" | "warehouse" | "pipeline" | "tool" | "aws";

/**
 * Where a preset was read.
 */
export type PresetSource = { 
/**
 * The vendor's page or repository.
 */
at: string, 
/**
 * The day, or at least the month: `2026-10`.
 */
read: string, };

/**
 * A product of the list.
 */
export type PresetView = { id: string, title: Words, purpose: Words, 
/**
 * What its screen is called, where nobody is given access.
 */
heading: Words | null, 
/**
 * The key is the connection's own, so programs can be given it.
 */
own_key: boolean, group: PresetGroup, source: PresetSource, 
/**
 * Why it should not be begun any more.
 */
retired: Words | null, 
/**
 * What its ways in make.
 */
makes: Array<WayKind>, };

/**
 * How far a step is, and how it ended.
 */
export type ProbeState = "running" | "pass" | "fail" | "skip";

/**
 * One visible step of the probe; a step is sent again when its state changes.
 */
export type ProbeStep = { 
/**
 * Which step; the same step is told again when its state changes.
 */
id: ProbeStepId, 
/**
 * What is tried, in a few words for people.
 */
title: Words, 
/**
 * How far it is; the last one told counts.
 */
state: ProbeState, 
/**
 * What was seen, in words; null while it is under way.
 */
detail: Words | null, 
/**
 * Why it failed; none while it runs and where it passed.
 */
fault: Fault | null, 
/**
 * Changes to the form that may mend it, the likeliest first.
 */
repairs: Array<Repair>, };

/**
 * The steps, in the order they are taken.
 */
export type ProbeStepId = "address" | "encryption" | "clock" | "signature" | "buckets" | "region";

/**
 * `draft` is there when every step passed; findings of severity `stop` mean that nothing was sent
 * over the network.
 */
export type Probed = { findings: Array<Finding>, draft: DraftId | null, suggested_name: string, 
/**
 * Whether there is a secret to keep; a public bucket has none.
 */
has_secret: boolean, 
/**
 * Whether the secret can be kept here; asked for only now, so that the first screen need not
 * wait for it.
 */
keychain: Keychain, };

/**
 * A profile in the files that the AWS tools share, with what it says of the storage.
 */
export type ProfileView = { name: string, region: string | null, 
/**
 * Whose storage it names; null where it names none.
 */
provider: string | null, endpoint: string | null, };

/**
 * The profiles of this computer, and sentences about what could not be read beside them.
 */
export type ProfilesView = { profiles: Array<ProfileView>, notes: Array<Words>, };

/**
 * Which program is to have a file.
 */
export type Program = { "kind": "usual" } | { "kind": "listed", id: string, } | { "kind": "asked" };

/**
 * A program that says it can open a kind of file.
 */
export type ProgramView = { 
/**
 * By which the system knows it.
 */
id: string, 
/**
 * As it is called.
 */
name: string, 
/**
 * It is the usual one.
 */
usual: boolean, };

/**
 * How it is known that both sides hold the same bytes: by a checksum of the whole object, by an
 * ETag made of MD5s, by its size alone (the server says nothing else), or not at all (this login
 * may not look).
 */
export type Proof = "checksum" | "etag" | "size" | "unseen";

/**
 * One property of a file.
 */
export type Property = { 
/**
 * Which it is.
 */
id: PropertyId, 
/**
 * What is known of it.
 */
told: PropertyState, };

/**
 * What is to be different about files.
 */
export type PropertyEdits = { content_type: Edit, content_encoding: Edit, content_language: Edit, content_disposition: Edit, cache_control: Edit, expires: Edit, 
/**
 * User metadata, by names without `x-amz-meta-`.
 */
metadata: PairEdits, tags: PairEdits, 
/**
 * The storage class; null leaves each file's own.
 */
class: string | null, 
/**
 * Null leaves each file's own.
 */
encryption: EncryptionEdit | null, };

/**
 * A field of the form.
 */
export type PropertyField = "content_type" | "content_encoding" | "content_language" | "content_disposition" | "cache_control" | "expires" | "metadata" | "tags" | "class" | "encryption";

/**
 * Why a field cannot be as it is filled in.
 */
export type PropertyFinding = { 
/**
 * The field that it is about.
 */
field: PropertyField, 
/**
 * What is wrong, for beside the field.
 */
text: Words, };

/**
 * Which property it is.
 */
export type PropertyId = "content_type" | "content_encoding" | "content_language" | "content_disposition" | "cache_control" | "expires" | "redirect" | "metadata" | "tags" | "class" | "encryption" | "encryption_key" | "checksums" | "etag" | "parts" | "version" | "modified" | "retention" | "legal_hold" | "replication" | "restored" | "owner" | "acl";

/**
 * What is known of a property: its value, or why there is none. Five states that are never mixed.
 */
export type PropertyState = { "state": "text", 
/**
 * Never empty.
 */
text: string, } | { "state": "time", 
/**
 * By the storage's clock.
 */
at: number, } | { "state": "pairs", 
/**
 * At least one.
 */
pairs: Array<Tag>, } | { "state": "lock", 
/**
 * How firmly, and until when.
 */
retained: Retained, } | { "state": "archive", 
/**
 * As the storage tells it.
 */
archive: ArchiveState, } | { "state": "acl", 
/**
 * Beside the owner.
 */
grants: Array<Listed>, } | { "state": "not_set" } | { "state": "not_supported" } | { "state": "not_permitted", 
/**
 * What was refused.
 */
fault: Fault, } | { "state": "failed", 
/**
 * Why.
 */
fault: Fault, };

/**
 * `name` is for people; `needs_endpoint` is false for AWS alone. `endpoint_template` is the
 * address with `{region}` in the region's place, or empty where only the person knows it.
 */
export type ProviderView = { id: string, name: Words, needs_endpoint: boolean, endpoint_template: string, endpoint_example: string, regions: Array<RegionView>, default_region: string, };

/**
 * The four locks of "block public access".
 */
export type PublicAccess = { 
/**
 * New ACLs that make something public are refused.
 */
block_acls: boolean, 
/**
 * ACLs that make something public do not count.
 */
ignore_acls: boolean, 
/**
 * New policies that make the bucket public are refused.
 */
block_policy: boolean, 
/**
 * A policy that makes the bucket public gives access to the owner's account alone.
 */
restrict: boolean, };

/**
 * Everything that is given has to fit. `words` are looked for in the key below the folder, each
 * somewhere, capital and small letters alike. `pattern` is held against the file's own name, or
 * against the key below the folder when there is a `/` in it: `*` is any number of letters, `?`
 * one. Sizes are in bytes, times in milliseconds since 1970; ends are included.
 */
export type Query = { words: string, pattern: string, min_size: number | null, max_size: number | null, changed_from: number | null, changed_until: number | null, };

/**
 * Who can reach a bucket.
 */
export type Reach = { 
/**
 * The number of the account, where the storage tells it.
 */
account: string, 
/**
 * Everybody who can do something with it: the public first, then others from outside, then
 * one's own.
 */
rows: Array<ReachRow>, 
/**
 * How many users and roles were looked at.
 */
people: number, 
/**
 * What could not be seen, each in a sentence.
 */
unseen: Array<Words>, };

/**
 * Something that somebody can do.
 */
export type ReachCan = { 
/**
 * What can be done, and on which part of the bucket.
 */
text: Words, 
/**
 * The policies that allow it, by name.
 */
by: Array<Words>, 
/**
 * Only under these conditions, which nobody here can test.
 */
only_if: Array<Words>, };

/**
 * Somebody who can reach it.
 */
export type ReachRow = { 
/**
 * How close they are to the bucket's account: anybody, another account, a role of one's own.
 */
side: ReachSide, 
/**
 * Who they are, in words.
 */
who: Words, 
/**
 * Their ARN; empty where they have none.
 */
arn: string, 
/**
 * What they can do, each with the policies that allow it.
 */
can: Array<ReachCan>, 
/**
 * How somebody becomes this role, in sentences.
 */
entry: Array<Words>, 
/**
 * Whether they can change or delete files or settings.
 */
changes: boolean, 
/**
 * Whether they can change who may do what.
 */
changes_access: boolean, };

/**
 * Where somebody stands.
 */
export type ReachSide = "public" | "outside" | "service" | "role" | "user" | "account";

/**
 * Rules out of a text, or what is wrong with it.
 */
export type ReadCors = { "read": "rules", 
/**
 * The rules that were read, in their order.
 */
rules: Array<CorsRule>, 
/**
 * The form they are written in.
 */
form: CorsForm, } | { "read": "problem", 
/**
 * What is wrong and where.
 */
problem: CorsProblem, };

/**
 * Whether buckets can be folders here: the version of rclone, none where it is not installed;
 * whether the system can carry it; and what to do where one is missing.
 */
export type Readiness = { rclone: string | null, carries: boolean, how: Words | null, };

/**
 * A file that is open to be looked at.
 */
export type ReadingId = string;

/**
 * What the page is told of a file that was opened.
 */
export type ReadingView = { 
/**
 * By which its bytes are asked for.
 */
id: ReadingId, 
/**
 * In bytes.
 */
size: number, 
/**
 * Last change, in milliseconds since 1970.
 */
modified: number | null, 
/**
 * The media type it was stored with.
 */
content_type: string | null, 
/**
 * The id of its version, where the bucket keeps versions.
 */
version: string | null, 
/**
 * What shows it.
 */
kind: LookKind, 
/**
 * What its bytes or its name say, as a media type.
 */
format: string, 
/**
 * Its character encoding by the first bytes, as `TextDecoder` names it; null for what is no
 * text.
 */
encoding: string | null, };

/**
 * Why somebody was refused.
 */
export type Refusal = { 
/**
 * Who the storage took this login for, if that is known.
 */
who: string | null, 
/**
 * What was tried, with the permission that it takes.
 */
tried: Words, 
/**
 * `s3:GetObject`; empty where the operation stands for none that is known.
 */
action: string, 
/**
 * The ARN of what it was tried on; empty where there is none.
 */
resource: string, 
/**
 * Which kind of rule said no.
 */
by: RefusedBy, 
/**
 * Whether that was read, or is concluded from what is not there.
 */
certain: Certain, 
/**
 * Which rule said no and how that is known, in sentences.
 */
cause: Words, 
/**
 * What was looked at, and what could not be; empty before a closer look.
 */
looked_at: Array<Words>, 
/**
 * A message for whoever can change it.
 */
ask: Letter, 
/**
 * The statement that would allow it; none where a statement would not help.
 */
statement: string | null, };

/**
 * Which kind of rule refused a request.
 */
export type RefusedBy = "nothing_allows" | "own_deny" | "resource_deny" | "other_account" | "organisation" | "boundary" | "session" | "network" | "trust" | "key" | "public_lock" | "account" | "unknown";

/**
 * A region: its short name and its title.
 */
export type RegionView = { id: string, name: string, partition: string, };

/**
 * What is left of deleted files.
 */
export type Remains = { "remains": "nothing" } | { "remains": "versions", 
/**
 * Days after which a lifecycle rule of the bucket deletes old versions for good, where one
 * does.
 */
days: number | null, } | { "remains": "older_versions" } | { "remains": "unknown" };

/**
 * What the window does when its button is pressed.
 */
export type Remedy = { "kind": "change", 
/**
 * Where the keyboard goes.
 */
field: LoginField, 
/**
 * The text to fill in; none leaves the field as it is.
 */
value: string | null, } | { "kind": "ask", 
/**
 * The words: who, what was refused, and the statement that would allow it.
 */
text: Letter, } | { "kind": "look", 
/**
 * The bucket's name, on the connection that failed.
 */
bucket: string, 
/**
 * The setting of the bucket that the window opens.
 */
setting: BlamedSetting, } | { "kind": "open", 
/**
 * The bucket's name, on the connection that failed.
 */
bucket: string, } | { "kind": "empty", 
/**
 * The bucket's name, on the connection that failed.
 */
bucket: string, } | { "kind": "fetch", 
/**
 * The bucket's name, on the connection that failed.
 */
bucket: string, 
/**
 * The file's whole key.
 */
key: string, } | { "kind": "answers" } | { "kind": "refresh" };

/**
 * What taking back would do.
 */
export type Removal = { 
/**
 * Names what was seen; removing with it stops if something is different by then.
 */
token: string, 
/**
 * In the order in which it is done.
 */
items: Array<RemovalItem>, };

/**
 * A bucket that is about to be deleted.
 */
export type RemovalId = string;

/**
 * What would become of one thing.
 */
export type RemovalItem = { 
/**
 * What would become of it.
 */
fate: Fate, 
/**
 * What happens to it, in a sentence.
 */
text: Words, 
/**
 * Whether somebody changed it since it was set up.
 */
changed: boolean, 
/**
 * What of that stays, and what goes along, in sentences.
 */
rest: Array<Words>, };

/**
 * How far emptying a bucket is, at most ten times a second.
 */
export type RemovalTick = { removed: number, of: number, };

/**
 * How removing a bucket ended.
 */
export type Removed = { "end": "gone" } | { "end": "stopped", 
/**
 * Things that are gone.
 */
removed: number, };

/**
 * A change to the form that the person can accept with one click; the page applies it to its own
 * text, so that a secret need not come back from Rust.
 */
export type Repair = { 
/**
 * A verb and its object, for the button.
 */
label: Words, 
/**
 * What the page changes.
 */
change: RepairChange, };

/**
 * What a [`Repair`] changes.
 */
export type RepairChange = { "kind": "set", 
/**
 * The field that is changed, or that the cursor goes to.
 */
field: LoginField, 
/**
 * The text that takes the place of what was typed.
 */
value: string, } | { "kind": "trim", 
/**
 * The field that is changed, or that the cursor goes to.
 */
field: LoginField, } | { "kind": "swap_keys" } | { "kind": "unlisted" } | { "kind": "accept_cost" } | { "kind": "accept_way" } | { "kind": "choose_certificate" } | { "kind": "path_style", 
/**
 * `https://host/bucket` when true, `https://bucket.host` when false.
 */
value: boolean, };

/**
 * Where a report's manifest lies.
 */
export type ReportAt = { bucket: string, key: string, };

/**
 * In which form a report is handed on.
 */
export type ReportShape = "pdf" | "html" | "json";

/**
 * What a report says of itself: of which bucket it is (`of`), when it was made, how many files it
 * is in and how large they are, packed.
 */
export type ReportView = { at: ReportAt, of: Place, made: number | null, files: number, bytes: number, };

/**
 * An archived object that was asked for; `until` is when the fetched copy goes, in milliseconds
 * since 1970.
 */
export type Restore = { under_way: boolean, until: number | null, };

/**
 * What is counted so far: `files` are restored, `bytes` in all, of which `archived` have to come
 * out of an archive first. `same` are as they were. `added` were not there then and are now;
 * of `unsure` that cannot be known, and `undeletable` ones stay, since the bucket would not keep
 * what a deletion takes the place of. `unkept` of the files cannot be restored, since the bucket
 * would not keep what they are now; of `lost` ones that were picked nothing is left of then.
 */
export type RestoreCount = { files: number, bytes: number, archived: number, same: number, added: number, unsure: number, undeletable: number, unkept: number, lost: number, complete: boolean, fault: Fault | null, };

/**
 * How quickly a restore is wanted; the quicker, the more it costs.
 */
export type RestoreTier = "expedited" | "standard" | "bulk";

/**
 * One way to have a file restored, in words.
 */
export type RestoreWay = { 
/**
 * What is handed back to ask for it in this way.
 */
tier: RestoreTier, 
/**
 * How long it takes until the file can be read.
 */
when: Words, 
/**
 * What it costs, compared with the other ways; no amount.
 */
cost: Words, };

/**
 * Until when a version cannot be deleted.
 */
export type Retained = { 
/**
 * How firmly.
 */
mode: RetentionMode, 
/**
 * In milliseconds since 1970, by the server's clock; set, it is cut to whole seconds.
 */
until: number, };

/**
 * For how long, and how firmly.
 */
export type Retention = { 
/**
 * Nobody at all can delete within the time (compliance), not even the account's owner.
 */
for_everybody: boolean, 
/**
 * Days, where it is told in days.
 */
days: number | null, 
/**
 * Years, where it is told in years.
 */
years: number | null, };

/**
 * How firmly a version is retained.
 */
export type RetentionMode = "governance" | "compliance";

/**
 * `name` is the key after the place's prefix, exactly (a folder's ends with `/`). `modified` is in
 * milliseconds since 1970. `class`, `etag` and `restore` are as the server told them. `past`: it
 * is not what is there now.
 */
export type Row = { kind: RowKind, key: string, name: string, size: number | null, modified: number | null, file_type: FileType, class: string | null, etag: string | null, restore: Restore | null, selected: boolean, past?: RowPast, };

/**
 * What a row stands for.
 */
export type RowKind = "folder" | "file";

/**
 * What a row of the past is. `gone`: it is not there now; `deleted` is since when, in milliseconds
 * since 1970. `version` is what is read and restored of a file; null where nothing is left of it,
 * and of a folder. `since`: what became of it since the moment that is shown.
 */
export type RowPast = { gone: boolean, deleted: number | null, version: string | null, since?: Since, };

/**
 * Rows `start` and after it, in the order shown; fewer than asked for at the end. `revision` is of
 * the order they were read in: rows of different revisions do not belong together.
 */
export type Rows = { revision: number, start: number, rows: Array<Row>, };

/**
 * What was counted so far.
 */
export type RuleCount = { 
/**
 * Files and versions that were looked at.
 */
looked: number, 
/**
 * Files that would be deleted.
 */
expire: number, 
/**
 * Their sizes together, in bytes.
 */
expire_bytes: number, 
/**
 * Files that would be moved.
 */
moved: number, 
/**
 * Their sizes together, in bytes.
 */
moved_bytes: number, 
/**
 * Old versions that would be deleted.
 */
old: number, 
/**
 * Their sizes together, in bytes.
 */
old_bytes: number, 
/**
 * Unfinished uploads that would be cleaned away.
 */
uploads: number, 
/**
 * Whether every object was looked at; else the counts are so far.
 */
complete: boolean, };

/**
 * How often. A month that has no 31st runs on none of its days: days go up to 28.
 */
export type Schedule = { "every": "never" } | { "every": "day", hour: number, minute: number, } | { "every": "week", weekday: Weekday, hour: number, minute: number, } | { "every": "month", day: number, hour: number, minute: number, };

/**
 * Where a secret is kept.
 */
export type SecretStorage = "keychain" | "session";

/**
 * A version as somebody saw it in a history.
 */
export type SeenVersion = { 
/**
 * Its id.
 */
id: string, 
/**
 * When it was made, as [`FileVersion::modified`].
 */
modified: number | null, 
/**
 * As [`FileVersion::etag`].
 */
etag: string | null, };

/**
 * What is selected. `bytes` is of the files; folders are counted when something is done with them.
 * `gone` of all are not there now.
 */
export type Selection = { files: number, folders: number, bytes: number, gone?: number, };

/**
 * How the selection changes, by position in the order shown.
 */
export type SelectionChange = { "kind": "only", at: number, } | { "kind": "toggle", at: number, } | { "kind": "range", from: number, to: number, keep: boolean, } | { "kind": "all" } | { "kind": "none" };

/**
 * One thing that saving would change.
 */
export type SettingChange = { 
/**
 * Whether something is given, taken away, or only rearranged.
 */
kind: SettingChangeKind, 
/**
 * What changes, in one sentence.
 */
text: Words, };

/**
 * Whether access is opened, closed, or something else changes.
 */
export type SettingChangeKind = "add" | "remove" | "change";

/**
 * What a look at a draft came to.
 */
export type SettingCheck = { 
/**
 * What saving would change; empty where nothing.
 */
changes: Array<SettingChange>, 
/**
 * What is to be said about CORS rules, by field.
 */
cors: Array<CorsFinding>, 
/**
 * The drafted lifecycle rules, each in a sentence; empty for other settings.
 */
rules: Array<Words>, 
/**
 * What is to be said about a policy; null for other settings.
 */
policy: PolicyCheck | null, 
/**
 * What is to be said about the rest.
 */
notes: Array<SettingNote>, };

/**
 * A setting of a bucket that is open in the page.
 */
export type SettingId = string;

/**
 * The settings that can be changed.
 */
export type SettingKind = "cors" | "policy" | "versioning" | "lifecycle" | "public_access" | "ownership" | "access_list" | "encryption" | "lock" | "website" | "logging" | "payer" | "tags";

/**
 * Something worth saying about a draft as a whole.
 */
export type SettingNote = { 
/**
 * Whether it stops the draft, or is only worth knowing.
 */
grade: CorsGrade, 
/**
 * What is wrong or worth knowing, in a sentence.
 */
text: Words, };

/**
 * What is known about a setting. The four ways of having none are never mixed.
 */
export type SettingState = { "state": "configured", 
/**
 * What is set; a draft begins with it.
 */
value: SettingValue, } | { "state": "not_configured" } | { "state": "not_supported", 
/**
 * What a person reads of it.
 */
fault: Fault, } | { "state": "not_permitted", 
/**
 * What a person reads of it.
 */
fault: Fault, } | { "state": "failed", 
/**
 * What a person reads of it.
 */
fault: Fault, };

/**
 * What a setting of a bucket is set to, one variant for each setting.
 */
export type SettingValue = { "kind": "cors", rules: Array<CorsRule>, } | { "kind": "policy", text: string, } | { "kind": "versioning", versioning: Versioning, } | { "kind": "lifecycle", rules: Array<LifecycleRule>, } | { "kind": "public_access", locks: PublicAccess, } | { "kind": "ownership", ownership: Ownership, } | { "kind": "access_list", list: Array<Listed>, } | { "kind": "encryption", encryption: Encryption, } | { "kind": "lock", retention: Retention | null, } | { "kind": "website", website: Website, } | { "kind": "logging", logging: Logging, } | { "kind": "payer", payer: Payer, } | { "kind": "tags", tags: Array<Tag>, };

/**
 * Whether the person may go on.
 */
export type Severity = "stop" | "warn";

/**
 * A file whose sharing is open in the page.
 */
export type ShareId = string;

/**
 * A file that is about to be shared, and what was found out about its links.
 */
export type Sharing = { 
/**
 * What is handed back to make a link.
 */
id: ShareId, 
/**
 * The file's own name.
 */
name: string, 
/**
 * In bytes.
 */
size: number, 
/**
 * Whether a link can open it.
 */
stands: LinkStands, 
/**
 * The names by which programs and people know the file; none of them opens it by itself.
 */
addresses: Addresses, 
/**
 * The host that a link leads to.
 */
host: string, 
/**
 * From where a link can be opened, as far as its address tells.
 */
reach: Audience, 
/**
 * Whether what goes over it is encrypted on its way.
 */
encrypted: boolean, 
/**
 * The connection trusts certificates that the browsers of others need not trust.
 */
own_trust: boolean, 
/**
 * What ends a link.
 */
limits: LinkLimits, 
/**
 * What the bucket's policy says of links.
 */
policy: PolicyOnLinks, 
/**
 * The ID of the access key that signs; null where nothing does, and where the keys are
 * temporary: nobody can deactivate such a key.
 */
key: string | null, };

/**
 * The ways to sign in, as the form offers them.
 */
export type SignInMethod = "access_key" | "profile" | "company" | "machine" | "environment" | "anonymous";

/**
 * What became of a row since the moment that is shown.
 */
export type Since = "same" | "changed" | "deleted" | "added" | "unknown";

/**
 * How many rows became what since then.
 */
export type SinceCounts = { changed: number, deleted: number, added: number, };

/**
 * A full copy, beside which a new one is small.
 */
export type SmallerThan = { copy: string, files: number, bytes: number, };

/**
 * How the rows are sorted.
 */
export type Sort = { 
/**
 * The column that is sorted by.
 */
by: SortBy, 
/**
 * Largest, latest or last first. Folders stay on top either way.
 */
descending: boolean, };

/**
 * The column that rows are sorted by.
 */
export type SortBy = "name" | "size" | "modified" | "type" | "class";

/**
 * The order in which a bucket's files are shown.
 */
export type SortLook = { 
/**
 * The bucket; its prefix is empty.
 */
at: Place, 
/**
 * The order in which its files are shown.
 */
sort: Sort, };

/**
 * What the first screen needs.
 */
export type Start = { version: string, 
/**
 * As the computer names it: `de-CH`, `C`, or nothing.
 */
language: string, providers: Array<ProviderView>, connections: Array<ConnectionView>, 
/**
 * The tabs of a window that was opened beside another; null: those of last time.
 */
tabs: Array<Place> | null, notice: Fault | null, };

/**
 * What a plan comes to.
 */
export type SyncCount = { 
/**
 * Only the source has them.
 */
add: SyncSum, 
/**
 * The target gets the source's.
 */
replace: SyncSum, 
/**
 * The target loses them.
 */
remove: SyncSum, 
/**
 * Newer at the target, where they stay.
 */
newer: number, 
/**
 * Left as they are, since they cannot be told or cannot be on both sides.
 */
held: number, 
/**
 * Left out by the person.
 */
left_out: number, 
/**
 * So much is removed that it has to be confirmed.
 */
asks: boolean, 
/**
 * Why it cannot be run.
 */
refused: Fault | null, };

/**
 * Patterns as a person wrote them, one each; empty ones say nothing.
 */
export type SyncFilter = { 
/**
 * What alone counts; all does where there are none.
 */
include: Array<string>, 
/**
 * What is left out, of that too.
 */
exclude: Array<string>, };

/**
 * Two places that are compared.
 */
export type SyncId = string;

/**
 * One of the two places: a folder of a bucket, or one of this computer that was chosen.
 */
export type SyncPlace = { "kind": "bucket", place: Place, } | { "kind": "folder", chosen: ChosenId, };

/**
 * How far a comparison is, and what it found so far.
 */
export type SyncProgress = { 
/**
 * Those that there are, in the order of their states.
 */
tallies: Array<SyncTally>, complete: boolean, 
/**
 * Every file of the one bucket is in the other, stored at the same moment: the two may be one
 * bucket that has two names.
 */
maybe_one: boolean, 
/**
 * Why a file could not be read: the first reason that the storage gave.
 */
refused: Fault | null, fault: Fault | null, };

/**
 * What a state was found by.
 */
export type SyncProof = "name" | "size" | "time" | "checksum" | "etag" | "bytes";

/**
 * A row as the page shows it.
 */
export type SyncRow = { 
/**
 * Its number among all rows.
 */
at: number, name: string, state: SyncState, proof: SyncProof, left: FileSeen | null, right: FileSeen | null, 
/**
 * A person wants nothing done about it.
 */
left_out: boolean, };

/**
 * A window of the rows that have one of the wanted states.
 */
export type SyncRows = { rows: Array<SyncRow>, 
/**
 * So many rows have one of these states.
 */
total: number, };

/**
 * The numbers of a plan that a person saw.
 */
export type SyncSeen = { add: number, replace: number, remove: number, };

/**
 * How a name stands in the two places.
 */
export type SyncState = "same" | "only_left" | "only_right" | "newer_left" | "newer_right" | "differs" | "unclear" | "other_name" | "clash" | "unread" | "unreadable" | "bad_name" | "filtered";

/**
 * Files, and their bytes.
 */
export type SyncSum = { files: number, bytes: number, };

/**
 * How many names stand in one way.
 */
export type SyncTally = { state: SyncState, files: number, };

/**
 * What is done to the target.
 */
export type SyncWay = "update" | "mirror";

/**
 * What a person wants.
 */
export type SyncWish = { 
/**
 * What is done.
 */
way: SyncWay, 
/**
 * The left place becomes like the right one, and not the right like the left.
 */
to_left: boolean, 
/**
 * Files that are newer at the target are replaced as well.
 */
replace_newer: boolean, 
/**
 * What is replaced or removed in a folder of this computer is kept in a folder beside.
 */
keep_removed: boolean, };

/**
 * A tag of a bucket or object.
 */
export type Tag = { 
/**
 * Its key, unique among the tags; 128 characters at most.
 */
name: string, 
/**
 * Its value, which may be empty.
 */
value: string, };

/**
 * A stretch of a text. Lines and columns count from 1, columns in characters.
 */
export type TextPlace = { 
/**
 * The first byte of it, counted from 0.
 */
start: number, 
/**
 * One past the last byte.
 */
end: number, 
/**
 * Line of the first character.
 */
line: number, 
/**
 * Column of the first character.
 */
column: number, };

/**
 * The thumbnail of a file, or the file open to make one of.
 */
export type Thumbnail = { 
/**
 * As Base64; null where none is kept.
 */
picture: string | null, 
/**
 * Open, to be closed by whoever asked; null where there is a picture.
 */
reading: ReadingView | null, };

/**
 * Whether it runs by itself: it has no schedule, it is set, or its files are missing or of
 * another program.
 */
export type TimerState = "off" | "set" | "missing";

/**
 * Which way the bytes go.
 */
export type TransferKind = "upload" | "download" | "delete" | "copy" | "move" | "undelete" | "change" | "restore" | "restore_archived" | "lock" | "sync";

/**
 * `op_id` is made by the page: the same id twice counts once.
 */
export type TransferRequest = { op_id: string, work: TransferWork, on_conflict: OnConflict, upload_options: UploadOptions, };

/**
 * All groups, newest first, at most ten times a second; the latest wins. `unkept`: why they would
 * not survive the end of the program just now, else null.
 */
export type TransferTick = { groups: Array<GroupView>, unkept: Fault | null, };

/**
 * What to move, as the page names it. A download or deletion is of what is selected in a listing;
 * `download_file` is of one file by its key, for a login that may not list its folder.
 */
export type TransferWork = { "kind": "upload", chosen: ChosenId, to: Place, } | { "kind": "download", listing: ListingId, chosen: ChosenId, } | { "kind": "download_file", place: Place, key: string, size: number, modified: number | null, chosen: ChosenId, } | { "kind": "download_version", at: FileAt, version: string, size: number, modified: number | null, chosen: ChosenId, } | { "kind": "restore_version", at: FileAt, version: string, size: number, 
/**
 * What it takes the place of, as the page shows it; null where nothing is there.
 */
over: SeenVersion | null, } | { "kind": "delete", plan: DeletePlanId, } | { "kind": "undelete", plan: DeletePlanId, } | { "kind": "change", plan: DeletePlanId, } | { "kind": "restore", plan: DeletePlanId, exact: boolean, } | { "kind": "restore_archived", plan: DeletePlanId, tier: RestoreTier, days: number, download: ChosenId | null, copy: Place | null, } | { "kind": "lock", plan: DeletePlanId, typed: string | null, } | { "kind": "undo_delete", group: GroupId, place: Place, } | { "kind": "copy", pick: PickId, to: Place, leave: boolean, } | { "kind": "rename", pick: PickId, name: string, };

/**
 * What is counted so far: `files` come back, `bytes` in all. `lost` have no version left, and
 * `there` were picked but are not deleted.
 */
export type UndeleteCount = { files: number, bytes: number, lost: number, there: number, complete: boolean, fault: Fault | null, };

/**
 * One that was found. `by`: who began it, as far as the server tells; `begun` in milliseconds
 * since 1970. `bytes` is null where the server does not list its parts. `ours`: a transfer of this
 * program still works on it.
 */
export type Unfinished = { at: UnfinishedAt, by: string | null, begun: number | null, bytes: number | null, ours: boolean, };

/**
 * Which multipart upload: an id counts for its key alone.
 */
export type UnfinishedAt = { key: string, upload: string, };

/**
 * What ends or refuses an upload page as it is wanted.
 */
export type UploadEnd = { 
/**
 * What the bucket's policy says of it.
 */
policy: PolicyOnLinks, 
/**
 * When it would end.
 */
end: LinkEnd, };

/**
 * A folder that others are to store files in, and what was found out about it.
 */
export type UploadFacts = { 
/**
 * What is handed back to make a page.
 */
id: ShareId, 
/**
 * Whether a page can be made.
 */
stands: UploadStands, 
/**
 * The server knows forms, as far as its provider tells.
 */
forms: boolean, 
/**
 * A page that sends a form sees what comes of it: a CORS rule lets it.
 */
sees_folder: boolean, 
/**
 * A page that sends one file can do so at all: a CORS rule lets it.
 */
sees_one: boolean, 
/**
 * A folder that is not there yet, below the one that is open.
 */
folder: string, 
/**
 * The host that a link leads to.
 */
host: string, 
/**
 * From where a link can be opened, as far as its address tells.
 */
reach: Audience, 
/**
 * Whether what goes over it is encrypted on its way.
 */
encrypted: boolean, 
/**
 * The connection trusts certificates that the browsers of others need not trust.
 */
own_trust: boolean, 
/**
 * What ends a link.
 */
limits: LinkLimits, 
/**
 * What the bucket's policy says of links.
 */
policy: PolicyOnLinks, 
/**
 * The ID of the access key that signs; null where nothing does, and where the keys are
 * temporary: nobody can deactivate such a key.
 */
key: string | null, };

/**
 * What a person chose for what is stored. null: as the bucket does it by itself, and of a copy as
 * its original has it. `class` is S3's name of a storage class; `encryption` is `AES256` or
 * `aws:kms`, `kms_key` the key for the latter.
 */
export type UploadOptions = { class: string | null, encryption: string | null, kms_key: string | null, };

/**
 * Whether this connection can let others store files.
 */
export type UploadStands = "ready" | "unsigned" | "read_only";

/**
 * What came of trying a page before it was handed over.
 */
export type UploadTried = { "state": "heeds" } | { "state": "untried" } | { "state": "stored", 
/**
 * What was stored is removed again.
 */
removed: boolean, } | { "state": "unknown" } | { "state": "refused", 
/**
 * Why.
 */
why: LinkRefusal, } | { "state": "not_reached", 
/**
 * What was in the way.
 */
fault: Fault, };

/**
 * Which files a page takes, by the type that a browser states.
 */
export type UploadTypes = "any" | "images" | "videos" | "audio" | "pdf" | "text";

/**
 * An upload page, as a person wants it.
 */
export type UploadWanted = { 
/**
 * How it stores files.
 */
way: UploadWay, 
/**
 * The folder below the one that is open; empty for that one.
 */
folder: string, 
/**
 * The name of the one file; not used otherwise.
 */
name: string, 
/**
 * Until when.
 */
lasts: LinkLasts, 
/**
 * Which files. Those and sizes count for a form alone.
 */
types: UploadTypes, 
/**
 * The smallest file, in bytes.
 */
smallest: number, 
/**
 * The largest file, in bytes.
 */
largest: number, 
/**
 * What the page says to whoever opens it; 1,000 characters are kept.
 */
message: string, 
/**
 * Whom it is for, for the person alone; 200 characters are kept.
 */
note: string, };

/**
 * How a page stores files.
 */
export type UploadWay = "folder" | "one";

/**
 * What a message can hold.
 */
export type Value = number | Words | Array<Words> | { 
/**
 * The words.
 */
any: Array<Words>, };

/**
 * What becomes of a file that is written over or deleted.
 */
export type Versioning = "on" | "suspended";

/**
 * Whether a bucket keeps what is written over or deleted.
 */
export type VersionsKept = "on" | "suspended" | "never" | "unknown";

/**
 * What a group that does nothing waits for: a person who paused it, the network, a server that
 * asked to slow down, a login that has to be renewed, a person's word since its connection leads
 * to another server now, the storage that restores its files from the archive.
 */
export type Wait = "paused" | "network" | "busy" | "sign_in" | "other_server" | "archive";

/**
 * What a [`Way`] makes.
 */
export type WayKind = "key" | "role" | "existing" | "bucket_policy" | "service" | "oidc" | "nothing";

/**
 * What the bucket does as a website.
 */
export type Website = { "shows": "pages", 
/**
 * The page of a folder, as `index.html`.
 */
index: string, 
/**
 * The page for what is missing; empty for the storage's own.
 */
error: string, 
/**
 * How many rules send some requests elsewhere; they are not shown, and stay as they are.
 */
routes: number, } | { "shows": "redirect", 
/**
 * The other site's host, without a scheme.
 */
host: string, 
/**
 * `http` or `https`; empty for that of the request.
 */
protocol: string, };

/**
 * A day of the week, in the order of ISO 8601: Monday first.
 */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/**
 * One line of the table of who can do what.
 */
export type WhoMay = { 
/**
 * Whom, in words.
 */
who: Words, 
/**
 * Whether this is what they may never do.
 */
never: boolean, 
/**
 * What they can do, in words.
 */
what: Array<Words>, 
/**
 * Where; none where a statement names no place.
 */
place: Words | null, 
/**
 * Under which conditions; all must hold.
 */
only_if: Array<Words>, 
/**
 * Whether it lets somebody change who has access.
 */
changes_access: boolean, };

/**
 * Whom a line of an ACL is about.
 */
export type Whom = { "whom": "everybody" } | { "whom": "members" } | { "whom": "records" } | { "whom": "account", 
/**
 * The account's canonical id: 64 hexadecimal letters.
 */
id: string, } | { "whom": "other", 
/**
 * The name that this server has for them.
 */
name: string, };

/**
 * Files over the window; `x` and `y` are in CSS pixels from the page's corner.
 */
export type WindowEvent = { "kind": "drag_over", x: number, y: number, } | { "kind": "drag_left" } | { "kind": "dropped", x: number, y: number, chosen: ChosenPath, } | { "kind": "opened", chosen: ChosenPath, } | { "kind": "close_asked", last: boolean, backup: boolean, pair: boolean, } | { "kind": "held_elsewhere", held: HeldRows | null, } | { "kind": "text_size", scale: number, } | { "kind": "changed_elsewhere", connections: Array<ConnectionView>, favourites: Array<Place>, look: Look, };

/**
 * A message of the catalogue with its values, or a text that is none: one that was kept by a
 * version before the catalogue, or that somebody else wrote.
 */
export type Words = { 
/**
 * `faults-gone.title`
 */
id: string, 
/**
 * What it says beside its own words.
 */
values: { [key in string]: Value }, } | string;

export interface Commands {
  /** Everything the first screen needs. Closes what an earlier page left open. */
  start: { args: Record<string, never>; result: Start };
  /** Checks the login without network, then tries it step by step. `kept`: the card whose secrets */
  /** it uses; `editing`: the connection whose secret it uses where none was typed. */
  probe_login: { args: { login: Login; kept: ImportId | null; editing: ConnectionId | null; steps: Stream<ProbeStep> }; result: Probed };
  /** Tells of what sign-ins need of the person, from now on; every window is told. */
  watch_asks: { args: { asks: Stream<Array<AskView>> }; result: null };
  /** Answers a question; whoever waits for it goes on. */
  answer_ask: { args: { ask: AskId; answer: AskAnswer }; result: null };
  /** Opens the page on which a company sign-in is approved, in the person's browser. */
  open_sign_in_page: { args: { ask: AskId }; result: null };
  /** The profiles in the files that the AWS tools share. */
  list_profiles: { args: Record<string, never>; result: ProfilesView };
  /** The accounts at a company's sign-in page; asks the person to approve it if need be. */
  company_accounts: { args: { start_url: string; sso_region: string }; result: Array<AccountView> };
  /** The roles that the person has in an account. */
  company_roles: { args: { start_url: string; sso_region: string; account: string }; result: Array<string> };
  /** Keeps a login that passed, its secret where `storage` says, in the place of `replaces`. */
  save_connection: { args: { draft: DraftId; name: string; storage: SecretStorage; replaces: ConnectionId | null }; result: ConnectionView };
  /** The form of a connection, to be changed; its secret stays in Rust. */
  edit_connection: { args: { connection: ConnectionId }; result: Edited };
  /** Forgets a login that passed and was not saved. */
  discard_draft: { args: { draft: DraftId }; result: null };
  /** Gives a connection another name. */
  rename_connection: { args: { connection: ConnectionId; name: string }; result: ConnectionView };
  /** Removes the connection and its secret; closes its listings. Practice files are deleted. */
  forget_connection: { args: { connection: ConnectionId }; result: null };
  /** Starts the practice server when it does not run yet. */
  open_practice: { args: Record<string, never>; result: ConnectionView };
  /** The buckets that the login may list, or that it names; of many, `pages` as they come. */
  list_buckets: { args: { connection: ConnectionId; pages: Stream<Array<BucketView>> }; result: Buckets };
  /** Reads what the person pasted. Its secrets stay in Rust; the cards have none. */
  read_paste: { args: { text: Pasted }; result: Imported };
  /** Reads a file that the person chose or dropped, as `read_paste`. */
  read_file: { args: { chosen: ChosenId }; result: Imported };
  /** Reads the certificates in a file that the person chose. */
  read_certificate: { args: { chosen: ChosenId }; result: CertificatesView };
  /** Forgets every card and its secrets. */
  forget_imports: { args: Record<string, never>; result: null };
  /** A saved connection as another program's text, with marks where the secrets will be. */
  preview_export: { args: { connection: ConnectionId; shape: ExportShape }; result: ExportPreview };
  /** Puts the text with its secrets onto the clipboard; it does not come to the page. */
  copy_export: { args: { connection: ConnectionId; shape: ExportShape }; result: null };
  /** Asks where to, and writes the text for its owner; the file's name. null: nobody said where. */
  save_export: { args: { connection: ConnectionId; shape: ExportShape }; result: string | null };
  /** Opens a listing of a folder, also with what was deleted or as it was at a moment; of what a */
  /** search finds below it; or of what a report has of a bucket. */
  open_listing: { args: { place: Place; kind: ListingKind; ticks: Stream<ListingTick> }; result: Opened };
  /** What a folder held when it was last read, without asking its storage. null: it never was. */
  last_read: { args: { place: Place }; result: LastRead | null };
  /** The times at which something changed in a folder, the latest first. */
  list_changes: { args: { place: Place }; result: FolderChanges };
  /** What an inventory report says of itself, by its manifest. */
  read_report: { args: { connection: ConnectionId; at: ReportAt }; result: ReportView };
  /** Counts what lies below a folder. */
  measure_folder: { args: { place: Place; ticks: Stream<FolderSize> }; result: MeasureId };
  /** Stops counting what lies below a folder. */
  stop_measuring: { args: { measure: MeasureId }; result: null };
  /** A window of rows, 500 at most. */
  read_rows: { args: { listing: ListingId; start: number; len: number }; result: Rows };
  /** Sorts the rows; a tick follows. */
  sort_listing: { args: { listing: ListingId; sort: Sort }; result: null };
  /** Shows only names that hold the text; a tick follows. */
  filter_listing: { args: { listing: ListingId; text: string }; result: null };
  /** Shows only rows of a moment that became this since; null: what was there then. */
  filter_since: { args: { listing: ListingId; since: Since | null }; result: null };
  /** Positions are those of `revision`; when rows moved since, the selection comes back as it is. */
  select_rows: { args: { listing: ListingId; revision: number; change: SelectionChange }; result: Selection };
  /** Position of the first row at or after `from` (wrapping) whose name starts with `text`. */
  find_row: { args: { listing: ListingId; text: string; from: number }; result: Match };
  /** Reads the place again behind the rows shown; once all is there, it takes their place. */
  refresh_listing: { args: { listing: ListingId }; result: null };
  /** Goes on after a failure, asking only for what is missing. */
  retry_listing: { args: { listing: ListingId }; result: null };
  /** Closes a listing and stops its requests. */
  close_listing: { args: { listing: ListingId }; result: null };
  /** Makes an empty folder. */
  make_folder: { args: { place: Place; name: string }; result: null };
  /** What a file, or this version of it, says of itself beside its bytes. */
  read_properties: { args: { at: FileAt; version: string | null }; result: FileProperties };
  /** Whether files can have such properties. No network. */
  check_properties: { args: { edits: PropertyEdits }; result: Array<PropertyFinding> };
  /** Counts what a change would touch, and what it would cost; `add_transfer` then runs the plan. */
  plan_properties: { args: { of: ChangeOf; edits: PropertyEdits; ticks: Stream<ChangeCount> }; result: DeletePlanId };
  /** Whether a file is in an archive, and how soon it can be had. */
  look_into_archive: { args: { at: FileAt }; result: ArchiveState };
  /** Asks for a file out of its archive, to be read for so many days; answers how it stands then. */
  restore_from_archive: { args: { at: FileAt; tier: RestoreTier; days: number }; result: ArchiveState };
  /** The versions and deletions of a file, newest first: about 1,000, behind one by its id. */
  read_history: { args: { at: FileAt; after: string | null }; result: History };
  /** Deletes a version for good; `typed` has to be the file's name, and null is a delete */
  /** marker's. `bypass`: also where governance retains it. */
  delete_version: { args: { at: FileAt; version: SeenVersion; typed: string | null; bypass: boolean }; result: null };
  /** What keeps a version from being deleted. */
  read_locks: { args: { at: FileAt; version: string }; result: Locks };
  /** Retains a version until a time, or with null no longer; answers how it is locked then. */
  retain_version: { args: { at: FileAt; version: string; until: Retained | null; bypass: boolean }; result: Locks };
  /** Puts a version under a legal hold or ends it; answers how it is locked then. */
  hold_version: { args: { at: FileAt; version: string; on: boolean }; result: Locks };
  /** Reads what decides about a link to a file, or to this version of it. */
  open_share: { args: { at: FileAt; version: string | null }; result: Sharing };
  /** When a link would end that is made now. No network while the connection is signed in. */
  check_link: { args: { share: ShareId; lasts: LinkLasts }; result: LinkEnd };
  /** Signs a link, opens it as whoever gets it would, and keeps in the list that it was made. */
  make_link: { args: { share: ShareId; wanted: LinkWanted }; result: MadeLink };
  /** Puts the latest link of a sharing onto the clipboard, and into no history of it. */
  copy_link: { args: { share: ShareId }; result: null };
  /** Opens the latest link of a sharing in the person's browser. */
  open_link: { args: { share: ShareId }; result: null };
  /** Opens a draft with the latest link of a sharing in the person's email program. */
  mail_link: { args: { share: ShareId }; result: null };
  /** Forgets a sharing and its link; the link goes on to work. */
  close_share: { args: { share: ShareId }; result: null };
  /** Reads what decides about links to all files that were picked. It is closed as a sharing. */
  open_many_share: { args: { pick: PickId }; result: ManySharing };
  /** Makes a link to each file that was picked, tries one, asks where to, and writes them. */
  save_links: { args: { pick: PickId; wanted: LinksWanted }; result: ManyLinks };
  /** Reads what decides about letting others store files in a folder. It is closed as a sharing. */
  open_upload: { args: { place: Place }; result: UploadFacts };
  /** What the bucket's policy says of an upload page as it is wanted, and when it would end. */
  check_upload: { args: { share: ShareId; wanted: UploadWanted }; result: UploadEnd };
  /** Signs an upload page, tries it without leaving a file, asks where to, and writes it. */
  save_upload: { args: { share: ShareId; wanted: UploadWanted }; result: MadeUpload };
  /** What was stored where an upload page stores files since it was made. */
  read_arrivals: { args: { link: LinkId }; result: Arrivals };
  /** Compares what was picked with files of this computer or with a list of checksums. */
  compare_files: { args: { pick: PickId; against: CompareAgainst; downloads: boolean; ticks: Stream<CompareCount> }; result: CompareId };
  /** Results of a comparison from one on: first those that are not the same, by name. */
  read_compared: { args: { compare: CompareId; from: number; most: number }; result: Array<ComparedFile> };
  /** Asks where to, and writes the results as a table; answers the file's name. */
  save_compared: { args: { compare: CompareId }; result: string | null };
  /** Stops a comparison and lets it go. */
  close_compare: { args: { compare: CompareId }; result: null };
  /** The links that were made, the latest first. */
  list_links: { args: Record<string, never>; result: Array<LinkView> };
  /** Removes a link from the list; the link itself goes on to work. */
  forget_link: { args: { link: LinkId }; result: null };
  /** Opens a file to be looked at, this version or the current one, and reads its beginning. */
  open_reading: { args: { at: FileAt; version: string | null }; result: ReadingView };
  /** An address on this computer from which the window can play the file until it is closed. */
  play_reading: { args: { reading: ReadingId }; result: string };
  /** Closes a file that was looked at. */
  close_reading: { args: { reading: ReadingId }; result: null };
  /** The thumbnail that is kept of a file, or the file opened to make one, its first bytes read. */
  see_thumbnail: { args: { of: Pictured; first: number }; result: Thumbnail };
  /** Keeps a thumbnail, given as Base64. */
  keep_thumbnail: { args: { of: Pictured; picture: string }; result: null };
  /** Fetches a file and hands it to a program. `large`: the person knows how large it is. */
  open_file: { args: { at: FileAt; program: Program; large: boolean }; result: OpenAnswer };
  /** The programs that open files of this name, the usual one first; none where nobody tells. */
  list_programs: { args: { name: string }; result: Array<ProgramView> };
  /** What is to become of an opened file that changed. How an upload ended is told as its state. */
  answer_opened: { args: { opened: OpenedId; answer: OpenedAnswer }; result: null };
  /** Keeps what a person made of a text that is looked at, given as Base64, in an opened file, */
  /** and uploads that if `send`. `opened`: the one that has what they wrote before. `recoded`: it */
  /** is UTF-8 now, and the file was not. */
  keep_text: { args: { reading: ReadingId; opened: OpenedId | null; text: string; recoded: boolean; send: boolean }; result: OpenedView };
  /** Stops fetching or uploading an opened file. */
  stop_opened: { args: { opened: OpenedId }; result: null };
  /** Tells of all opened files from now on; every window is told. */
  watch_opened: { args: { opened: Stream<Array<OpenedView>> }; result: null };
  /** Favourites, places of late, the tabs that were open, and how lists are shown. */
  read_places: { args: Record<string, never>; result: PlacesView };
  /** Keeps the open tabs; the one in front is the latest place. Answers the places of late. */
  keep_tabs: { args: { tabs: Array<Place>; active: number }; result: Array<Place> };
  /** Makes a place a favourite, or no longer one. Answers all favourites. */
  set_favourite: { args: { place: Place; favourite: boolean }; result: Array<Place> };
  /** Keeps how lists are shown. */
  keep_look: { args: { look: Look }; result: null };
  /** Where a typed address leads, from `bucket` (empty: the list of buckets), without its query. */
  locate: { args: { connection: ConnectionId; bucket: string; text: string }; result: Located };
  /** Counts what deleting the selection would remove; the plan is then run with `add_transfer`. */
  plan_delete: { args: { listing: ListingId; ticks: Stream<DeleteCount> }; result: DeletePlanId };
  /** Counts what undeleting the selection would bring back; `add_transfer` then runs the plan. */
  plan_undelete: { args: { listing: ListingId; ticks: Stream<UndeleteCount> }; result: DeletePlanId };
  /** Counts what is not as it was at the listed moment; the plan is run with `add_transfer`. */
  plan_restore: { args: { listing: ListingId; ticks: Stream<RestoreCount> }; result: DeletePlanId };
  /** Counts what of the selection is archived; the plan is then run with `add_transfer`. */
  plan_archived: { args: { listing: ListingId; ticks: Stream<ArchivedCount> }; result: DeletePlanId };
  /** Counts the versions that the wish would lock otherwise; the plan is run with `add_transfer`. */
  plan_lock: { args: { listing: ListingId; wish: LockWish; ticks: Stream<LockCount> }; result: DeletePlanId };
  /** Leaves what was counted of any of these, or of `plan_properties`; nothing changes. */
  discard_plan: { args: { plan: DeletePlanId }; result: null };
  /** Keeps what is selected, for `add_transfer` and others, also once the listing is closed. */
  pick_rows: { args: { listing: ListingId }; result: Picked };
  /** Opens the system's own dialog. null: the person closed it. */
  choose: { args: { kind: ChooseKind }; result: ChosenPath | null };
  /** Starts a transfer; `op_id` counts once. */
  add_transfer: { args: { request: TransferRequest }; result: GroupId };
  /** Lets the person drag what is selected out of the window, `label` beside the pointer. Answers */
  /** the download into the folder that it was dropped in, or null. `op_id` counts once. */
  drag_out: { args: { op_id: string; listing: ListingId; label: string }; result: GroupId | null };
  /** Tells of all transfers from now on; every window is told. */
  watch_transfers: { args: { ticks: Stream<TransferTick> }; result: null };
  /** Says what becomes of the names that are already there. */
  answer_conflicts: { args: { group: GroupId; on_conflict: OnConflict }; result: null };
  /** Stops a group, or one job of it. */
  cancel_transfer: { args: { group: GroupId; job: JobId | null }; result: null };
  /** Tries again what failed in a group, or one job of it. */
  retry_transfer: { args: { group: GroupId; job: JobId | null }; result: null };
  /** Tries again what failed since its names could not be seen; these files alone replace others. */
  replace_unseen: { args: { group: GroupId }; result: null };
  /** Lets one job, a group, or with null all, wait; what is under way is kept. */
  pause_transfer: { args: { group: GroupId | null; job: JobId | null }; result: null };
  /** Lets one job, a group, or with null all, go on; what waits for network or login tries now. */
  resume_transfer: { args: { group: GroupId | null; job: JobId | null }; result: null };
  /** Lets a group, or one job of it, go before all others. */
  run_first: { args: { group: GroupId; job: JobId | null }; result: null };
  /** How fast, and how much at once, as a person set it. */
  read_pacing: { args: Record<string, never>; result: Pacing };
  /** Sets it, for what runs too, and keeps it. Answers what holds: not everything can be. */
  set_pacing: { args: { pacing: Pacing }; result: Pacing };
  /** Tells of the oldest 1,000 unfinished uploads as each is measured; answers the count. */
  look_for_unfinished: { args: { at: BucketAt; found: Stream<Unfinished> }; result: number };
  /** Ends unfinished uploads and frees their parts, but for those that a transfer works on. */
  clean_unfinished: { args: { at: BucketAt; chosen: Array<UnfinishedAt> }; result: CleanedUp };
  /** Closes this window after the person said yes, and with the last one ends the program. */
  quit: { args: Record<string, never>; result: null };
  /** Whether this window is at something that would end with it. */
  hold_window: { args: { at_work: boolean }; result: null };
  /** What was cut or copied, for the other windows to be put there; null: nothing any more. */
  hold_rows: { args: { held: HeldRows | null }; result: null };
  /** Takes a group that has ended off the panel. */
  dismiss_transfer: { args: { group: GroupId }; result: null };
  /** A window of a group's jobs. */
  read_jobs: { args: { group: GroupId; filter: JobFilter; start: number; len: number }; result: Jobs };
  /** Shows what a finished download saved in the file manager. */
  reveal_download: { args: { group: GroupId }; result: null };
  /** Saves all files of a transfer as a table, and answers the file's name. null: the person */
  /** closed the dialog. */
  save_jobs: { args: { group: GroupId }; result: string | null };
  /** What is to be said about a name for a bucket. No network. */
  check_bucket_name: { args: { name: string }; result: NameCheck };
  /** Makes a bucket, with what it is to be set to from the start; answers what could not be set. */
  create_bucket: { args: { connection: ConnectionId; wanted: NewBucket }; result: MadeBucket };
  /** Counts everything in a bucket, old versions and unfinished uploads too. Nothing is deleted. */
  count_bucket: { args: { at: BucketAt; ticks: Stream<BucketCount> }; result: RemovalId };
  /** Empties a bucket that was counted and deletes it; `typed` has to be its name. */
  remove_bucket: { args: { removal: RemovalId; typed: string; ticks: Stream<RemovalTick> }; result: Removed };
  /** Stops counting or emptying; what is gone stays gone. */
  stop_removal: { args: { removal: RemovalId }; result: null };
  /** What is true of a bucket, each fact as it is known; `brief`: versioning and who can see it. */
  look_at_bucket: { args: { at: BucketAt; brief: boolean; facts: Stream<Fact> }; result: null };
  /** Reads a setting of a bucket and opens it for changes. */
  open_setting: { args: { at: BucketAt; kind: SettingKind }; result: OpenedSetting };
  /** What is to be said about a draft, and what saving it would change; null removes the setting. */
  check_setting: { args: { setting: SettingId; draft: SettingValue | null }; result: SettingCheck };
  /** Saves a draft after reading again; null removes the setting. A conflict writes nothing. */
  apply_setting: { args: { setting: SettingId; draft: SettingValue | null }; result: Applied };
  /** Puts back what was there before the last change. */
  undo_setting: { args: { setting: SettingId }; result: Applied };
  /** States that a setting had before it was changed from here, the newest first. */
  earlier_settings: { args: { setting: SettingId }; result: Array<EarlierState> };
  /** Forgets an open setting, and with it its Undo. */
  close_setting: { args: { setting: SettingId }; result: null };
  /** The text of a policy after a statement was added, taken out or mended. Nothing is saved. */
  step_policy: { args: { setting: SettingId; text: string; step: PolicyStep }; result: string };
  /** Counts what a lifecycle rule would do to the files there; ends with them, or when stopped. */
  count_rule: { args: { setting: SettingId; rule: LifecycleRule; ticks: Stream<RuleCount> }; result: null };
  /** Beginnings for rules. */
  cors_templates: { args: Record<string, never>; result: Array<CorsTemplate> };
  /** Rules out of a text in any of the published forms. */
  read_cors: { args: { text: string }; result: ReadCors };
  /** CORS rules as a text in one of the forms that other tools take; no network. */
  write_cors: { args: { rules: Array<CorsRule>; form: CorsForm }; result: string };
  /** Rules with more of them; what others wrote stays. */
  merge_cors: { args: { rules: Array<CorsRule>; new: Array<CorsRule> }; result: Array<CorsRule> };
  /** Whether a page may do something by these rules, and which line says so. No network. */
  try_cors: { args: { rules: Array<CorsRule>; asked: CorsAsked }; result: CorsVerdict };
  /** Asks the storage the same, as a browser would, and lays both side by side. */
  check_cors_live: { args: { setting: SettingId; asked: CorsAsked }; result: LiveCheck };
  /** The products that can be let into buckets. */
  list_presets: { args: Record<string, never>; result: Array<PresetView> };
  /** The integrations that were begun. */
  list_integrations: { args: Record<string, never>; result: Array<IntegrationView> };
  /** Begins a draft: reads what the plan asks of the buckets. Nothing is changed or written down. */
  begin_integration: { args: { connection: ConnectionId; preset: string; buckets: Array<IntegrationBucket> }; result: IntegrationSheet };
  /** Questions, answers and plan of an integration, its buckets read anew. */
  read_integration: { args: { integration: IntegrationId }; result: IntegrationSheet };
  /** Takes answers and says what they come to. Nothing is changed or written down. */
  answer_integration: { args: { integration: IntegrationId; filled: IntegrationAnswers }; result: IntegrationSheet };
  /** Carries the plan out step by step; what is there already stays. Every step is written down. */
  apply_integration: { args: { integration: IntegrationId; adopt: boolean; steps: Stream<IntegrationStep> }; result: IntegrationView };
  /** Asks where to, and writes the folder for an administrator. null: the dialog was closed. */
  hand_over_integration: { args: { integration: IntegrationId }; result: IntegrationView | null };
  /** Verifies on the storage what was promised, with a file of its own only if `write` says so. */
  verify_integration: { args: { integration: IntegrationId; write: boolean; checks: Stream<CheckLine> }; result: IntegrationView };
  /** What was made for it is where its connection leads now, though that was edited. */
  continue_integration: { args: { integration: IntegrationId }; result: IntegrationView };
  /** What taking an integration back would do. */
  preview_removal: { args: { integration: IntegrationId }; result: Removal };
  /** Takes it back, unless something changed since the preview that gave the token. */
  remove_integration: { args: { integration: IntegrationId; token: string; steps: Stream<IntegrationStep> }; result: IntegrationView };
  /** Takes an integration of which nothing is left off the list. */
  forget_integration: { args: { integration: IntegrationId }; result: null };
  /** Puts the secret of the key that was made onto the clipboard; it does not come to the page. */
  copy_integration_secret: { args: { integration: IntegrationId }; result: null };
  /** The secret of the key that was made just now, to be handed on; answered once for each key. */
  show_integration_secret: { args: { integration: IntegrationId }; result: string };
  /** Takes over what an administrator sent back: the filled-in form of the folder, or the ARN. */
  take_reply: { args: { integration: IntegrationId; text: string }; result: IntegrationView };
  /** The keys of the user that was made, as the storage has them: how old, when last used. */
  read_integration_keys: { args: { integration: IntegrationId }; result: Array<KeyFact> };
  /** Takes one step of exchanging the access key for another one. */
  exchange_key: { args: { integration: IntegrationId; step: KeyStep }; result: IntegrationView };
  /** Asks where to, and writes the latest report; the file's name. null: the dialog was closed. */
  save_report: { args: { integration: IntegrationId; shape: ReportShape }; result: string | null };
  /** Who can reach a bucket, by all policies that this login may read; tells of people read. */
  who_can_reach: { args: { at: BucketAt; people: Stream<number> }; result: Reach };
  /** Why a login was refused: reads what has a say, and says which of it said no. */
  look_into_refusal: { args: { connection: ConnectionId; refusal: Refusal }; result: Refusal };
  /** Compares two places; changes nothing. */
  compare_places: { args: { left: SyncPlace; right: SyncPlace; by: CompareBy; filter: SyncFilter; ticks: Stream<SyncProgress> }; result: SyncId };
  /** A window of what was compared so far, of the rows in these states; 500 at most. */
  read_sync: { args: { comparison: SyncId; states: Array<SyncState>; start: number; len: number }; result: SyncRows };
  /** Leaves rows out of what is planned, or takes them in again. */
  leave_out_of_sync: { args: { comparison: SyncId; rows: Array<number>; out: boolean }; result: null };
  /** What a wish would do, by what was compared; nothing is done. */
  plan_sync: { args: { comparison: SyncId; wish: SyncWish }; result: SyncCount };
  /** Does that, as a transfer, if it is what was `seen`; `sure`: many removals were confirmed. */
  begin_sync: { args: { op_id: string; comparison: SyncId; wish: SyncWish; seen: SyncSeen; sure: boolean }; result: GroupId };
  /** Saves what was compared as a table where the person says; the file's name, or null. */
  save_sync: { args: { comparison: SyncId }; result: string | null };
  /** Closes a comparison and stops it. */
  close_sync: { args: { comparison: SyncId }; result: null };
  /** The saved pairs of places, with how each last ended. */
  list_pairs: { args: Record<string, never>; result: Array<PairView> };
  /** Saves the two places of a comparison, with what is to be done and when. */
  save_pair: { args: { comparison: SyncId; wanted: PairRequest }; result: PairView };
  /** Gives a saved pair another name, way or schedule. */
  change_pair: { args: { pair: PairId; wanted: PairRequest }; result: PairView };
  /** Takes a pair off the list, and its schedule away. The files of both places stay. */
  forget_pair: { args: { pair: PairId }; result: null };
  /** Compares the places of a saved pair; changes nothing. */
  compare_pair: { args: { pair: PairId; ticks: Stream<SyncProgress> }; result: SyncId };
  /** Says that a person sees the pair compared to its end: it runs by itself again. */
  look_at_pair: { args: { pair: PairId; comparison: SyncId }; result: PairView };
  /** Does what was planned of a saved pair to its end; the rest as in `begin_sync`. */
  run_pair: { args: { pair: PairId; comparison: SyncId; asked: PairAsked; ticks: Stream<BackupTick> }; result: null };
  /** Stops a run of a pair; what was copied stays. */
  stop_pair: { args: { pair: PairId }; result: null };
  /** The backups, with how each last ended and how far one is that runs. */
  list_backups: { args: Record<string, never>; result: Array<BackupView> };
  /** Keeps a new backup, or with an id changes that one, and sets its schedule. */
  keep_backup: { args: { backup: BackupId | null; wanted: BackupRequest }; result: BackupView };
  /** Takes a backup off the list, and its schedule away. Its copies stay. */
  forget_backup: { args: { backup: BackupId }; result: null };
  /** Runs a backup to its end; every copy that it calls good was verified. */
  run_backup: { args: { backup: BackupId; ticks: Stream<BackupTick> }; result: BackupView };
  /** Stops a run; what is copied so far is gone on with by the next. */
  stop_backup: { args: { backup: BackupId }; result: null };
  /** The copies of a backup that the bucket tells of, newest first. */
  list_copies: { args: { backup: BackupId }; result: Array<CopyView> };
  /** Says that what the newest copy lacks was meant to go: the full one is not kept besides. */
  accept_smaller: { args: { backup: BackupId; copy: string }; result: BackupView };
  /** Removes a copy, the last good or full one only with `last`. Answers those that are left. */
  remove_copy: { args: { backup: BackupId; copy: string; last: boolean }; result: Array<CopyView> };
  /** Restores a copy, or with `to` copies it elsewhere, as a transfer; `op_id` counts once. */
  restore_copy: { args: { op_id: string; backup: BackupId; copy: string; to: Place | null; on_conflict: OnConflict }; result: GroupId };
  /** The buckets that are folders of this computer, and whether it can carry such folders. */
  list_mounts: { args: Record<string, never>; result: MountsView };
  /** Makes a bucket a folder: the one that was chosen, or with null one in the home folder. */
  mount_bucket: { args: { wanted: MountWanted; chosen: ChosenId | null }; result: MountView };
  /** Takes a folder off once all that was written is in the bucket, or `anyway`. */
  unmount_bucket: { args: { mount: MountId; anyway: boolean }; result: MountsView };
  /** Opens the folder in the system's file manager. */
  open_mount: { args: { mount: MountId }; result: null };
  /** Tells of files that are dragged over the window or dropped on it. */
  watch_window: { args: { events: Stream<WindowEvent> }; result: null };
  /** Opens another window of the program, at a place or with null at its first screen. */
  new_window: { args: { place: Place | null }; result: null };
}
