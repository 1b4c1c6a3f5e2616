//! Looks a login over before anything is sent: what is missing, swapped, or in the wrong box.
//!
//! Pure. It answers either what the probe needs or findings by field; spaces around anything but
//! the secret are simply taken off, since no such value holds them.

pub(super) mod sign_in;
mod way;

use ::import::destination::{GOVCLOUD, is_cloud_gov};
use store::{Access, Address, Endpoint, EndpointProblem, NoAddress, Provider};
use words::{Words, probe, say};

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
        findings.push(Finding::stop(Field::Provider, say!(probe::ProviderMissing)));
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
    findings.extend(way::unaccepted(login));
    if login.method == SignInMethod::Anonymous && login.bucket.trim().is_empty() {
        findings.push(Finding::stop(Field::Bucket, say!(probe::BucketPublic)));
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
                let https = set(Field::Endpoint, text.replacen("http://", "https://", 1));
                let finding = Finding::warn(Field::Endpoint, say!(probe::Unencrypted));
                findings.push(finding.repair(say!(probe::UseHttpsButton), https));
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
    let stop = |text| Finding::stop(Field::Proxy, text);
    findings.push(match problem {
        EndpointProblem::NoScheme { guess } => {
            let guess = guess.replacen("https://", "http://", 1);
            stop(say!(probe::ProxyScheme)).repair(use_it(&guess), set(Field::Proxy, guess))
        }
        EndpointProblem::HasCredentials => stop(say!(probe::ProxyPassword)),
        _ => stop(say!(probe::ProxyInvalid)),
    });
    None
}

fn trust(login: &Login, findings: &mut Vec<Finding>) -> String {
    let anchors = store::anchors(login.trust.as_bytes());
    if anchors.is_none() && !login.trust.is_empty() {
        findings.push(Finding::stop(Field::Trust, say!(probe::NoCertificate)));
    }
    anchors.map(|anchors| anchors.pem).unwrap_or_default()
}

fn endpoint_words(problem: EndpointProblem) -> Finding {
    let stop = |text| Finding::stop(Field::Endpoint, text);
    match problem {
        EndpointProblem::Empty => stop(say!(probe::EndpointMissing)),
        EndpointProblem::NoScheme { guess } => {
            stop(say!(probe::EndpointScheme)).repair(use_it(&guess), set(Field::Endpoint, guess))
        }
        EndpointProblem::BadScheme { scheme } => stop(say!(probe::EndpointOtherScheme, scheme)),
        EndpointProblem::HasPath { path, without } => {
            stop(say!(probe::EndpointPath, path)).repair(use_it(&without), set(Field::Endpoint, without))
        }
        EndpointProblem::HasCredentials => stop(say!(probe::EndpointPassword)),
        EndpointProblem::HasQuery { without } => {
            stop(say!(probe::EndpointQuery)).repair(use_it(&without), set(Field::Endpoint, without))
        }
        EndpointProblem::HasBucket { bucket, without } => stop(say!(probe::EndpointBucket, bucket = &bucket))
            .repair(use_it(&without), set(Field::Endpoint, without))
            .repair(say!(probe::UseAsBucketButton, bucket = &bucket), set(Field::Bucket, bucket)),
        EndpointProblem::Page { host } => stop(say!(probe::EndpointPage, host)),
        EndpointProblem::AccessPoint => stop(say!(probe::EndpointAccessPoint)),
        EndpointProblem::BadPort => stop(say!(probe::EndpointPort)),
        _ => stop(say!(probe::EndpointInvalid)),
    }
}

/// What is on offer, on its button.
fn use_it(value: &str) -> Words {
    say!(probe::UseButton, value)
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
            Finding::stop(Field::Region, say!(probe::RegionName))
                .repair(use_it(named.id), set(Field::Region, named.id.to_owned())),
        );
    } else if text != lower && known(&lower) {
        findings.push(
            Finding::stop(Field::Region, say!(probe::RegionLowercase))
                .repair(use_it(&lower), set(Field::Region, lower)),
        );
    } else if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
        findings.push(Finding::stop(Field::Region, say!(probe::RegionInvalid)));
    } else if !provider.regions.is_empty() && !known(text) {
        findings.push(Finding::warn(Field::Region, say!(probe::RegionUnknown, region = text)));
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
            findings.push(Finding::stop(Field::Bucket, say!(probe::BucketAccessPoint)));
            return None;
        }
        _ => {
            let (name, folder) = text.split_once('/').unwrap_or((text, ""));
            (name.to_owned(), folder.to_owned())
        }
    };
    if name != text {
        let mut finding = Finding::stop(Field::Bucket, say!(probe::BucketAlone));
        if !name.is_empty() {
            finding = finding.repair(say!(probe::UseNameButton, name = &name), set(Field::Bucket, name));
        }
        if !folder.is_empty() {
            finding = finding.repair(say!(probe::UseAsFolderButton, folder = &folder), set(Field::Prefix, folder));
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
            findings.push(Finding::stop(Field::Bucket, say!(probe::BucketOneOfMany, bucket = name, problem = text)));
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
        let repair = set(Field::Region, GOVCLOUD.to_owned());
        findings.push(Finding::warn(Field::Region, say!(probe::RegionGovcloud)).repair(use_it(GOVCLOUD), repair));
    }
}

/// The rules of <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>;
/// `warn` where buckets older than the rules, or of other providers, break them and still work.
fn bucket_name_problem(name: &str) -> Option<(Words, Severity)> {
    if name.len() < 3 {
        Some((say!(probe::BucketShort), Severity::Stop))
    } else if name.len() > 255 {
        Some((say!(probe::BucketLong), Severity::Stop))
    } else if name.bytes().any(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))) {
        Some((say!(probe::BucketCharacters), Severity::Stop))
    } else if name.len() > 63 || name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_') {
        Some((say!(probe::BucketUnusual), Severity::Warn))
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
        findings.push(Finding::stop(Field::Bucket, say!(probe::BucketOfFolder)));
    }
    if let Some(bare) = text.strip_prefix('/') {
        findings.push(
            Finding::warn(Field::Prefix, say!(probe::PrefixSlash))
                .repair(say!(probe::UseNameButton, name = bare), set(Field::Prefix, bare.to_owned())),
        );
    }
    if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }
}

#[cfg(test)]
mod tests;
