//! Listing every version and delete marker of a bucket, one page at a time. What becomes of them is
//! the engine's business; a page call may be dropped at any time.

mod answer;

use self::answer::{InOrder, Listed};
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use crate::pages::{Brought, Continuation, Mark, Next, Paged, first_filled, pages};
use crate::{Store, list, spelling};
use aws_sdk_s3::types::EncodingType;
use futures_util::{TryFutureExt, stream::BoxStream};
use std::cmp::Reverse;
use std::collections::HashSet;

/// A version of an object, or the mark that it was deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The whole key, exactly.
    pub key: String,
    /// Its id; `null` for what was stored while no versions were kept.
    pub id: String,
    /// Size in bytes; 0 for a delete marker.
    pub size: u64,
    /// When it was made, in milliseconds since 1970.
    pub modified: Option<i64>,
    /// Whether the server calls it the newest of its key.
    pub latest: bool,
    /// Whether it only says that the object was deleted.
    pub marker: bool,
    /// The ETag without its quotes; none of a delete marker.
    pub etag: Option<String>,
    /// The storage class, for instance `GLACIER`.
    pub class: Option<String>,
    /// Whoever stored or deleted it, where the server tells: a name, or else an id.
    pub owner: Option<String>,
}

/// Which page of which versions.
#[derive(Clone, Debug, Default)]
pub struct VersionRequest {
    /// The bucket to list, by its exact name.
    pub bucket: String,
    /// Only keys that begin with this; empty for all.
    pub prefix: String,
    /// Whether keys with a further `/` behind the prefix are gathered into
    /// [`VersionPage::prefixes`].
    pub delimiter: bool,
    /// Only keys behind this one, in the server's order.
    pub behind: Option<String>,
    /// The page after the one whose [`VersionPage::next`] this is.
    pub token: Option<Next>,
    /// At most so many versions and prefixes; a server gives 1,000 at most.
    pub max_keys: Option<i32>,
}

impl VersionRequest {
    /// All versions of all keys that begin with `prefix`.
    pub fn below(bucket: impl Into<String>, prefix: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), prefix: prefix.into(), ..Self::default() }
    }
}

/// One page of versions.
#[derive(Clone, Debug, Default)]
pub struct VersionPage {
    /// Folders: the prefix with the next part of the key, each ending in `/`.
    pub prefixes: Vec<String>,
    /// Versions and delete markers as the server has them: key by key, the newest of each first.
    pub entries: Vec<Version>,
    /// Where the next page begins, perhaps within a key; `None` on the last.
    pub next: Option<Next>,
}

/// The versions of each key together, where the server lists all versions and then all delete
/// markers (seen: SeaweedFS until 2026, moto): of one key what is told to be the newest comes
/// first, then by time.
fn key_by_key(mut entries: Vec<Version>) -> Vec<Version> {
    let mut ended = HashSet::new();
    let again = entries.chunk_by(|one, next| one.key == next.key).any(|key| !ended.insert(key[0].key.clone()));
    if again {
        let newest_first = |version: &Version| (!version.latest, Reverse(version.modified));
        entries.sort_by(|one, next| one.key.cmp(&next.key).then_with(|| newest_first(one).cmp(&newest_first(next))));
    }
    entries
}

impl Store {
    /// One page of the versions and delete markers below `prefix`, from the beginning or behind
    /// `from`.
    ///
    /// # Errors
    /// As [`Store::versions`].
    pub async fn list_versions(
        &self,
        bucket: &str,
        prefix: &str,
        from: Option<Next>,
    ) -> Result<VersionPage, StoreError> {
        self.versions(VersionRequest { token: from, ..VersionRequest::below(bucket, prefix) }).await
    }

    /// One page of ListObjectVersions, in the server's own order, with keys exactly as they are
    /// (see [`crate::spelling`]).
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`BrokenList`](crate::StoreErrorKind::BrokenList);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server keeps no versions.
    pub async fn versions(&self, request: VersionRequest) -> Result<VersionPage, StoreError> {
        let subject = Subject::new("ListObjectVersions").bucket(&request.bucket);
        check_bucket(subject)?;
        let (page, encoded) = spelling::exactly(|encoding| self.listed(subject, &request, encoding)).await?;
        let exact = |text: String| list::exact(text, encoded);
        let id = page.next_id.filter(|id| !id.is_empty());
        let mark = page.next_key.map(|key| Mark::both(exact(key), id));
        let count = page.entries.len() + page.folders.len();
        let told = Continuation::of_page(page.truncated, count, mark);
        let ends = [page.entries.first(), page.entries.last()].into_iter();
        let ends = ends.flat_map(|end| [end.map(|end| end.key.as_str()), end.map(|end| end.id.as_str())]);
        let brought = Brought::new(count, ends.chain([page.folders.last().map(String::as_str)]));
        let next = Next::after(subject, request.token.as_ref(), told, brought)?;
        let below = |key: &str| key.starts_with(&request.prefix);
        let entries = page.entries.into_iter().map(|entry| Version { key: exact(entry.key), ..entry });
        Ok(VersionPage {
            prefixes: page.folders.into_iter().map(exact).filter(|folder| below(folder)).collect(),
            entries: key_by_key(entries.filter(|entry| below(&entry.key)).collect()),
            next,
        })
    }

    async fn listed(
        &self,
        subject: Subject<'_>,
        request: &VersionRequest,
        encoding: Option<EncodingType>,
    ) -> Result<Listed, StoreError> {
        let mark = request.token.as_ref().map(Next::mark);
        let behind = mark.map(|mark| mark.at.clone()).or_else(|| request.behind.clone());
        let read = InOrder::default();
        let call = self.call(subject, |client| {
            client
                .list_object_versions()
                .bucket(&request.bucket)
                .set_prefix(Some(request.prefix.clone()).filter(|prefix| !prefix.is_empty()))
                .set_delimiter(request.delimiter.then(|| "/".to_owned()))
                .set_key_marker(behind.clone())
                .set_version_id_marker(mark.and_then(|mark| mark.id.clone()))
                .set_max_keys(request.max_keys)
                .set_encoding_type(encoding.clone())
                .customize()
                .interceptor(read.clone())
                .send()
        });
        call.await?;
        // What the SDK alone can read has lost its order.
        read.take().ok_or_else(|| subject.error(StoreErrorKind::BadAnswer))
    }

    /// Every page of [`Store::versions`] from that of `request` on, each asked for when it is
    /// wanted; the last is the one with no next.
    pub fn version_pages(&self, request: VersionRequest) -> BoxStream<'_, Result<VersionPage, StoreError>> {
        let first = request.token.clone();
        pages(move |from| {
            let token = from.or_else(|| first.clone());
            self.versions(VersionRequest { token, ..request.clone() })
        })
    }

    /// What is on the first page of versions that has anything, from the beginning on; nothing only
    /// where there are none.
    ///
    /// # Errors
    /// As [`Store::list_versions`].
    pub async fn first_versions(&self, bucket: &str, prefix: &str) -> Result<Vec<Version>, StoreError> {
        let page = |from| self.list_versions(bucket, prefix, from);
        first_filled(|from| page(from).map_ok(|page| (page.entries, page.next))).await
    }
}

impl Paged for VersionPage {
    fn next(&self) -> Option<Next> {
        self.next.clone()
    }
}

#[cfg(test)]
mod tests;
