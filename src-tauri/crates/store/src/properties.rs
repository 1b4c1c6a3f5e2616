//! All that a server says of one object beside its bytes, its tags, and its ACL.

use crate::about::about_of;
use crate::archive::archive_of;
use crate::error::{StoreError, StoreErrorKind};
use crate::object::{head_of, millis};
use crate::setting::{add_md5, may, unbuilt, whom};
use crate::{About, Algorithm, Archive, Checksum, Listed, ObjectAt, ObjectHead, Retained, RetentionMode, Store, Tag};
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::types::{Grant, ObjectLockLegalHoldStatus, ObjectLockMode, Tag as SdkTag, Tagging};

/// What the head of an object says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Size, ETag, time and version.
    pub head: ObjectHead,
    /// The version by its id, also where that is `null`: what is put beside the object goes there,
    /// whatever is stored over it meanwhile.
    pub version: Option<String>,
    /// What goes with its bytes, its lock among it; without its tags.
    pub about: About,
    /// Its storage class, and how far out of an archive it is.
    pub archive: Archive,
    /// Every checksum that the server keeps, those made of parts among them (`value-7`).
    pub checksums: Vec<Checksum>,
    /// How many tags it has, where the server says that it has some.
    pub tags: Option<u32>,
    /// How far its replication is, in the server's word: `COMPLETED`, `PENDING`, `FAILED`,
    /// `REPLICA`.
    pub replication: Option<String>,
    /// How many parts it was put together from, by its ETag.
    pub parts: Option<u32>,
    /// It is encrypted with a key that only whoever stored it has (SSE-C).
    pub own_key: bool,
    /// Metadata that no header can carry, which a change of the rest would lose.
    pub unseen: u32,
}

/// Who owns an object, and to whom its ACL gives access beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectAcl {
    /// The owner's name, or their id where the server tells no name.
    pub owner: Option<String>,
    /// All others.
    pub grants: Vec<Listed>,
}

impl Store {
    /// All that the head of an object says, in one request. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey).
    pub async fn properties(&self, at: &ObjectAt) -> Result<Properties, StoreError> {
        let head = self.head_object(at).await?;
        let size = self.size_of(at, &head).await?;
        let told = ObjectHead { size, ..head_of(self, &head) };
        let parts = told.etag.as_deref().and_then(|etag| etag.rsplit_once('-')?.1.parse().ok());
        let about = About {
            retained: retained_of(&head),
            held: head.object_lock_legal_hold_status() == Some(&ObjectLockLegalHoldStatus::On),
            ..about_of(self, &head)
        };
        Ok(Properties {
            about,
            archive: Archive { size, ..archive_of(&head) },
            checksums: checksums_of(&head),
            tags: head.tag_count().and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0),
            replication: head.replication_status().map(|status| status.as_str().to_owned()),
            parts,
            own_key: head.sse_customer_algorithm().is_some(),
            unseen: head.missing_meta().and_then(|count| u32::try_from(count).ok()).unwrap_or_default(),
            version: head.version_id().filter(|id| !id.is_empty()).map(str::to_owned),
            head: told,
        })
    }

    /// Whether an object has annotations, which a copy in parts leaves behind. May be dropped.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectAnnotations.html>
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has none.
    pub async fn is_annotated(&self, at: &ObjectAt) -> Result<bool, StoreError> {
        let subject = self.checked(at, "ListObjectAnnotations")?;
        let listed = self.call(subject, |client| {
            let call = client.list_object_annotations().bucket(&at.bucket).key(&at.key);
            call.set_version_id(at.version.clone()).max_annotation_results(1).send()
        });
        Ok(!listed.await?.annotations().is_empty())
    }

    /// An object's tags, in the server's order; none where it has none. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no tags.
    pub async fn tag_set(&self, at: &ObjectAt) -> Result<Vec<Tag>, StoreError> {
        use StoreErrorKind::{BadAnswer, NotS3, NotSupported};
        match self.tags(at).await {
            Ok(tags) => Ok(tags.into_iter().map(|SdkTag { key, value, .. }| Tag { name: key, value }).collect()),
            Err(error) if error.code.as_deref() == Some("NoSuchTagSet") => Ok(Vec::new()),
            // The object itself, from a server that overlooks what it does not know of a question.
            Err(error) if matches!(error.kind, BadAnswer | NotS3) => Err(StoreError { kind: NotSupported, ..error }),
            Err(error) => Err(error),
        }
    }

    /// Puts these tags in the place of all that an object, or the version that is named, has. Its
    /// bytes, date and ETag stay. Dropping the call leaves open whether it was done.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no tags.
    pub async fn put_tag_set(&self, at: &ObjectAt, tags: &[Tag]) -> Result<(), StoreError> {
        let subject = self.checked(at, "PutObjectTagging")?;
        let tag = |tag: &Tag| SdkTag::builder().key(&tag.name).value(&tag.value).build();
        let tags: Result<Vec<_>, _> = tags.iter().map(tag).collect();
        let tags = tags.map_err(|error| unbuilt(subject, error))?;
        let tagging = Tagging::builder().set_tag_set(Some(tags)).build().map_err(|error| unbuilt(subject, error))?;
        self.call(subject, |client| {
            let call = client.put_object_tagging().bucket(&at.bucket).key(&at.key);
            let call = call.set_version_id(at.version.clone()).tagging(tagging.clone());
            async move { call.customize().mutate_request(add_md5).send().await }
        })
        .await
        .map(drop)
    }

    /// Who owns an object, and whom its ACL gives access. May be dropped.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NoSuchKey`](crate::StoreErrorKind::NoSuchKey);
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) where the server has no such list.
    pub async fn object_acl(&self, at: &ObjectAt) -> Result<ObjectAcl, StoreError> {
        let subject = self.checked(at, "GetObjectAcl")?;
        let got = self.call(subject, |client| {
            let call = client.get_object_acl().bucket(&at.bucket).key(&at.key);
            call.set_version_id(at.version.clone()).send()
        });
        let got = got.await?;
        let text = |field: Option<&str>| field.filter(|text| !text.is_empty()).map(str::to_owned);
        let id = got.owner().and_then(|owner| text(owner.id()));
        let owner = got.owner().and_then(|owner| text(owner.display_name())).or_else(|| id.clone());
        let others = got.grants().iter().filter(|grant| {
            let who = grant.grantee().and_then(|who| who.id());
            who.is_none() || who != id.as_deref()
        });
        Ok(ObjectAcl { owner, grants: others.filter_map(listed_for).collect() })
    }
}

fn listed_for(grant: &Grant) -> Option<Listed> {
    let who = grant.grantee()?;
    let other = who.email_address().or(who.display_name());
    Some(Listed { who: whom(who.uri(), who.id(), other)?, may: may(grant.permission()?.as_str())? })
}

fn retained_of(head: &HeadObjectOutput) -> Option<Retained> {
    let until = head.object_lock_retain_until_date().and_then(millis)?;
    let mode = match head.object_lock_mode()? {
        ObjectLockMode::Governance => RetentionMode::Governance,
        // One that nobody knows is taken for the firmer.
        _ => RetentionMode::Compliance,
    };
    Some(Retained { mode, until })
}

fn checksums_of(head: &HeadObjectOutput) -> Vec<Checksum> {
    let told = [
        (Algorithm::Crc64Nvme, head.checksum_crc64_nvme()),
        (Algorithm::Crc32c, head.checksum_crc32_c()),
        (Algorithm::Crc32, head.checksum_crc32()),
        (Algorithm::Sha256, head.checksum_sha256()),
        (Algorithm::Sha1, head.checksum_sha1()),
    ];
    let named = told.into_iter().filter_map(|(algorithm, value)| {
        let value = value.filter(|value| !value.is_empty())?.to_owned();
        Some(Checksum { algorithm, value })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::{Recorded, answer, at, refusal};
    use crate::{May, Whom};

    #[tokio::test]
    async fn a_head_tells_everything_at_once() {
        let headers = [
            ("content-length", "7"),
            ("etag", "\"0123456789abcdef0123456789abcdef-3\""),
            ("content-type", "text/plain"),
            ("expires", "0"),
            ("x-amz-meta-colour", "=?UTF-8?B?Z3LDvG4=?="),
            ("x-amz-tagging-count", "2"),
            ("x-amz-checksum-sha256", "abc=-3"),
            ("x-amz-object-lock-mode", "COMPLIANCE"),
            ("x-amz-object-lock-retain-until-date", "2027-01-31T14:05:00Z"),
            ("x-amz-object-lock-legal-hold", "ON"),
            ("x-amz-replication-status", "COMPLETED"),
            ("x-amz-missing-meta", "1"),
            ("x-amz-server-side-encryption-bucket-key-enabled", "true"),
            ("x-amz-version-id", "null"),
        ];
        let server = Recorded::new(vec![answer(200, &headers, "")]).await;
        let told = server.store().properties(&at("key")).await.unwrap();
        assert_eq!((told.parts, told.tags, told.unseen, told.own_key), (Some(3), Some(2), 1, false));
        assert_eq!(told.about.expires.as_deref(), Some("0"), "what is no date is told as it is");
        assert_eq!(told.about.metadata["colour"], "=?UTF-8?B?Z3LDvG4=?=");
        assert_eq!(told.about.retained.map(|retained| retained.mode), Some(RetentionMode::Compliance));
        assert_eq!((told.about.held, told.about.bucket_key), (true, Some(true)));
        assert_eq!((told.version.as_deref(), told.head.version), (Some("null"), None));
        assert_eq!(told.checksums, [Checksum { algorithm: Algorithm::Sha256, value: "abc=-3".into() }]);
        assert_eq!(told.replication.as_deref(), Some("COMPLETED"));
        assert_eq!(server.seen().len(), 1);
    }

    /// Left out, a copy would take the bucket's choice, and with it another encryption context.
    #[tokio::test]
    async fn a_key_of_kms_without_a_bucket_key_is_told_as_that_by_amazon_alone() {
        let kms = [("x-amz-server-side-encryption", "aws:kms")];
        for (provider, headers, told) in [("aws", &kms[..], Some(false)), ("aws", &[], None), ("other", &kms[..], None)]
        {
            let server = Recorded::new(vec![answer(200, headers, "")]).await;
            let shown = crate::testing::store(provider, &server.endpoint).properties(&at("key")).await.unwrap();
            assert_eq!(shown.about.bucket_key, told, "{provider} {headers:?}");
        }
    }

    #[tokio::test]
    async fn annotations_are_told_from_none_and_from_a_server_that_has_none() {
        let listed = |entries: &str| {
            let body = format!("<ListObjectAnnotationsOutput>{entries}</ListObjectAnnotationsOutput>");
            answer(200, &[("content-type", "application/xml")], &body)
        };
        let one = "<Annotations><AnnotationEntry><AnnotationName>a</AnnotationName></AnnotationEntry></Annotations>";
        let server = Recorded::new(vec![listed(one), listed(""), refusal(501, "NotImplemented")]).await;
        let store = server.store();
        assert!(store.is_annotated(&at("key").version("v1")).await.unwrap());
        let seen = server.seen().remove(0);
        assert!(seen.starts_with("GET /bucket/key?") && seen.contains("versionId=v1"), "{seen}");
        assert!(!store.is_annotated(&at("key")).await.unwrap());
        assert_eq!(store.is_annotated(&at("key")).await.unwrap_err().kind, StoreErrorKind::NotSupported);
    }

    #[tokio::test]
    async fn tags_are_put_on_the_version_that_was_seen() {
        let server = Recorded::new(vec![answer(200, &[], "")]).await;
        let tags = [Tag { name: "a&b".into(), value: "<1>".into() }];
        server.store().put_tag_set(&at("key").version("v1"), &tags).await.unwrap();
        let seen = server.seen().remove(0);
        assert!(seen.starts_with("PUT /bucket/key?") && seen.contains("versionId=v1"), "{seen}");
        assert!(seen.contains("<Key>a&amp;b</Key><Value>&lt;1&gt;</Value>"), "{seen}");
    }

    #[tokio::test]
    async fn a_server_without_tags_is_told_from_an_object_without_any() {
        let odd = [answer(200, &[], "the object itself"), refusal(501, "NotImplemented"), refusal(404, "NoSuchTagSet")];
        let server = Recorded::new(odd.to_vec()).await;
        let store = server.store();
        for _ in 0..2 {
            assert_eq!(store.tag_set(&at("key")).await.unwrap_err().kind, StoreErrorKind::NotSupported);
        }
        assert_eq!(store.tag_set(&at("key")).await.unwrap(), []);
    }

    #[tokio::test]
    async fn the_owner_is_not_among_those_who_are_given_access() {
        let grant = |who: &str, may: &str| {
            let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
            format!("<Grant><Grantee {xsi} {who}</Grantee><Permission>{may}</Permission></Grant>")
        };
        let body = format!(
            "<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList>{}{}</AccessControlList></AccessControlPolicy>",
            grant("xsi:type=\"CanonicalUser\"><ID>me</ID>", "FULL_CONTROL"),
            grant("xsi:type=\"Group\"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>", "READ"),
        );
        let server = Recorded::new(vec![answer(200, &[], &body)]).await;
        let acl = server.store().object_acl(&at("key")).await.unwrap();
        assert_eq!(acl.owner.as_deref(), Some("me"));
        assert_eq!(acl.grants, [Listed { who: Whom::Everybody, may: May::Look }]);
    }
}
