//! The ways to the services that it takes to sign in: Amazon's own, and the storage's where its
//! server hands out sessions.
//!
//! Promise: what belongs to a connection (its endpoint, its certificates, a proxy out of a file) is
//! never on the way to Amazon. A company's token, the token of a web identity and the digits of a
//! code device go there, and a connection comes from whoever mailed it.

use super::environment::Environment;
use crate::bounds::Bounded;
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::wire::{self, Wiring};
use crate::{Access, Credentials, Endpoint};
use aws_sdk_s3::config::{BehaviorVersion, Region};
use aws_smithy_runtime_api::client::http::SharedHttpConnector;
use std::sync::{Arc, OnceLock};

/// Where nothing else says in which region Amazon is asked.
const USUAL: &str = "us-east-1";

/// Where a login is, for the calls that it takes to sign in.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    pub(crate) region: String,
    /// The storage's own address where it hands out sessions itself; `None` for AWS, whose address
    /// follows from the region.
    storage: Option<Endpoint>,
    http: SharedHttpConnector,
    amazon: Arc<Amazon>,
    pub(crate) environment: Environment,
}

/// Made once somebody signs in: it reads the system's certificates, which a key with a secret has
/// no need of.
#[derive(Debug)]
struct Amazon {
    /// The proxy that the person typed.
    proxy: Option<Endpoint>,
    wiring: Wiring,
    http: OnceLock<SharedHttpConnector>,
}

/// Whose role it is that is taken on, and so where sessions in it are had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sessions {
    /// That of the server for which the keys were given.
    OfStorage,
    /// Amazon's, in the region that is named; or where the person's own files or environment say.
    OfAmazon {
        /// What they say.
        url: Option<String>,
        /// As AWS names it.
        region: Option<String>,
    },
}

impl Here {
    /// For the storage of `access`, which `http` leads to.
    pub(crate) fn of(access: &Access, http: SharedHttpConnector, environment: Environment, wiring: &Wiring) -> Self {
        let storage = access.endpoint.clone().filter(|_| access.provider.needs_endpoint);
        let proxy = access.proxy.clone().filter(|_| !access.proxy_of_file);
        Self { region: access.region.clone(), storage, http, amazon: Arc::new(Amazon::by(proxy, wiring)), environment }
    }

    /// For AWS itself, wherever the storage may be.
    pub(super) fn of_aws(environment: &Environment) -> Result<Self, StoreError> {
        let amazon = Amazon::by(None, &Wiring::default());
        let http = amazon.http(None)?;
        Ok(Self {
            region: USUAL.to_owned(),
            storage: None,
            http,
            amazon: Arc::new(amazon),
            environment: environment.clone(),
        })
    }

    pub(super) fn sso(&self, region: &str) -> Result<aws_sdk_sso::Client, StoreError> {
        let url = self.environment.var("AWS_ENDPOINT_URL_SSO");
        let mut config = aws_sdk_sso::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(self.amazon.http(url)?))
            .interceptor(Bounded)
            .region(named(region)?);
        config.set_endpoint_url(url.map(str::to_owned));
        Ok(aws_sdk_sso::Client::from_conf(config.build()))
    }

    pub(super) fn ssooidc(&self, region: &str) -> Result<aws_sdk_ssooidc::Client, StoreError> {
        let url = self.environment.var("AWS_ENDPOINT_URL_SSO_OIDC");
        let mut config = aws_sdk_ssooidc::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(self.amazon.http(url)?))
            .interceptor(Bounded)
            .region(named(region)?);
        config.set_endpoint_url(url.map(str::to_owned));
        Ok(aws_sdk_ssooidc::Client::from_conf(config.build()))
    }

    /// The service that hands out sessions, signed with `keys` where the call is signed at all.
    pub(super) fn sts(
        &self,
        keys: Option<&Credentials>,
        sessions: &Sessions,
    ) -> Result<aws_sdk_sts::Client, StoreError> {
        let (url, http, region) = self.sessions(sessions)?;
        let mut config = aws_sdk_sts::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(wire::client(http))
            .interceptor(Bounded)
            .region(region)
            .allow_no_auth();
        if let Some(keys) = keys {
            config = config.credentials_provider(keys.for_sdk());
        }
        config.set_endpoint_url(url);
        Ok(aws_sdk_sts::Client::from_conf(config.build()))
    }

    /// Who is asked for these sessions, for people: a host, or AWS.
    pub(super) fn asked(&self, sessions: &Sessions) -> Result<String, StoreError> {
        let (url, ..) = self.sessions(sessions)?;
        let host = |url: String| Endpoint::parse(&url).map_or(url, |endpoint| endpoint.host().to_owned());
        Ok(url.map_or_else(|| "AWS".to_owned(), host))
    }

    /// Address, way and region of the service that hands out these sessions.
    fn sessions(&self, sessions: &Sessions) -> Result<(Option<String>, SharedHttpConnector, Region), StoreError> {
        let told = self.environment.var("AWS_ENDPOINT_URL_STS").map(str::to_owned);
        let (url, region) = match (told, sessions, &self.storage) {
            (None, Sessions::OfStorage, Some(storage)) => {
                return Ok((Some(storage.url().to_owned()), self.http.clone(), named(&self.region)?));
            }
            (told, Sessions::OfStorage, _) => (told, self.region.as_str()),
            // A storage elsewhere has a region of its own making.
            (told, Sessions::OfAmazon { url, region }, storage) => {
                let usual = if storage.is_some() { USUAL } else { &self.region };
                (told.or_else(|| url.clone()), region.as_deref().unwrap_or(usual))
            }
        };
        let http = self.amazon.http(url.as_deref())?;
        Ok((url, http, named(region)?))
    }

    /// Where IAM and its kin are asked, and the way there: the storage's own server, or Amazon's.
    /// An answer of theirs may hold a new secret.
    pub(crate) fn managed(&self) -> Result<(Option<String>, SharedHttpConnector), StoreError> {
        match &self.storage {
            Some(storage) => Ok((Some(storage.url().to_owned()), self.http.clone())),
            None => Ok((None, self.amazon.http(None)?)),
        }
    }
}

impl Amazon {
    fn by(proxy: Option<Endpoint>, wiring: &Wiring) -> Self {
        Self { proxy, wiring: wiring.clone(), http: OnceLock::new() }
    }

    /// The way to `url`, or to Amazon where none is said; a service on this computer itself is
    /// spoken to directly.
    fn http(&self, url: Option<&str>) -> Result<SharedHttpConnector, StoreError> {
        let make = |endpoint, proxy| {
            wire::connector(endpoint, "", proxy, &self.wiring).map_err(|source| StoreError {
                source: Some(source),
                ..Subject::new("SignIn").error(StoreErrorKind::Other)
            })
        };
        let here = url.and_then(|url| Endpoint::parse(url).ok()).filter(Endpoint::is_loopback);
        if here.is_some() {
            return make(here.as_ref(), None);
        }
        if let Some(http) = self.http.get() {
            return Ok(http.clone());
        }
        let http = make(None, self.proxy.as_ref())?;
        Ok(self.http.get_or_init(|| http).clone())
    }
}

/// A region becomes part of a host name: one that could be anything else is refused.
fn named(region: &str) -> Result<Region, StoreError> {
    match crate::client::is_region(region) {
        true => Ok(Region::new(region.to_owned())),
        false => Err(Subject::new("SignIn").refuse(StoreErrorKind::Other, "not a name that a region can have")),
    }
}
