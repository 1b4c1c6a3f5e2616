//! Storing an object in one request. Larger ones go by `multipart`.

use crate::checksum::{Algorithm, Checksum};
use crate::error::{StoreError, StoreErrorKind};
use crate::{About, ObjectAt, Payload, Store};
use aws_sdk_s3::types::ChecksumAlgorithm;

/// How to store.
#[derive(Clone, Debug, Default)]
pub struct Put {
    /// What goes with the bytes.
    pub about: About,
    /// Only if nothing is stored there yet (`If-None-Match: *`); else
    /// [`crate::StoreErrorKind::PreconditionFailed`]. Servers that do not know the header store anyway.
    pub only_if_absent: bool,
    /// Only while what is stored there has this ETag (`If-Match`); answered and ignored in the same way.
    pub only_if: Option<String>,
}

/// What the server says after storing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The ETag without its quotes.
    pub etag: Option<String>,
    /// What the bytes came to as they were sent; `None` for parts whose sums are not known.
    pub sent: Option<Checksum>,
    /// Whether the answer says that the server got these bytes, by a checksum or an ETag made of MD5s; `None` where it
    /// does not say.
    pub agrees: Option<bool>,
}

impl Store {
    /// Stores an object, at most 5 GiB on AWS. The object appears whole or not at all. Dropping the
    /// call ends the connection; whether the object was stored is then unknown until looked at.
    pub async fn put(&self, at: &ObjectAt, payload: Payload, put: Put) -> Result<Stored, StoreError> {
        let place = self.checked(at, "PutObject")?;
        payload.check(place).await?;
        let tally = payload.tally();
        let (algorithm, by) = (self.provider().quirks.algorithm(), self.checksum_algorithm());
        let stored = self
            .call(place, |client| {
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
                    .set_if_none_match(put.if_none_match())
                    .set_if_match(put.if_match())
                    .content_length(i64::try_from(payload.len()).unwrap_or(i64::MAX))
                    .set_checksum_algorithm(by.clone())
                    .body(payload.body(algorithm))
                    .send()
            })
            .await
            .map_err(|error| payload.why(error))?;
        // S3 always answers with one; a network's sign-in page says 200 to anything and stores nothing.
        let Some(etag) = stored.e_tag() else {
            return Err(place.refuse(StoreErrorKind::NotS3, "the answer to an upload had no ETag"));
        };
        let (etag, sent) = (crate::etag::plain(etag), payload.sent(algorithm));
        let echo = Checksum::told([(Algorithm::Crc64Nvme, stored.checksum_crc64_nvme())]);
        let plain = self.etag_is_md5(stored.server_side_encryption(), stored.sse_customer_algorithm());
        let agrees = echo_agrees(sent.as_ref(), echo, &etag, plain);
        tally.stands();
        Ok(Stored { etag: Some(etag), sent, agrees })
    }

    /// What bytes held in memory come to, in the way that uploads to this server are summed up.
    pub fn sum_of(&self, bytes: &[u8]) -> Checksum {
        Checksum::of(self.provider().quirks.algorithm(), bytes)
    }

    /// What the SDK is asked to sum up and send along, where the server keeps it.
    pub(crate) fn checksum_algorithm(&self) -> Option<ChecksumAlgorithm> {
        self.provider().quirks.keeps_crc64nvme.then_some(ChecksumAlgorithm::Crc64Nvme)
    }
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
