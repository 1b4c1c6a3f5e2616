//! Rows on their way into a listing, with what there is to say of rows of the past.

use serde::Serialize;
use store::{Entry, Page, Version};
use ts_rs::TS;

use super::{PastView, Since};
use crate::history::Marker;

/// What a row of the past is. `gone`: it is not there now; `deleted` is since when, in milliseconds
/// since 1970. `version` is what is read and restored of a file; null where nothing is left of it,
/// and of a folder. `since`: what became of it since the moment that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "RowPast")]
#[allow(missing_docs)]
pub struct Past {
    pub gone: bool,
    #[ts(type = "number | null")]
    pub deleted: Option<i64>,
    #[ts(type = "string | null")]
    pub version: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub since: Option<Since>,
}

/// A page of rows. Those of the past have something to say each, folders first; others have none.
#[derive(Debug, Default)]
pub(in super::super) struct Arrived {
    pub(in super::super) page: Page,
    pub(in super::super) past: Vec<Past>,
    /// What cannot be shown so far.
    pub(in super::super) view: Option<PastView>,
    folders: usize,
}

impl From<Page> for Arrived {
    fn from(page: Page) -> Self {
        Self { page, ..Self::default() }
    }
}

impl Arrived {
    pub(super) fn with(self, view: PastView) -> Self {
        Self { view: Some(view), ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.past.is_empty()
    }

    pub(super) fn add_folder(&mut self, folder: String, gone: bool, since: Option<Since>) {
        self.page.prefixes.push(folder);
        self.past.insert(self.folders, Past { gone, deleted: None, version: None, since });
        self.folders += 1;
    }

    /// A file of a moment, as it was then; one that was added since, as it is now.
    pub(super) fn add_file(&mut self, version: Version, since: Since) {
        let id = Some(version.id.as_str().into());
        self.past.push(Past { gone: false, deleted: None, version: id, since: Some(since) });
        self.page.entries.push(entry(version));
    }

    pub(super) fn add_deleted(&mut self, key: String, markers: &[Marker], below: Option<Version>) {
        let deleted = markers.first().and_then(|marker| marker.modified);
        let version = below.as_ref().map(|below| below.id.as_str().into());
        self.past.push(Past { gone: true, deleted, version, since: None });
        self.page.entries.push(entry(below.unwrap_or_else(|| Version { key, ..Version::default() })));
    }
}

fn entry(version: Version) -> Entry {
    let Version { key, size, modified, etag, class, .. } = version;
    Entry { key, size, modified, etag, class, restore: None }
}
