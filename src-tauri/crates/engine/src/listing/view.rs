//! What the page is told of a listing, and what it may ask for.

use serde::Serialize;
use ts_rs::TS;

use super::{
    order::Sort,
    past::{Past, PastView},
    selection::Selection,
    types::FileType,
};
use crate::{fault::Fault, ids::ListingId};

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RowKind {
    Folder,
    File,
}

/// An archived object that was asked for; `until` is when the fetched copy goes, in milliseconds
/// since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Restore {
    pub under_way: bool,
    #[ts(type = "number | null")]
    pub until: Option<i64>,
}

impl From<store::Restore> for Restore {
    fn from(store::Restore { under_way, until }: store::Restore) -> Self {
        Self { under_way, until }
    }
}

/// `name` is the key after the place's prefix, exactly (a folder's ends with `/`). `modified` is in
/// milliseconds since 1970. `class`, `etag` and `restore` are as the server told them. `past`: it
/// is not what is there now.
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
    pub file_type: FileType,
    pub class: Option<String>,
    pub etag: Option<String>,
    pub restore: Option<Restore>,
    pub selected: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub past: Option<Past>,
}

/// Rows of one listing at most. A row takes its name and about 50 bytes, so this is about half a
/// gigabyte; what is larger is better searched, or opened further down.
pub const MOST_ROWS: usize = 5_000_000;

/// The most that one tick takes as JSON, in bytes.
pub const TICK_BYTES: usize = 8 * 1024;

/// A change of the listing, [`TICK_BYTES`] at most. Rows of an older `revision` are out of date.
/// `shown` counts rows after the filter, `total` all, `bytes` of the files among those shown and
/// `folders` the folders among them. `mixed`: the files are not all of one storage class.
/// `head` is the first rows, 60 at most and as many as keep the tick small. `read` is how many
/// objects and folders were looked at, which in a search is more than `total`. `complete` is false
/// while rows still arrive or after `fault` stopped them; Retry goes on from there. `full` is true
/// when the listing stopped because it holds as many rows as it may: [`MOST_ROWS`]. `past`: what a
/// list of the past cannot show.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct ListingTick {
    #[ts(type = "number")]
    pub revision: u64,
    pub shown: usize,
    pub total: usize,
    pub read: usize,
    #[ts(type = "number")]
    pub bytes: u64,
    pub folders: usize,
    pub mixed: bool,
    pub complete: bool,
    pub full: bool,
    pub head: Vec<Row>,
    pub selection: Selection,
    pub sort: Sort,
    pub filter: String,
    pub fault: Option<Fault>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub past: Option<PastView>,
}

/// A listing that was opened.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Opened {
    pub listing: ListingId,
}

/// Rows `start` and after it, in the order shown; fewer than asked for at the end. `revision` is of
/// the order they were read in: rows of different revisions do not belong together.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Rows {
    #[ts(type = "number")]
    pub revision: u64,
    pub start: usize,
    pub rows: Vec<Row>,
}

/// The row whose name begins as was typed: `at` is its position, none where no name does.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Match {
    pub at: Option<usize>,
}
