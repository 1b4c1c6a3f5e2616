//! What the person sees of a text they gave: a card for each login in it, what is missing, and what
//! is worth knowing. No secret has a place in here.

use ground::{Endpoint, Provider, Secret, ids::ImportId};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use ts_rs::TS;

use super::{
    address::ACCESS_POINT,
    destination::{GOVCLOUD, is_cloud_gov},
    fact::Fact,
    form::{CertificatesView, Fill, SignInMethod},
    found::{From, Remark},
    settle::{Settled, Way},
};

/// What was understood of a text.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Imported {
    /// One for each login.
    pub cards: Vec<ImportCard>,
    /// About the text as a whole.
    pub notes: Vec<String>,
}

/// A login that a text describes. Its secrets stay in Rust under `id`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportCard {
    /// Names what Rust keeps of it.
    pub id: ImportId,
    /// What the text calls it.
    pub title: String,
    /// What kind of text it is from.
    pub from: String,
    /// What goes into the form.
    pub fill: Fill,
    /// What a connection file brings that goes into the form only once the person has accepted it.
    pub offered: Option<Offered>,
    /// Of the provider, for people.
    pub provider_name: String,
    /// How it signs in, in a few words.
    pub way: String,
    /// Whether the text has the secret key, and a session token.
    pub has_secret: bool,
    /// See `has_secret`.
    pub has_token: bool,
    /// Further buckets that the same login opens.
    pub more_buckets: Vec<String>,
    /// Where the storage probably is, to be asked about: a region, and why.
    pub perhaps: Option<PerhapsRegion>,
    /// What the form will still ask for.
    pub missing: Vec<String>,
    /// What is worth knowing, in sentences.
    pub notes: Vec<String>,
}

/// What reads along with everything, or could: a file from somebody else has it in the form only
/// after a yes of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Offered {
    /// The storage that it would be for, by its host.
    pub host: String,
    /// A proxy, or empty.
    pub proxy: String,
    /// Certificates to trust besides the system's.
    pub certificates: Option<CertificatesView>,
}

/// A region that a text does not name, and that is likely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PerhapsRegion {
    /// What is asked.
    pub question: String,
    /// As AWS names it.
    pub region: String,
}

/// Letters of a title, at most: a longer one is no name that a person gave.
const TITLE: usize = 80;

pub(super) fn card(id: ImportId, settled: &Settled, now: Timestamp) -> ImportCard {
    let provider = ground::provider(&settled.destination.provider);
    let provider_name = provider.map_or("", |provider| provider.name);
    let title = [settled.name.as_str(), &settled.bucket, &settled.destination.endpoint, provider_name];
    let title = title.into_iter().find(|title| !title.trim().is_empty()).unwrap_or("A login");
    ImportCard {
        id,
        title: shown(title),
        from: from(settled.from).into(),
        fill: fill(settled),
        offered: offered(settled, provider_name),
        provider_name: provider_name.into(),
        way: way(settled),
        has_secret: settled.secret_key.is_some(),
        has_token: settled.session_token.is_some(),
        more_buckets: settled.more_buckets.clone(),
        perhaps: perhaps(settled),
        missing: missing(settled, provider),
        notes: notes(settled, now),
    }
}

/// What the file brings besides the form's fields.
fn offered(settled: &Settled, provider_name: &str) -> Option<Offered> {
    let form = settled.found.form.as_deref()?;
    let certificates = ground::anchors(form.trust.as_bytes()).map(CertificatesView::from);
    let host = Endpoint::parse(&settled.destination.endpoint)
        .map_or_else(|_| provider_name.to_owned(), |it| it.host().to_owned());
    let proxy = form.proxy.trim().to_owned();
    (!proxy.is_empty() || certificates.is_some()).then_some(Offered { host, proxy, certificates })
}

/// The form as far as the text fills it.
fn fill(settled: &Settled) -> Fill {
    let text = |fact| settled.found.text(fact).to_owned();
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
        role_arn: text(Fact::RoleArn),
        external_id: text(Fact::ExternalId),
        session_name: text(Fact::SessionName),
        mfa_serial: text(Fact::Mfa),
        ..place
    };
    match &settled.way {
        Way::Keys | Way::Environment => role,
        Way::Anonymous => Fill { method: SignInMethod::Anonymous, ..role },
        Way::Machine => Fill { method: SignInMethod::Machine, ..role },
        Way::Company => Fill {
            method: SignInMethod::Company,
            start_url: text(Fact::SsoStart),
            sso_region: text(Fact::SsoRegion),
            account: text(Fact::SsoAccount),
            account_role: text(Fact::SsoRole),
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

fn from(from: From) -> &'static str {
    match from {
        From::AccessKeyTable => "Access key file from AWS",
        From::Boto => "boto settings",
        From::Lines => "Environment variables",
        From::AwsProfile => "AWS profile",
        From::Rclone => "rclone remote",
        From::S3cmd => "s3cmd settings",
        From::CyberduckBookmark => "Cyberduck bookmark",
        From::CyberduckProfile => "Cyberduck connection profile",
        From::Broker => "Cloud Foundry service",
        From::AwsCommand => "Output of the aws command",
        From::Json => "JSON",
        From::Address => "Address",
        From::ConnectionFile => "Bucketwise connection file",
        From::MinioClient => "MinIO client",
        From::Words => "Key and secret",
    }
}

fn way(settled: &Settled) -> String {
    match &settled.way {
        Way::Keys if settled.session_token.is_some() => "Temporary key with a session token".into(),
        Way::Keys if settled.access_key.is_empty() => "Not said in the text".into(),
        Way::Keys => "Access key and secret".into(),
        Way::Anonymous => "No login: a public bucket".into(),
        Way::Environment => "From the environment of the other program".into(),
        Way::Profile(name) => format!("The AWS profile “{}” of this computer", shown(name)),
        Way::Company => "Company sign-in".into(),
        Way::Program => "A program that prints the login".into(),
        Way::Machine => "As the Amazon machine that it runs on".into(),
    }
}

/// A bucket of Cloud.gov whose text names neither region nor endpoint, as older ones do.
fn perhaps(settled: &Settled) -> Option<PerhapsRegion> {
    let said = !settled.destination.region.is_empty() || !settled.destination.endpoint.is_empty();
    let question = "Is this a bucket of Cloud.gov? Those are in AWS GovCloud. The text names no region.";
    (!said && is_cloud_gov(&settled.bucket))
        .then(|| PerhapsRegion { question: question.to_owned(), region: GOVCLOUD.to_owned() })
}

fn missing(settled: &Settled, provider: Option<&Provider>) -> Vec<String> {
    let mut missing = Vec::new();
    let mut say = |text: &str| missing.push(text.to_owned());
    if matches!(settled.way, Way::Keys | Way::Environment) {
        if settled.access_key.is_empty() {
            say("the access key");
        }
        if settled.secret_key.is_none() {
            say("the secret key");
        }
        if settled.access_key.starts_with("ASIA") && settled.session_token.is_none() {
            say("the session token, without which this temporary key does not work");
        }
    }
    if settled.way == Way::Company && !settled.found.has(Fact::SsoRegion) {
        say("the region of the sign-in page");
    }
    if provider.is_none() {
        say("which storage it is for");
    }
    if settled.destination.endpoint.is_empty() && provider.is_some_and(|provider| provider.needs_endpoint) {
        say("the address of the storage (its endpoint)");
    }
    missing
}

fn notes(settled: &Settled, now: Timestamp) -> Vec<String> {
    let mut notes: Vec<String> = settled.remarks.iter().map(remark).collect();
    notes.dedup();
    if settled.destination.unusable {
        notes.push("The address in the text is none that this program understands.".into());
    }
    match &settled.way {
        Way::Environment => notes.push("The keys are not in this file: the other program takes them from its environment.".into()),
        Way::Program => notes.push(
            "It signs in by running a program. Bucketwise runs none out of a paste: save the profile in ~/.aws/config and choose it there.".into(),
        ),
        _ => {}
    }
    notes.extend(partition(&settled.destination.region));
    notes.extend(settled.expires.map(|time| expiry(time, now)));
    notes.extend(settled.secret_key.as_ref().and_then(|secret| length(&settled.access_key, secret)));
    let role = settled.found.text(Fact::RoleArn);
    if !role.is_empty() {
        notes.push(format!("It goes on as the role {}.", shown(role)));
    }
    notes
}

fn remark(remark: &Remark) -> String {
    match remark {
        Remark::Placeholder(fact) => format!("Where {} belongs, the text has a gap to fill in.", name(*fact)),
        Remark::Elsewhere(fact) => {
            format!("The text takes {} from elsewhere; it is not in the text itself.", name(*fact))
        }
        Remark::Cut(fact) => format!("The text breaks off before the end of {}. Copy it whole.", name(*fact)),
        Remark::RunTogether(fact) => {
            format!("After {} a line break is missing: copy the lines as they were.", name(*fact))
        }
        Remark::Doubt(name) => {
            format!("{} has an address that may be the storage’s. If it is, enter it as the endpoint.", shown(name))
        }
        Remark::AccessPoint => ACCESS_POINT.to_owned(),
    }
}

fn name(fact: Fact) -> &'static str {
    match fact {
        Fact::AccessKey => "the access key",
        Fact::SecretKey => "the secret key",
        Fact::Token => "the session token",
        Fact::Region => "the region",
        Fact::Endpoint => "the endpoint",
        Fact::Bucket => "the bucket’s name",
        Fact::Prefix => "the folder",
        _ => "a value",
    }
}

fn partition(region: &str) -> Option<String> {
    let cloud = match region.split('-').next()? {
        "us" if region.starts_with("us-gov-") => "AWS GovCloud",
        "cn" => "AWS in China",
        "eusc" => "the AWS European Sovereign Cloud",
        _ => return None,
    };
    Some(format!("This is {cloud}. Its logins work there and nowhere else."))
}

fn expiry(time: Timestamp, now: Timestamp) -> String {
    let shown = time.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC");
    if time <= now {
        format!("This login ran out on {shown}. Ask for a new one.")
    } else {
        format!("This login runs out on {shown}.")
    }
}

/// Secrets of AWS have 40 characters; one of another length was copied in part.
fn length(access_key: &str, secret: &Secret) -> Option<String> {
    let aws = access_key.len() == 20 && (access_key.starts_with("AKIA") || access_key.starts_with("ASIA"));
    let count = secret.expose().chars().count();
    (aws && count != 40)
        .then(|| format!("The secret has {count} characters; those of AWS have 40. It may not have been copied whole."))
}
