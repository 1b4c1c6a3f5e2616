//! How somebody signs in, as the book keeps it: everything but the secrets, which the keychain has.

use serde::{Deserialize, Serialize};
use store::{Company, Credentials, Role, SignIn, Source};

use super::{SignInMethod, keychain::SecretPart};

/// The ways to sign in. A book that names none is older than the others, and means an access key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub(crate) enum SavedSignIn {
    #[default]
    AccessKey,
    Profile {
        profile: String,
    },
    Company {
        start_url: String,
        sso_region: String,
        account: String,
        account_role: String,
    },
    Machine,
    Environment,
    Anonymous,
}

/// A role to take on, as the book keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SavedRole {
    pub(crate) arn: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) external_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) session_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mfa_serial: Option<String>,
}

impl SavedSignIn {
    /// The part of a sign-in that is no secret, and the access key where there is one.
    pub(crate) fn of(source: &Source) -> (Self, String) {
        match source {
            Source::Key(credentials) => (Self::AccessKey, credentials.access_key.clone()),
            Source::Profile(profile) => (Self::Profile { profile: profile.clone() }, String::new()),
            Source::Company(Company { start_url, region, account, role, session: _ }) => (
                Self::Company {
                    start_url: start_url.clone(),
                    sso_region: region.clone(),
                    account: account.clone(),
                    account_role: role.clone(),
                },
                String::new(),
            ),
            Source::Machine => (Self::Machine, String::new()),
            Source::Environment => (Self::Environment, String::new()),
            Source::Anonymous => (Self::Anonymous, String::new()),
        }
    }

    /// Which it is, in the form's words.
    pub(crate) fn method(&self) -> SignInMethod {
        match self {
            Self::AccessKey => SignInMethod::AccessKey,
            Self::Profile { .. } => SignInMethod::Profile,
            Self::Company { .. } => SignInMethod::Company,
            Self::Machine => SignInMethod::Machine,
            Self::Environment => SignInMethod::Environment,
            Self::Anonymous => SignInMethod::Anonymous,
        }
    }

    /// Whether the keychain has a part of it.
    pub(crate) fn has_secret(&self) -> bool {
        *self == Self::AccessKey
    }

    /// The sign-in again; None where it needs a secret and there is none.
    pub(crate) fn source(&self, access_key: &str, secret: Option<SecretPart>) -> Option<Source> {
        Some(match self {
            Self::AccessKey => {
                let SecretPart { secret_key, session_token } = secret?;
                Source::Key(Credentials { access_key: access_key.to_owned(), secret: secret_key, session_token })
            }
            Self::Profile { profile } => Source::Profile(profile.clone()),
            Self::Company { start_url, sso_region, account, account_role } => Source::Company(Company {
                start_url: start_url.clone(),
                region: sso_region.clone(),
                account: account.clone(),
                role: account_role.clone(),
                session: None,
            }),
            Self::Machine => Source::Machine,
            Self::Environment => Source::Environment,
            Self::Anonymous => Source::Anonymous,
        })
    }
}

impl From<&Role> for SavedRole {
    fn from(role: &Role) -> Self {
        let Role { arn, external_id, session_name, seconds, mfa_serial } = role.clone();
        Self { arn, external_id, session_name, seconds, mfa_serial }
    }
}

impl From<&SavedRole> for Role {
    fn from(saved: &SavedRole) -> Self {
        let SavedRole { arn, external_id, session_name, seconds, mfa_serial } = saved.clone();
        Self { arn, external_id, session_name, seconds, mfa_serial }
    }
}

/// The secret half of a sign-in that was just tried.
pub(crate) fn secret_part(sign_in: &SignIn) -> Option<SecretPart> {
    let Source::Key(credentials) = &sign_in.source else { return None };
    Some(SecretPart { secret_key: credentials.secret.clone(), session_token: credentials.session_token.clone() })
}
