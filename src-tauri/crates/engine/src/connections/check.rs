//! Looks a login over before anything is sent: what is missing, swapped, or in the wrong box.
//!
//! Pure. It answers either what the probe needs or findings by field; spaces around anything but
//! the secret are simply taken off, since no such value holds them.

pub(super) mod sign_in;

use ::import::destination::{GOVCLOUD, is_cloud_gov};
use store::{Access, Address, Endpoint, EndpointProblem, NoAddress, Provider};

use super::{SignInMethod, login::Login};
use crate::finding::{Finding, LoginField as Field, RepairChange, Severity};

/// A login that is fit to be tried.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) access: Access,
    pub(crate) bucket: Option<String>,
    pub(crate) more_buckets: Vec<String>,
    pub(crate) prefix: String,
    /// The person goes on though the bucket’s list is refused.
    pub(crate) unlisted: bool,
}

/// What the check found. `ready` is there when no finding is of severity `stop`.
pub(crate) struct Outcome {
    pub(crate) findings: Vec<Finding>,
    pub(crate) ready: Option<Checked>,
}

pub(crate) fn check(login: &Login) -> Outcome {
    let mut findings = Vec::new();
    let provider = store::provider(&login.provider);
    if provider.is_none() {
        findings.push(Finding::stop(Field::Provider, "Choose a provider."));
    }
    let sign_in = sign_in::sign_in(login, &mut findings);
    let endpoint = provider.and_then(|provider| endpoint(login, provider, &mut findings));
    let region = region(login, provider, &mut findings);
    let bucket = bucket(login, &mut findings);
    let more_buckets = more_buckets(login, bucket.as_deref(), &mut findings);
    govcloud(login, bucket.as_deref(), &mut findings);
    let prefix = prefix(login, bucket.is_some(), &mut findings);
    let proxy = proxy(login, &mut findings);
    let trust = trust(login, &mut findings);
    if login.method == SignInMethod::Anonymous && login.bucket.trim().is_empty() {
        findings.push(Finding::stop(Field::Bucket, "Enter the name of the public bucket."));
    }

    let stopped = findings.iter().any(|finding| finding.severity == Severity::Stop);
    let ready = provider.filter(|_| !stopped).map(|provider| Checked {
        access: Access {
            provider,
            endpoint,
            region,
            path_style: login.path_style.unwrap_or(provider.path_style),
            sign_in,
            read_only: login.read_only,
            requester_pays: login.requester_pays,
            trust,
            proxy_of_file: proxy.is_some() && login.proxy_of_file,
            proxy,
        },
        bucket,
        more_buckets,
        prefix,
        unlisted: login.unlisted,
    });
    Outcome { findings, ready }
}

fn endpoint(login: &Login, provider: &Provider, findings: &mut Vec<Finding>) -> Option<Endpoint> {
    let text = login.endpoint.trim();
    if text.is_empty() && !provider.needs_endpoint {
        return None;
    }
    let problem = match Endpoint::parse(text) {
        Ok(endpoint) => {
            if !endpoint.is_https() && !endpoint.is_loopback() {
                findings.push(
                    Finding::warn(
                        Field::Endpoint,
                        "http:// sends your files over the network unencrypted. Use https:// if the server supports it.",
                    )
                    .repair("Use https://", set(Field::Endpoint, text.replacen("http://", "https://", 1))),
                );
            }
            return Some(endpoint);
        }
        Err(problem) => problem,
    };
    findings.push(endpoint_words(problem));
    None
}

fn proxy(login: &Login, findings: &mut Vec<Finding>) -> Option<Endpoint> {
    let text = login.proxy.trim();
    if text.is_empty() {
        return None;
    }
    let problem = match Endpoint::parse(text) {
        Ok(proxy) => return Some(proxy),
        Err(problem) => problem,
    };
    let stop = |text: &str| Finding::stop(Field::Proxy, text);
    findings.push(match problem {
        EndpointProblem::NoScheme { guess } => {
            let guess = guess.replacen("https://", "http://", 1);
            stop("A proxy address starts with http://.").repair(format!("Use {guess}"), set(Field::Proxy, guess))
        }
        EndpointProblem::HasCredentials => {
            stop("The address contains a username or password, which would be saved in a readable file. Use a proxy on this computer that signs in for you.")
        }
        _ => stop("Enter a proxy address such as http://proxy.example.com:8080."),
    });
    None
}

fn trust(login: &Login, findings: &mut Vec<Finding>) -> String {
    let anchors = store::anchors(login.trust.as_bytes());
    if anchors.is_none() && !login.trust.is_empty() {
        findings.push(Finding::stop(Field::Trust, "The file contains no certificate. Choose another file."));
    }
    anchors.map(|anchors| anchors.pem).unwrap_or_default()
}

fn endpoint_words(problem: EndpointProblem) -> Finding {
    let stop = |text: &str| Finding::stop(Field::Endpoint, text);
    match problem {
        EndpointProblem::Empty => stop("Enter the endpoint. Your provider calls it “S3 endpoint” or “API endpoint”."),
        EndpointProblem::NoScheme { guess } => {
            stop("The address starts with https://, or with http:// on your own network.")
                .repair(format!("Use {guess}"), set(Field::Endpoint, guess))
        }
        EndpointProblem::BadScheme { scheme } => {
            stop(&format!("S3 storage does not support “{scheme}:”. The address starts with https:// or http://."))
        }
        EndpointProblem::HasPath { path, without } => stop(&format!(
            "Remove “{path}” from the address. If it is a bucket or folder, enter it in its own field. Endpoints with a path are not supported."
        ))
        .repair(format!("Use {without}"), set(Field::Endpoint, without)),
        EndpointProblem::HasCredentials => {
            stop("The address contains a username or password. Enter keys in their own fields.")
        }
        EndpointProblem::HasQuery { without } => {
            stop("The address ends after the host. Remove the part from “?” or “#”.")
                .repair(format!("Use {without}"), set(Field::Endpoint, without))
        }
        EndpointProblem::HasBucket { bucket, without } => {
            stop(&format!("The address contains the bucket “{bucket}”. Enter the bucket in its own field."))
                .repair(format!("Use {without}"), set(Field::Endpoint, without))
                .repair(format!("Use “{bucket}” as the bucket"), set(Field::Bucket, bucket))
        }
        EndpointProblem::Page { host } => stop(&format!(
            "“{host}” serves pages or files to browsers and is not an S3 endpoint. Your provider lists the S3 endpoint separately."
        )),
        EndpointProblem::AccessPoint => stop(
            "This is the address of an access point. Leave the endpoint empty or enter the usual one. Enter the access point alias, which ends in -s3alias, as the bucket.",
        ),
        EndpointProblem::BadPort => stop("The port after the colon must be a number from 1 to 65535."),
        _ => stop("This is not a valid address. Enter an address such as https://s3.example.com."),
    }
}

fn set(field: Field, value: String) -> RepairChange {
    RepairChange::Set { field, value }
}

fn region(login: &Login, provider: Option<&Provider>, findings: &mut Vec<Finding>) -> String {
    let text = login.region.trim();
    let Some(provider) = provider else { return text.to_owned() };
    if text.is_empty() {
        return provider.default_region.to_owned();
    }
    let known = |text: &str| provider.regions.iter().any(|region| region.id == text);
    let lower = text.to_lowercase();
    if let Some(named) = provider.regions.iter().find(|region| region.name.eq_ignore_ascii_case(text)) {
        findings.push(
            Finding::stop(Field::Region, "This is the region’s name. Enter its code.")
                .repair(format!("Use {}", named.id), set(Field::Region, named.id.to_owned())),
        );
    } else if text != lower && known(&lower) {
        findings.push(
            Finding::stop(Field::Region, "Region codes are lowercase.")
                .repair(format!("Use {lower}"), set(Field::Region, lower)),
        );
    } else if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
        findings.push(Finding::stop(Field::Region, "A region is one word, such as eu-central-1."));
    } else if !provider.regions.is_empty() && !known(text) {
        findings.push(Finding::warn(
            Field::Region,
            format!("Bucketwise does not know the region “{text}”. It is used as entered."),
        ));
    }
    text.to_owned()
}

fn bucket(login: &Login, findings: &mut Vec<Finding>) -> Option<String> {
    let text = login.bucket.trim();
    if text.is_empty() {
        return None;
    }
    let (name, folder) = match Address::read(text) {
        Some(Ok(read)) => (read.bucket, read.key),
        Some(Err(NoAddress::AccessPoint(_))) => {
            findings.push(Finding::stop(
                Field::Bucket,
                "This is an access point, not a bucket. Enter its access point alias, which ends in -s3alias.",
            ));
            return None;
        }
        _ => {
            let (name, folder) = text.split_once('/').unwrap_or((text, ""));
            (name.to_owned(), folder.to_owned())
        }
    };
    if name != text {
        let mut finding = Finding::stop(Field::Bucket, "Enter only the bucket’s name.");
        if !name.is_empty() {
            finding = finding.repair(format!("Use “{name}”"), set(Field::Bucket, name));
        }
        if !folder.is_empty() {
            finding = finding.repair(format!("Use “{folder}” as the start folder"), set(Field::Prefix, folder));
        }
        findings.push(finding);
        return None;
    }
    match bucket_name_problem(&name) {
        None => Some(name),
        // Compatible stores and the oldest AWS buckets allow more than the rules, so names in use
        // are not refused.
        Some((text, Severity::Warn)) => {
            findings.push(Finding::warn(Field::Bucket, text));
            Some(name)
        }
        Some((text, Severity::Stop)) => {
            findings.push(Finding::stop(Field::Bucket, text));
            None
        }
    }
}

/// Further buckets of the login, each once.
fn more_buckets(login: &Login, first: Option<&str>, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in login.more_buckets.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if let Some((text, Severity::Stop)) = bucket_name_problem(name) {
            findings.push(Finding::stop(Field::Bucket, format!("“{name}”: {text}")));
        }
        if Some(name) != first && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A bucket of Cloud.gov opens in GovCloud alone; elsewhere its key is unknown, which reads as a
/// wrong key.
fn govcloud(login: &Login, bucket: Option<&str>, findings: &mut Vec<Finding>) {
    let elsewhere = login.endpoint.trim().is_empty() && !login.region.trim().starts_with("us-gov-");
    if login.provider == "aws" && elsewhere && bucket.is_some_and(is_cloud_gov) {
        let text = "Is this a Cloud.gov bucket? Those are in AWS GovCloud, and their keys work only there.";
        let repair = set(Field::Region, GOVCLOUD.to_owned());
        findings.push(Finding::warn(Field::Region, text).repair(format!("Use {GOVCLOUD}"), repair));
    }
}

/// The rules of <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>;
/// `warn` where buckets older than the rules, or of other providers, break them and still work.
fn bucket_name_problem(name: &str) -> Option<(&'static str, Severity)> {
    if name.len() < 3 {
        Some(("Bucket names have at least 3 characters.", Severity::Stop))
    } else if name.len() > 255 {
        Some(("Bucket names have at most 63 characters.", Severity::Stop))
    } else if name.bytes().any(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))) {
        Some(("Bucket names contain only letters, digits, dots and hyphens.", Severity::Stop))
    } else if name.len() > 63 || name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_') {
        Some((
            "Bucket names usually have 3 to 63 lowercase letters, digits, dots and hyphens. This name is used as entered.",
            Severity::Warn,
        ))
    } else {
        None
    }
}

fn prefix(login: &Login, has_bucket: bool, findings: &mut Vec<Finding>) -> String {
    let text = login.prefix.trim();
    if text.is_empty() {
        return String::new();
    }
    if !has_bucket && login.bucket.trim().is_empty() {
        findings.push(Finding::stop(Field::Bucket, "Enter the bucket that contains the start folder."));
    }
    if let Some(bare) = text.strip_prefix('/') {
        findings.push(
            Finding::warn(Field::Prefix, "Folder names in a bucket rarely start with a slash.")
                .repair(format!("Use “{bare}”"), set(Field::Prefix, bare.to_owned())),
        );
    }
    if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }
}

#[cfg(test)]
mod tests;
