//! Looks a login over before anything is sent: what is missing, swapped, or in the wrong box.
//!
//! Pure. It answers either what the probe needs or findings by field; spaces around anything but the secret are
//! simply taken off, since no such value holds them.

use store::{Access, Credentials, Endpoint, EndpointProblem, Provider};

use super::login::Login;
use crate::finding::{Finding, LoginField as Field, RepairChange, Severity};

/// A login that is fit to be tried.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) access: Access,
    pub(crate) bucket: Option<String>,
    pub(crate) prefix: String,
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
    keys(login, &mut findings);
    let endpoint = provider.and_then(|provider| endpoint(login, provider, &mut findings));
    let region = region(login, provider, &mut findings);
    let bucket = bucket(login, &mut findings);
    let prefix = prefix(login, bucket.is_some(), &mut findings);

    let stopped = findings.iter().any(|finding| finding.severity == Severity::Stop);
    let ready = provider.filter(|_| !stopped).map(|provider| Checked {
        access: Access {
            provider,
            endpoint,
            region,
            path_style: login.path_style.unwrap_or(provider.path_style),
            credentials: Credentials {
                access_key: login.access_key.trim().to_owned(),
                secret: login.secret_key.clone(),
                session_token: Some(login.session_token.clone()).filter(|token| !token.expose().trim().is_empty()),
            },
        },
        bucket,
        prefix,
    });
    Outcome { findings, ready }
}

fn keys(login: &Login, findings: &mut Vec<Finding>) {
    let key = login.access_key.trim();
    let secret = login.secret_key.expose();
    let token = login.session_token.expose();

    if key.is_empty() {
        findings.push(Finding::stop(Field::AccessKey, "Paste the access key you were given."));
    } else if key.contains(char::is_whitespace) {
        findings.push(Finding::stop(
            Field::AccessKey,
            "An access key is one word without spaces. More than the key may have been copied.",
        ));
    }
    if secret.trim().is_empty() {
        findings.push(Finding::stop(Field::SecretKey, "Paste the secret key that belongs to the access key."));
    } else if secret.trim().contains(char::is_whitespace) {
        findings.push(Finding::stop(
            Field::SecretKey,
            "There is a space or a line break inside the secret. More than the secret may have been copied.",
        ));
    } else if secret != secret.trim() {
        findings.push(
            Finding::stop(Field::SecretKey, "There are spaces or a line break around the secret.")
                .repair("Remove the spaces", RepairChange::Trim { field: Field::SecretKey }),
        );
    }
    if looks_like_key_id(secret.trim()) && !looks_like_key_id(key) {
        findings.push(
            Finding::stop(Field::AccessKey, "Access key and secret key look swapped.")
                .repair("Swap them", RepairChange::SwapKeys),
        );
    } else if !key.is_empty() && key == secret.trim() {
        findings.push(Finding::stop(Field::SecretKey, "The secret is the same text as the access key."));
    }
    if !token.is_empty() && token.trim().contains(char::is_whitespace) {
        findings.push(Finding::stop(Field::SessionToken, "A session token is one word without spaces or line breaks."));
    } else if token != token.trim() {
        findings.push(
            Finding::stop(Field::SessionToken, "There are spaces or a line break around the session token.")
                .repair("Remove the spaces", RepairChange::Trim { field: Field::SessionToken }),
        );
    }
    // AWS: ASIA marks temporary keys, which work only with their token; AKIA keys have none.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
    if key.starts_with("ASIA") && key.len() == 20 && token.trim().is_empty() {
        findings.push(Finding::stop(
            Field::SessionToken,
            "This is a temporary key (it begins with ASIA). It needs the session token that came with it.",
        ));
    } else if key.starts_with("AKIA") && !token.trim().is_empty() {
        findings.push(Finding::warn(
            Field::SessionToken,
            "A key that begins with AKIA is lasting and has no session token. Leave the token empty if signing in fails.",
        ));
    }
}

/// AWS access key ids: 20 capitals and digits that begin with AKIA or ASIA.
fn looks_like_key_id(text: &str) -> bool {
    text.len() == 20
        && (text.starts_with("AKIA") || text.starts_with("ASIA"))
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
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
            "The address ends after the host. “{path}” may be a bucket or a folder; those have their own boxes."
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
    let bare = text.strip_prefix("s3://").or_else(|| text.strip_prefix("arn:aws:s3:::")).unwrap_or(text);
    let (name, folder) = bare.split_once('/').unwrap_or((bare, ""));
    if name != text {
        let mut finding = Finding::stop(Field::Bucket, "Only the bucket’s name goes here.")
            .repair(format!("Use “{name}”"), set(Field::Bucket, name.to_owned()));
        if !folder.is_empty() {
            finding =
                finding.repair(format!("Use “{folder}” as the start folder"), set(Field::Prefix, folder.to_owned()));
        }
        findings.push(finding);
        return None;
    }
    match bucket_name_problem(name) {
        None => Some(name.to_owned()),
        // Compatible stores and the oldest AWS buckets allow more than the rules, so names in use are not refused.
        Some((text, Severity::Warn)) => {
            findings.push(Finding::warn(Field::Bucket, text));
            Some(name.to_owned())
        }
        Some((text, Severity::Stop)) => {
            findings.push(Finding::stop(Field::Bucket, text));
            None
        }
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use store::Secret;

    use super::*;

    fn good() -> Login {
        Login {
            provider: "aws".into(),
            endpoint: String::new(),
            region: "eu-central-1".into(),
            access_key: "AKIAIOSFODNN7EXAMPLE".into(),
            secret_key: Secret::new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into()),
            session_token: Secret::new(String::new()),
            bucket: String::new(),
            prefix: String::new(),
            path_style: None,
        }
    }

    fn stops(login: &Login) -> Vec<Field> {
        let outcome = check(login);
        let stops: Vec<_> = outcome.findings.iter().filter(|f| f.severity == Severity::Stop).map(|f| f.field).collect();
        assert_eq!(stops.is_empty(), outcome.ready.is_some());
        stops
    }

    #[test]
    fn a_good_login_is_ready_without_findings() {
        let outcome = check(&good());
        assert!(outcome.findings.is_empty());
        assert!(!outcome.ready.unwrap().access.path_style);
    }

    #[test]
    fn spaces_around_all_but_the_secret_are_taken_off() {
        let login = Login {
            access_key: " AKIAIOSFODNN7EXAMPLE\n".into(),
            region: " eu-central-1 ".into(),
            bucket: " acme-data ".into(),
            ..good()
        };
        let ready = check(&login).ready.unwrap();
        assert_eq!(ready.access.credentials.access_key, "AKIAIOSFODNN7EXAMPLE");
        assert_eq!((ready.access.region.as_str(), ready.bucket.as_deref()), ("eu-central-1", Some("acme-data")));
    }

    #[test]
    fn each_slip_stops_at_its_own_field() {
        let secret = |text: &str| Secret::new(text.to_owned());
        let cases = [
            (Login { access_key: String::new(), ..good() }, Field::AccessKey),
            (Login { access_key: "AKIA IOSFODNN7EXAMPL".into(), ..good() }, Field::AccessKey),
            (Login { secret_key: secret(""), ..good() }, Field::SecretKey),
            (Login { secret_key: secret("abc\ndef"), ..good() }, Field::SecretKey),
            (Login { secret_key: secret("abcdef\n"), ..good() }, Field::SecretKey),
            (Login { access_key: "same".into(), secret_key: secret("same"), ..good() }, Field::SecretKey),
            (Login { access_key: "ASIAIOSFODNN7EXAMPLE".into(), ..good() }, Field::SessionToken),
            (Login { session_token: secret("a b"), ..good() }, Field::SessionToken),
            (Login { provider: "other".into(), ..good() }, Field::Endpoint),
            (Login { provider: "other".into(), endpoint: "s3.example.com".into(), ..good() }, Field::Endpoint),
            (
                Login { provider: "other".into(), endpoint: "https://s3.example.com/bucket".into(), ..good() },
                Field::Endpoint,
            ),
            (Login { region: "EU-CENTRAL-1".into(), ..good() }, Field::Region),
            (Login { region: "not a region".into(), ..good() }, Field::Region),
            (Login { bucket: "s3://acme/team".into(), ..good() }, Field::Bucket),
            (Login { bucket: "ab".into(), ..good() }, Field::Bucket),
            (Login { bucket: "acme data".into(), ..good() }, Field::Bucket),
            (Login { prefix: "team/".into(), ..good() }, Field::Bucket),
            (Login { provider: "nobody".into(), ..good() }, Field::Provider),
        ];
        for (login, field) in cases {
            assert_eq!(stops(&login), [field], "{login:?}");
        }
    }

    #[test]
    fn swapped_keys_are_offered_back_without_showing_them() {
        let login = Login {
            access_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
            secret_key: Secret::new("AKIAIOSFODNN7EXAMPLE".into()),
            ..good()
        };
        let findings = check(&login).findings;
        assert_eq!(findings[0].repairs[0].change, RepairChange::SwapKeys);
        assert!(!format!("{findings:?}").contains("AKIAIOSFODNN7EXAMPLE"));
    }

    #[test]
    fn old_and_foreign_bucket_names_are_let_through_with_a_word() {
        let outcome = check(&Login { bucket: "Old_Bucket".into(), ..good() });
        assert_eq!(outcome.findings[0].severity, Severity::Warn);
        assert_eq!(outcome.ready.unwrap().bucket.as_deref(), Some("Old_Bucket"));
    }

    #[test]
    fn a_start_folder_ends_with_a_slash() {
        let ready = check(&Login { bucket: "acme".into(), prefix: "team/x".into(), ..good() }).ready.unwrap();
        assert_eq!(ready.prefix, "team/x/");
    }
}
