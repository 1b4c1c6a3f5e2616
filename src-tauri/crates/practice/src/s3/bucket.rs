//! Buckets and their CORS rules.
//!
//! Names: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>; `s3s` has
//! refused the worst before.

use http::Uri;
use policy::cors::Rule;
use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::{Endpoint, REGION, answer, find};
use crate::cors::fault;
use crate::store::{Change, ObjectLock, now};

type Reply<T> = S3Result<S3Response<T>>;

/// Everything here belongs to the person at this computer.
pub(super) fn owner() -> Owner {
    Owner { display_name: Some("practice".to_owned()), id: Some("0".repeat(64)) }
}

pub(super) async fn list(endpoint: &Endpoint, req: S3Request<ListBucketsInput>) -> Reply<ListBucketsOutput> {
    let prefix = req.input.prefix.unwrap_or_default();
    let buckets = endpoint.store.read(|index| {
        let named = index.buckets.iter().filter(|(name, _)| name.starts_with(&prefix));
        let shown = named.map(|(name, bucket)| Bucket {
            bucket_region: Some(REGION.to_owned()),
            creation_date: Some(bucket.created.clone()),
            name: Some(name.clone()),
        });
        shown.collect()
    });
    answer(ListBucketsOutput { buckets: Some(buckets), owner: Some(owner()), ..Default::default() })
}

pub(super) async fn create(endpoint: &Endpoint, req: S3Request<CreateBucketInput>) -> Reply<CreateBucketOutput> {
    only_plain(&req.uri)?;
    let name = req.input.bucket;
    if is_reserved(&name) {
        return Err(s3_error!(InvalidBucketName, "The specified bucket is not valid."));
    }
    let asked = req.input.create_bucket_configuration.and_then(|asked| asked.location_constraint);
    if asked.is_some_and(|region| region.as_str() != REGION) {
        return Err(s3_error!(IllegalLocationConstraintException, "The practice server has one region: {REGION}"));
    }
    let location = format!("/{name}");
    let locks = req.input.object_lock_enabled_for_bucket.unwrap_or(false);
    let made = name.clone();
    let decide = move |index: &crate::store::Index| {
        if index.buckets.contains_key(&name) {
            return Err(s3_error!(
                BucketAlreadyOwnedByYou,
                "Your previous request to create the named bucket succeeded and you already own it."
            ));
        }
        let created = now();
        Ok(Change::AddBucket { bucket: name, created })
    };
    endpoint.commit(decide).await?;
    if locks {
        // A kill in between leaves a bucket that has no lock yet, and of which nobody was told.
        let bucket = made.clone();
        endpoint.commit(|_: &crate::store::Index| Ok(Change::SetVersioning { bucket, keeps: true })).await?;
        endpoint
            .commit(|_: &crate::store::Index| Ok(Change::SetLock { bucket: made, lock: ObjectLock::default() }))
            .await?;
    }
    answer(CreateBucketOutput { location: Some(location) })
}

/// Beginnings and ends that S3 keeps for itself.
fn is_reserved(name: &str) -> bool {
    let beginnings = ["xn--", "sthree-", "amzn-s3-demo-"];
    let ends = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
    beginnings.iter().any(|part| name.starts_with(part)) || ends.iter().any(|part| name.ends_with(part))
}

pub(super) async fn head(endpoint: &Endpoint, req: S3Request<HeadBucketInput>) -> Reply<HeadBucketOutput> {
    endpoint.look(&req.input.bucket, |_| Ok(()))?;
    answer(HeadBucketOutput { bucket_region: Some(REGION.to_owned()), ..Default::default() })
}

pub(super) async fn delete(endpoint: &Endpoint, req: S3Request<DeleteBucketInput>) -> Reply<DeleteBucketOutput> {
    only_plain(&req.uri)?;
    let bucket = req.input.bucket;
    let decide = move |index: &crate::store::Index| {
        let found = find(index, &bucket)?;
        if found.objects.is_empty() && found.older.is_empty() {
            return Ok(Change::DropBucket { bucket });
        }
        Err(s3_error!(BucketNotEmpty, "The bucket you tried to delete is not empty"))
    };
    endpoint.commit(decide).await?;
    answer(DeleteBucketOutput::default())
}

/// Refuses sub-resources that `s3s` does not know and would take for the bucket itself: `DELETE
/// /bucket?intruder` must not delete.
fn only_plain(uri: &Uri) -> S3Result<()> {
    let known = |name: &str| name.is_empty() || name == "x-id" || name.to_ascii_lowercase().starts_with("x-amz-");
    let query = uri.query().unwrap_or_default();
    match query.split('&').find(|pair| !known(pair.split('=').next().unwrap_or_default())) {
        None => Ok(()),
        Some(pair) => Err(s3_error!(NotImplemented, "The practice server does not know \"?{pair}\"")),
    }
}

/// Empty for us-east-1, as S3 answers.
pub(super) async fn location(
    endpoint: &Endpoint,
    req: S3Request<GetBucketLocationInput>,
) -> Reply<GetBucketLocationOutput> {
    endpoint.look(&req.input.bucket, |_| Ok(()))?;
    answer(GetBucketLocationOutput::default())
}

pub(super) async fn get_cors(endpoint: &Endpoint, req: S3Request<GetBucketCorsInput>) -> Reply<GetBucketCorsOutput> {
    let rules = endpoint.look(&req.input.bucket, |bucket| {
        let missing = || s3_error!(NoSuchCORSConfiguration, "The CORS configuration does not exist");
        bucket.cors.clone().ok_or_else(missing)
    })?;
    answer(GetBucketCorsOutput { cors_rules: Some(rules.into_iter().map(shown).collect()) })
}

pub(super) async fn put_cors(endpoint: &Endpoint, req: S3Request<PutBucketCorsInput>) -> Reply<PutBucketCorsOutput> {
    let asked = req.input.cors_configuration.cors_rules;
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html: up to 100 rules.
    if asked.is_empty() || asked.len() > 100 {
        return Err(s3_error!(
            MalformedXML,
            "The XML you provided was not well-formed or did not validate against our published schema"
        ));
    }
    let rules: Vec<Rule> = asked.into_iter().map(kept).collect();
    if let Some(fault) = rules.iter().find_map(fault) {
        return Err(s3_error!(InvalidRequest, "{fault}"));
    }
    set_cors(endpoint, req.input.bucket, Some(rules)).await?;
    answer(PutBucketCorsOutput::default())
}

pub(super) async fn delete_cors(
    endpoint: &Endpoint,
    req: S3Request<DeleteBucketCorsInput>,
) -> Reply<DeleteBucketCorsOutput> {
    set_cors(endpoint, req.input.bucket, None).await?;
    answer(DeleteBucketCorsOutput::default())
}

async fn set_cors(endpoint: &Endpoint, bucket: String, rules: Option<Vec<Rule>>) -> S3Result<()> {
    let decide = move |index: &crate::store::Index| {
        find(index, &bucket)?;
        Ok(Change::SetCors { bucket, rules })
    };
    endpoint.commit(decide).await
}

fn kept(rule: CORSRule) -> Rule {
    Rule {
        id: rule.id,
        origins: rule.allowed_origins,
        methods: rule.allowed_methods,
        headers: rule.allowed_headers.unwrap_or_default(),
        expose: rule.expose_headers.unwrap_or_default(),
        max_age: rule.max_age_seconds,
    }
}

fn shown(rule: Rule) -> CORSRule {
    CORSRule {
        id: rule.id,
        allowed_origins: rule.origins,
        allowed_methods: rule.methods,
        allowed_headers: Some(rule.headers),
        expose_headers: Some(rule.expose),
        max_age_seconds: rule.max_age,
    }
}
