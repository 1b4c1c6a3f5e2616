//! Storing a large object in parts. Cutting a file into parts, trying again and remembering an
//! upload across a crash are left to the engine.
//!
//! What is left behind: an upload neither completed nor aborted keeps its parts, and on AWS their
//! cost, until it is aborted. Dropping any call here leaves the upload as it is.

use crate::checksum::{Algorithm, Checksum};
use crate::error::{Place, StoreError, StoreErrorKind};
use crate::names::check_bucket;
use crate::object::millis;
use crate::upload::echo_agrees;
use crate::{ObjectAt, Payload, Put, Store, Stored, etag};
use aws_sdk_s3::types::{ChecksumType, CompletedMultipartUpload, CompletedPart, EncodingType};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// An upload that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Where the object will be.
    pub at: ObjectAt,
    /// The server's id of the upload.
    pub id: String,
    /// When it was begun, in milliseconds since 1970; known from [`Store::list_uploads`] only.
    pub begun: Option<i64>,
    /// Who began it, by name or id; known from there only, where the server tells.
    pub by: Option<String>,
}

/// A part that the server has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 to 10,000; the object is its parts in this order.
    pub number: i32,
    /// The part's ETag without its quotes.
    pub etag: String,
    /// Size in bytes. On AWS all but the last must have 5 MiB.
    pub size: u64,
    /// What its bytes came to as they were sent, or as the server says in a list of parts.
    pub checksum: Option<Checksum>,
}

impl Store {
    /// Begins an upload. The conditions of [`Put`] have no say here but on completion.
    pub async fn create_upload(&self, at: &ObjectAt, put: Put) -> Result<Upload, StoreError> {
        let place = self.checked(at, "CreateMultipartUpload")?;
        let by = self.checksum_algorithm();
        let of_whole = by.as_ref().map(|_| ChecksumType::FullObject);
        let id = self
            .call(place, |client| {
                let call = client.create_multipart_upload().bucket(&at.bucket).key(&at.key);
                let call = call.set_checksum_algorithm(by.clone()).set_checksum_type(of_whole.clone());
                let sent = call
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
                    .send();
                async move {
                    match sent.await {
                        Ok(begun) => Ok(begun.upload_id.unwrap_or_default()),
                        Err(error) => error.raw_response().and_then(upload_id).ok_or(error),
                    }
                }
            })
            .await?;
        Ok(Upload { at: at.clone(), id, begun: None, by: None })
    }

    /// Stores one part; a part of the same number is replaced.
    pub async fn upload_part(&self, upload: &Upload, number: i32, payload: Payload) -> Result<Part, StoreError> {
        let place = self.checked(&upload.at, "UploadPart")?;
        payload.check(place).await?;
        let tally = payload.tally();
        let (algorithm, by) = (self.provider().quirks.algorithm(), self.checksum_algorithm());
        let stored = self
            .call(place, |client| {
                client
                    .upload_part()
                    .bucket(&upload.at.bucket)
                    .key(&upload.at.key)
                    .upload_id(&upload.id)
                    .part_number(number)
                    .content_length(i64::try_from(payload.len()).unwrap_or(i64::MAX))
                    .set_checksum_algorithm(by.clone())
                    .body(payload.body(algorithm))
                    .send()
            })
            .await
            .map_err(|error| payload.why(error))?;
        let Some(etag) = stored.e_tag().map(etag::plain) else {
            return Err(place.refuse(StoreErrorKind::NotS3, "the answer to a part had no ETag"));
        };
        let sent = payload.sent(algorithm);
        let echo = Checksum::told([(Algorithm::Crc64Nvme, stored.checksum_crc64_nvme())]);
        let plain = self.etag_is_md5(stored.server_side_encryption(), stored.sse_customer_algorithm());
        if echo_agrees(sent.as_ref(), echo, &etag, plain) == Some(false) {
            return Err(place.refuse(StoreErrorKind::BadDigest, "the server says it got other bytes"));
        }
        tally.stands();
        Ok(Part { number, etag, size: payload.len(), checksum: sent })
    }

    /// Joins the parts, in the order of their numbers, into the object.
    pub async fn complete_upload(&self, upload: &Upload, parts: Vec<Part>) -> Result<Stored, StoreError> {
        self.complete(upload, parts, &Put::default()).await
    }

    /// As [`Store::complete_upload`], under the conditions of `put`; where one does not hold,
    /// [`crate::StoreErrorKind::PreconditionFailed`], and the upload stays.
    pub async fn complete_upload_if(&self, upload: &Upload, parts: Vec<Part>, put: &Put) -> Result<Stored, StoreError> {
        self.complete(upload, parts, put).await
    }

    async fn complete(&self, upload: &Upload, mut parts: Vec<Part>, put: &Put) -> Result<Stored, StoreError> {
        let place = self.checked(&upload.at, "CompleteMultipartUpload")?;
        parts.sort_by_key(|part| part.number);
        let sent = Checksum::of_parts(parts.iter().map(|part| (part.checksum.as_ref(), part.size)));
        let part = |part: Part| {
            CompletedPart::builder()
                .part_number(part.number)
                .e_tag(etag::quoted(&part.etag))
                .set_checksum_crc64_nvme(Checksum::value_of(part.checksum.as_ref(), Algorithm::Crc64Nvme))
                .build()
        };
        let whole = CompletedMultipartUpload::builder().set_parts(Some(parts.into_iter().map(part).collect())).build();
        let stored = self
            .call(place, |client| {
                client
                    .complete_multipart_upload()
                    .bucket(&upload.at.bucket)
                    .key(&upload.at.key)
                    .upload_id(&upload.id)
                    .multipart_upload(whole.clone())
                    .set_if_none_match(put.if_none_match())
                    .set_if_match(put.if_match())
                    .send()
            })
            .await?;
        let etag = stored.e_tag().map(etag::plain);
        let agrees = sent.as_ref().and_then(|sent| sent.fits_etag(etag.as_deref(), false));
        Ok(Stored { etag, sent, agrees })
    }

    /// Ends an upload and frees its parts.
    pub async fn abort_upload(&self, upload: &Upload) -> Result<(), StoreError> {
        let place = self.checked(&upload.at, "AbortMultipartUpload")?;
        self.call(place, |client| {
            let call = client.abort_multipart_upload().bucket(&upload.at.bucket).key(&upload.at.key);
            call.upload_id(&upload.id).send()
        })
        .await
        .map(drop)
    }

    /// The parts the server has, every page of them, by number.
    pub async fn list_parts(&self, upload: &Upload) -> Result<Vec<Part>, StoreError> {
        let place = self.checked(&upload.at, "ListParts")?;
        let mut parts: Vec<Part> = Vec::new();
        let mut marker: Option<String> = None;
        loop {
            let from = &marker;
            let page = self
                .call(place, |client| {
                    let call = client.list_parts().bucket(&upload.at.bucket).key(&upload.at.key);
                    call.upload_id(&upload.id).set_part_number_marker(from.clone()).send()
                })
                .await?;
            parts.extend(page.parts().iter().map(|part| Part {
                number: part.part_number().unwrap_or_default(),
                etag: etag::plain(part.e_tag().unwrap_or_default()),
                size: part.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
                checksum: Checksum::told([(Algorithm::Crc64Nvme, part.checksum_crc64_nvme())]),
            }));
            match page.next_part_number_marker() {
                Some(next) if page.is_truncated() == Some(true) && marker.as_deref() != Some(next) => {
                    marker = Some(next.to_owned());
                }
                _ => return Ok(parts),
            }
        }
    }

    /// The uploads begun and not ended under a prefix, every page of them.
    pub async fn list_uploads(&self, bucket: &str, prefix: &str) -> Result<Vec<Upload>, StoreError> {
        let place = Place::new("ListMultipartUploads").bucket(bucket);
        check_bucket(place)?;
        let mut uploads: Vec<Upload> = Vec::new();
        let mut marker: (Option<String>, Option<String>) = (None, None);
        loop {
            let from = &marker;
            let page = self
                .call(place, |client| {
                    client
                        .list_multipart_uploads()
                        .bucket(bucket)
                        .set_prefix(Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty()))
                        .set_key_marker(from.0.clone())
                        .set_upload_id_marker(from.1.clone())
                        .encoding_type(EncodingType::Url)
                        .send()
                })
                .await?;
            let plain = self.provider().quirks.lists_uploads_plain;
            let encoded = !plain && page.encoding_type() == Some(&EncodingType::Url);
            let exact = |text: &str| crate::list::exact(text.to_owned(), encoded);
            uploads.extend(page.uploads().iter().map(|upload| Upload {
                at: ObjectAt { bucket: bucket.to_owned(), key: exact(upload.key().unwrap_or_default()) },
                id: upload.upload_id().unwrap_or_default().to_owned(),
                begun: upload.initiated().and_then(millis),
                by: upload.initiator().and_then(|by| told(by.display_name()).or_else(|| told(by.id()))),
            }));
            let next = (page.next_key_marker().map(exact), page.next_upload_id_marker().map(str::to_owned));
            if page.is_truncated() != Some(true) || next == marker {
                return Ok(uploads);
            }
            marker = next;
        }
    }
}

/// A field that says something.
fn told(field: Option<&str>) -> Option<String> {
    field.filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The upload's id in an answer that the SDK could not read: rclone calls the document
/// `InitiateMultipartUpload` where S3 has `InitiateMultipartUploadResult`.
fn upload_id(answer: &HttpResponse) -> Option<String> {
    let text = std::str::from_utf8(answer.body().bytes()?).ok().filter(|_| answer.status().is_success())?;
    let (_, document) = text.split_once("<InitiateMultipartUpload")?;
    let (_, rest) = document.split_once("<UploadId>")?;
    let (id, _) = rest.split_once("</UploadId>")?;
    // An id with an entity in it would have to be unescaped; no server is known to send one.
    Some(id.to_owned()).filter(|id| !id.is_empty() && !id.contains('&'))
}
