//! S3 as Bucketwise speaks it.
//!
//! This crate is the only place that names Amazon's SDK; no type of the SDK is part of what it
//! offers. A [`Store`] is one server and one login. Every call answers a [`StoreError`] that says
//! what failed in terms of S3, and every long call is a stream that may be dropped at any time.
//!
//! Left to others: which files to move and when to try again (`engine`), every word a person
//! reads (`engine::fault`), keeping secrets between two starts (`engine`, in the OS keychain).
//!
//! ```
//! use std::net::TcpListener;
//!
//! use store::{Access, Endpoint, ObjectAt, Store, StoreErrorKind, provider};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! // A port at which nobody listens.
//! let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
//! let endpoint = Some(Endpoint::parse(&format!("http://127.0.0.1:{port}")).unwrap());
//! let store = Store::open(Access { endpoint, ..Access::to(provider("other").unwrap()) }).unwrap();
//! let error = store.head(&ObjectAt::new("bucket", "folder/file")).await.unwrap_err();
//! assert_eq!((error.operation, error.kind), ("HeadObject", StoreErrorKind::ConnectionRefused));
//! # }
//! ```
//!
//! # Errors
//! A [`StoreError`] names the operation, the bucket and the key; its [`StoreErrorKind`] is what
//! failed. Every call that asks a server can fail on the way there (`NameNotFound`,
//! `ConnectionRefused`, `TimedOut`, `Interrupted`, `Certificate`, `PlainHttp`, `NotS3`), for its
//! login (`SignIn`, `AccessKeyUnknown`, `SignatureMismatch`, `TokenExpired`, `TokenUnknown`,
//! `ClockSkew`, `NotPermitted`), for its bucket (`BadBucketName`, `NoSuchBucket`, `WrongRegion`) or
//! key (`KeyTooLong`, `RefusedKey`), and for the server's own reasons (`SlowDown`, `ServerFault`,
//! `BadAnswer`). Every call that changes something fails with `ReadOnly`, and sends nothing,
//! through a read-only connection. What stands at a function is what it can fail
//! with besides.
//!
//! # Units
//! Sizes and positions are bytes, times are milliseconds since 1970 in the server's clock, and keys
//! are exact: nothing is added, folded or decoded.
//!
//! # Time
//! The SDK corrects the signing time by the server's `Date` header: a computer whose clock is an
//! hour off still signs in. [`StoreErrorKind::ClockSkew`] is what remains when a server refuses the
//! corrected time as well; [`Store::reach`] tells the server's time, so that a caller can warn.
//!
//! # Retries
//! Up to three attempts a call, with growing pauses, for what [`StoreError::is_temporary`] calls
//! temporary and for a server that could not be reached. Bodies read from a file are read again.

// An error tells where and what in full: it is the rare way out, and its size is of no matter.
#![allow(clippy::result_large_err)]
#![deny(clippy::missing_errors_doc)]

mod about;
mod access;
mod archive;
mod body;
pub mod bounds;
mod bucket;
mod checksum;
mod client;
mod copy;
mod credentials;
mod cross_origin;
mod dates;
mod delete;
mod download;
mod elsewhere;
mod error;
mod etag;
mod form;
mod heeded;
mod iam;
mod lenient;
mod link;
mod list;
mod mtime;
mod multipart;
mod names;
mod object;
#[cfg(test)]
mod odd_answers;
mod pace;
mod packed;
mod pages;
mod parted;
mod payload;
mod policy;
mod properties;
mod reach;
mod read_only;
mod relay;
mod retained;
mod rewrite;
mod server;
mod setting;
mod sign_in;
mod slow;
mod spelling;
mod stale;
mod stranger;
#[cfg(test)]
mod testing;
mod upload;
mod versions;
mod wakes;
mod whole;
mod wire;

pub use about::About;
pub use access::Access;
pub use archive::Archive;
pub use bucket::{Bucket, Making};
pub use checksum::{Algorithm, Checksum, Hasher};
pub use client::Store;
pub use copy::Copying;
pub use credentials::Credentials;
pub use cross_origin::PageAnswer;
pub use delete::Deleted;
pub use download::{Download, Get};
pub use elsewhere::{Inventory, Notifications, Replication};
pub use error::{StoreError, StoreErrorKind};
pub use form::{FormAnswer, FormHeard, FormTypes, Forming, LARGEST_FORM, UploadForm};
pub use ground::{
    Address, Ages, Anchors, Audience, Checksums, Endpoint, EndpointProblem, Host, HostKind, NoAddress, Provider,
    Quirks, Region, RestoreTier, Secret, anchors, fuller, host, provider, providers, same_address, same_server, server,
    server_name, text_of,
};
pub use heeded::Writing;
pub use iam::{AccountPage, Caller, Grant, Holder, Member, Principal, Simulated, UserKey};
pub use link::{LONGEST_LINK, LinkAnswer, LinkRefusal, Linking, SessionEnd};
pub use list::{Entry, ListRequest, Page, Restore, decode};
pub use multipart::{Part, Upload};
pub use object::{ObjectAt, ObjectHead};
pub use pace::Pace;
pub use pages::Next;
pub use payload::{OnBytes, Payload};
pub use properties::{ObjectAcl, Properties};
pub use reach::Reached;
pub use retained::{Retained, RetentionMode};
pub use rewrite::Rewriting;
pub use setting::*;
pub use sign_in::{
    Answer, Ask, Asking, CameBack, Company, CompanyAccount, Environment, Needed, OddLine, ProfileFound, ProfilesFound,
    Role, SignIn, SignInProblem, Source,
};
pub use stranger::Stranger;
pub use upload::{Put, Stored};
pub use versions::{Version, VersionPage, VersionRequest};
