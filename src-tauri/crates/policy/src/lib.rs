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
