//! How much is read of anything that comes from outside: the one place where each of these bounds
//! has its name. Nothing is read into memory whole, or written to a disk unasked, without one of
//! them.

use std::time::Duration;

/// Bytes of an answer to a request that failed.
pub const REFUSAL: usize = 8 << 20;
/// Bytes of an answer that is no object's content: ten thousand buckets or a thousand keys with
/// everything S3 tells of them are some megabytes.
pub const ANSWER: usize = 64 << 20;
/// Bytes of an answer of which only the beginning is looked at.
pub const BEGINNING: usize = 64 << 10;
/// Bytes of a file that the AWS tools share, a profile's or a token's.
pub const SHARED_FILE: usize = 4 << 20;
/// Bytes that a program prints when it is asked for keys.
pub const PRINTED: usize = 64 << 10;
/// Bytes that a tool of the system prints on one stream.
pub const TOOL: usize = 1 << 20;
/// How long such a tool may take.
pub const TOOL_TIME: Duration = Duration::from_secs(60);
/// Bytes of what somebody types or pastes into an editor or a form. The longest that S3 takes are
/// CORS rules of 64 KB, and other storage takes more.
pub const TYPED: usize = 1 << 20;
/// Bytes of a browser's request for the page that ends a sign-in.
pub const BROWSER: usize = 16 << 10;
/// Sockets that may be open to that page at once; past that the oldest is closed.
pub const SOCKETS: usize = 32;
/// Bytes of a file of certificates.
pub const CERTIFICATES: usize = 1 << 20;
/// Bytes of a text or file with a login. The longest that one came in so far is a `cf env` of some
/// 30 KB.
pub const PASTE: usize = 10 << 20;
/// Bytes of a field in a connection file; its certificates are [`CONNECTION_CERTIFICATES`].
pub const CONNECTION_FIELD: usize = 4 << 10;
/// Bytes of the certificates in a connection file.
pub const CONNECTION_CERTIFICATES: usize = 256 << 10;
/// Bytes of what a second start hands over to the window that is there: a few paths.
pub const HANDED_OVER: u64 = 1 << 20;
/// Bytes of the note that rclone keeps of one file in a mounted folder: its time, size, and which
/// pieces of it are there.
pub const MOUNT_NOTE: usize = 16 << 20;
/// Bytes of a file that this program keeps its own settings in.
pub const KEPT: usize = 64 << 20;
/// Bytes of the record beside a backup's copy; it takes some hundred.
pub const COPY_RECORD: usize = 16 << 10;
/// Bytes of the names that a backup notes beside a copy: those of some million files.
pub const COPY_NAMES: usize = 512 << 20;
/// Bytes of a report's manifest: this one would name a hundred thousand files.
pub const MANIFEST: usize = 32 << 20;
/// Bytes of one file of a report, where its manifest does not say how many it has.
pub const REPORT_FILE: u64 = 5 << 30;
/// Bytes of a line of a report. A key has 1,024, each of which may be written as three.
pub const REPORT_LINE: u64 = 64 << 10;
/// How many times larger than it came a packed report may be unpacked. Lists of keys shrink to a
/// tenth, and those of keys that are much alike to a hundredth.
pub const REPORT_UNPACKED: u64 = 200;
