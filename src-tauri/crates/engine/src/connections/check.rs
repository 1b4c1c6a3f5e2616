//! Looks a login over before anything is sent: what is missing, swapped, or in the wrong box.
//!
//! Pure. It answers either what the probe needs or findings by field; spaces around anything but the secret are
//! simply taken off, since no such value holds them.

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
        findings.push(Finding::stop(Field::Provider, "Choose where the bucket is kept."));
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
        findings.push(Finding::stop(Field::Bucket, "Without signing in, the bucket’s name is needed."));
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
                        "http:// sends your files over the network unencrypted. Use https:// where the server offers it.",
                    )
                    .repair("Use https", set(Field::Endpoint, text.replacen("http://", "https://", 1))),
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
            stop("A proxy’s address begins with http://.").repair(format!("Use {guess}"), set(Field::Proxy, guess))
        }
        EndpointProblem::HasCredentials => {
            stop("There is a name or password inside the address, and it would be saved in a readable file. Use a proxy on this computer that signs in for you.")
        }
        _ => stop("A proxy’s address looks like http://proxy.example.com:8080."),
    });
    None
}

fn trust(login: &Login, findings: &mut Vec<Finding>) -> String {
    let anchors = store::anchors(login.trust.as_bytes());
    if anchors.is_none() && !login.trust.is_empty() {
        findings.push(Finding::stop(Field::Trust, "There is no certificate in it. Choose the file again."));
    }
    anchors.map(|anchors| anchors.pem).unwrap_or_default()
}

fn endpoint_words(problem: EndpointProblem) -> Finding {
    let stop = |text: &str| Finding::stop(Field::Endpoint, text);
    match problem {
        EndpointProblem::Empty => stop("Fill in the address of the storage (its S3 endpoint). Your provider names it."),
        EndpointProblem::NoScheme { guess } => {
            stop("The address begins with https:// (or http:// on a network of your own).")
                .repair(format!("Use {guess}"), set(Field::Endpoint, guess))
        }
        EndpointProblem::BadScheme { scheme } => {
            stop(&format!("“{scheme}:” is not spoken by S3 storage. The address begins with https:// or http://."))
        }
        EndpointProblem::HasPath { path, without } => stop(&format!(
            "The address ends after the host. “{path}” may be a bucket or a folder; those have their own fields. A server whose S3 address really has this path cannot be used."
        ))
        .repair(format!("Use {without}"), set(Field::Endpoint, without)),
        EndpointProblem::HasCredentials => {
            stop("There is a name or password inside the address. Keys go into their own boxes.")
        }
        EndpointProblem::HasQuery { without } => {
            stop("The address ends after the host; the part from “?” or “#” does not belong to it.")
                .repair(format!("Use {without}"), set(Field::Endpoint, without))
        }
        EndpointProblem::HasBucket { bucket, without } => {
            stop(&format!("The address has a bucket in it (“{bucket}”). The bucket has its own box."))
                .repair(format!("Use {without}"), set(Field::Endpoint, without))
                .repair(format!("Use “{bucket}” as the bucket"), set(Field::Bucket, bucket))
        }
        EndpointProblem::Page { host } => stop(&format!(
            "“{host}” shows pages or files in a browser. It is not an S3 endpoint; your provider names that one separately."
        )),
        EndpointProblem::AccessPoint => stop(
            "This is the address of an access point. Leave the endpoint empty or enter the usual one, and enter the access point alias (it ends in -s3alias) as the bucket.",
        ),
        EndpointProblem::BadPort => stop("The number after the colon is not a port. Ports go from 1 to 65535."),
        _ => stop("That is not an address that this program understands. It looks like https://s3.example.com."),
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
            Finding::stop(Field::Region, "That is the region’s title; its short name is needed.")
                .repair(format!("Use {}", named.id), set(Field::Region, named.id.to_owned())),
        );
    } else if text != lower && known(&lower) {
        findings.push(
            Finding::stop(Field::Region, "Region names are written in small letters.")
                .repair(format!("Use {lower}"), set(Field::Region, lower)),
        );
    } else if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
        findings.push(Finding::stop(Field::Region, "A region is one word, such as eu-central-1."));
    } else if !provider.regions.is_empty() && !known(text) {
        findings.push(Finding::warn(
            Field::Region,
            format!("“{text}” is not a region this program knows of. It is used as typed."),
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
        let mut finding = Finding::stop(Field::Bucket, "Only the bucket’s name goes here.");
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
        // Compatible stores and the oldest AWS buckets allow more than the rules, so names in use are not refused.
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

/// A bucket of Cloud.gov opens in GovCloud alone; elsewhere its key is unknown, which reads as a wrong key.
fn govcloud(login: &Login, bucket: Option<&str>, findings: &mut Vec<Finding>) {
    let elsewhere = login.endpoint.trim().is_empty() && !login.region.trim().starts_with("us-gov-");
    if login.provider == "aws" && elsewhere && bucket.is_some_and(is_cloud_gov) {
        let text = "Is this a bucket of Cloud.gov? Those are in AWS GovCloud, and their keys work there only.";
        let repair = set(Field::Region, GOVCLOUD.to_owned());
        findings.push(Finding::warn(Field::Region, text).repair(format!("Use {GOVCLOUD}"), repair));
    }
}

/// The rules of <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>; `warn` where
/// buckets older than the rules, or of other providers, break them and still work.
fn bucket_name_problem(name: &str) -> Option<(&'static str, Severity)> {
    if name.len() < 3 {
        Some(("Bucket names have at least 3 characters.", Severity::Stop))
    } else if name.len() > 255 {
        Some(("Bucket names have at most 63 characters.", Severity::Stop))
    } else if name.bytes().any(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))) {
        Some(("Bucket names have only letters, digits, dots and hyphens.", Severity::Stop))
    } else if name.len() > 63 || name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_') {
        Some((
            "Bucket names usually have 3 to 63 small letters, digits, dots and hyphens. It is used as typed.",
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
        findings.push(Finding::stop(Field::Bucket, "A start folder needs the bucket it is in."));
    }
    if let Some(bare) = text.strip_prefix('/') {
        findings.push(
            Finding::warn(Field::Prefix, "Folders in a bucket seldom begin with a slash.")
                .repair(format!("Use “{bare}”"), set(Field::Prefix, bare.to_owned())),
        );
    }
    if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }
}

#[cfg(test)]
mod tests;
