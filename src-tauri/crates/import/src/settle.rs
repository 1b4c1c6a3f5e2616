//! What a text says about a login, as the connect form asks for it: a provider, an address, a way
//! to sign in.

use ground::{Address, NoAddress, Secret};
use jiff::Timestamp;

use super::{
    destination::{self, Destination},
    field::ImportField,
    form::SignInMethod,
    found::{Found, From, Remark},
    variables::is_key,
};

/// How a login signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Keys,
    Anonymous,
    /// From the surroundings of whatever program the text was for.
    Environment,
    /// A profile of this computer.
    Profile(String),
    /// The sign-in page of a company.
    Company,
    /// A program that prints a login. One from a paste is never run.
    Program,
    /// As the machine that the program runs on.
    Machine,
}

/// A login, ready for the form.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    pub(super) from: From,
    pub(super) name: String,
    pub(super) destination: Destination,
    pub(super) bucket: String,
    pub(super) prefix: String,
    pub(super) path_style: Option<bool>,
    pub(super) access_key: String,
    pub(super) secret_key: Option<Secret>,
    pub(super) session_token: Option<Secret>,
    pub(super) expires: Option<Timestamp>,
    pub(super) way: Way,
    pub(super) more_buckets: Vec<String>,
    pub(super) remarks: Vec<Remark>,
    /// What the text said, for what has no field here.
    pub(super) found: Found,
}

pub(super) fn settle(found: Found) -> Settled {
    let connection_file = found.from == From::ConnectionFile;
    let mut destination = destination::of(found.text(ImportField::Endpoint), found.text(ImportField::Provider));
    // Our own file names our own providers, also those that no address tells.
    if let Some(provider) = ground::provider(found.text(ImportField::Provider)).filter(|_| connection_file) {
        destination.provider = provider.id.to_owned();
    }
    let region = region(found.text(ImportField::Region));
    if !region.is_empty() {
        destination.region = region;
    }
    if destination.provider.is_empty() && !destination.unusable && is_amazon(&found) {
        "aws".clone_into(&mut destination.provider);
    }
    let mut remarks = found.remarks.clone();
    let (bucket, folder) = bucket(&found, &mut destination, &mut remarks);
    // An address is not made up from a region that the text does not name: the key would be sent
    // there.
    if destination.endpoint.is_empty() && !destination.unusable {
        let theirs = ground::provider(&destination.provider);
        let theirs = theirs.filter(|it| !destination.region.is_empty() || !it.endpoint_template.contains("{region}"));
        destination.endpoint = theirs.and_then(|it| it.endpoint_for(&destination.region)).unwrap_or_default();
    }
    let prefix = match found.text(ImportField::Prefix) {
        "" => folder,
        prefix => prefix.trim_start_matches('/').to_owned(),
    };
    let mut more_buckets = found.more_buckets.clone();
    more_buckets.retain(|name| *name != bucket);
    more_buckets.dedup();
    Settled {
        from: found.from,
        name: found.name.clone(),
        bucket,
        prefix,
        path_style: flag(found.text(ImportField::PathStyle)),
        access_key: found.text(ImportField::AccessKey).to_owned(),
        secret_key: found.get(ImportField::SecretKey).cloned(),
        session_token: found.get(ImportField::Token).cloned(),
        expires: expires(found.text(ImportField::Expires)),
        way: way(&found),
        more_buckets,
        remarks,
        destination,
        found,
    }
}

/// Whether something in the text says that this is Amazon's: a mark that only AWS has, where no
/// other server is named or hinted at.
fn is_amazon(found: &Found) -> bool {
    let server = |remark: &Remark| matches!(remark.field(), Some(ImportField::Endpoint | ImportField::Doubt));
    if found.has(ImportField::Endpoint) || found.remarks.iter().any(server) {
        return false;
    }
    let only_amazon = [
        ImportField::Amazon,
        ImportField::SsoStart,
        ImportField::SsoSession,
        ImportField::RoleArn,
        ImportField::Program,
    ];
    let keyless = found.from == From::AwsProfile && !found.has(ImportField::AccessKey);
    is_key(found.text(ImportField::AccessKey))
        || only_amazon.iter().any(|field| found.has(*field))
        || keyless
        // Where it is to go elsewhere this program's settings say so.
        || found.from == From::S3cmd
}

fn way(found: &Found) -> Way {
    if let Some(form) = &found.form {
        return match form.method {
            SignInMethod::AccessKey => Way::Keys,
            SignInMethod::Profile => Way::Profile(form.profile.clone()),
            SignInMethod::Company => Way::Company,
            SignInMethod::Machine => Way::Machine,
            SignInMethod::Environment => Way::Environment,
            SignInMethod::Anonymous => Way::Anonymous,
        };
    }
    if found.has(ImportField::AccessKey) || found.has(ImportField::SecretKey) {
        Way::Keys
    } else if found.has(ImportField::SsoStart) {
        Way::Company
    } else if found.has(ImportField::Program) {
        Way::Program
    } else if found.has(ImportField::Profile) {
        Way::Profile(found.text(ImportField::Profile).to_owned())
    } else if found.has(ImportField::RoleArn) && found.has(ImportField::SourceProfile) {
        Way::Profile(found.name.clone())
    } else if found.has(ImportField::Anonymous) {
        Way::Anonymous
    } else if found.has(ImportField::FromEnvironment) {
        Way::Environment
    } else {
        Way::Keys
    }
}

fn region(text: &str) -> String {
    match text {
        // What rclone and s3cmd write for where no region was given.
        "US" | "other-v2-signature" | "other-v4-signature" => String::new(),
        "EU" => "eu-west-1".to_owned(),
        _ => text.to_owned(),
    }
}

/// The bucket, and the folder that was written behind it.
fn bucket(found: &Found, destination: &mut Destination, remarks: &mut Vec<Remark>) -> (String, String) {
    let text = found.text(ImportField::Bucket);
    match Address::read(text) {
        _ if text.is_empty() => (destination.bucket.clone(), destination.folder.clone()),
        Some(Ok(read)) => (read.bucket, read.key),
        Some(Err(NoAddress::AccessPoint(region))) => {
            remarks.push(Remark::AccessPoint);
            if destination.region.is_empty() {
                destination.region = region;
            }
            (String::new(), String::new())
        }
        _ => {
            let (bucket, folder) = text.split_once('/').unwrap_or((text, ""));
            (bucket.to_owned(), folder.to_owned())
        }
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" | "path" => Some(true),
        "false" | "0" | "no" | "off" | "virtual" => Some(false),
        _ => None,
    }
}

/// A time as AWS prints it, or the milliseconds of `aws sso get-role-credentials`.
fn expires(text: &str) -> Option<Timestamp> {
    match text.parse::<i64>() {
        Ok(ms) => Timestamp::from_millisecond(ms).ok(),
        Err(_) => text.parse().ok(),
    }
}
