//! What the page is told of a listing, and what it may ask for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{order::Sort, selection::Selection};
use crate::{
    fault::Fault,
    ids::{ConnectionId, ListingId},
};

/// A folder of a bucket.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Place {
    pub connection: ConnectionId,
    pub bucket: String,
    /// Empty, or ends with the delimiter `/`.
    pub prefix: String,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RowKind {
    Folder,
    File,
}

/// `name` is the key after the place's prefix, exactly (a folder's ends with `/`). `modified` is in milliseconds
/// since 1970. `type_name` is for people ("JPEG image").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Row {
    pub kind: RowKind,
    pub key: String,
    pub name: String,
    #[ts(type = "number | null")]
    pub size: Option<u64>,
    #[ts(type = "number | null")]
    pub modified: Option<i64>,
    #[ts(as = "String")]
    pub type_name: &'static str,
    pub selected: bool,
}

/// The most that one tick takes as JSON, in bytes.
pub const TICK_BYTES: usize = 8 * 1024;

/// A change of the listing, [`TICK_BYTES`] at most. Rows of an older `revision` are out of date. `shown` counts rows after the filter,
/// `total` all, `bytes` of the files among those shown. `head` is the first rows, 60 at most and as many as
/// keep the tick small. `complete` is false while rows
/// still arrive or after `fault` stopped them; Retry goes on from there.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct ListingTick {
    #[ts(type = "number")]
    pub revision: u64,
    pub shown: usize,
    pub total: usize,
    #[ts(type = "number")]
    pub bytes: u64,
    pub complete: bool,
    pub head: Vec<Row>,
    pub selection: Selection,
    pub sort: Sort,
    pub filter: String,
    pub fault: Option<Fault>,
}

/// A listing that was opened.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Opened {
    pub listing: ListingId,
}

/// A window of rows.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Rows {
    #[ts(type = "number")]
    pub revision: u64,
    pub start: usize,
    pub rows: Vec<Row>,
}

/// Where a name was found, for type-ahead.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Found {
    pub at: Option<usize>,
}
