//! A simulated archive: what is stored as `GLACIER` or `DEEP_ARCHIVE` cannot be read until it is
//! asked for, and then for some days. Where Amazon takes hours, this takes minutes.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html>

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result};

use super::{Endpoint, custom, find, versioning};
use crate::front::Status;
use crate::store::{Change, Index, Object as Stored, Restored, VersionState, at, seconds};

const DAY: u64 = 24 * 60 * 60;

/// How a stored object stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stand {
    Readable,
    Archived,
    UnderWay,
    /// Until then, in seconds since 1970.
    Restored(u64),
}

fn stand(class: Option<&str>, restored: Option<Restored>, now: u64) -> Stand {
    match (class, restored) {
        (Some("GLACIER" | "DEEP_ARCHIVE"), None) => Stand::Archived,
        (Some("GLACIER" | "DEEP_ARCHIVE"), Some(Restored { ready, .. })) if now < ready => Stand::UnderWay,
        (Some("GLACIER" | "DEEP_ARCHIVE"), Some(Restored { until, .. })) if now < until => Stand::Restored(until),
        (Some("GLACIER" | "DEEP_ARCHIVE"), Some(_)) => Stand::Archived,
        _ => Stand::Readable,
    }
}

fn of(object: &Stored) -> Stand {
    stand(object.about.storage_class.as_deref(), object.kept.restored, seconds())
}

/// Seconds until a copy is there: minutes, where Amazon takes hours, and seconds for its minutes.
fn wait(tier: Option<&Tier>) -> u64 {
    match tier.map(Tier::as_str) {
        Some(Tier::EXPEDITED) => 10,
        Some(Tier::BULK) => 180,
        _ => 60,
    }
}

/// Whether its bytes can be had.
pub(super) fn check(object: &Stored) -> S3Result<()> {
    match of(object) {
        Stand::Readable | Stand::Restored(_) => Ok(()),
        Stand::Archived | Stand::UnderWay => Err(archived()),
    }
}

fn archived() -> s3s::S3Error {
    let message = "The operation is not valid for the object's storage class";
    custom(StatusCode::FORBIDDEN, "InvalidObjectState", message)
}

/// The header `x-amz-restore`.
pub(super) fn told(object: &Stored) -> Option<String> {
    match of(object) {
        Stand::UnderWay => Some("ongoing-request=\"true\"".to_owned()),
        Stand::Restored(until) => {
            let mut date = Vec::new();
            at(until).format(TimestampFormat::HttpDate, &mut date).ok()?;
            Some(format!("ongoing-request=\"false\", expiry-date=\"{}\"", String::from_utf8(date).ok()?))
        }
        Stand::Readable | Stand::Archived => None,
    }
}

/// The same as a listing tells it.
pub(super) fn listed(object: &Stored) -> Option<RestoreStatus> {
    let status = |under_way, until: Option<u64>| RestoreStatus {
        is_restore_in_progress: Some(under_way),
        restore_expiry_date: until.map(at),
    };
    match of(object) {
        Stand::UnderWay => Some(status(true, None)),
        Stand::Restored(until) => Some(status(false, Some(until))),
        Stand::Readable | Stand::Archived => None,
    }
}

pub(super) async fn restore(
    endpoint: &Endpoint,
    req: S3Request<RestoreObjectInput>,
) -> S3Result<S3Response<RestoreObjectOutput>> {
    let RestoreObjectInput { bucket, key, version_id, restore_request: asked, .. } = req.input;
    let asked = asked.unwrap_or_default();
    let tier = asked.glacier_job_parameters.map(|how| how.tier).or(asked.tier);
    let days = asked.days.and_then(|days| u64::try_from(days).ok()).filter(|days| *days > 0);
    let Some(days) = days else {
        let message = "Days must be specified and at least 1 for this storage class";
        return Err(custom(StatusCode::BAD_REQUEST, "InvalidArgument", message));
    };
    let object = endpoint.object(&bucket, &key, version_id.as_deref())?;
    let now = seconds();
    let (again, ready) = match of(&object) {
        Stand::Readable => return Err(archived()),
        Stand::UnderWay => {
            let message = "Object restore is already in progress";
            return Err(custom(StatusCode::CONFLICT, "RestoreAlreadyInProgress", message));
        }
        Stand::Archived => (false, now + wait(tier.as_ref())),
        Stand::Restored(_) => (true, object.kept.restored.map_or(now, |restored| restored.ready)),
    };
    let restored = Some(Restored { ready, until: ready.max(now).saturating_add(days.saturating_mul(DAY)) });
    let version = object.version.clone();
    let decide = move |index: &Index| {
        let now = versioning::of(find(index, &bucket)?, &key, Some(&version))?;
        let kept = VersionState { restored, ..now.kept.clone() };
        Ok(Change::Keep { bucket, key, version, kept })
    };
    endpoint.commit(decide).await?;
    let mut reply = S3Response::new(RestoreObjectOutput::default());
    if !again {
        reply.extensions.insert(Status(StatusCode::ACCEPTED));
    }
    Ok(reply)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archived_object_is_readable_from_when_it_is_there_until_its_days_are_over() {
        let restored = Some(Restored { ready: 100, until: 200 });
        let told = |now| stand(Some("GLACIER"), restored, now);
        assert_eq!([told(99), told(100), told(199)], [Stand::UnderWay, Stand::Restored(200), Stand::Restored(200)]);
        assert_eq!(told(200), Stand::Archived, "the copy is gone, the archive has it still");
        assert_eq!(stand(Some("DEEP_ARCHIVE"), None, 1), Stand::Archived);
        assert_eq!(stand(Some("GLACIER_IR"), None, 1), Stand::Readable);
        assert_eq!(stand(None, None, 1), Stand::Readable);
        assert!(
            [Tier::EXPEDITED, Tier::STANDARD, Tier::BULK].map(|tier| wait(Some(&Tier::from_static(tier)))).is_sorted()
        );
    }
}
