//! The keys of a login, got when first needed and renewed in time.
//!
//! Whoever needs keys calls [`Signer::ready`]. As long as the keys are good that costs nothing.
//! When they near their end they are renewed behind what goes on; when they have ended, callers
//! wait for one renewal together. A renewal may ask the person: listings and transfers then wait,
//! and go on with the answer. A no fails everyone who waited; the next call asks again.
//!
//! Dropping a caller that waits stops the renewal it runs and takes its question back; the next
//! caller begins anew.

use super::amazon::{Here, Sessions};
use super::profile::{self, Base, Chain};
use super::{Answer, Needed, SignIn, SignInProblem, Source, company, machine, process, role, variables};
use crate::error::{StoreError, StoreErrorKind, Subject};
use crate::{Credentials, Secret, SessionEnd};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_types::date_time::{DateTime, Format};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Keys are renewed this long before they end, or in the last third of a short life.
const AHEAD: Duration = Duration::from_secs(300);

/// A time as every AWS service and tool writes it (`2026-11-23T09:00:00Z`).
pub(super) fn time(text: &str) -> Option<SystemTime> {
    let at = DateTime::from_str(text, Format::DateTimeWithOffset).ok()?;
    SystemTime::try_from(at).ok()
}

/// Keys, and when they end.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) credentials: Credentials,
    pub(crate) expires: Option<SystemTime>,
}

/// A login's keys. `Debug` prints no secret.
#[derive(Debug)]
pub(crate) struct Signer {
    sign_in: SignIn,
    here: Here,
    held: Mutex<Held>,
    renewing: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Held {
    keys: Option<Keys>,
    /// When the keys are to be renewed though they still work.
    renew_at: Option<SystemTime>,
    /// Given by the person in place of those that ran out.
    replaced: Option<Credentials>,
    /// Counts the renewals, failed ones too.
    turn: u64,
    refused: Option<StoreError>,
    /// A renewal ahead of time runs or was refused: there is no second one.
    ahead: bool,
}

impl Signer {
    pub(crate) fn new(sign_in: SignIn, here: Here) -> Arc<Self> {
        Arc::new(Self { sign_in, here, held: Mutex::default(), renewing: tokio::sync::Mutex::default() })
    }

    /// Where IAM and its kin are asked with these keys.
    pub(crate) fn here(&self) -> &Here {
        &self.here
    }

    pub(crate) fn is_anonymous(&self) -> bool {
        matches!(self.sign_in.source, Source::Anonymous)
    }

    /// Waits until there are keys that work, and answers which renewal they are of.
    pub(crate) async fn ready(self: &Arc<Self>) -> Result<u64, StoreError> {
        if self.is_anonymous() {
            return Ok(0);
        }
        let now = SystemTime::now();
        let turn = {
            let mut held = self.held();
            match &held.keys {
                Some(keys) if keys.expires.is_none_or(|end| now < end) => {
                    if held.renew_at.is_some_and(|at| at <= now) && !held.ahead {
                        held.ahead = true;
                        let (signer, turn) = (self.clone(), held.turn);
                        tokio::spawn(async move { signer.renew(turn).await.map(drop) });
                    }
                    return Ok(held.turn);
                }
                _ => held.turn,
            }
        };
        self.renew(turn).await
    }

    /// The server refuses the keys of renewal `turn`. Answers whether there are others now that are
    /// worth a try.
    pub(crate) async fn renewed(self: &Arc<Self>, turn: u64, refusal: StoreErrorKind) -> Result<bool, StoreError> {
        if self.is_anonymous() {
            return Ok(false);
        }
        let before = {
            let held = self.held();
            if held.turn != turn {
                return Ok(held.keys.is_some());
            }
            held.keys.clone()
        };
        if let Source::Key(_) = self.sign_in.source
            && self.sign_in.role.is_none()
        {
            return Ok(refusal == StoreErrorKind::TokenExpired && self.replace(turn).await);
        }
        self.renew(turn).await?;
        let same = |keys: &Keys| before.as_ref().is_some_and(|old| old.credentials.same(&keys.credentials));
        Ok(self.held().keys.as_ref().is_some_and(|keys| !same(keys)))
    }

    /// Until when the keys are good that are held now, and the access key's ID.
    pub(crate) fn session(&self) -> (SessionEnd, Option<String>) {
        let held = self.held();
        let Some(keys) = &held.keys else { return (SessionEnd::Never, None) };
        let end = match keys.expires {
            Some(end) => SessionEnd::At(end),
            None if keys.credentials.session_token.is_some() => SessionEnd::Untold,
            None => SessionEnd::Never,
        };
        (end, Some(keys.credentials.access_key.clone()))
    }

    /// The keys that are held now; none before the first sign-in, and for nobody.
    pub(crate) fn credentials(&self) -> Option<Credentials> {
        self.held().keys.as_ref().map(|keys| keys.credentials.clone())
    }

    /// Everything that a server might quote and nobody may read.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let held = self.held();
        let given = match &self.sign_in.source {
            Source::Key(credentials) => Some(credentials),
            _ => None,
        };
        let all = given.into_iter().chain(held.keys.as_ref().map(|keys| &keys.credentials)).chain(&held.replaced);
        all.flat_map(Credentials::secrets).collect()
    }

    /// One renewal for all who saw `seen`: the first does it, the others share what came of it.
    async fn renew(&self, seen: u64) -> Result<u64, StoreError> {
        let _alone = self.renewing.lock().await;
        {
            let held = self.held();
            if held.turn != seen {
                return held.refused.as_ref().map_or(Ok(held.turn), |refused| Err(refused.again()));
            }
        }
        let got = self.fetch().await;
        let mut held = self.held();
        held.turn += 1;
        match got {
            Ok(keys) => {
                let left = keys.expires.and_then(|end| Some((end, end.duration_since(SystemTime::now()).ok()?)));
                held.renew_at = left.map(|(end, left)| end - AHEAD.min(left / 3));
                (held.keys, held.refused, held.ahead) = (Some(keys), None, false);
                Ok(held.turn)
            }
            Err(error) => {
                // Keys that still work stay until their end.
                let works = |keys: &Keys| held.ahead && keys.expires.is_none_or(|end| SystemTime::now() < end);
                if held.keys.as_ref().is_some_and(works) {
                    held.refused = None;
                } else {
                    (held.keys, held.refused) = (None, Some(error.again()));
                }
                Err(error)
            }
        }
    }

    async fn fetch(&self) -> Result<Keys, StoreError> {
        let (base, sessions) = self.base().await?;
        let Some(role) = &self.sign_in.role else { return Ok(base) };
        match role::assume(&self.here, &base.credentials, role, &sessions).await {
            Err(error) if error.kind == StoreErrorKind::TokenExpired => {
                let Some(new) = self.ask_for_keys().await else { return Err(error) };
                role::assume(&self.here, &new, role, &sessions).await
            }
            other => other,
        }
    }

    /// The first keys, and where a role is taken on with them.
    async fn base(&self) -> Result<(Keys, Sessions), StoreError> {
        let problem = |problem| Subject::new("SignIn").sign_in(problem);
        let lasting = |credentials| Keys { credentials, expires: None };
        let here = &self.here;
        let of_amazon = |region: Option<&str>| Sessions::OfAmazon {
            url: here.environment.var("AWS_ENDPOINT_URL").map(str::to_owned),
            region: region.map(str::to_owned),
        };
        let told = here.environment.var("AWS_REGION").or_else(|| here.environment.var("AWS_DEFAULT_REGION"));
        Ok(match &self.sign_in.source {
            Source::Key(given) => {
                (lasting(self.held().replaced.clone().unwrap_or_else(|| given.clone())), Sessions::OfStorage)
            }
            Source::Profile(name) => self.of_profile(name).await?,
            Source::Company(company) => (company::keys(here, company).await?, of_amazon(Some(&company.region))),
            Source::Machine => (machine::keys(here).await.map_err(problem)?, of_amazon(told)),
            Source::Environment => {
                // The terminal may be set up for this server, or for Amazon: what is only for
                // Amazon goes there alone.
                let code = self.sign_in.role.as_ref().is_some_and(|role| role.mfa_serial.is_some());
                let sessions = match code || here.environment.var("AWS_ENDPOINT_URL").is_some() {
                    true => of_amazon(told),
                    false => Sessions::OfStorage,
                };
                (variables::keys(&here.environment).map(lasting).map_err(problem)?, sessions)
            }
            Source::Anonymous => return Err(problem(SignInProblem::NoRoles)),
        })
    }

    async fn of_profile(&self, name: &str) -> Result<(Keys, Sessions), StoreError> {
        let (here, problem) = (&self.here, |problem| Subject::new("SignIn").sign_in(problem));
        let Chain { base, roles, sessions } = profile::chain(&here.environment, name).await.map_err(problem)?;
        let mut keys = match base {
            Base::Key(credentials) => Keys { credentials, expires: None },
            Base::Process { profile, command } => process::keys(&profile, &command).await.map_err(problem)?,
            Base::WebIdentity { token, role } => role::with_token(here, &role, &token, &sessions).await?,
            Base::Company(company) => company::keys(here, &company).await?,
            Base::Machine => machine::keys(here).await.map_err(problem)?,
            Base::Environment => {
                let credentials = variables::keys(&here.environment).map_err(problem)?;
                Keys { credentials, expires: None }
            }
        };
        for role in &roles {
            keys = role::assume(here, &keys.credentials, role, &sessions).await?;
        }
        Ok((keys, sessions))
    }

    /// Gets new keys from the person in place of those of renewal `seen`; callers ask once
    /// together.
    async fn replace(&self, seen: u64) -> bool {
        let _alone = self.renewing.lock().await;
        if self.held().turn != seen {
            return self.held().refused.is_none();
        }
        let new = self.ask_for_keys().await;
        let mut held = self.held();
        held.turn += 1;
        let given = new.is_some();
        if let Some(credentials) = new {
            held.keys = Some(Keys { credentials, expires: None });
        }
        given
    }

    async fn ask_for_keys(&self) -> Option<Credentials> {
        let Source::Key(given) = &self.sign_in.source else { return None };
        let old = self.held().replaced.clone().unwrap_or_else(|| given.clone());
        old.session_token.as_ref()?;
        let Answer::Keys(new) = self.here.environment.ask(Needed::Keys { access_key: old.access_key }).await else {
            return None;
        };
        self.held().replaced = Some(new.clone());
        Some(new)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the SDK asks; every call was made ready before, so this finds keys that work.
#[derive(Clone, Debug)]
pub(crate) struct ForSdk(pub(crate) Arc<Signer>);

impl ProvideCredentials for ForSdk {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.0.ready().await.map_err(CredentialsError::provider_error)?;
            let keys = self.0.held().keys.clone();
            keys.map(|keys| keys.credentials.for_sdk()).ok_or_else(|| CredentialsError::not_loaded("no keys"))
        })
    }
}
