//! Who one is, and being somebody narrower for a while: the same login kept to a policy, or in a
//! role.

use crate::bounds::Bounded;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::sign_in::ForSdk;
use crate::{Access, Credentials, Secret, SignIn, Store, wire};
use aws_sdk_sts::Client;
use aws_sdk_sts::config::{BehaviorVersion, Region};

/// The shortest time that AWS gives a session.
const SHORT: i32 = 900;

/// Who signs the requests, as STS tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The number of its account.
    pub account: String,
    /// The ARN of the user, role session or account.
    pub arn: String,
}

impl Store {
    /// Who this login is. AWS answers whatever the permissions.
    ///
    /// # Errors
    /// Those of [every call](crate#errors), and
    /// [`NotSupported`](crate::StoreErrorKind::NotSupported) or
    /// [`NotS3`](crate::StoreErrorKind::NotS3) where there is no STS.
    pub async fn caller(&self) -> Result<Caller, StoreError> {
        let subject = Subject::new("GetCallerIdentity");
        // Boxed, like what is looked up together with it: these futures are too deep for the
        // compiler otherwise.
        Box::pin(self.0.signer.ready()).await?;
        let got = Box::pin(self.sts()?.get_caller_identity().send()).await;
        let got = got.map_err(|error| self.refused(subject, error))?;
        match (got.account, got.arn) {
            (Some(account), Some(arn)) => Ok(Caller { account, arn }),
            _ => Err(subject.error(StoreErrorKind::NotS3)),
        }
    }

    /// Keys that can do what this login and `policy` both allow, for a quarter of an hour. Only the
    /// key of a user can make them, and the policy has 2,048 letters at most.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// or [`NotS3`](crate::StoreErrorKind::NotS3) where there is no STS. For a key that is not a
    /// user's the answer is [`NotPermitted`](crate::StoreErrorKind::NotPermitted).
    pub async fn narrowed(&self, policy: &str) -> Result<Credentials, StoreError> {
        let subject = Subject::new("GetFederationToken");
        self.0.signer.ready().await?;
        let call = self.sts()?.get_federation_token().name("bucketwise-check").policy(policy).duration_seconds(SHORT);
        let got = call.send().await.map_err(|error| self.refused(subject, error))?;
        got.credentials.map(session).ok_or_else(|| subject.error(StoreErrorKind::NotS3))
    }

    /// Keys of the role, for a quarter of an hour, if its trust policy lets this login in.
    ///
    /// # Errors
    /// Those of [every call](crate#errors); [`NotSupported`](crate::StoreErrorKind::NotSupported)
    /// or [`NotS3`](crate::StoreErrorKind::NotS3) where there is no STS. Who is not trusted, or
    /// names another external ID, hears [`NotPermitted`](crate::StoreErrorKind::NotPermitted).
    pub async fn take_role(&self, arn: &str, external_id: Option<&str>) -> Result<Credentials, StoreError> {
        let subject = Subject::new("AssumeRole");
        self.0.signer.ready().await?;
        let call = self.sts()?.assume_role().role_arn(arn).role_session_name("bucketwise-check");
        let call = call.set_external_id(external_id.map(str::to_owned)).duration_seconds(SHORT);
        let got = call.send().await.map_err(|error| self.refused(subject, error))?;
        got.credentials.map(session).ok_or_else(|| subject.error(StoreErrorKind::NotS3))
    }

    /// The same server as another login sees it; no network.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn as_login(&self, sign_in: impl Into<SignIn>) -> Result<Self, StoreError> {
        Self::open(Access { sign_in: sign_in.into(), ..self.0.access.clone() })
    }

    fn sts(&self) -> Result<Client, StoreError> {
        let (url, http) = self.0.signer.here().managed()?;
        let mut config = aws_sdk_sts::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(http))
            .interceptor(Bounded)
            .region(Region::new(self.region().to_owned()))
            .credentials_provider(ForSdk(self.0.signer.clone()));
        config.set_endpoint_url(url);
        Ok(Client::from_conf(config.build()))
    }
}

fn session(keys: aws_sdk_sts::types::Credentials) -> Credentials {
    Credentials {
        access_key: keys.access_key_id,
        secret: Secret::new(keys.secret_access_key),
        session_token: Some(Secret::new(keys.session_token)),
    }
}
