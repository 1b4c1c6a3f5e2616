//! What an object is beside its bytes: the headers it is served with, its own metadata, tags and
//! storage class.

use crate::error::{StoreError, StoreErrorKind};
use crate::object::head_of;
use crate::{ObjectAt, ObjectHead, Retained, RetentionMode, Store};
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::primitives::{DateTime, DateTimeFormat};
use aws_sdk_s3::types::{ObjectLockLegalHoldStatus, ObjectLockMode, ServerSideEncryption, StorageClass, Tag};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashMap;
use std::time::SystemTime;

/// What goes with an object's bytes. Empty fields are left to the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct About {
    /// The media type, `Content-Type`; none leaves it to the server.
    pub content_type: Option<String>,
    pub content_encoding: Option<String>,
    pub content_language: Option<String>,
    pub content_disposition: Option<String>,
    pub cache_control: Option<String>,
    /// When a cache lets go of it, as HTTP spells dates.
    pub expires: Option<String>,
    /// Where a website of the bucket leads instead.
    pub redirect: Option<String>,
    /// `x-amz-meta-*`, without that beginning.
    pub metadata: HashMap<String, String>,
    /// The storage class, for instance `STANDARD_IA`.
    pub class: Option<String>,
    /// The tags as `name=value&name=value`, percent-encoded.
    pub tags: Option<String>,
    /// How the server encrypts it: `AES256`, `aws:kms` or `aws:kms:dsse`.
    pub encryption: Option<String>,
    /// The key of KMS that it does so with, where it is not the account's usual one.
    pub kms_key: Option<String>,
    /// Whether the bucket's own key of KMS spares requests to it; `None` leaves it to the bucket.
    pub bucket_key: Option<bool>,
    /// Until when Object Lock retains it. Sent with copies on the server and uploads in parts.
    pub retained: Option<Retained>,
    /// It is under a legal hold; sent likewise.
    pub held: bool,
}

impl About {
    /// Nothing is known but the media type.
    #[must_use]
    pub fn of_type(content_type: Option<String>) -> Self {
        Self { content_type, ..Self::default() }
    }

    /// Leaves it to the bucket how it is encrypted.
    #[must_use]
    pub fn encrypted_as_usual(self) -> Self {
        Self { encryption: None, kms_key: None, bucket_key: None, ..self }
    }

    /// Keeps when the file was written, as rclone does.
    #[must_use]
    pub fn written(mut self, time: Option<SystemTime>) -> Self {
        time.into_iter().for_each(|time| crate::mtime::keep(&mut self.metadata, time));
        self
    }

    /// For other bytes than it was of: without what programs noted of those.
    #[must_use]
    pub fn of_other_bytes(mut self) -> Self {
        crate::stale::forget(&mut self.metadata);
        self
    }

    /// With these tags, and none besides.
    #[must_use]
    pub fn tagged(mut self, tags: &[crate::Tag]) -> Self {
        self.tags = spelled(tags.iter().map(|tag| (tag.name.as_str(), tag.value.as_str())));
        self
    }

    pub(crate) fn expires_at(&self) -> Option<DateTime> {
        DateTime::from_str(self.expires.as_deref()?, DateTimeFormat::HttpDate).ok()
    }

    pub(crate) fn class(&self) -> Option<StorageClass> {
        self.class.as_deref().map(StorageClass::from)
    }

    pub(crate) fn encryption(&self) -> Option<ServerSideEncryption> {
        self.encryption.as_deref().map(ServerSideEncryption::from)
    }

    pub(crate) fn lock_mode(&self) -> Option<ObjectLockMode> {
        self.retained.map(|retained| match retained.mode {
            RetentionMode::Governance => ObjectLockMode::Governance,
            RetentionMode::Compliance => ObjectLockMode::Compliance,
        })
    }

    /// Up to the next whole second, which is what storage keeps: never shorter than it was.
    pub(crate) fn lock_until(&self) -> Option<DateTime> {
        self.retained.map(|retained| DateTime::from_secs(-(-retained.until).div_euclid(1000)))
    }

    pub(crate) fn lock_hold(&self) -> Option<ObjectLockLegalHoldStatus> {
        self.held.then_some(ObjectLockLegalHoldStatus::On)
    }

    /// Sends `Expires` as it is spelled: what is no date is kept as well.
    pub(crate) fn spell_expires(&self) -> impl Fn(&mut HttpRequest) + Send + Sync + 'static {
        let expires = self.expires.clone();
        move |request| {
            if let Some(expires) = expires.clone() {
                // What no header can have did not come as one.
                let _ = request.headers_mut().try_insert("expires", expires);
            }
        }
    }
}

impl Store {
    /// What the server says about an object, and what goes with its bytes, but for the tags: `true`
    /// where it has some, or is on a server of which it is known that it keeps them. May be
    /// dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey).
    pub async fn head_with_about(&self, at: &ObjectAt) -> Result<(ObjectHead, About, bool), StoreError> {
        let head = self.head_object(at).await?;
        let about = about_of(self, &head);
        let tagged = head.tag_count().is_some_and(|tags| tags > 0) || self.provider().quirks.keeps_tags;
        Ok((head_of(self, &head), about, tagged))
    }

    /// Whether the server answers a question for tags as S3 does, found out by one for this
    /// object's. A refusal counts as well: there may be some.
    ///
    /// # Errors
    /// Those of [every call](crate#errors).
    pub async fn answers_tags(&self, at: &ObjectAt) -> Result<bool, StoreError> {
        use StoreErrorKind::{BadAnswer, NoSuchKey, NotPermitted, NotS3, NotSupported, Other};
        match self.tags(at).await.map_err(|error| (error.kind, error)) {
            Ok(_) | Err((NoSuchKey | NotPermitted, _)) => Ok(true),
            // Among these: the object itself, from a server that overlooks what it does not know of
            // a question.
            Err((NotSupported | NotS3 | BadAnswer | Other, _)) => Ok(false),
            Err((_, error)) => Err(error),
        }
    }

    /// An object's tags, spelled for [`About::tags`]; `None` where there are none, and where the
    /// server has no such thing.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotPermitted`](crate::StoreErrorKind::NotPermitted)
    /// where tags may not be read, though the object may.
    pub async fn object_tags(&self, at: &ObjectAt) -> Result<Option<String>, StoreError> {
        use StoreErrorKind::{NoSuchKey, NotSupported};
        let tags = match self.tags(at).await {
            Ok(tags) => tags,
            Err(error) if matches!(error.kind, NoSuchKey | NotSupported) => Vec::new(),
            Err(error) => return Err(error),
        };
        Ok(spelled(tags.iter().map(|tag| (tag.key(), tag.value()))))
    }

    pub(crate) async fn tags(&self, at: &ObjectAt) -> Result<Vec<Tag>, StoreError> {
        let subject = self.checked(at, "GetObjectTagging")?;
        let got = self.call(subject, |client| {
            let call = client.get_object_tagging().bucket(&at.bucket).key(&at.key);
            call.set_version_id(at.version.clone()).send()
        });
        Ok(got.await?.tag_set)
    }
}

/// What goes with an object's bytes, as its head has it: without tags, and without its lock, which
/// a copy in another bucket does not share.
pub(crate) fn about_of(store: &Store, head: &HeadObjectOutput) -> About {
    let text = |field: Option<&str>| field.filter(|text| !text.is_empty()).map(str::to_owned);
    let kms = head.server_side_encryption() == Some(&ServerSideEncryption::AwsKms);
    let none = kms && !store.provider().needs_endpoint;
    About {
        content_type: text(head.content_type()),
        content_encoding: text(head.content_encoding()),
        content_language: text(head.content_language()),
        content_disposition: text(head.content_disposition()),
        cache_control: text(head.cache_control()),
        expires: text(head.expires_string()),
        redirect: text(head.website_redirect_location()),
        metadata: head.metadata().cloned().unwrap_or_default(),
        class: text(head.storage_class().map(StorageClass::as_str)),
        encryption: text(head.server_side_encryption().map(ServerSideEncryption::as_str)),
        kms_key: text(head.ssekms_key_id()),
        // Left out, the bucket's own choice would hold for a copy.
        bucket_key: head.bucket_key_enabled().filter(|enabled| *enabled).or(none.then_some(false)),
        ..About::default()
    }
}

/// Tags as a request's header has them; `None` where there are none.
pub(crate) fn spelled<'a>(tags: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let exact = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<_> = tags.map(|(name, value)| format!("{}={}", exact(name), exact(value))).collect();
    Some(pairs.join("&")).filter(|spelled| !spelled.is_empty())
}

#[cfg(test)]
mod tests {
    use super::About;
    use crate::{Retained, RetentionMode};

    #[test]
    fn a_retention_that_is_sent_again_ends_no_sooner() {
        for (until, seconds) in [(1_000, 1), (1_001, 2), (1_999, 2), (2_000, 2)] {
            let retained = Some(Retained { mode: RetentionMode::Compliance, until });
            let sent = About { retained, ..About::default() }.lock_until();
            assert_eq!(sent.map(|sent| sent.secs()), Some(seconds), "{until}");
        }
    }
}
