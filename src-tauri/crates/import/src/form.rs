//! The form of a connection, as far as a text can fill it. No secret has a place in here.

use ground::{Anchors, Provider};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use words::{Words, probe, say};

/// The ways to sign in, as the form offers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    /// An access key with its secret, and perhaps a session token.
    #[default]
    AccessKey,
    /// A profile in the files that the AWS tools share.
    Profile,
    /// A company's sign-in page.
    Company,
    /// The keys of the machine or container that this runs on.
    Machine,
    /// The variables that this program was started with.
    Environment,
    /// Not at all: the bucket is open to everybody.
    Anonymous,
}

/// The fields of the form that a text fills. No secret has a field here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Fill {
    pub provider: String,
    pub endpoint: String,
    pub region: String,
    pub method: SignInMethod,
    pub access_key: String,
    pub profile: String,
    pub start_url: String,
    pub sso_region: String,
    pub account: String,
    pub account_role: String,
    pub role_arn: String,
    pub external_id: String,
    pub session_name: String,
    pub session_minutes: String,
    pub mfa_serial: String,
    pub bucket: String,
    pub more_buckets: Vec<String>,
    pub prefix: String,
    pub path_style: Option<bool>,
    pub read_only: bool,
    pub requester_pays: bool,
    pub proxy: String,
    pub proxy_of_file: bool,
    pub trust: String,
}

impl Fill {
    /// How long the longest of its fields is, certificates aside.
    pub(super) fn longest_field(&self) -> usize {
        // Every field by its name: a text that is forgotten here would have no bound.
        let Self {
            provider,
            endpoint,
            region,
            method: _,
            access_key,
            profile,
            start_url,
            sso_region,
            account,
            account_role,
            role_arn,
            external_id,
            session_name,
            session_minutes,
            mfa_serial,
            bucket,
            more_buckets,
            prefix,
            path_style: _,
            read_only: _,
            requester_pays: _,
            proxy,
            proxy_of_file: _,
            trust: _,
        } = self;
        let fields = [
            provider,
            endpoint,
            region,
            access_key,
            profile,
            start_url,
            sso_region,
            account,
            account_role,
            role_arn,
            external_id,
            session_name,
            session_minutes,
            mfa_serial,
            bucket,
            prefix,
            proxy,
        ];
        fields.into_iter().chain(more_buckets).map(String::len).max().unwrap_or_default()
    }
}

/// What people call a provider; companies and programs have one name in all languages.
#[must_use]
pub fn provider_name(provider: &Provider) -> Words {
    match provider.id {
        "other" => say!(probe::ProviderOther),
        "practice" => say!(probe::ProviderPractice),
        _ => provider.name.into(),
    }
}

/// Certificates: `pem` goes with the login, `fingerprints` (SHA-256, one each) are for people to
/// compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct CertificatesView {
    pub pem: String,
    pub fingerprints: Vec<String>,
}

impl From<Anchors> for CertificatesView {
    fn from(Anchors { pem, fingerprints }: Anchors) -> Self {
        Self { pem, fingerprints }
    }
}
