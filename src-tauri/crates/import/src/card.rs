//! What the person sees of a text they gave: a card for each login in it, what is missing, and what
//! is worth knowing. No secret has a place in here.

use ground::{Endpoint, Provider, Secret, ids::ImportId};
use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;
use words::{Words, import, say};

use super::{
    destination::{GOVCLOUD, is_cloud_gov},
    field::ImportField,
    form::{CertificatesView, Fill, SignInMethod, provider_name},
    found::{From, Remark},
    settle::{Settled, Way},
};

/// What was understood of a text.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Imported {
    /// A card for each login that the text describes.
    pub cards: Vec<ImportCard>,
    /// About the text as a whole.
    pub notes: Vec<Words>,
}

/// A login that a text describes. Its secrets stay in Rust under `id`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportCard {
    /// Names what Rust keeps of it.
    pub id: ImportId,
    /// What the text calls it.
    pub title: Words,
    /// What kind of text it is from.
    pub from: Words,
    /// What goes into the form.
    pub fill: Fill,
    /// What a connection file brings that goes into the form only once the person has accepted it.
    pub offered: Option<Offered>,
    /// Of the provider, for people; null where the text names none.
    pub provider_name: Option<Words>,
    /// How it signs in, in a few words.
    pub way: Words,
    /// Whether the text has the secret key, and a session token.
    pub has_secret: bool,
    /// Whether a session token came with it; like a secret it stays in Rust.
    pub has_token: bool,
    /// Further buckets that the same login opens.
    pub more_buckets: Vec<String>,
    /// Where the storage probably is, to be asked about: a region, and why.
    pub perhaps: Option<PerhapsRegion>,
    /// When the keys stop working.
    pub expires: Option<Expiry>,
    /// What the form will still ask for.
    pub missing: Vec<Words>,
    /// What is worth knowing, in sentences.
    pub notes: Vec<Words>,
}

/// What reads along with everything, or could: a file from somebody else has it in the form only
/// after a yes of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Offered {
    /// The storage that it would be for, by its host.
    pub host: String,
    /// The proxy's address; empty where the text names none.
    pub proxy: String,
    /// Certificates to trust besides the system's.
    pub certificates: Option<CertificatesView>,
}

/// The end of temporary keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Expiry {
    /// In milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// It was before the text was read.
    pub over: bool,
}

/// A region that a text does not name, and that is likely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PerhapsRegion {
    /// The question whether this is the region, with why it is likely.
    pub question: Words,
    /// The region as AWS names it: `eu-west-1`.
    pub region: String,
}

/// Letters of a title, at most: a longer one is no name that a person gave.
const TITLE: usize = 80;

pub(super) fn card(id: ImportId, settled: &Settled, now: Timestamp) -> ImportCard {
    let provider = ground::provider(&settled.destination.provider);
    let title = [settled.name.as_str(), &settled.bucket, &settled.destination.endpoint];
    let title = title.into_iter().find(|title| !title.trim().is_empty()).map(|title| shown(title).into());
    ImportCard {
        id,
        title: title.or_else(|| provider.map(provider_name)).unwrap_or_else(|| say!(import::Untitled)),
        from: from(settled.from),
        fill: fill(settled),
        offered: offered(settled, provider),
        provider_name: provider.map(provider_name),
        way: way(settled),
        has_secret: settled.secret_key.is_some(),
        has_token: settled.session_token.is_some(),
        more_buckets: settled.more_buckets.clone(),
        perhaps: perhaps(settled),
        expires: settled.expires.map(|time| Expiry { at: time.as_millisecond(), over: time <= now }),
        missing: missing(settled, provider),
        notes: notes(settled),
    }
}

/// What the file brings besides the form's fields.
fn offered(settled: &Settled, provider: Option<&Provider>) -> Option<Offered> {
    let form = settled.found.form.as_deref()?;
    let certificates = ground::anchors(form.trust.as_bytes()).map(CertificatesView::from);
    let host = Endpoint::parse(&settled.destination.endpoint)
        .map_or_else(|_| provider.map_or("", |it| it.name).to_owned(), |it| it.host().to_owned());
    let proxy = form.proxy.trim().to_owned();
    (!proxy.is_empty() || certificates.is_some()).then_some(Offered { host, proxy, certificates })
}

/// The form as far as the text fills it.
fn fill(settled: &Settled) -> Fill {
    let text = |field| settled.found.text(field).to_owned();
    let place = Fill {
        provider: settled.destination.provider.clone(),
        endpoint: settled.destination.endpoint.clone(),
        region: settled.destination.region.clone(),
        access_key: settled.access_key.clone(),
        bucket: settled.bucket.clone(),
        more_buckets: settled.more_buckets.clone(),
        prefix: settled.prefix.clone(),
        path_style: settled.path_style,
        ..Fill::default()
    };
    if let Some(form) = settled.found.form.as_deref() {
        let Fill { provider, endpoint, region, access_key, bucket, more_buckets, prefix, path_style, .. } = place;
        let (proxy, proxy_of_file, trust) = (String::new(), false, String::new());
        let form = Fill { proxy, proxy_of_file, trust, ..form.clone() };
        let place = Fill { provider, endpoint, region, access_key, bucket, ..form };
        return Fill { more_buckets, prefix, path_style, ..place };
    }
    let role = Fill {
        role_arn: text(ImportField::RoleArn),
        external_id: text(ImportField::ExternalId),
        session_name: text(ImportField::SessionName),
        mfa_serial: text(ImportField::Mfa),
        ..place
    };
    match &settled.way {
        Way::Keys | Way::Environment => role,
        Way::Anonymous => Fill { method: SignInMethod::Anonymous, ..role },
        Way::Machine => Fill { method: SignInMethod::Machine, ..role },
        Way::Company => Fill {
            method: SignInMethod::Company,
            start_url: text(ImportField::SsoStart),
            sso_region: text(ImportField::SsoRegion),
            account: text(ImportField::SsoAccount),
            account_role: text(ImportField::SsoRole),
            ..role
        },
        // The profile brings its own role and program with it.
        Way::Program => own_profile(role, &settled.name),
        Way::Profile(name) if *name == settled.name => own_profile(role, name),
        Way::Profile(name) => Fill { method: SignInMethod::Profile, profile: name.clone(), ..role },
    }
}

fn own_profile(fill: Fill, name: &str) -> Fill {
    let none = String::new;
    let (role_arn, external_id, session_name, mfa_serial) = (none(), none(), none(), none());
    let profile = name.to_owned();
    Fill { method: SignInMethod::Profile, profile, role_arn, external_id, session_name, mfa_serial, ..fill }
}

/// A name out of the text: one line, of a length to read.
fn shown(text: &str) -> String {
    let unruly = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.trim().chars().take(TITLE).map(|c| if unruly(c) { '\u{fffd}' } else { c }).collect()
}

fn from(from: From) -> Words {
    match from {
        From::AccessKeyTable => say!(import::FromAccessKeyTable),
        From::Boto => say!(import::FromBoto),
        From::Lines => say!(import::FromVariables),
        From::AwsProfile => say!(import::FromAwsProfile),
        From::Rclone => say!(import::FromRclone),
        From::S3cmd => say!(import::FromS3cmd),
        From::CyberduckBookmark => say!(import::FromCyberduckBookmark),
        From::CyberduckProfile => say!(import::FromCyberduckProfile),
        From::Broker => say!(import::FromCloudFoundry),
        From::AwsCommand => say!(import::FromAwsCommand),
        From::Json => say!(import::FromJson),
        From::Address => say!(import::FromAddress),
        From::ConnectionFile => say!(import::FromConnectionFile),
        From::MinioClient => say!(import::FromMinioClient),
        From::Words => say!(import::FromWords),
    }
}

fn way(settled: &Settled) -> Words {
    match &settled.way {
        Way::Keys if settled.session_token.is_some() => say!(import::WayTemporary),
        Way::Keys if settled.access_key.is_empty() => say!(import::WayUntold),
        Way::Keys => say!(import::WayKeys),
        Way::Anonymous => say!(import::WayPublic),
        Way::Environment => say!(import::WayEnvironment),
        Way::Profile(name) => say!(import::WayProfile, profile = shown(name)),
        Way::Company => say!(import::WayCompany),
        Way::Program => say!(import::WayProgram),
        Way::Machine => say!(import::WayMachine),
    }
}

/// A bucket of Cloud.gov whose text names neither region nor endpoint, as older ones do.
fn perhaps(settled: &Settled) -> Option<PerhapsRegion> {
    let said = !settled.destination.region.is_empty() || !settled.destination.endpoint.is_empty();
    (!said && is_cloud_gov(&settled.bucket))
        .then(|| PerhapsRegion { question: say!(import::PerhapsGovcloud), region: GOVCLOUD.to_owned() })
}

fn missing(settled: &Settled, provider: Option<&Provider>) -> Vec<Words> {
    let mut missing = Vec::new();
    if matches!(settled.way, Way::Keys | Way::Environment) {
        if settled.access_key.is_empty() {
            missing.push(say!(import::AccessKey));
        }
        if settled.secret_key.is_none() {
            missing.push(say!(import::SecretKey));
        }
        if settled.access_key.starts_with("ASIA") && settled.session_token.is_none() {
            missing.push(say!(import::TokenNeeded));
        }
    }
    if settled.way == Way::Company && !settled.found.has(ImportField::SsoRegion) {
        missing.push(say!(import::SsoRegion));
    }
    if provider.is_none() {
        missing.push(say!(import::Provider));
    }
    if settled.destination.endpoint.is_empty() && provider.is_some_and(|provider| provider.needs_endpoint) {
        missing.push(say!(import::Endpoint));
    }
    missing
}

fn notes(settled: &Settled) -> Vec<Words> {
    let mut notes: Vec<Words> = settled.remarks.iter().map(remark).collect();
    notes.dedup();
    if settled.destination.unusable {
        notes.push(say!(import::Unusable));
    }
    match &settled.way {
        Way::Environment => notes.push(say!(import::FromEnvironment)),
        Way::Program => notes.push(say!(import::Program)),
        _ => {}
    }
    notes.extend(partition(&settled.destination.region));
    notes.extend(settled.secret_key.as_ref().and_then(|secret| length(&settled.access_key, secret)));
    let role = settled.found.text(ImportField::RoleArn);
    if !role.is_empty() {
        notes.push(say!(import::Role, role = shown(role)));
    }
    notes
}

fn remark(remark: &Remark) -> Words {
    match remark {
        Remark::Placeholder(field) => say!(import::Placeholder, field = name(*field)),
        Remark::Elsewhere(field) => say!(import::Elsewhere, field = name(*field)),
        Remark::Cut(field) => say!(import::Cut, field = name(*field)),
        Remark::RunTogether(field) => say!(import::RunTogether, field = name(*field)),
        Remark::Doubt(name) => say!(import::Doubt, name = shown(name)),
        Remark::AccessPoint => say!(import::AccessPoint),
    }
}

fn name(field: ImportField) -> Words {
    match field {
        ImportField::AccessKey => say!(import::AccessKey),
        ImportField::SecretKey => say!(import::SecretKey),
        ImportField::Token => say!(import::Token),
        ImportField::Region => say!(import::Region),
        ImportField::Endpoint => say!(import::Endpoint),
        ImportField::Bucket => say!(import::Bucket),
        ImportField::Prefix => say!(import::Prefix),
        _ => say!(import::Value),
    }
}

fn partition(region: &str) -> Option<Words> {
    Some(match region.split('-').next()? {
        "us" if region.starts_with("us-gov-") => say!(import::Govcloud),
        "cn" => say!(import::China),
        "eusc" => say!(import::Sovereign),
        _ => return None,
    })
}

/// Secrets of AWS have 40 characters; one of another length was copied in part.
fn length(access_key: &str, secret: &Secret) -> Option<Words> {
    let aws = access_key.len() == 20 && (access_key.starts_with("AKIA") || access_key.starts_with("ASIA"));
    let count = secret.expose().chars().count();
    (aws && count != 40).then(|| say!(import::SecretLength, count))
}
