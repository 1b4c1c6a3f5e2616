//! Storing a large object in parts. Cutting a file into parts, trying again and remembering an
//! upload across a crash are left to the engine.
//!
//! What is left behind: an upload neither completed nor aborted keeps its parts, and on AWS their
//! cost, until it is aborted. Dropping any call here leaves the upload as it is.

use crate::checksum::{Algorithm, Checksum};
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::names::check_bucket;
use crate::object::millis;
use crate::pages::{Brought, Continuation, Mark, Next, Things, everything, pages};
use crate::upload::{echo_agrees, is_s3, no_etag};
use crate::{ObjectAt, Payload, Put, Store, Stored, Writing, etag, spelling};
use aws_sdk_s3::operation::list_multipart_uploads::ListMultipartUploadsOutput;
use aws_sdk_s3::types::{ChecksumType, CompletedMultipartUpload, CompletedPart, EncodingType, MultipartUpload};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use futures_util::TryStreamExt;
use std::future::ready;

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
    ///
    /// # Errors
    /// Those of [every call](crate#errors). Where no answer came, an upload may have begun:
    /// [`Store::list_uploads`] tells.
    pub async fn create_upload(&self, at: &ObjectAt, put: Put) -> Result<Upload, StoreError> {
        let subject = self.checked_to_write(at, "CreateMultipartUpload")?;
        let by = self.checksum_algorithm();
        let of_whole = by.as_ref().map(|_| ChecksumType::FullObject);
        let id = self
            .call(subject, |client| {
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
                    .set_bucket_key_enabled(put.about.bucket_key)
                    .set_object_lock_mode(put.about.lock_mode())
                    .set_object_lock_retain_until_date(put.about.lock_until())
                    .set_object_lock_legal_hold_status(put.about.lock_hold())
                    .customize()
                    .mutate_request(put.about.spell_expires())
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
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchUpload`](crate::StoreErrorKind::NoSuchUpload);
    /// [`LocalFile`](crate::StoreErrorKind::LocalFile) where the file is not as it was;
    /// [`BadDigest`](crate::StoreErrorKind::BadDigest). The same part can be sent again.
    pub async fn upload_part(&self, upload: &Upload, number: i32, payload: Payload) -> Result<Part, StoreError> {
        let subject = self.checked(&upload.at, "UploadPart")?;
        payload.check(subject).await?;
        let tally = payload.tally();
        let (algorithm, by) = (Algorithm::of(&self.provider().quirks), self.checksum_algorithm());
        let stored = self
            .call(subject, |client| {
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
            .map_err(|error| vanished(payload.why(error)))?;
        let etag = match etag::told(stored.e_tag()) {
            Some(etag) => etag,
            None => self.etag_of_part(subject, upload, number, payload.len(), is_s3(&stored)).await?,
        };
        let sent = payload.sent(algorithm);
        let echo = Checksum::told([(Algorithm::Crc64Nvme, stored.checksum_crc64_nvme())]);
        let plain = self.etag_is_md5(stored.server_side_encryption(), stored.sse_customer_algorithm());
        if echo_agrees(sent.as_ref(), echo, &etag, plain) == Some(false) {
            return Err(subject.refuse(StoreErrorKind::BadDigest, "the server says it got other bytes"));
        }
        tally.stands();
        Ok(Part { number, etag, size: payload.len(), checksum: sent })
    }

    /// Joins the parts, in the order of their numbers, into the object.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NoSuchUpload`](crate::StoreErrorKind::NoSuchUpload), also where an earlier call has
    /// completed it and its answer was lost.
    pub async fn complete_upload(&self, upload: &Upload, parts: Vec<Part>) -> Result<Stored, StoreError> {
        self.complete(upload, parts, &Put::default()).await
    }

    /// As [`Store::complete_upload`], under the conditions of `put`; where one does not hold,
    /// [`crate::StoreErrorKind::PreconditionFailed`], and the upload stays.
    ///
    /// # Errors
    /// As [`Store::complete_upload`], and
    /// [`PreconditionFailed`](crate::StoreErrorKind::PreconditionFailed);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server does not know the
    /// condition.
    pub async fn complete_upload_if(&self, upload: &Upload, parts: Vec<Part>, put: &Put) -> Result<Stored, StoreError> {
        self.complete(upload, parts, put).await
    }

    async fn complete(&self, upload: &Upload, mut parts: Vec<Part>, put: &Put) -> Result<Stored, StoreError> {
        let subject = self.checked(&upload.at, "CompleteMultipartUpload")?;
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
            .call(subject, |client| {
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
            .await
            .map_err(vanished);
        self.hear(Writing::Parts, put.only_if_absent, &stored);
        let stored = stored?;
        let etag = etag::told(stored.e_tag());
        let agrees = sent.as_ref().and_then(|sent| sent.fits_etag(etag.as_deref(), false));
        Ok(Stored { etag, sent, agrees })
    }

    /// Ends an upload and frees its parts.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NoSuchUpload`](crate::StoreErrorKind::NoSuchUpload), where there is nothing left to end.
    pub async fn abort_upload(&self, upload: &Upload) -> Result<(), StoreError> {
        let subject = self.checked(&upload.at, "AbortMultipartUpload")?;
        self.call(subject, |client| {
            let call = client.abort_multipart_upload().bucket(&upload.at.bucket).key(&upload.at.key);
            call.upload_id(&upload.id).send()
        })
        .await
        .map(drop)
        .map_err(vanished)
    }

    /// The ETag of a part whose answer had none, from the list of parts. `is_s3`: the answer was
    /// one of S3 otherwise.
    pub(crate) async fn etag_of_part(
        &self,
        subject: Subject<'_>,
        upload: &Upload,
        number: i32,
        size: u64,
        is_s3: bool,
    ) -> Result<String, StoreError> {
        let parts = Box::pin(self.list_parts(upload)).await.unwrap_or_default();
        let there = parts.into_iter().find(|part| part.number == number && part.size == size && !part.etag.is_empty());
        there.map(|part| part.etag).ok_or_else(|| no_etag(subject, is_s3))
    }

    /// The parts the server has, every page of them, by number.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchUpload`](crate::StoreErrorKind::NoSuchUpload);
    /// [`BrokenList`](crate::StoreErrorKind::BrokenList).
    pub async fn list_parts(&self, upload: &Upload) -> Result<Vec<Part>, StoreError> {
        let pages = pages(|from| self.parts_page(upload, from));
        let whole = pages.try_fold(Vec::new(), |mut parts: Vec<Part>, (page, _)| {
            // Some servers begin with the part that the page is to begin behind.
            let behind = parts.last().map(|part| part.number);
            parts.extend(page.into_iter().filter(|part| behind != Some(part.number)));
            ready(Ok(parts))
        });
        whole.await
    }

    async fn parts_page(&self, upload: &Upload, from: Option<Next>) -> Result<Things<Part>, StoreError> {
        let subject = self.checked(&upload.at, "ListParts")?;
        let marker = from.as_ref().map(|next| next.mark().at.clone());
        let page = self
            .call(subject, |client| {
                let call = client.list_parts().bucket(&upload.at.bucket).key(&upload.at.key);
                call.upload_id(&upload.id).set_part_number_marker(marker.clone()).send()
            })
            .await
            .map_err(vanished)?;
        let parts = page.parts().iter().map(|part| Part {
            number: part.part_number().unwrap_or_default(),
            etag: etag::told(part.e_tag()).unwrap_or_default(),
            size: part.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
            checksum: Checksum::told([(Algorithm::Crc64Nvme, part.checksum_crc64_nvme())]),
        });
        let parts: Vec<_> = parts.collect();
        let ends = [parts.first(), parts.last()].map(|part| part.map(|part| part.number.to_string()));
        // Without a next page some servers name part 0.
        let marker = page.next_part_number_marker().filter(|marker| *marker != "0").map(Mark::token);
        let told = Continuation::of_page(page.is_truncated(), parts.len(), marker);
        let told = told.or_behind(|| ends[1].clone().map(Mark::token));
        let brought = Brought::new(parts.len(), ends.iter().map(Option::as_deref));
        let next = Next::after(subject, from.as_ref(), told, brought)?;
        Ok((parts, next))
    }

    /// The uploads begun and not ended under a prefix, every page of them.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`BrokenList`](crate::StoreErrorKind::BrokenList);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such list.
    pub async fn list_uploads(&self, bucket: &str, prefix: &str) -> Result<Vec<Upload>, StoreError> {
        everything(|from| self.uploads_page(bucket, prefix, from)).await
    }

    async fn uploads_page(&self, bucket: &str, prefix: &str, from: Option<Next>) -> Result<Things<Upload>, StoreError> {
        let subject = Subject::new("ListMultipartUploads").bucket(bucket);
        check_bucket(subject)?;
        let mark = from.as_ref().map(Next::mark);
        let page = |encoding: Option<EncodingType>| {
            self.call(subject, move |client| {
                client
                    .list_multipart_uploads()
                    .bucket(bucket)
                    .set_prefix(Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty()))
                    .set_key_marker(mark.map(|mark| mark.at.clone()))
                    .set_upload_id_marker(mark.and_then(|mark| mark.id.clone()))
                    .set_encoding_type(encoding.clone())
                    .send()
            })
        };
        let (page, encoded) = spelling::exactly(page).await?;
        let exact = |text: &str| crate::list::exact(text.to_owned(), encoded);
        let uploads = page.uploads().iter().map(|upload| Upload {
            at: ObjectAt::new(bucket, exact(upload.key().unwrap_or_default())),
            id: upload.upload_id().unwrap_or_default().to_owned(),
            begun: upload.initiated().and_then(millis),
            by: upload.initiator().and_then(|by| told(by.display_name()).or_else(|| told(by.id()))),
        });
        let uploads: Vec<_> = uploads.collect();
        let id = page.next_upload_id_marker().map(str::to_owned);
        let mark = page.next_key_marker().map(|key| Mark::both(exact(key), id));
        let goes_on = Continuation::of_page(page.is_truncated(), uploads.len(), mark);
        let last = uploads.last();
        let goes_on = goes_on.or_behind(|| last.map(|last| Mark::both(last.at.key.clone(), Some(last.id.clone()))));
        let ends = [uploads.first(), last].map(|upload| upload.map(|upload| upload.id.as_str()));
        let next = Next::after(subject, from.as_ref(), goes_on, Brought::new(uploads.len(), ends))?;
        Ok((uploads, next))
    }
}

impl spelling::Page for ListMultipartUploadsOutput {
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.uploads().iter().filter_map(MultipartUpload::key).chain(self.next_key_marker())
    }

    fn announces(&self) -> bool {
        self.encoding_type() == Some(&EncodingType::Url)
    }
}

/// A call about an upload knows of no other thing that could be missing: some servers (Ceph) say
/// that there is no such key.
fn vanished(error: StoreError) -> StoreError {
    match error.kind {
        StoreErrorKind::NoSuchKey => StoreError { kind: StoreErrorKind::NoSuchUpload, ..error },
        _ => error,
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
