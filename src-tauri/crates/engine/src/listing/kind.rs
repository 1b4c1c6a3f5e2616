//! What of a place a listing shows. Whatever differs between the kinds is asked of them here or
//! read in [`super::shared`], case by case: a new kind does not compile until each is answered for
//! it.

use serde::Deserialize;
use store::Entry;
use ts_rs::TS;

use super::{query::Query, report::ReportAt};

/// What of a place is listed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ListingKind {
    /// What is in the folder, one level deep.
    Folder,
    /// Everything below the folder that fits.
    Search {
        /// What a name has to fit, anywhere below the folder.
        query: Query,
    },
    /// What is in the folder, and what was deleted from it.
    Deleted,
    /// What was in the folder at a moment.
    AsOf {
        /// In milliseconds since 1970, by the clock of the storage.
        #[ts(type = "number")]
        moment: i64,
    },
    /// What an inventory report has of the bucket, which itself is not asked.
    Report {
        /// Where the report lies.
        report: ReportAt,
    },
}

impl ListingKind {
    /// Whether keys are gathered into folders at the next `/`.
    pub(super) fn has_folders(&self) -> bool {
        match self {
            Self::Folder | Self::Deleted | Self::AsOf { .. } => true,
            Self::Search { .. } | Self::Report { .. } => false,
        }
    }

    /// The moment that its rows are of; none where that is now.
    pub(super) fn moment(&self) -> Option<i64> {
        match self {
            Self::AsOf { moment } => Some(*moment),
            Self::Folder | Self::Search { .. } | Self::Report { .. } | Self::Deleted => None,
        }
    }

    /// Whether the first rows are kept for the next time.
    pub(super) fn is_remembered(&self) -> bool {
        match self {
            Self::Folder => true,
            Self::Search { .. } | Self::Report { .. } | Self::Deleted | Self::AsOf { .. } => false,
        }
    }

    /// Whether an object below `prefix` is one of the rows.
    pub(super) fn shows(&self, prefix: &str, entry: &Entry) -> bool {
        match self {
            Self::Search { query } => query.matches(prefix, entry),
            Self::Folder | Self::Report { .. } | Self::Deleted | Self::AsOf { .. } => true,
        }
    }
}
