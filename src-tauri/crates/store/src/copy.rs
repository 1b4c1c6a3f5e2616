//! Copying on the server, without the bytes passing through this computer.

use crate::checksum::{Algorithm, Checksum};
use crate::error::{StoreError, StoreErrorKind};
use crate::upload::is_s3;
use crate::{About, ObjectAt, Part, Store, Upload, Writing, etag};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::ops::Range;

/// What `x-amz-copy-source` may carry unencoded: RFC 3986's unreserved characters and `/`.
const SOURCE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What a copy on the server keeps of its original, and what it sets anew.
#[derive(Clone, Debug, Default)]
pub struct Copying {
    /// Only if the original still has this ETag; else [`StoreErrorKind::Changed`].
    pub if_match: Option<String>,
    /// The storage class of the copy; `None` for the server's usual one.
    pub class: Option<String>,
    /// How the copy is encrypted, as in [`crate::About`]; `None` for the bucket's usual way.
    pub encryption: Option<String>,
    /// With which key of KMS.
    pub kms_key: Option<String>,
    /// Whether by the bucket's own key, likewise.
    pub bucket_key: Option<bool>,
    /// Only if nothing is stored there yet; as in [`crate::Put`].
    pub only_if_absent: bool,
    /// Only while what is stored there has this ETag; as in [`crate::Put`].
    pub only_if: Option<String>,
}

impl Store {
    /// Copies an object of at most 5 GiB with its metadata and tags. Dropping the call leaves open
    /// whether the copy was made; it appears whole or not at all. Answers the copy's ETag, where
    /// the server tells it.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`Changed`](crate::StoreErrorKind::Changed) where the original is another by now;
    /// [`PreconditionFailed`](crate::StoreErrorKind::PreconditionFailed) where a condition on the
    /// copy's place does not hold; [`TooLarge`](crate::StoreErrorKind::TooLarge);
    /// [`Archived`](crate::StoreErrorKind::Archived).
    pub async fn copy(&self, from: &ObjectAt, to: &ObjectAt, how: Copying) -> Result<Option<String>, StoreError> {
        self.checked(from, "CopyObject")?;
        let subject = self.checked_to_write(to, "CopyObject")?;
        let source = source(from);
        let about = About { class: how.class, encryption: how.encryption, kms_key: how.kms_key, ..About::default() };
        let only_if = how.only_if.as_deref().map(etag::quoted);
        let copied = self
            .call(subject, |client| {
                client
                    .copy_object()
                    .bucket(&to.bucket)
                    .key(&to.key)
                    .copy_source(&source)
                    .set_copy_source_if_match(how.if_match.as_deref().map(etag::quoted))
                    .set_if_none_match(how.only_if_absent.then(|| "*".to_owned()))
                    .set_if_match(only_if.clone())
                    .set_storage_class(about.class())
                    .set_server_side_encryption(about.encryption())
                    .set_ssekms_key_id(about.kms_key.clone())
                    .set_bucket_key_enabled(how.bucket_key)
                    .send()
            })
            .await;
        let copied = match (copied, how.if_match) {
            // One answer for two conditions: the original tells which of them did not hold.
            (Err(error), Some(version)) if error.kind == StoreErrorKind::PreconditionFailed => {
                let head = self.head(from).await?;
                let changed = head.etag.as_deref() != Some(version.as_str());
                Err(if changed { StoreError { kind: StoreErrorKind::Changed, ..error } } else { error })
            }
            (copied, _) => copied.map(|done| etag::told(done.copy_object_result().and_then(|told| told.e_tag()))),
        };
        self.hear(Writing::Copy, how.only_if_absent, &copied);
        copied
    }

    /// Makes a part of an upload out of `bytes` of an object, which must still have the ETag
    /// `if_match`; else [`StoreErrorKind::Changed`]. May be dropped; the part may be there all the
    /// same.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchUpload`](crate::StoreErrorKind::NoSuchUpload);
    /// [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey); [`Changed`](crate::StoreErrorKind::Changed)
    /// where the original is another by now; [`BadRange`](crate::StoreErrorKind::BadRange).
    pub async fn copy_part(
        &self,
        upload: &Upload,
        number: i32,
        from: &ObjectAt,
        bytes: Range<u64>,
        if_match: Option<&str>,
    ) -> Result<Part, StoreError> {
        self.checked(from, "UploadPartCopy")?;
        let subject = self.checked(&upload.at, "UploadPartCopy")?;
        if bytes.is_empty() {
            return Err(subject.refuse(StoreErrorKind::BadRange, "a part needs at least one byte"));
        }
        let range = format!("bytes={}-{}", bytes.start, bytes.end - 1);
        let copied = self
            .call(subject, |client| {
                client
                    .upload_part_copy()
                    .bucket(&upload.at.bucket)
                    .key(&upload.at.key)
                    .upload_id(&upload.id)
                    .part_number(number)
                    .copy_source(source(from))
                    .copy_source_range(&range)
                    .set_copy_source_if_match(if_match.map(etag::quoted))
                    .send()
            })
            .await;
        let copied = copied.map_err(|error| match error.kind {
            StoreErrorKind::PreconditionFailed => StoreError { kind: StoreErrorKind::Changed, ..error },
            _ => error,
        })?;
        let told = copied.copy_part_result();
        let etag = match etag::told(told.and_then(|told| told.e_tag())) {
            Some(etag) => etag,
            None => self.etag_of_part(subject, upload, number, bytes.end - bytes.start, is_s3(&copied)).await?,
        };
        let checksum = Checksum::told([(Algorithm::Crc64Nvme, told.and_then(|told| told.checksum_crc64_nvme()))]);
        Ok(Part { number, etag, size: bytes.end - bytes.start, checksum })
    }
}

pub(crate) fn source(from: &ObjectAt) -> String {
    let source = format!("{}/{}", from.bucket, utf8_percent_encode(&from.key, SOURCE));
    match &from.version {
        None => source,
        Some(version) => format!("{source}?versionId={}", utf8_percent_encode(version, SOURCE)),
    }
}
