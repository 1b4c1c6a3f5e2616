//! Storing an object in one request. Larger ones go by `multipart`.

use crate::checksum::{Algorithm, Checksum};
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::{About, ObjectAt, Payload, Store, Writing, etag};
use aws_sdk_s3::operation::RequestId;
use aws_sdk_s3::types::ChecksumAlgorithm;

/// What goes with an object that is stored, and on what condition it is.
#[derive(Clone, Debug, Default)]
pub struct Put {
    /// What goes with the bytes.
    pub about: About,
    /// Only if nothing is stored there yet (`If-None-Match: *`); else
    /// [`crate::StoreErrorKind::PreconditionFailed`]. Servers that do not know the header store
    /// anyway.
    pub only_if_absent: bool,
    /// Only while what is stored there has this ETag (`If-Match`); answered and ignored in the same
    /// way.
    pub only_if: Option<String>,
}

/// What the server says after storing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The ETag without its quotes.
    pub etag: Option<String>,
    /// What the bytes came to as they were sent; `None` for parts whose sums are not known.
    pub sent: Option<Checksum>,
    /// Whether the answer says that the server got these bytes, by a checksum or an ETag made of
    /// MD5s; `None` where it does not say.
    pub agrees: Option<bool>,
}

impl Store {
    /// Stores an object, at most 5 GiB on AWS. The object appears whole or not at all. Dropping the
    /// call ends the connection; whether the object was stored is then unknown until looked at.
    ///
    /// # Errors
    /// Those of [every call](crate#errors);
    /// [`PreconditionFailed`](crate::StoreErrorKind::PreconditionFailed), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server does not know the
    /// condition; [`TooLarge`](crate::StoreErrorKind::TooLarge);
    /// [`StorageFull`](crate::StoreErrorKind::StorageFull);
    /// [`LocalFile`](crate::StoreErrorKind::LocalFile) where the file is not as it was;
    /// [`BadDigest`](crate::StoreErrorKind::BadDigest).
    pub async fn put(&self, at: &ObjectAt, payload: Payload, put: Put) -> Result<Stored, StoreError> {
        let subject = self.checked_to_write(at, "PutObject")?;
        payload.check(subject).await?;
        let tally = payload.tally();
        let (algorithm, by) = (Algorithm::of(&self.provider().quirks), self.checksum_algorithm());
        let stored = self
            .call(subject, |client| {
                client
                    .put_object()
                    .bucket(&at.bucket)
                    .key(&at.key)
                    .set_content_type(put.about.content_type.clone())
                    .set_content_encoding(put.about.content_encoding.clone())
                    .set_content_language(put.about.content_language.clone())
                    .set_content_disposition(put.about.content_disposition.clone())
                    .set_cache_control(put.about.cache_control.clone())
                    .set_expires(put.about.expires_at())
                    .set_website_redirect_location(put.about.redirect.clone())
                    .set_metadata(Some(put.about.metadata.clone()))
                    .set_storage_class(put.about.class())
                    .set_tagging(put.about.tags.clone())
                    .set_server_side_encryption(put.about.encryption())
                    .set_ssekms_key_id(put.about.kms_key.clone())
                    .set_bucket_key_enabled(put.about.bucket_key)
                    .set_if_none_match(put.if_none_match())
                    .set_if_match(put.if_match())
                    .content_length(i64::try_from(payload.len()).unwrap_or(i64::MAX))
                    .set_checksum_algorithm(by.clone())
                    .body(payload.body(algorithm))
                    .send()
            })
            .await
            .map_err(|error| payload.why(error));
        self.hear(Writing::Put, put.only_if_absent, &stored);
        let (stored, sent) = (stored?, payload.sent(algorithm));
        let Some(etag) = etag::told(stored.e_tag()) else {
            let stored = self.confirmed(at, payload.len(), sent, is_s3(&stored)).await?;
            tally.stands();
            return Ok(stored);
        };
        let echo = Checksum::told([(Algorithm::Crc64Nvme, stored.checksum_crc64_nvme())]);
        let plain = self.etag_is_md5(stored.server_side_encryption(), stored.sse_customer_algorithm());
        let agrees = echo_agrees(sent.as_ref(), echo, &etag, plain);
        tally.stands();
        Ok(Stored { etag: Some(etag), sent, agrees })
    }

    /// S3 always answers with an ETag; a proxy may have taken it off. A network's sign-in page says
    /// 200 to anything and stores nothing, so the object itself is looked at. `is_s3`: the answer
    /// was one of S3 otherwise.
    async fn confirmed(
        &self,
        at: &ObjectAt,
        size: u64,
        sent: Option<Checksum>,
        is_s3: bool,
    ) -> Result<Stored, StoreError> {
        let subject = at.subject("PutObject");
        let head = Box::pin(self.head(at)).await.map_err(|error| match error.is_temporary() {
            true => error,
            false => no_etag(subject, is_s3),
        })?;
        let agrees = sent.as_ref().and_then(|sent| head.agrees(sent));
        match agrees {
            _ if head.size != size => Err(no_etag(subject, is_s3)),
            Some(false) => Err(subject.refuse(StoreErrorKind::BadDigest, "what is stored is not what was sent")),
            // An object of this size may have been there before.
            None if !is_s3 => Err(no_etag(subject, is_s3)),
            agrees => Ok(Stored { etag: head.etag, sent, agrees }),
        }
    }

    /// What bytes held in memory come to, in the way that uploads to this server are summed up.
    pub fn sum_of(&self, bytes: &[u8]) -> Checksum {
        Checksum::of(Algorithm::of(&self.provider().quirks), bytes)
    }

    /// What the SDK is asked to sum up and send along, where the server keeps it.
    pub(crate) fn checksum_algorithm(&self) -> Option<ChecksumAlgorithm> {
        self.provider().quirks.keeps_crc64nvme.then_some(ChecksumAlgorithm::Crc64Nvme)
    }
}

/// Whether an answer has the mark that S3 puts on all of them.
pub(crate) fn is_s3(answer: &impl RequestId) -> bool {
    answer.request_id().is_some()
}

/// An answer that does not say that the bytes arrived.
pub(crate) fn no_etag(subject: Subject<'_>, is_s3: bool) -> StoreError {
    let kind = if is_s3 { StoreErrorKind::BadAnswer } else { StoreErrorKind::NotS3 };
    subject.refuse(kind, "the answer has no ETag, and what is stored does not prove to be what was sent")
}

/// Holds what the server answered against what was sent.
pub(crate) fn echo_agrees(
    sent: Option<&Checksum>,
    echo: Option<Checksum>,
    etag: &str,
    etag_is_md5: Option<bool>,
) -> Option<bool> {
    let sent = sent?;
    match echo {
        Some(echo) if echo.algorithm == sent.algorithm => Some(echo == *sent),
        _ => sent.fits_etag(Some(etag), etag_is_md5 == Some(true)),
    }
}

impl Put {
    pub(crate) fn if_none_match(&self) -> Option<String> {
        self.only_if_absent.then(|| "*".to_owned())
    }

    pub(crate) fn if_match(&self) -> Option<String> {
        self.only_if.as_deref().map(crate::etag::quoted)
    }
}
