//! Copying an object onto itself, which is how S3 changes what goes with its bytes.
//!
//! Promise: the object that is read is the one that was seen, by its ETag, and so is the one that
//! is replaced where the server heeds that condition. All that goes with the bytes is sent, since
//! what is left out would be gone. The object has its old properties or its new ones, never a part
//! of them.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>

use crate::copy::source;
use crate::error::{StoreError, StoreErrorKind};
use crate::{About, ObjectAt, Store, Tag, about, etag};
use aws_sdk_s3::types::{MetadataDirective, TaggingDirective};

/// What an object is to be from now on.
#[derive(Clone, Debug, Default)]
pub struct Rewriting {
    /// All that goes with its bytes; its tags are beside this.
    pub about: About,
    /// Other tags than it has; `None` leaves them as they are.
    pub tags: Option<Vec<Tag>>,
    /// The ETag that it was seen with; else [`StoreErrorKind::Changed`].
    pub if_match: String,
}

impl Store {
    /// Copies an object of at most 5 GiB onto itself with other properties, and answers its ETag
    /// where the server tells it. Dropping the call leaves open whether it was done. The ACL
    /// becomes private, and the date another.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`Changed`](crate::StoreErrorKind::Changed) where the object is another by now;
    /// [`TooLarge`](crate::StoreErrorKind::TooLarge);
    /// [`Archived`](crate::StoreErrorKind::Archived).
    pub async fn rewrite(&self, at: &ObjectAt, how: &Rewriting) -> Result<Option<String>, StoreError> {
        let done = match self.rewrite_if(at, how, true).await {
            // The server does not know a condition on what is replaced. Source and target are one
            // object, so the other condition is about the same ETag.
            Err(error) if error.kind == StoreErrorKind::NotSupported => self.rewrite_if(at, how, false).await,
            done => done,
        };
        done.map_err(|error| match error.kind {
            StoreErrorKind::PreconditionFailed => StoreError { kind: StoreErrorKind::Changed, ..error },
            _ => error,
        })
    }

    async fn rewrite_if(&self, at: &ObjectAt, how: &Rewriting, target: bool) -> Result<Option<String>, StoreError> {
        let subject = self.checked_to_write(at, "CopyObject")?;
        let (seen, about) = (etag::quoted(&how.if_match), &how.about);
        let tagged = how.tags.as_deref();
        let tags = tagged.map(|tags| about::spelled(tags.iter().map(|tag| (tag.name.as_str(), tag.value.as_str()))));
        let copied = self.call(subject, |client| {
            client
                .copy_object()
                .bucket(&at.bucket)
                .key(&at.key)
                .copy_source(source(at))
                .copy_source_if_match(seen.clone())
                .set_if_match(target.then(|| seen.clone()))
                .metadata_directive(MetadataDirective::Replace)
                .set_content_type(about.content_type.clone())
                .set_content_encoding(about.content_encoding.clone())
                .set_content_language(about.content_language.clone())
                .set_content_disposition(about.content_disposition.clone())
                .set_cache_control(about.cache_control.clone())
                .set_website_redirect_location(about.redirect.clone())
                .set_metadata(Some(about.metadata.clone()))
                .set_tagging_directive(tags.as_ref().map(|_| TaggingDirective::Replace))
                .set_tagging(tags.clone().flatten())
                .set_storage_class(about.class())
                .set_server_side_encryption(about.encryption())
                .set_ssekms_key_id(about.kms_key.clone())
                .set_bucket_key_enabled(about.bucket_key)
                .set_object_lock_mode(about.lock_mode())
                .set_object_lock_retain_until_date(about.lock_until())
                .set_object_lock_legal_hold_status(about.lock_hold())
                .customize()
                .mutate_request(about.spell_expires())
                .send()
        });
        Ok(etag::told(copied.await?.copy_object_result().and_then(|told| told.e_tag())))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::{Recorded, answer, at, header, refusal};
    use crate::{Retained, RetentionMode};
    use std::collections::HashMap;

    const DONE: &str = "<CopyObjectResult><ETag>\"new\"</ETag></CopyObjectResult>";

    fn how() -> Rewriting {
        let about = About {
            content_type: Some("text/css".into()),
            cache_control: Some("no-store".into()),
            expires: Some("-1".into()),
            redirect: Some("/index.html".into()),
            metadata: HashMap::from([("colour".into(), "green".into())]),
            class: Some("STANDARD_IA".into()),
            encryption: Some("aws:kms".into()),
            kms_key: Some("key".into()),
            bucket_key: Some(true),
            retained: Some(Retained { mode: RetentionMode::Governance, until: 1_801_404_300_999 }),
            held: true,
            ..About::default()
        };
        Rewriting { about, tags: None, if_match: "seen".into() }
    }

    #[tokio::test]
    async fn everything_is_sent_again_and_only_onto_what_was_seen() {
        let server = Recorded::new(vec![answer(200, &[], DONE)]).await;
        let done = server.store().rewrite(&at("a b+c"), &how()).await.unwrap();
        assert_eq!(done.as_deref(), Some("new"));
        let seen = server.seen().remove(0);
        for (name, value) in [
            ("x-amz-copy-source", "bucket/a%20b%2Bc"),
            ("x-amz-copy-source-if-match", "\"seen\""),
            ("if-match", "\"seen\""),
            ("x-amz-metadata-directive", "REPLACE"),
            ("content-type", "text/css"),
            ("cache-control", "no-store"),
            ("expires", "-1"),
            ("x-amz-website-redirect-location", "/index.html"),
            ("x-amz-meta-colour", "green"),
            ("x-amz-storage-class", "STANDARD_IA"),
            ("x-amz-server-side-encryption", "aws:kms"),
            ("x-amz-server-side-encryption-aws-kms-key-id", "key"),
            ("x-amz-server-side-encryption-bucket-key-enabled", "true"),
            ("x-amz-object-lock-mode", "GOVERNANCE"),
            ("x-amz-object-lock-retain-until-date", "2027-01-31T14:05:01Z"),
            ("x-amz-object-lock-legal-hold", "ON"),
        ] {
            assert_eq!(header(&seen, name), Some(value), "{name}: {seen}");
        }
        assert_eq!(header(&seen, "x-amz-tagging-directive"), None, "tags go along by themselves");
    }

    #[tokio::test]
    async fn other_tags_replace_all_and_none_removes_them() {
        let server = Recorded::new(vec![answer(200, &[], DONE)]).await;
        let tag = Tag { name: "für".into(), value: "a=b".into() };
        for (tags, sent) in [(vec![tag], Some("f%C3%BCr=a%3Db")), (Vec::new(), None)] {
            server.store().rewrite(&at("key"), &Rewriting { tags: Some(tags), ..how() }).await.unwrap();
            let seen = server.seen().pop().unwrap();
            assert_eq!(header(&seen, "x-amz-tagging-directive"), Some("REPLACE"));
            assert_eq!(header(&seen, "x-amz-tagging"), sent);
        }
    }

    #[tokio::test]
    async fn a_server_that_knows_no_condition_on_the_target_has_the_one_on_the_source() {
        let answers = vec![refusal(501, "NotImplemented"), answer(200, &[], DONE)];
        let server = Recorded::new(answers).await;
        server.store().rewrite(&at("key"), &how()).await.unwrap();
        let second = server.seen().remove(1);
        assert_eq!(header(&second, "if-match"), None);
        assert_eq!(header(&second, "x-amz-copy-source-if-match"), Some("\"seen\""));
    }

    #[tokio::test]
    async fn another_object_by_now_is_said_and_an_error_in_a_success_too() {
        let odd = "<Error><Code>InternalError</Code><Message>m</Message></Error>";
        let server = Recorded::new(vec![refusal(412, "PreconditionFailed"), answer(200, &[], odd)]).await;
        let store = server.store();
        let refused = async || store.rewrite(&at("key"), &how()).await.unwrap_err().kind;
        assert_eq!(refused().await, StoreErrorKind::Changed);
        assert_eq!(refused().await, StoreErrorKind::ServerFault);
    }
}
