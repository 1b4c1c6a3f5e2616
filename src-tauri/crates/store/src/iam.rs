//! Users, roles, their policies and keys (IAM), who one is (STS), and grants on keys (KMS): what
//! giving somebody else access to a bucket takes.
//!
//! AWS has one IAM for each of its parts, whose address follows from the region. Every other server
//! is asked where its storage is, as with sessions (MiniStack, Ceph, MinIO); one without IAM
//! answers so, or in a way that makes no sense ([`StoreErrorKind::NotSupported`],
//! [`StoreErrorKind::NotS3`]).
//!
//! What is not there is `None` and no error; removing it again is no error either. IAM shows
//! changes late: whoever needs one to be seen asks until it is. Any call may be dropped; what was
//! sent may still happen.

mod account;
mod grants;
mod keys;
mod policies;
mod principals;
mod sessions;
mod simulate;

use crate::Store;
use crate::bounds::Bounded;
use crate::error::{StoreError, StoreErrorKind, Subject, from_sdk};
use crate::sign_in::ForSdk;
use crate::wire;
use aws_sdk_iam::Client;
use aws_sdk_iam::config::{BehaviorVersion, Region};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use std::future::Future;

pub use account::{AccountPage, Member};
pub use grants::Grant;
pub use keys::UserKey;
pub use principals::Principal;
pub use sessions::Caller;
pub use simulate::Simulated;

/// The user or role that a policy is written into or attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Holder {
    User(String),
    Role(String),
}

impl Store {
    fn iam(&self) -> Result<Client, StoreError> {
        let (url, http) = self.0.signer.here().managed()?;
        let mut config = aws_sdk_iam::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(http))
            .interceptor(Bounded)
            .region(Region::new(self.region().to_owned()))
            .credentials_provider(ForSdk(self.0.signer.clone()));
        config.set_endpoint_url(url);
        Ok(Client::from_conf(config.build()))
    }

    /// Sends a call that only looks.
    async fn look<T, E, F>(&self, subject: Subject<'_>, send: impl FnOnce(Client) -> F) -> Result<T, StoreError>
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    {
        self.0.signer.ready().await?;
        send(self.iam()?).await.map_err(|error| self.refused(subject, error))
    }

    /// Sends a call that changes something.
    async fn alter<T, E, F>(&self, subject: Subject<'_>, send: impl FnOnce(Client) -> F) -> Result<T, StoreError>
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    {
        self.look(self.changes(subject)?, send).await
    }

    /// Passes on a call that changes something, unless the connection is read-only.
    fn changes<'a>(&self, subject: Subject<'a>) -> Result<Subject<'a>, StoreError> {
        match self.0.access.read_only {
            true => Err(subject.error(StoreErrorKind::ReadOnly)),
            false => Ok(subject),
        }
    }

    fn refused<E>(&self, subject: Subject<'_>, error: SdkError<E, HttpResponse>) -> StoreError
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let mut told = from_sdk(subject, self.is_https(), error, &self.0.signer.secrets());
        // IAM gives every refusal a code; storage that takes the call for one to a bucket does not
        // (rclone).
        if told.code.is_none() && matches!(told.status, Some(400 | 404 | 405 | 501)) {
            told.kind = StoreErrorKind::NotSupported;
        }
        told
    }
}

/// `None` where IAM says that there is no such thing.
fn unless_absent<T>(answer: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match answer {
        Err(error) if error.code.as_deref() == Some("NoSuchEntity") => Ok(None),
        answer => answer.map(Some),
    }
}

/// A document as IAM gives it back: percent-encoded by AWS, plain by others.
fn plain(document: &str) -> String {
    if document.trim_start().starts_with('{') {
        return document.to_owned();
    }
    percent_encoding::percent_decode_str(document).decode_utf8_lossy().into_owned()
}
