//! Company sign-in (AWS IAM Identity Center): the person approves this program in their browser,
//! and gets keys for an account and a role there. The approval comes back to this computer by
//! itself ([`browser`]) where the service offers that, else by a code that is compared here.
//!
//! The token that the approval gives is kept where the AWS CLI keeps it, under the same name and in
//! the same shape (`~/.aws/sso/cache/SHA1.json`), so that whoever is signed in with one is signed
//! in with both.

mod browser;
mod cache;

use super::Needed;
use super::amazon::Here;
use super::problem::SignInProblem as Problem;
use super::signer::Keys;
use crate::error::{StoreError, StoreErrorKind, Subject, from_sdk};
use crate::pages::{Brought, Continuation, Mark, Next, everything};
use crate::{Credentials, Secret};
use aws_sdk_ssooidc::error::ProvideErrorMetadata;
use cache::Token;
use std::time::{Duration, SystemTime};

/// A company's sign-in page, and what is wanted there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Company {
    /// The page's address, `https://….awsapps.com/start`.
    pub start_url: String,
    /// The region that Identity Center runs in, which need not be the bucket's.
    pub region: String,
    /// The account's twelve digits.
    pub account: String,
    /// The role (permission set) in it.
    pub role: String,
    /// The name of the `sso-session` in the shared files, where the login comes from there.
    pub session: Option<String>,
}

/// An account that the person may use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompanyAccount {
    /// The account's twelve digits.
    pub id: String,
    /// As the company calls it.
    pub name: String,
}

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Keys for the account and role.
pub(super) async fn keys(here: &Here, company: &Company) -> Result<Keys, StoreError> {
    let client = here.sso(&company.region)?;
    let subject = Subject::new("GetRoleCredentials");
    let mut fresh = false;
    loop {
        let token = token(here, company, fresh).await?;
        let call = client
            .get_role_credentials()
            .account_id(&company.account)
            .role_name(&company.role)
            .access_token(token.expose());
        let error = match call.send().await {
            Ok(answer) => {
                return answer.role_credentials.and_then(keys_of).ok_or_else(|| subject.error(StoreErrorKind::NotS3));
            }
            Err(error) => from_sdk(subject, true, error, &[token]),
        };
        match error.code.as_deref() {
            // Ended at the company's side, though the token's own time is not over.
            Some("UnauthorizedException") if !fresh => fresh = true,
            Some("ForbiddenException" | "ResourceNotFoundException") => {
                return Err(error.because(Problem::CompanyRefused {
                    account: company.account.clone(),
                    role: company.role.clone(),
                }));
            }
            _ => return Err(error),
        }
    }
}

fn keys_of(told: aws_sdk_sso::types::RoleCredentials) -> Option<Keys> {
    let expires = u64::try_from(told.expiration).ok().filter(|at| *at > 0);
    Some(Keys {
        credentials: Credentials {
            access_key: told.access_key_id?,
            secret: Secret::new(told.secret_access_key?),
            session_token: told.session_token.map(Secret::new),
        },
        expires: expires.map(|at| SystemTime::UNIX_EPOCH + Duration::from_millis(at)),
    })
}

/// The accounts that the person may use.
pub(super) async fn accounts(here: &Here, company: &Company) -> Result<Vec<CompanyAccount>, StoreError> {
    let token = token(here, company, false).await?;
    let (sso, subject) = (here.sso(&company.region)?, Subject::new("ListAccounts"));
    let page = async |from: Option<Next>| {
        let at = from.as_ref().map(|next| next.mark().at.clone());
        let page = sso.list_accounts().access_token(token.expose()).set_next_token(at).send().await;
        let page = page.map_err(|error| from_sdk(subject, true, error, std::slice::from_ref(&token)))?;
        let list = page.account_list();
        let ends = [list.first(), list.last()].map(|end| end.and_then(|account| account.account_id()));
        let told = Continuation::of(None, page.next_token().map(Mark::token));
        let next = Next::after(subject, from.as_ref(), told, Brought::new(list.len(), ends))?;
        let accounts = page.account_list.unwrap_or_default().into_iter().map(|account| {
            let id = account.account_id.unwrap_or_default();
            CompanyAccount { name: account.account_name.unwrap_or_else(|| id.clone()), id }
        });
        Ok((accounts.collect(), next))
    };
    everything(page).await
}

/// The roles that the person has in the account.
pub(super) async fn roles(here: &Here, company: &Company) -> Result<Vec<String>, StoreError> {
    let token = token(here, company, false).await?;
    let (sso, subject) = (here.sso(&company.region)?, Subject::new("ListAccountRoles"));
    let page = async |from: Option<Next>| {
        let at = from.as_ref().map(|next| next.mark().at.clone());
        let call = sso.list_account_roles().account_id(&company.account).access_token(token.expose());
        let page = call.set_next_token(at).send().await;
        let page = page.map_err(|error| from_sdk(subject, true, error, std::slice::from_ref(&token)))?;
        let list = page.role_list();
        let ends = [list.first(), list.last()].map(|end| end.and_then(|role| role.role_name()));
        let told = Continuation::of(None, page.next_token().map(Mark::token));
        let next = Next::after(subject, from.as_ref(), told, Brought::new(list.len(), ends))?;
        let roles = page.role_list.unwrap_or_default().into_iter().filter_map(|role| role.role_name);
        Ok((roles.collect(), next))
    };
    everything(page).await
}

/// The token: the one at hand, one renewed without the person, or one that the person approves now.
async fn token(here: &Here, company: &Company, fresh: bool) -> Result<Secret, StoreError> {
    let files = cache::files(&here.environment, company).await;
    for file in files.iter().filter(|_| !fresh) {
        let Some(token) = cache::read(file).await else { continue };
        if token.is_good() {
            return Ok(Secret::new(token.access_token.clone()));
        }
        if let Some(renewed) = renewed(here, company, &token).await {
            cache::write(file, &renewed).await;
            return Ok(Secret::new(renewed.access_token.clone()));
        }
    }
    let approved = match browser::approved(here, company).await? {
        browser::Approval::Given(token) => token,
        browser::Approval::NotOffered => approved(here, company).await?,
    };
    if let Some(file) = files.first() {
        cache::write(file, &approved).await;
    }
    Ok(Secret::new(approved.access_token.clone()))
}

async fn renewed(here: &Here, company: &Company, token: &Token) -> Option<Token> {
    let (id, secret, refresh) = (token.client_id.clone()?, token.client_secret.clone()?, token.refresh_token.clone()?);
    let call = here.ssooidc(&company.region).ok()?.create_token().client_id(id).client_secret(secret);
    let told = call.grant_type("refresh_token").refresh_token(refresh).send().await.ok()?;
    let access_token = told.access_token?;
    let refresh_token = told.refresh_token.or_else(|| token.refresh_token.clone());
    Some(Token { access_token, expires_at: cache::in_seconds(told.expires_in), refresh_token, ..token.clone() })
}

/// The way by a code: shows it, and waits until the person has approved it in the browser, or says
/// no.
async fn approved(here: &Here, company: &Company) -> Result<Token, StoreError> {
    let client = here.ssooidc(&company.region)?;
    let register = client.register_client().client_name("Bucketwise").client_type("public");
    let subject = Subject::new("RegisterClient");
    let registered = register
        .scopes("sso:account:access")
        .send()
        .await
        .map_err(|e| told(company, from_sdk(subject, true, e, &[])))?;
    let (id, secret) = (registered.client_id.unwrap_or_default(), registered.client_secret.unwrap_or_default());
    let subject = Subject::new("StartDeviceAuthorization");
    let begin = client.start_device_authorization().client_id(&id).client_secret(&secret).start_url(&company.start_url);
    let mut secrets = vec![Secret::new(secret.clone())];
    let begun = begin.send().await.map_err(|error| told(company, from_sdk(subject, true, error, &secrets)))?;
    let page = begun.verification_uri_complete.or(begun.verification_uri).unwrap_or_default();
    let needed = Needed::Browser { page, code: begun.user_code, company: company.start_url.clone() };
    let refused = here.environment.ask(needed);
    let device = begun.device_code.unwrap_or_default();
    secrets.push(Secret::new(device.clone()));
    let mut pause = Duration::from_secs(u64::try_from(begun.interval).unwrap_or(5).max(1));
    let subject = Subject::new("CreateToken");
    let poll = async {
        loop {
            tokio::time::sleep(pause).await;
            let call = client.create_token().client_id(&id).client_secret(&secret);
            let error = match call.grant_type(DEVICE).device_code(&device).send().await {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            let code = error.code().unwrap_or_default().to_owned();
            match code.as_str() {
                "AuthorizationPendingException" => {}
                "SlowDownException" => pause += Duration::from_secs(5),
                _ => {
                    let error = from_sdk(subject, true, error, &secrets);
                    // A connection that broke for a moment is no reason to begin anew.
                    if !error.is_temporary() {
                        return Err(told(company, error));
                    }
                }
            }
        }
    };
    let token = tokio::select! {
        token = poll => token?,
        _ = refused => return Err(subject.sign_in(Problem::Declined)),
    };
    Ok(Token {
        start_url: company.start_url.clone(),
        region: company.region.clone(),
        access_token: token.access_token.unwrap_or_default(),
        expires_at: cache::in_seconds(token.expires_in),
        client_id: Some(id),
        client_secret: Some(secret),
        registration_expires_at: Some(cache::at_second(registered.client_secret_expires_at)),
        refresh_token: token.refresh_token,
    })
}

/// What Identity Center says in its own codes, as a problem of the sign-in.
fn told(company: &Company, error: StoreError) -> StoreError {
    let problem = match error.code.as_deref() {
        Some("AccessDeniedException") => Problem::Declined,
        Some("ExpiredTokenException") => Problem::CompanyTooLate,
        Some("InvalidRequestException" | "InvalidClientException" | "UnauthorizedClientException") => {
            Problem::CompanyUnknown { start_url: company.start_url.clone(), region: company.region.clone() }
        }
        _ => return error,
    };
    error.because(problem)
}
