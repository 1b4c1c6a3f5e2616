//! Listing every version and delete marker of a bucket, one page at a time. What becomes of them is the engine's
//! business; a page call may be dropped at any time.

use crate::Store;
use crate::error::{Place, StoreError, StoreErrorKind};
use crate::list;
use crate::names::check_bucket;
use crate::object::millis;
use aws_sdk_s3::types::EncodingType;

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

/// Where a page of versions ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionMark {
    key: Option<String>,
    id: Option<String>,
}

/// One page of versions.
#[derive(Clone, Debug, Default)]
pub struct VersionPage {
    /// Versions first, then delete markers.
    pub entries: Vec<Version>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<VersionMark>,
}

impl Store {
    /// One page of ListObjectVersions, from the beginning or behind `from`.
    pub async fn list_versions(
        &self,
        bucket: &str,
        prefix: &str,
        from: Option<VersionMark>,
    ) -> Result<VersionPage, StoreError> {
        let place = Place::new("ListObjectVersions").bucket(bucket);
        check_bucket(place)?;
        let mark = from.clone().unwrap_or_default();
        let page = self
            .call(place, |client| {
                client
                    .list_object_versions()
                    .bucket(bucket)
                    .set_prefix(Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty()))
                    .set_key_marker(mark.key.clone())
                    .set_version_id_marker(mark.id.clone())
                    .encoding_type(EncodingType::Url)
                    .send()
            })
            .await?;
        let encoded = page.encoding_type() == Some(&EncodingType::Url);
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
        let next = (page.is_truncated() == Some(true)).then(|| VersionMark {
            key: exact(page.next_key_marker()),
            id: page.next_version_id_marker().filter(|id| !id.is_empty()).map(str::to_owned),
        });
        if next.is_some() && next == from {
            return Err(place.refuse(StoreErrorKind::NotS3, "the next page is the same page again"));
        }
        let entries = versions.chain(markers).filter(|version| version.key.starts_with(prefix)).collect();
        Ok(VersionPage { entries, next })
    }
}
