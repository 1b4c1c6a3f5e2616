//! Deleting: where versions are kept, a deletion by name hides the object behind a marker, and one
//! by version id is for good.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html>

use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::conditions::check_write;
use super::{Endpoint, answer, find, locks, versioning};
use crate::store::{Bucket, Change, Deletion, Index, NULL, Older, now};

type Reply<T> = S3Result<S3Response<T>>;

/// One deletion, decided, and what an answer tells of it.
struct Decided {
    deletion: Deletion,
    /// What goes or hides is a marker.
    marker: bool,
}

/// What deleting this comes to. What is not there is deleted as well, as on S3.
fn decide(bucket: &Bucket, key: String, version: Option<String>, bypass: bool) -> S3Result<Decided> {
    let Some(version) = version else {
        return Ok(match bucket.keeps {
            Some(_) => {
                let version = versioning::fresh(bucket);
                Decided { deletion: Deletion::Mark { key, version, made: now() }, marker: true }
            }
            None => Decided { deletion: Deletion::Drop { key, version: NULL.to_owned() }, marker: false },
        });
    };
    let marker = match bucket.history(&key).find(|one| one.version() == version) {
        Some(Older::Object(object)) => {
            locks::check_delete(&object.kept, bypass)?;
            false
        }
        Some(Older::Marker { .. }) => true,
        None => false,
    };
    Ok(Decided { deletion: Deletion::Drop { key, version }, marker })
}

/// Deleting what is not there succeeds, as on S3.
pub(super) async fn one(endpoint: &Endpoint, req: S3Request<DeleteObjectInput>) -> Reply<DeleteObjectOutput> {
    let DeleteObjectInput { bucket, key, if_match, version_id, bypass_governance_retention, .. } = req.input;
    let bypass = bypass_governance_retention.unwrap_or(false);
    let (tell, told) = tokio::sync::oneshot::channel();
    let decide = move |index: &Index| {
        let found = find(index, &bucket)?;
        check_write(found, &key, if_match.as_ref(), None)?;
        let Decided { deletion, marker } = decide(found, key, version_id, bypass)?;
        let version = match &deletion {
            Deletion::Mark { version, .. } | Deletion::Drop { version, .. } => versioning::told(found, version),
        };
        // Nobody listens when the caller has gone; the change is made all the same.
        let _ = tell.send((marker.then_some(true), version));
        Ok(Change::Delete { bucket, deletions: vec![deletion] })
    };
    endpoint.commit(decide).await?;
    let (delete_marker, version_id) = told.await.map_err(S3Error::internal_error)?;
    answer(DeleteObjectOutput { delete_marker, version_id, ..Default::default() })
}

/// Each by itself: what is locked stays, and says so.
pub(super) async fn many(endpoint: &Endpoint, req: S3Request<DeleteObjectsInput>) -> Reply<DeleteObjectsOutput> {
    let DeleteObjectsInput { bucket, delete, bypass_governance_retention, .. } = req.input;
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: up to 1,000 keys.
    if delete.objects.is_empty() || delete.objects.len() > 1000 {
        return Err(s3_error!(
            MalformedXML,
            "The XML you provided was not well-formed or did not validate against our published schema"
        ));
    }
    let (bypass, asked) = (bypass_governance_retention.unwrap_or(false), delete.objects);
    let (tell, told) = tokio::sync::oneshot::channel();
    let decide = move |index: &Index| {
        let found = find(index, &bucket)?;
        let (mut deletions, mut deleted, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for object in asked {
            let (key, version) = (object.key.clone(), object.version_id.clone());
            match decide(found, key, version, bypass) {
                Ok(decided) => {
                    deleted.push(shown(found, &decided, object.version_id));
                    deletions.push(decided.deletion);
                }
                Err(error) => errors.push(Error {
                    code: Some(error.code().as_str().to_owned()),
                    key: Some(object.key),
                    message: error.message().map(str::to_owned),
                    version_id: object.version_id,
                }),
            }
        }
        let _ = tell.send((deleted, errors));
        Ok(Change::Delete { bucket, deletions })
    };
    endpoint.commit(decide).await?;
    let (deleted, errors) = told.await.map_err(S3Error::internal_error)?;
    let quiet = delete.quiet.unwrap_or(false);
    answer(DeleteObjectsOutput { deleted: (!quiet).then_some(deleted), errors: Some(errors), ..Default::default() })
}

fn shown(bucket: &Bucket, decided: &Decided, asked: Option<String>) -> DeletedObject {
    let (Deletion::Mark { key, version, .. } | Deletion::Drop { key, version }) = &decided.deletion;
    let marker = versioning::told(bucket, version).filter(|_| decided.marker);
    DeletedObject {
        delete_marker: decided.marker.then_some(true),
        delete_marker_version_id: marker,
        key: Some(key.clone()),
        version_id: asked,
    }
}
