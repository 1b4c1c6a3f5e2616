//! Settings that a practice bucket does not have: each GET answers as S3 does for a bucket where
//! nobody set it.
//!
//! Setting them is left unimplemented (501), so that nothing seems to be kept that is not.

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result};

use super::bucket::owner;
use super::{Endpoint, answer, custom};

type Reply<T> = S3Result<S3Response<T>>;

fn not_set<T>(endpoint: &Endpoint, bucket: &str, code: &'static str, message: &'static str) -> Reply<T> {
    endpoint.look(bucket, |_| Ok(()))?;
    Err(custom(StatusCode::NOT_FOUND, code, message))
}

fn empty<T: Default>(endpoint: &Endpoint, bucket: &str) -> Reply<T> {
    endpoint.look(bucket, |_| Ok(()))?;
    answer(T::default())
}

macro_rules! empty {
    ($($handler:ident($input:ident) -> $output:ident;)*) => {
        $(pub(super) async fn $handler(endpoint: &Endpoint, req: S3Request<$input>) -> Reply<$output> {
            empty(endpoint, &req.input.bucket)
        })*
    };
}

macro_rules! not_set {
    ($($handler:ident($input:ident) -> $output:ident: $code:literal, $message:literal;)*) => {
        $(pub(super) async fn $handler(endpoint: &Endpoint, req: S3Request<$input>) -> Reply<$output> {
            not_set(endpoint, &req.input.bucket, $code, $message)
        })*
    };
}

empty! {
    logging(GetBucketLoggingInput) -> GetBucketLoggingOutput;
    notification(GetBucketNotificationConfigurationInput) -> GetBucketNotificationConfigurationOutput;
    accelerate(GetBucketAccelerateConfigurationInput) -> GetBucketAccelerateConfigurationOutput;
}

not_set! {
    policy(GetBucketPolicyInput) -> GetBucketPolicyOutput:
        "NoSuchBucketPolicy", "The bucket policy does not exist";
    policy_status(GetBucketPolicyStatusInput) -> GetBucketPolicyStatusOutput:
        "NoSuchBucketPolicy", "The bucket policy does not exist";
    public_access_block(GetPublicAccessBlockInput) -> GetPublicAccessBlockOutput:
        "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found";
    lifecycle(GetBucketLifecycleConfigurationInput) -> GetBucketLifecycleConfigurationOutput:
        "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist";
    encryption(GetBucketEncryptionInput) -> GetBucketEncryptionOutput:
        "ServerSideEncryptionConfigurationNotFoundError", "The server side encryption configuration was not found";
    bucket_tagging(GetBucketTaggingInput) -> GetBucketTaggingOutput:
        "NoSuchTagSet", "The TagSet does not exist";
    website(GetBucketWebsiteInput) -> GetBucketWebsiteOutput:
        "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration";
    replication(GetBucketReplicationInput) -> GetBucketReplicationOutput:
        "ReplicationConfigurationNotFoundError", "The replication configuration was not found";
    ownership(GetBucketOwnershipControlsInput) -> GetBucketOwnershipControlsOutput:
        "OwnershipControlsNotFoundError", "The bucket ownership controls were not found";
}

/// The owner may do everything, and nobody else anything.
pub(super) async fn bucket_acl(endpoint: &Endpoint, req: S3Request<GetBucketAclInput>) -> Reply<GetBucketAclOutput> {
    endpoint.look(&req.input.bucket, |_| Ok(()))?;
    let grantee = Grantee {
        display_name: owner().display_name,
        email_address: None,
        id: owner().id,
        type_: Type::from_static(Type::CANONICAL_USER),
        uri: None,
    };
    let grant = Grant { grantee: Some(grantee), permission: Some(Permission::from_static(Permission::FULL_CONTROL)) };
    answer(GetBucketAclOutput { grants: Some(vec![grant]), owner: Some(owner()) })
}
