//! S3 as the practice server speaks it: one table of operations, each answered in its module from
//! the store.
//!
//! Paths, XML and signatures are `s3s`'s; hosts, preflights and what a browser needs are `front`'s.
//! Whatever is not in the table answers 501 NotImplemented.

mod absent;
mod archive;
mod body;
mod bucket;
mod conditions;
mod delete;
mod list;
mod listings;
mod locks;
mod multipart;
mod parts;
mod read;
mod tags;
mod versioning;
mod write;

use std::io;
use std::sync::Arc;

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3, S3Error, S3ErrorCode, S3Request, S3Response, S3Result, s3_error};

use crate::store::{Bucket, Change, CommitError, Index, Object, Store};

/// The region of every bucket.
pub(crate) const REGION: &str = "us-east-1";

/// The operations over one store.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    pub(crate) store: Arc<Store>,
}

macro_rules! operations {
    ($($name:ident($input:ident) -> $output:ident: $module:ident::$handler:ident;)*) => {
        #[async_trait::async_trait]
        impl S3 for Endpoint {
            $(async fn $name(&self, req: S3Request<$input>) -> S3Result<S3Response<$output>> {
                $module::$handler(self, req).await
            })*
        }
    };
}

operations! {
    list_buckets(ListBucketsInput) -> ListBucketsOutput: bucket::list;
    create_bucket(CreateBucketInput) -> CreateBucketOutput: bucket::create;
    head_bucket(HeadBucketInput) -> HeadBucketOutput: bucket::head;
    delete_bucket(DeleteBucketInput) -> DeleteBucketOutput: bucket::delete;
    get_bucket_location(GetBucketLocationInput) -> GetBucketLocationOutput: bucket::location;
    get_bucket_cors(GetBucketCorsInput) -> GetBucketCorsOutput: bucket::get_cors;
    put_bucket_cors(PutBucketCorsInput) -> PutBucketCorsOutput: bucket::put_cors;
    delete_bucket_cors(DeleteBucketCorsInput) -> DeleteBucketCorsOutput: bucket::delete_cors;

    list_objects_v2(ListObjectsV2Input) -> ListObjectsV2Output: listings::v2;
    list_objects(ListObjectsInput) -> ListObjectsOutput: listings::v1;
    list_object_versions(ListObjectVersionsInput) -> ListObjectVersionsOutput: listings::versions;

    head_object(HeadObjectInput) -> HeadObjectOutput: read::head;
    get_object(GetObjectInput) -> GetObjectOutput: read::get;
    put_object(PutObjectInput) -> PutObjectOutput: write::put;
    copy_object(CopyObjectInput) -> CopyObjectOutput: write::copy;
    delete_object(DeleteObjectInput) -> DeleteObjectOutput: delete::one;
    delete_objects(DeleteObjectsInput) -> DeleteObjectsOutput: delete::many;

    create_multipart_upload(CreateMultipartUploadInput) -> CreateMultipartUploadOutput: multipart::create;
    complete_multipart_upload(CompleteMultipartUploadInput) -> CompleteMultipartUploadOutput: multipart::complete;
    abort_multipart_upload(AbortMultipartUploadInput) -> AbortMultipartUploadOutput: multipart::abort;
    list_multipart_uploads(ListMultipartUploadsInput) -> ListMultipartUploadsOutput: multipart::list;
    upload_part(UploadPartInput) -> UploadPartOutput: parts::put;
    upload_part_copy(UploadPartCopyInput) -> UploadPartCopyOutput: parts::copy;
    list_parts(ListPartsInput) -> ListPartsOutput: parts::list;

    get_bucket_acl(GetBucketAclInput) -> GetBucketAclOutput: absent::bucket_acl;
    get_bucket_versioning(GetBucketVersioningInput) -> GetBucketVersioningOutput: versioning::get;
    put_bucket_versioning(PutBucketVersioningInput) -> PutBucketVersioningOutput: versioning::put;
    restore_object(RestoreObjectInput) -> RestoreObjectOutput: archive::restore;
    get_object_retention(GetObjectRetentionInput) -> GetObjectRetentionOutput: locks::retention;
    put_object_retention(PutObjectRetentionInput) -> PutObjectRetentionOutput: locks::retain;
    get_object_legal_hold(GetObjectLegalHoldInput) -> GetObjectLegalHoldOutput: locks::legal_hold;
    put_object_legal_hold(PutObjectLegalHoldInput) -> PutObjectLegalHoldOutput: locks::hold;
    put_object_lock_configuration(PutObjectLockConfigurationInput)
        -> PutObjectLockConfigurationOutput: locks::configure;
    get_bucket_logging(GetBucketLoggingInput) -> GetBucketLoggingOutput: absent::logging;
    get_bucket_notification_configuration(GetBucketNotificationConfigurationInput)
        -> GetBucketNotificationConfigurationOutput: absent::notification;
    get_bucket_accelerate_configuration(GetBucketAccelerateConfigurationInput)
        -> GetBucketAccelerateConfigurationOutput: absent::accelerate;
    get_bucket_policy(GetBucketPolicyInput) -> GetBucketPolicyOutput: absent::policy;
    get_bucket_policy_status(GetBucketPolicyStatusInput) -> GetBucketPolicyStatusOutput: absent::policy_status;
    get_public_access_block(GetPublicAccessBlockInput) -> GetPublicAccessBlockOutput: absent::public_access_block;
    get_bucket_lifecycle_configuration(GetBucketLifecycleConfigurationInput)
        -> GetBucketLifecycleConfigurationOutput: absent::lifecycle;
    get_bucket_encryption(GetBucketEncryptionInput) -> GetBucketEncryptionOutput: absent::encryption;
    get_bucket_tagging(GetBucketTaggingInput) -> GetBucketTaggingOutput: absent::bucket_tagging;
    get_bucket_website(GetBucketWebsiteInput) -> GetBucketWebsiteOutput: absent::website;
    get_bucket_replication(GetBucketReplicationInput) -> GetBucketReplicationOutput: absent::replication;
    get_bucket_ownership_controls(GetBucketOwnershipControlsInput)
        -> GetBucketOwnershipControlsOutput: absent::ownership;
    get_object_lock_configuration(GetObjectLockConfigurationInput)
        -> GetObjectLockConfigurationOutput: locks::configuration;
    get_object_tagging(GetObjectTaggingInput) -> GetObjectTaggingOutput: tags::get;
    put_object_tagging(PutObjectTaggingInput) -> PutObjectTaggingOutput: tags::put;
    delete_object_tagging(DeleteObjectTaggingInput) -> DeleteObjectTaggingOutput: tags::delete;
}

impl Endpoint {
    /// Commits what `decide` says, off the async threads.
    async fn commit(&self, decide: impl FnOnce(&Index) -> S3Result<Change> + Send + 'static) -> S3Result<()> {
        let store = Arc::clone(&self.store);
        match blocking(move || Ok(store.commit(decide))).await? {
            Ok(()) => Ok(()),
            Err(CommitError::Refused(error)) => Err(error),
            Err(CommitError::Io(error)) => Err(disk(error)),
        }
    }

    /// Looks at a bucket.
    fn look<T>(&self, bucket: &str, look: impl FnOnce(&Bucket) -> S3Result<T>) -> S3Result<T> {
        self.store.read(|index| look(find(index, bucket)?))
    }

    /// The object of a key: this version of it, or the current one.
    fn object(&self, bucket: &str, key: &str, version: Option<&str>) -> S3Result<Arc<Object>> {
        self.look(bucket, |found| versioning::of(found, key, version))
    }
}

fn find<'i>(index: &'i Index, bucket: &str) -> S3Result<&'i Bucket> {
    let missing = || s3_error!(NoSuchBucket, "The specified bucket does not exist");
    index.buckets.get(bucket).ok_or_else(missing)
}

/// An error whose code `s3s` does not know, or gives another status.
pub(crate) fn custom(status: StatusCode, code: &'static str, message: &'static str) -> S3Error {
    let mut error = S3Error::with_message(S3ErrorCode::Custom(code.into()), message);
    error.set_status_code(status);
    error
}

fn no_such_key() -> S3Error {
    s3_error!(NoSuchKey, "The specified key does not exist.")
}

fn answer<T>(output: T) -> S3Result<S3Response<T>> {
    Ok(S3Response::new(output))
}

/// Runs blocking work on the threads kept for it.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> S3Result<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(S3Error::internal_error)?;
    done.map_err(disk)
}

/// A disk that fails is the server's fault, and a full one has a name of its own.
fn disk(error: io::Error) -> S3Error {
    if error.kind() == io::ErrorKind::StorageFull {
        let message = "The disk that holds the practice folder is full.";
        return custom(StatusCode::INSUFFICIENT_STORAGE, "StorageFull", message);
    }
    tracing::error!(%error, "the practice folder failed");
    S3Error::internal_error(error)
}
