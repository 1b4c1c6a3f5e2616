//! Object Lock: what keeps a version from being deleted. Governance is ended sooner only by whoever
//! says so, compliance by nobody; what is locked can be locked for longer.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html>

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::{Endpoint, answer, custom, find, versioning};
use crate::store::{Bucket, Change, Index, LockDefault, ObjectLock, Retained, VersionState, at, now, seconds};

type Reply<T> = S3Result<S3Response<T>>;

const DAY: u64 = 24 * 60 * 60;

fn denied() -> S3Error {
    s3_error!(AccessDenied, "Access Denied because object protected by object lock.")
}

/// Whether a version may be deleted for good. `bypass`: governance is overridden.
pub(super) fn check_delete(kept: &VersionState, bypass: bool) -> S3Result<()> {
    let retained = kept.retained.as_ref().is_some_and(|it| it.until > now() && (it.compliance || !bypass));
    if kept.held || retained { Err(denied()) } else { Ok(()) }
}

/// What is said of a version as it is stored, and else what the bucket says of all.
pub(super) fn of_new(
    bucket: &Bucket,
    mode: Option<&ObjectLockMode>,
    until: Option<&Timestamp>,
    held: Option<&ObjectLockLegalHoldStatus>,
) -> S3Result<VersionState> {
    let held = held.is_some_and(|held| held.as_str() == ObjectLockLegalHoldStatus::ON);
    if (held || mode.is_some()) && bucket.lock.is_none() {
        return Err(no_lock());
    }
    let asked = mode.zip(until).map(|(mode, until)| Retained {
        compliance: mode.as_str() == ObjectLockMode::COMPLIANCE,
        until: until.clone(),
    });
    let usual = bucket.lock.as_ref().and_then(|lock| lock.default.as_ref()).map(|usual| Retained {
        compliance: usual.compliance,
        until: at(seconds().saturating_add(u64::from(usual.days).saturating_mul(DAY))),
    });
    Ok(VersionState { retained: asked.or(usual), held, ..VersionState::default() })
}

fn no_lock() -> S3Error {
    s3_error!(InvalidRequest, "Bucket is missing Object Lock Configuration")
}

pub(super) async fn configuration(
    endpoint: &Endpoint,
    req: S3Request<GetObjectLockConfigurationInput>,
) -> Reply<GetObjectLockConfigurationOutput> {
    let message = "Object Lock configuration does not exist for this bucket";
    let missing = || custom(StatusCode::NOT_FOUND, "ObjectLockConfigurationNotFoundError", message);
    let lock = endpoint.look(&req.input.bucket, |bucket| bucket.lock.clone().ok_or_else(missing))?;
    let rule = lock.default.map(|usual| ObjectLockRule {
        default_retention: Some(DefaultRetention {
            days: i32::try_from(usual.days).ok(),
            mode: Some(mode_of(usual.compliance)),
            years: None,
        }),
    });
    let enabled = Some(ObjectLockEnabled::from_static(ObjectLockEnabled::ENABLED));
    let object_lock_configuration = Some(ObjectLockConfiguration { object_lock_enabled: enabled, rule });
    answer(GetObjectLockConfigurationOutput { object_lock_configuration })
}

fn mode_of(compliance: bool) -> ObjectLockRetentionMode {
    ObjectLockRetentionMode::from_static(match compliance {
        true => ObjectLockRetentionMode::COMPLIANCE,
        false => ObjectLockRetentionMode::GOVERNANCE,
    })
}

pub(super) async fn configure(
    endpoint: &Endpoint,
    req: S3Request<PutObjectLockConfigurationInput>,
) -> Reply<PutObjectLockConfigurationOutput> {
    let bucket = req.input.bucket;
    let asked = req.input.object_lock_configuration.and_then(|asked| asked.rule);
    let default = asked.and_then(|rule| rule.default_retention).map(default_of).transpose()?;
    let decide = move |index: &Index| {
        if find(index, &bucket)?.keeps != Some(true) {
            let message = "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration";
            return Err(custom(StatusCode::CONFLICT, "InvalidBucketState", message));
        }
        Ok(Change::SetLock { bucket, lock: ObjectLock { default } })
    };
    endpoint.commit(decide).await?;
    answer(PutObjectLockConfigurationOutput::default())
}

fn default_of(asked: DefaultRetention) -> S3Result<LockDefault> {
    let days = match (asked.days, asked.years) {
        (Some(days), None) => Some(days),
        (None, Some(years)) => years.checked_mul(365),
        _ => None,
    };
    let days = days.and_then(|days| u32::try_from(days).ok()).filter(|days| *days > 0);
    let days = days.ok_or_else(|| s3_error!(MalformedXML, "Either Days or Years must be a positive number"))?;
    let compliance = asked.mode.as_ref().is_some_and(|mode| mode.as_str() == ObjectLockRetentionMode::COMPLIANCE);
    Ok(LockDefault { compliance, days })
}

pub(super) async fn retention(
    endpoint: &Endpoint,
    req: S3Request<GetObjectRetentionInput>,
) -> Reply<GetObjectRetentionOutput> {
    let GetObjectRetentionInput { bucket, key, version_id, .. } = req.input;
    let retained = locked(endpoint, &bucket, &key, version_id.as_deref())?.retained.ok_or_else(not_set)?;
    let retention =
        Some(ObjectLockRetention { mode: Some(mode_of(retained.compliance)), retain_until_date: Some(retained.until) });
    answer(GetObjectRetentionOutput { retention })
}

/// What is said of an object in a bucket that has Object Lock.
fn locked(endpoint: &Endpoint, bucket: &str, key: &str, version: Option<&str>) -> S3Result<VersionState> {
    endpoint.look(bucket, |found| if found.lock.is_some() { Ok(()) } else { Err(no_lock()) })?;
    Ok(endpoint.object(bucket, key, version)?.kept.clone())
}

fn not_set() -> S3Error {
    let message = "The specified object does not have a ObjectLock configuration";
    custom(StatusCode::NOT_FOUND, "NoSuchObjectLockConfiguration", message)
}

pub(super) async fn retain(
    endpoint: &Endpoint,
    req: S3Request<PutObjectRetentionInput>,
) -> Reply<PutObjectRetentionOutput> {
    let PutObjectRetentionInput { bucket, key, version_id, retention, bypass_governance_retention, .. } = req.input;
    let bypass = bypass_governance_retention.unwrap_or(false);
    let asked = retention.and_then(|asked| asked.mode.zip(asked.retain_until_date));
    let asked =
        asked.map(|(mode, until)| Retained { compliance: mode.as_str() == ObjectLockRetentionMode::COMPLIANCE, until });
    if asked.as_ref().is_some_and(|asked| asked.until <= now()) {
        return Err(s3_error!(InvalidArgument, "The retain until date must be in the future!"));
    }
    say(endpoint, (bucket, key, version_id), move |kept| {
        check_retain(kept.retained.as_ref(), asked.as_ref(), bypass)?;
        Ok(VersionState { retained: asked, ..kept })
    })
    .await?;
    answer(PutObjectRetentionOutput::default())
}

/// Whether a retention may become another.
fn check_retain(before: Option<&Retained>, asked: Option<&Retained>, bypass: bool) -> S3Result<()> {
    let Some(before) = before.filter(|before| before.until > now()) else { return Ok(()) };
    let longer = asked.is_some_and(|asked| asked.until >= before.until && (asked.compliance || !before.compliance));
    match longer || !before.compliance && bypass {
        true => Ok(()),
        false => Err(denied()),
    }
}

pub(super) async fn legal_hold(
    endpoint: &Endpoint,
    req: S3Request<GetObjectLegalHoldInput>,
) -> Reply<GetObjectLegalHoldOutput> {
    let GetObjectLegalHoldInput { bucket, key, version_id, .. } = req.input;
    let held = locked(endpoint, &bucket, &key, version_id.as_deref())?.held;
    let status = Some(hold_of(held));
    answer(GetObjectLegalHoldOutput { legal_hold: Some(ObjectLockLegalHold { status }) })
}

pub(super) fn hold_of(held: bool) -> ObjectLockLegalHoldStatus {
    ObjectLockLegalHoldStatus::from_static(match held {
        true => ObjectLockLegalHoldStatus::ON,
        false => ObjectLockLegalHoldStatus::OFF,
    })
}

pub(super) async fn hold(
    endpoint: &Endpoint,
    req: S3Request<PutObjectLegalHoldInput>,
) -> Reply<PutObjectLegalHoldOutput> {
    let PutObjectLegalHoldInput { bucket, key, version_id, legal_hold, .. } = req.input;
    let held = legal_hold.and_then(|asked| asked.status).is_some_and(|asked| asked == hold_of(true));
    say(endpoint, (bucket, key, version_id), move |kept| Ok(VersionState { held, ..kept })).await?;
    answer(PutObjectLegalHoldOutput::default())
}

/// Says something else of one version.
async fn say(
    endpoint: &Endpoint,
    (bucket, key, version): (String, String, Option<String>),
    what: impl FnOnce(VersionState) -> S3Result<VersionState> + Send + 'static,
) -> S3Result<()> {
    let decide = move |index: &Index| {
        let found = find(index, &bucket)?;
        if found.lock.is_none() {
            return Err(no_lock());
        }
        let object = versioning::of(found, &key, version.as_deref())?;
        let kept = what(object.kept.clone())?;
        Ok(Change::Keep { bucket, key, version: object.version.clone(), kept })
    };
    endpoint.commit(decide).await
}
