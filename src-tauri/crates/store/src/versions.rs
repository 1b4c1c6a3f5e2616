//! Listing every version and delete marker of a bucket, one page at a time. What becomes of them is
//! the engine's business; a page call may be dropped at any time.

use crate::Store;
use crate::error::{StoreError, Subject};
use crate::names::check_bucket;
use crate::object::millis;
use crate::pages::{Brought, Continuation, Mark, Next, Paged, first_filled, pages};
use crate::{list, spelling};
use aws_sdk_s3::operation::list_object_versions::ListObjectVersionsOutput;
use aws_sdk_s3::types::{DeleteMarkerEntry, EncodingType, ObjectVersion};
use futures_util::{Stream, TryFutureExt};

/// A version of an object, or the mark that it was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The whole key, exactly.
    pub key: String,
    /// Its id; `null` for what was stored while no versions were kept.
    pub id: String,
    /// Size in bytes; 0 for a delete marker.
    pub size: u64,
    /// When it was made, in milliseconds since 1970.
    pub modified: Option<i64>,
    /// Whether it is the newest of its key.
    pub latest: bool,
    /// Whether it only says that the object was deleted.
    pub marker: bool,
}

/// One page of versions.
#[derive(Clone, Debug, Default)]
pub struct VersionPage {
    /// Versions first, then delete markers.
    pub entries: Vec<Version>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Next>,
}

impl Store {
    /// One page of ListObjectVersions, from the beginning or behind `from`.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`BrokenList`](crate::StoreErrorKind::BrokenList);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server keeps no versions.
    pub async fn list_versions(
        &self,
        bucket: &str,
        prefix: &str,
        from: Option<Next>,
    ) -> Result<VersionPage, StoreError> {
        let subject = Subject::new("ListObjectVersions").bucket(bucket);
        check_bucket(subject)?;
        let mark = from.as_ref().map(Next::mark);
        let page = |encoding: Option<EncodingType>| {
            self.call(subject, move |client| {
                client
                    .list_object_versions()
                    .bucket(bucket)
                    .set_prefix(Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty()))
                    .set_key_marker(mark.map(|mark| mark.at.clone()))
                    .set_version_id_marker(mark.and_then(|mark| mark.id.clone()))
                    .set_encoding_type(encoding.clone())
                    .send()
            })
        };
        let (page, encoded) = spelling::exactly(page).await?;
        let exact = |text: Option<&str>| text.map(|text| list::exact(text.to_owned(), encoded));
        let versions = page.versions().iter().map(|version| Version {
            key: exact(version.key()).unwrap_or_default(),
            id: version.version_id().unwrap_or("null").to_owned(),
            size: version.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
            modified: version.last_modified().and_then(millis),
            latest: version.is_latest() == Some(true),
            marker: false,
        });
        let markers = page.delete_markers().iter().map(|marker| Version {
            key: exact(marker.key()).unwrap_or_default(),
            id: marker.version_id().unwrap_or("null").to_owned(),
            size: 0,
            modified: marker.last_modified().and_then(millis),
            latest: marker.is_latest() == Some(true),
            marker: true,
        });
        let id = page.next_version_id_marker().filter(|id| !id.is_empty()).map(str::to_owned);
        let mark = exact(page.next_key_marker()).map(|key| Mark::both(key, id));
        let count = page.versions().len() + page.delete_markers().len();
        // Not behind the last that came: versions and delete markers come apart, and which of a
        // key's was last is not told.
        let told = Continuation::of_page(page.is_truncated(), count, mark);
        let ends = [page.versions().first(), page.versions().last()].map(|end| end.and_then(|end| end.version_id()));
        let last = page.delete_markers().last();
        let ends = ends.into_iter().chain([last.and_then(|end| end.key()), last.and_then(|end| end.version_id())]);
        let keys = [page.versions().first(), page.versions().last()].map(|end| end.and_then(|end| end.key()));
        let next = Next::after(subject, from.as_ref(), told, Brought::new(count, ends.chain(keys)))?;
        let entries = versions.chain(markers).filter(|version| version.key.starts_with(prefix)).collect();
        Ok(VersionPage { entries, next })
    }

    /// Every page of [`Store::list_versions`], each asked for when it is wanted; the last is the one
    /// with no next.
    pub fn version_pages(&self, bucket: &str, prefix: &str) -> impl Stream<Item = Result<VersionPage, StoreError>> {
        pages(move |from| self.list_versions(bucket, prefix, from))
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

impl spelling::Page for ListObjectVersionsOutput {
    fn keys(&self) -> impl Iterator<Item = &str> {
        let versions = self.versions().iter().filter_map(ObjectVersion::key);
        versions.chain(self.delete_markers().iter().filter_map(DeleteMarkerEntry::key)).chain(self.next_key_marker())
    }

    fn announces(&self) -> bool {
        self.encoding_type() == Some(&EncodingType::Url)
    }
}
