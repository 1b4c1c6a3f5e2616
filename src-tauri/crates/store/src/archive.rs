//! Objects in an archive: where they lie, and asking for them back.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html>

use crate::error::StoreError;
use crate::object::millis;
use crate::setting::unbuilt;
use crate::{ObjectAt, Restore, RestoreTier, Store, dates, etag};
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::types::{GlacierJobParameters, RestoreRequest, Tier};

/// What the head of an object says of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Its storage class, for instance `DEEP_ARCHIVE`; `None` for the usual one.
    pub class: Option<String>,
    /// In `INTELLIGENT_TIERING`, the archive it was moved to by itself: `ARCHIVE_ACCESS` or
    /// `DEEP_ARCHIVE_ACCESS`.
    pub tier: Option<String>,
    /// How far fetching it is, where it was asked for.
    pub restore: Option<Restore>,
    /// In bytes, archived or not.
    pub size: u64,
    /// Its ETag, without the quotes.
    pub etag: Option<String>,
    /// `Last-Modified`, in milliseconds since 1970.
    pub modified: Option<i64>,
}

impl Store {
    /// Where an object lies, without its bytes. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey).
    pub async fn archive(&self, at: &ObjectAt) -> Result<Archive, StoreError> {
        let head = self.head_object(at).await?;
        Ok(Archive { size: self.size_of(at, &head).await?, ..archive_of(&head) })
    }

    /// Asks for an object out of its archive. A copy of it can then be read for so many `days`, and
    /// the archive keeps it; without days, which only `INTELLIGENT_TIERING` knows, it moves out of
    /// the archive. Dropping the call leaves open whether it was asked for; asking twice costs
    /// nothing more.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no archive. Asked
    /// for already: `RestoreAlreadyInProgress`, not in an archive: `InvalidObjectState`, as
    /// [`code`](StoreError::code).
    pub async fn restore(&self, at: &ObjectAt, days: Option<i32>, tier: RestoreTier) -> Result<(), StoreError> {
        let subject = self.checked(at, "RestoreObject")?;
        let tier = match tier {
            RestoreTier::Expedited => Tier::Expedited,
            RestoreTier::Standard => Tier::Standard,
            RestoreTier::Bulk => Tier::Bulk,
        };
        let how = GlacierJobParameters::builder().tier(tier).build().map_err(|error| unbuilt(subject, error))?;
        let wanted = RestoreRequest::builder().set_days(days).glacier_job_parameters(how).build();
        self.call(subject, |client| {
            let call = client.restore_object().bucket(&at.bucket).key(&at.key).set_version_id(at.version.clone());
            call.restore_request(wanted.clone()).send()
        })
        .await
        .map(drop)
    }
}

/// The same of a head whose size is not known yet.
pub(crate) fn archive_of(head: &HeadObjectOutput) -> Archive {
    Archive {
        class: head.storage_class().map(|class| class.as_str().to_owned()),
        tier: head.archive_status().map(|status| status.as_str().to_owned()),
        restore: head.restore().and_then(told),
        size: 0,
        etag: etag::told(head.e_tag()),
        modified: head.last_modified().and_then(millis),
    }
}

/// The header `x-amz-restore`: `ongoing-request="true"`, or `ongoing-request="false",
/// expiry-date="Fri, 21 Dec 2012 00:00:00 GMT"`.
fn told(header: &str) -> Option<Restore> {
    let (_, rest) = header.split_once("ongoing-request=\"")?;
    let until = header.split_once("expiry-date=\"").and_then(|(_, rest)| rest.split_once('"'));
    let until = until.and_then(|(date, _)| dates::read(date));
    Some(Restore { under_way: rest.starts_with("true"), until: until.as_ref().and_then(millis) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_how_far_it_is() {
        let restore = |under_way, until| Some(Restore { under_way, until });
        assert_eq!(told("ongoing-request=\"true\""), restore(true, None));
        let ready = "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2012 00:00:00 GMT\"";
        assert_eq!(told(ready), restore(false, Some(1_356_048_000_000)));
        assert_eq!(told("ongoing-request=\"false\", expiry-date=\"soon\""), restore(false, None));
        assert_eq!(told(""), None);
        assert_eq!(told("ongoing-request"), None);
    }
}
