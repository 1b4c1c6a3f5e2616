//! Deleting objects, one or many. Deleting what is not there succeeds, as S3 has it.

use crate::error::{StoreError, StoreErrorKind, Subject, kind_of_code};
use crate::names::{check_bucket, xml_can_carry};
use crate::setting::add_md5;
use crate::{ObjectAt, Store, etag};
use aws_sdk_s3::types::{Delete, DeletedObject, ObjectIdentifier};
use futures_util::StreamExt;

/// Keys in one DeleteObjects request, AWS's limit.
const AT_ONCE: usize = 1000;
/// Single deletes under way at once, where they go one by one.
const ABREAST: usize = 8;

/// What became of many that were to be deleted.
#[derive(Debug, Default)]
pub struct Deleted {
    /// Keys that are still there, each with its reason.
    pub refused: Vec<(String, StoreError)>,
    /// The delete markers that hide them now, with their version ids, where the server tells.
    pub markers: Vec<(String, String)>,
}

impl Store {
    /// Deletes one object, or for good the one version that is named. May be dropped; the object
    /// may be gone all the same.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). One that was not there is deleted.
    pub async fn delete(&self, at: &ObjectAt) -> Result<(), StoreError> {
        self.delete_one(at).await.map(drop)
    }

    /// Deletes one object as long as it has this ETag, where the server is known to heed that
    /// condition; on others as [`Store::delete`], so whoever asks looks right before. May be
    /// dropped; the object may be gone all the same.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html>
    ///
    /// # Errors
    /// [`StoreErrorKind::PreconditionFailed`] where the object is another by now, or where it is
    /// gone; else those of [every call](crate#errors).
    pub async fn delete_if(&self, at: &ObjectAt, etag: Option<&str>) -> Result<(), StoreError> {
        let subject = self.checked(at, "DeleteObject")?;
        let condition = etag.filter(|_| self.provider().quirks.heeds_delete_if).map(etag::quoted);
        self.call(subject, |client| {
            let call = client.delete_object().bucket(&at.bucket).key(&at.key).set_version_id(at.version.clone());
            call.set_if_match(condition.clone()).send()
        })
        .await
        .map(drop)
    }

    /// Answers the version id of the delete marker that hides it now, where the server made one and
    /// tells.
    async fn delete_one(&self, at: &ObjectAt) -> Result<Option<String>, StoreError> {
        let subject = self.checked(at, "DeleteObject")?;
        let deleted = self
            .call(subject, |client| {
                client.delete_object().bucket(&at.bucket).key(&at.key).set_version_id(at.version.clone()).send()
            })
            .await?;
        let made = at.version.is_none() && deleted.delete_marker() == Some(true);
        Ok(deleted.version_id.filter(|id| made && !id.is_empty()))
    }

    /// Deletes many objects, up to 1,000 a request. Answers the keys that were not deleted, each
    /// with its reason; the outer error means that the server refused the whole, and keys of
    /// earlier requests may be gone. May be dropped between or within requests.
    ///
    /// Keys with characters that XML cannot carry go one by one (DeleteObjects with `\u{1}` fails
    /// on every server tried), and so do all keys where the server has no DeleteObjects.
    ///
    /// # Errors
    /// Those of [every call](crate#errors). Keys of earlier requests are gone then.
    pub async fn delete_many(&self, bucket: &str, keys: Vec<String>) -> Result<Vec<(String, StoreError)>, StoreError> {
        Ok(self
            .delete_all(bucket, keys.into_iter().map(|key| ObjectAt::new(bucket, key)).collect(), true)
            .await?
            .refused)
    }

    /// The same, and tells which delete markers were made of it, as far as they are told.
    ///
    /// # Errors
    /// As [`Store::delete_many`].
    pub async fn delete_told(&self, bucket: &str, keys: Vec<String>) -> Result<Deleted, StoreError> {
        self.delete_all(bucket, keys.into_iter().map(|key| ObjectAt::new(bucket, key)).collect(), false).await
    }

    /// Deletes versions and delete markers for good; otherwise as [`Store::delete_many`].
    ///
    /// # Errors
    /// As [`Store::delete_many`].
    pub async fn delete_versions(
        &self,
        bucket: &str,
        versions: Vec<(String, String)>,
    ) -> Result<Vec<(String, StoreError)>, StoreError> {
        let doomed = versions.into_iter().map(|(key, version)| ObjectAt::new(bucket, key).version(version));
        Ok(self.delete_all(bucket, doomed.collect(), true).await?.refused)
    }

    async fn delete_all(&self, bucket: &str, all: Vec<ObjectAt>, quiet: bool) -> Result<Deleted, StoreError> {
        check_bucket(Subject::new("DeleteObjects").bucket(bucket))?;
        let mut deleted = Deleted::default();
        let mut together = Vec::new();
        let mut singly = Vec::new();
        for at in all {
            match self.checked(&at, "DeleteObject") {
                Err(error) => deleted.refused.push((at.key, error)),
                Ok(_) if xml_can_carry(&at.key) => together.push(at),
                Ok(_) => singly.push(at),
            }
        }
        while !together.is_empty() {
            let rest = together.split_off(together.len().min(AT_ONCE));
            match self.delete_together(bucket, &together, quiet).await {
                Ok(told) => {
                    deleted.refused.extend(told.refused);
                    deleted.markers.extend(told.markers);
                }
                Err(error) if error.kind == StoreErrorKind::NotSupported => {
                    singly.append(&mut together);
                    singly.extend(rest);
                    break;
                }
                Err(error) => return Err(error),
            }
            together = rest;
        }
        for (key, told) in self.delete_singly(singly).await {
            match told {
                Ok(marker) => deleted.markers.extend(marker.map(|marker| (key, marker))),
                Err(error) => deleted.refused.push((key, error)),
            }
        }
        Ok(deleted)
    }

    async fn delete_together(&self, bucket: &str, all: &[ObjectAt], quiet: bool) -> Result<Deleted, StoreError> {
        let subject = Subject::new("DeleteObjects").bucket(bucket);
        let one = |at: &ObjectAt| ObjectIdentifier::builder().key(&at.key).set_version_id(at.version.clone()).build();
        let objects = all.iter().map(one).collect::<Result<Vec<_>, _>>();
        let request = objects.and_then(|objects| Delete::builder().set_objects(Some(objects)).quiet(quiet).build());
        let request = request
            .map_err(|error| StoreError { source: Some(Box::new(error)), ..subject.error(StoreErrorKind::Other) })?;
        let answer = self
            .call(subject, |client| {
                let call = client.delete_objects().bucket(bucket).delete(request.clone());
                async move { call.customize().mutate_request(add_md5).send().await }
            })
            .await?;
        let refusal = |error: &aws_sdk_s3::types::Error| {
            let key = error.key().unwrap_or_default().to_owned();
            let kind = error.code().and_then(kind_of_code).unwrap_or(StoreErrorKind::Other);
            let told = StoreError {
                code: error.code().map(str::to_owned),
                message: error.message().map(str::to_owned),
                ..subject.key(&key).error(kind)
            };
            (key, told.tidied(&self.0.signer.secrets()))
        };
        // Some servers report a key that was not there; S3 has it that deleting nothing succeeds.
        let gone = |error: &&aws_sdk_s3::types::Error| error.code() != Some("NoSuchKey");
        let refused: Vec<_> = answer.errors().iter().filter(gone).map(refusal).collect();
        // What a refusal is of that names no key that was asked for, nobody knows: none of them
        // counts as deleted.
        let asked = |key: &str| all.iter().any(|doomed| doomed.key == key);
        match refused.iter().position(|(key, _)| !asked(key)) {
            Some(odd) => {
                Err(refused.into_iter().nth(odd).map_or_else(|| subject.error(StoreErrorKind::Other), |(_, e)| e))
            }
            None => {
                let told = |gone: &DeletedObject| {
                    let id = gone.delete_marker_version_id().filter(|id| !id.is_empty())?;
                    Some((gone.key()?.to_owned(), id.to_owned()))
                };
                Ok(Deleted { refused, markers: answer.deleted().iter().filter_map(told).collect() })
            }
        }
    }

    async fn delete_singly(&self, all: Vec<ObjectAt>) -> Vec<(String, Result<Option<String>, StoreError>)> {
        let one = |at: ObjectAt| async move { (at.key.clone(), self.delete_one(&at).await) };
        futures_util::stream::iter(all).map(one).buffer_unordered(ABREAST).collect().await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::StoreErrorKind;
    use crate::testing::{Recorded, answer, at, header, refusal, store};

    #[tokio::test]
    async fn a_deletion_says_of_which_object_where_that_is_heeded() {
        let server =
            Recorded::new(vec![answer(204, &[], ""), answer(204, &[], ""), refusal(412, "PreconditionFailed")]);
        let server = server.await;
        let of = |provider| store(provider, &server.endpoint);
        of("other").delete_if(&at("key"), Some("e")).await.unwrap();
        of("practice").delete_if(&at("key"), None).await.unwrap();
        let error = of("practice").delete_if(&at("key"), Some("e")).await.unwrap_err();
        assert_eq!(error.kind, StoreErrorKind::PreconditionFailed);
        let told: Vec<_> = server.seen().iter().map(|seen| header(seen, "if-match").map(str::to_owned)).collect();
        assert_eq!(told, [None, None, Some("\"e\"".to_owned())]);
    }
}
