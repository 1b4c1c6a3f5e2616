//! What all settings of a bucket share: "nothing is set" is an answer and no error, a server that answers with
//! something else does not know the setting, and a change carries the digest that older servers ask for.
//!
//! `rclone serve s3` answers every `GET /bucket?x` with a listing, takes `PUT /bucket?x` for CreateBucket and
//! `DELETE /bucket?x` for DeleteBucket. So nobody writes or removes a setting before its GET has answered as S3 does;
//! the SDK refuses an answer with another root element, which is how it is seen here.

use crate::error::{Place, StoreError, StoreErrorKind};
use aws_sdk_s3::config::http::HttpRequest;
use aws_smithy_types::base64;
use aws_smithy_types::error::operation::BuildError;
use md5::{Digest, Md5};

/// The answer to a GET of a setting; `None` where one of `codes` says that nothing is set.
pub(crate) fn unless_unset<T>(answer: Result<T, StoreError>, codes: &[&str]) -> Result<Option<T>, StoreError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.code.as_deref().is_some_and(|code| codes.contains(&code)) => Ok(None),
        Err(error) if error.kind == StoreErrorKind::NotS3 && error.status.is_some_and(|status| status < 300) => {
            Err(StoreError { kind: StoreErrorKind::NotSupported, ..error })
        }
        Err(error) => Err(error),
    }
}

/// A request that the SDK would not put together.
pub(crate) fn unbuilt(place: Place<'_>, error: BuildError) -> StoreError {
    StoreError { source: Some(Box::new(error)), ..place.error(StoreErrorKind::Other) }
}

/// Amazon demands an integrity header with settings. The SDK sends a CRC32; servers from before 2022 know only
/// Content-MD5, so it goes along.
pub(crate) fn add_md5(request: &mut HttpRequest) {
    if let Some(body) = request.body().bytes() {
        let digest = base64::encode(Md5::digest(body));
        request.headers_mut().insert("content-md5", digest);
    }
}
