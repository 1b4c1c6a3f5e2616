//! What the page is told of providers, connections and buckets. No type in here has a place for a
//! secret.

use ::import::{CertificatesView, SignInMethod, destination, provider_name};
use serde::{Deserialize, Serialize};
use store::{Bucket, CompanyAccount, Endpoint, ProfileFound, Provider};
use ts_rs::TS;
use words::Words;

use super::{
    Keychain, PRACTICE,
    book::Entry,
    check::Checked,
    saved::{SavedRole, SavedSignIn},
};
use crate::{
    fault::{self, Fault},
    finding::Finding,
    ids::{ConnectionId, DraftId},
};

/// Where a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretStorage {
    /// In the system's keychain, until the connection is forgotten.
    Keychain,
    /// In memory, until the program ends.
    Session,
}

/// `name` is for people; `needs_endpoint` is false for AWS alone. `endpoint_template` is the
/// address with `{region}` in the region's place, or empty where only the person knows it.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct ProviderView {
    pub id: String,
    pub name: Words,
    pub needs_endpoint: bool,
    pub endpoint_template: String,
    pub endpoint_example: String,
    pub regions: Vec<RegionView>,
    pub default_region: String,
}

/// What a file's text has of certificates.
///
/// # Errors
/// There are none in it, or one is damaged; `name` is the file's.
pub fn read_certificates(text: &[u8], name: &str) -> Result<CertificatesView, Fault> {
    let anchors = store::anchors(text).ok_or_else(|| fault::no_certificate(name))?;
    Ok(anchors.into())
}

/// A region: its short name and its title.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct RegionView {
    pub id: String,
    pub name: String,
    pub partition: String,
}

/// How a connection is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionKind {
    /// On this computer alone.
    Practice,
    /// In the book, its secret in the keychain.
    Saved,
    /// In memory until the program ends.
    Session,
}

/// A connection, without its secret. The practice connection has no name: the page says what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ConnectionView {
    pub id: ConnectionId,
    pub name: String,
    pub kind: ConnectionKind,
    pub provider: String,
    pub provider_name: Words,
    pub endpoint: String,
    pub region: String,
    pub bucket: Option<String>,
    pub prefix: String,
    /// How it signs in; no secret and no key.
    pub method: SignInMethod,
    /// The last four characters of the access key; empty where none signs.
    pub access_key_hint: String,
    /// The role that is taken on, where one is.
    pub role_arn: Option<String>,
    /// Nothing may be changed through it.
    pub read_only: bool,
    /// Who reads through it pays for each request.
    pub requester_pays: bool,
}

/// A profile in the files that the AWS tools share, with what it says of the storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ProfileView {
    pub name: String,
    pub region: Option<String>,
    /// Whose storage it names; null where it names none.
    pub provider: Option<String>,
    pub endpoint: Option<String>,
}

/// The profiles of this computer, and sentences about what could not be read beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ProfilesView {
    pub profiles: Vec<ProfileView>,
    pub notes: Vec<Words>,
}

impl From<ProfileFound> for ProfileView {
    fn from(ProfileFound { name, region, endpoint }: ProfileFound) -> Self {
        let Some(address) = endpoint else { return Self { name, region, provider: None, endpoint: None } };
        // An address that is not understood is shown as it is, for the person to mend.
        let destination = destination::of(&address, "");
        let provider = if destination.provider.is_empty() { "other".to_owned() } else { destination.provider };
        let region = region.or_else(|| Some(destination.region).filter(|region| !region.is_empty()));
        Self {
            name,
            region,
            provider: Some(provider),
            endpoint: Some(if destination.unusable { address } else { destination.endpoint }),
        }
    }
}

/// An account at a company: its twelve digits and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct AccountView {
    pub id: String,
    pub name: String,
}

impl From<CompanyAccount> for AccountView {
    fn from(CompanyAccount { id, name }: CompanyAccount) -> Self {
        Self { id, name }
    }
}

/// `draft` is there when every step passed; findings of severity `stop` mean that nothing was sent
/// over the network.
#[derive(Clone, Debug, Serialize, TS)]
#[allow(missing_docs)]
pub struct Probed {
    pub findings: Vec<Finding>,
    pub draft: Option<DraftId>,
    pub suggested_name: String,
    /// Whether there is a secret to keep; a public bucket has none.
    pub has_secret: bool,
    /// Whether the secret can be kept here; asked for only now, so that the first screen need not
    /// wait for it.
    pub keychain: Keychain,
}

/// A bucket. `created` is in milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct BucketView {
    pub name: String,
    pub region: Option<String>,
    #[ts(type = "number | null")]
    pub created: Option<i64>,
}

/// `all`: what the login may list. `named`: the login may not list buckets; these are the ones
/// named when connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum BucketScope {
    All,
    Named,
}

/// The buckets of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct Buckets {
    pub scope: BucketScope,
    pub buckets: Vec<BucketView>,
}

impl ProviderView {
    /// The providers that a person can choose; practice has a door of its own.
    #[must_use]
    pub fn all() -> Vec<Self> {
        store::providers().iter().filter(|provider| provider.id != PRACTICE).map(Self::of).collect()
    }

    fn of(provider: &Provider) -> Self {
        Self {
            id: provider.id.into(),
            name: provider_name(provider),
            needs_endpoint: provider.needs_endpoint,
            endpoint_template: provider.endpoint_template.into(),
            endpoint_example: provider.endpoint_example.into(),
            regions: provider
                .regions
                .iter()
                .map(|region| RegionView {
                    id: region.id.into(),
                    name: region.name.into(),
                    partition: region.partition.into(),
                })
                .collect(),
            default_region: provider.default_region.into(),
        }
    }
}

pub(super) fn connection(entry: &Entry, kind: ConnectionKind) -> ConnectionView {
    let tail: Vec<char> = entry.access_key.chars().rev().take(4).collect();
    ConnectionView {
        id: entry.id.clone(),
        name: entry.name.clone(),
        kind,
        provider: entry.provider.clone(),
        provider_name: store::provider(&entry.provider).map_or_else(|| "".into(), provider_name),
        endpoint: entry.endpoint.clone(),
        region: entry.region.clone(),
        bucket: entry.bucket.clone(),
        prefix: entry.prefix.clone(),
        method: entry.sign_in.method(),
        access_key_hint: tail.into_iter().rev().collect(),
        role_arn: entry.role.as_ref().map(|role| role.arn.clone()),
        read_only: entry.read_only,
        requester_pays: entry.requester_pays,
    }
}

pub(super) fn practice() -> ConnectionView {
    ConnectionView {
        id: ConnectionId::from(PRACTICE),
        name: String::new(),
        kind: ConnectionKind::Practice,
        provider: PRACTICE.into(),
        provider_name: store::provider(PRACTICE).map_or_else(|| "".into(), provider_name),
        endpoint: String::new(),
        region: String::new(),
        bucket: None,
        prefix: String::new(),
        method: SignInMethod::AccessKey,
        access_key_hint: String::new(),
        role_arn: None,
        read_only: false,
        requester_pays: false,
    }
}

/// The book's entry for a login that passed, under a name to begin with.
pub(super) fn entry(id: ConnectionId, checked: &Checked) -> Entry {
    let access = &checked.access;
    let name = checked.bucket.clone().unwrap_or_else(|| match &access.endpoint {
        Some(endpoint) => endpoint.host().to_owned(),
        None => access.provider.name.to_owned(),
    });
    let (sign_in, access_key) = SavedSignIn::of(&access.sign_in.source);
    Entry {
        id,
        name,
        provider: access.provider.id.into(),
        endpoint: access.endpoint.as_ref().map(Endpoint::url).unwrap_or_default().to_owned(),
        region: access.region.clone(),
        path_style: access.path_style,
        access_key,
        sign_in,
        role: access.sign_in.role.as_ref().map(SavedRole::from),
        read_only: access.read_only,
        requester_pays: access.requester_pays,
        proxy: access.proxy.as_ref().map(Endpoint::url).unwrap_or_default().to_owned(),
        proxy_of_file: access.proxy.as_ref().map(|_| access.proxy_of_file),
        trust: access.trust.clone(),
        bucket: checked.bucket.clone(),
        more_buckets: checked.more_buckets.clone(),
        prefix: checked.prefix.clone(),
        namespace: None,
    }
}

impl BucketView {
    pub(super) fn of(bucket: &Bucket) -> Self {
        Self { name: bucket.name.clone(), region: bucket.region.clone(), created: bucket.created }
    }
}

/// All that were listed, and the named ones though they be missing from the list: a login may open
/// what it cannot see.
pub(super) fn buckets(listed: &[Bucket], mut named: Vec<BucketView>) -> Buckets {
    named.retain(|named| listed.iter().all(|bucket| bucket.name != named.name));
    named.extend(listed.iter().map(BucketView::of));
    Buckets { scope: BucketScope::All, buckets: named }
}

pub(super) fn named(buckets: Vec<BucketView>) -> Buckets {
    Buckets { scope: BucketScope::Named, buckets }
}
