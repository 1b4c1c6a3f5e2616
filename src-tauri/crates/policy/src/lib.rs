//! The grammar of permissions, pure: no I/O, no clock, no AWS SDK.
//!
//! One language says who may do what: access policies of people and roles, trust policies, bucket
//! policies. [`parse`] reads one strictly, with line and column; [`Document`] prints it; [`lint`]
//! finds what AWS would refuse and what people regret; [`explain`] says it in plain words;
//! [`decide`] answers who may do what, and by which statement; [`templates`] writes the common
//! ones, and [`change`] puts them among those of others. The other, [`cors`], says which websites'
//! scripts may use a bucket.
//!
//! Left to others: reading and writing policies on a server (`store`), what to do about a finding
//! (`engine`).
//!
//! ```
//! use policy::decide::{Verdict, decide_alone};
//! use policy::{Context, Request, parse};
//!
//! let text = r#"{"Version": "2012-10-17", "Statement": [{
//!     "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-files/public/*"
//! }]}"#;
//! let document = parse(text).sound().unwrap_or_else(|findings| panic!("{findings:?}"));
//!
//! let may = |action: &str, key: &str| {
//!     let resource = format!("arn:aws:s3:::acme-files/{key}");
//!     decide_alone(&document, &Request::new(None, action, &resource, Context::default())).verdict
//! };
//! assert_eq!(may("s3:GetObject", "public/report.pdf"), Verdict::Allow);
//! assert_eq!(may("s3:GetObject", "salaries.xlsx"), Verdict::Deny);
//! assert_eq!(may("s3:DeleteObject", "public/report.pdf"), Verdict::Deny);
//! ```

pub mod action;
pub mod arn;
pub mod change;
pub mod condition;
pub mod cors;
pub mod decide;
mod document;
pub mod explain;
pub mod finding;
mod fitting;
mod form;
mod json;
mod key;
mod kind;
pub mod lint;
mod parse;
mod pattern;
mod principal;
mod print;
mod public;
mod request;
pub mod span;
mod spelling;
pub mod templates;
#[cfg(test)]
mod testing;

pub use document::{Choice, Condition, Document, Effect, PrincipalType, Principals, Scalar, Statement, Texts};
pub use kind::Kind;
pub use parse::{Parsed, Source, parse};
pub use public::public;
pub use request::{Context, Request};
