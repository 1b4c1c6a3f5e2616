//! Where: are the ARNs right, and what do their wildcards take in.

use words::{Words, policy, say};

use super::{At, Check, spaces};
use crate::arn::{Arn, PARTITIONS};
use crate::finding::{Code, Severity};
use crate::kind::Kind;
use crate::pattern;

/// Whether there is a `Resource` where one belongs.
pub(super) fn presence(check: &mut Check, at: At) {
    match (check.kind, &at.statement.resource) {
        (Kind::Trust, Some(_)) => {
            let text = say!(policy::TrustResource);
            check.remove(Code::ResourceNotAllowed, Severity::Error, &at.path("Resource"), text);
        }
        (Kind::Trust, None) | (_, Some(_)) => {}
        (_, None) => {
            let text = say!(policy::NoResource);
            check.say(Code::MissingElement, Severity::Error, &at.whole(), text);
        }
    }
}

pub(super) fn check(check: &mut Check, at: At) {
    let except = at.statement.resource.as_ref().is_some_and(|choice| choice.except);
    if except && at.statement.allows() {
        let text = say!(policy::NotResourceAllow);
        check.say(Code::NotResourceAllow, Severity::Warning, &at.path("Resource"), text);
    }
    for (path, text) in at.resources() {
        if text == "*" {
            everything(check, at, &path, except);
        } else if check.document.is_scaleways() {
            let own = check.document.arn_of(text).into_owned();
            if let Some(arn) = Arn::parse(&own) {
                bucket(check, at, &path, text, &arn);
            }
        } else if spaces::mended(text).is_some() {
            // Said, with what is meant.
        } else if let Some(arn) = well_formed(check, &path, text) {
            partition(check, &path, text, &arn);
            if arn.service == "s3" {
                bucket(check, at, &path, text, &arn);
            } else if check.kind == Kind::Bucket && !arn.service.contains(['*', '?']) {
                check.remove(Code::BadResource, Severity::Error, &path, say!(policy::ForeignResource));
            }
        }
    }
}

fn everything(check: &mut Check, at: At, path: &str, except: bool) {
    // Actions that work on nothing in particular take nothing else.
    let narrow = |name: &str| crate::action::find(name).is_some_and(|action| action.resources.is_empty());
    let needed = !at.statement.action.except && at.statement.action.of.list.iter().all(|name| narrow(name));
    if at.statement.allows() && !except && !needed {
        check.say(Code::AllResources, Severity::Warning, path, say!(policy::AllResources));
    }
}

fn well_formed<'a>(check: &mut Check, path: &str, text: &'a str) -> Option<Arn<'a>> {
    if text.contains("://") {
        let address =
            text.rsplit_once("://").map(|(_, address)| address.trim_matches('/')).filter(|a| !a.contains("amazonaws"));
        let says = say!(policy::Address);
        match address {
            Some(name) if text.contains("s3://") => {
                let arn = format!("arn:{}:s3:::{name}", own_partition(check));
                check.rewrite(Code::AddressInResource, Severity::Error, path, says, &arn);
            }
            _ => check.say(Code::AddressInResource, Severity::Error, path, says),
        }
        return None;
    }
    if let Some(at) = text.rfind("arn:").filter(|at| *at > 0) {
        let says = say!(policy::ArnTwice);
        check.rewrite(Code::BadResource, Severity::Error, path, says, &text[at..]);
        return None;
    }
    match Arn::parse(text) {
        Some(arn) => Some(arn),
        None if text.starts_with("arn:") => {
            let says = say!(policy::ArnShort);
            check.say(Code::BadResource, Severity::Error, path, says);
            None
        }
        None => {
            let says = say!(policy::ArnNeeded);
            let name = text.split('/').next().unwrap_or_default();
            if fault_of_name(name).is_none() {
                let arn = format!("arn:{}:s3:::{text}", own_partition(check));
                check.rewrite(Code::BadResource, Severity::Error, path, says, &arn);
            } else {
                check.say(Code::BadResource, Severity::Error, path, says);
            }
            None
        }
    }
}

fn own_partition<'a>(check: &Check<'a>) -> &'a str {
    check.surroundings.partition.as_deref().unwrap_or("aws")
}

fn partition(check: &mut Check, path: &str, text: &str, arn: &Arn) {
    if arn.partition.contains(['*', '?', '$']) {
        return;
    }
    let own = check.surroundings.partition.as_deref();
    let known = PARTITIONS.contains(&arn.partition);
    if known && own.is_none_or(|own| own == arn.partition) {
        return;
    }
    let says = match own {
        Some(own) => say!(policy::PartitionOwn, own),
        None => say!(policy::PartitionUnknown, partition = arn.partition),
    };
    match own {
        Some(own) => {
            let meant = text.replacen(&format!("arn:{}:", arn.partition), &format!("arn:{own}:"), 1);
            check.rewrite(Code::WrongPartition, Severity::Error, path, says, &meant);
        }
        None => check.say(Code::WrongPartition, Severity::Error, path, says),
    }
}

fn bucket(check: &mut Check, at: At, path: &str, text: &str, arn: &Arn) {
    let Some((name, key)) = arn.bucket() else {
        // Access points and the like have a region and an account; a bucket has neither.
        if !["accesspoint/", "job/", "storage-lens", "access-grants/", "async-request/", "*"]
            .iter()
            .any(|k| arn.resource.starts_with(k))
        {
            let says = say!(policy::BucketArn);
            let meant = format!("arn:{}:s3:::{}", arn.partition, arn.resource);
            check.rewrite(Code::BadResource, Severity::Error, path, says, &meant);
        }
        return;
    };
    let wild = name.contains(['*', '?']);
    if key == Some("") {
        let says = say!(policy::NoFile);
        check.rewrite(Code::BadResource, Severity::Error, path, says, &format!("{text}*"));
    } else if key.is_some_and(|key| key.ends_with('/')) {
        let says = say!(policy::MarkerOnly);
        check.rewrite(Code::MarkerOnly, Severity::Warning, path, says, &format!("{text}*"));
    }
    if wild && name != "*" && at.statement.allows() {
        let says = say!(policy::LoosePattern, name);
        check.say(Code::LoosePattern, Severity::Warning, path, says);
    } else if name == "*" && at.statement.allows() && !only_names(at) {
        check.say(Code::AllResources, Severity::Warning, path, say!(policy::EveryBucket));
    }
    if !wild
        && !name.contains("${")
        && let Some(fault) = fault_of_name(name)
    {
        check.say(Code::BadBucketName, Severity::Warning, path, fault);
    }
    if let Some(own) = check.surroundings.bucket.clone().filter(|_| check.kind == Kind::Bucket)
        && !pattern::matches(&pattern::plain(&crate::action::without_variables(name)), &own)
    {
        let says = say!(policy::OtherBucket, own = &own);
        let meant = match text.contains(":::") {
            true => text.replacen(&format!(":::{name}"), &format!(":::{own}"), 1),
            false => text.replacen(name, &own, 1),
        };
        check.rewrite(Code::OtherBucket, Severity::Error, path, says, &meant);
    }
}

/// Whether the statement does nothing but see the names of buckets.
fn only_names(at: At) -> bool {
    at.statement.action.of.list.iter().all(|name| name.eq_ignore_ascii_case("s3:ListAllMyBuckets"))
}

/// Why `name` cannot be a bucket's.
fn fault_of_name(name: &str) -> Option<Words> {
    if name.len() < 3 || name.len() > 63 {
        return Some(say!(policy::BucketNameLength, name));
    }
    if name.chars().any(|letter| letter.is_ascii_uppercase()) {
        return Some(say!(policy::BucketNameCapitals, name));
    }
    if !name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter)) {
        return Some(say!(policy::BucketNameLetters, name));
    }
    let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
    (edge(name.chars().next()) || edge(name.chars().last()) || name.contains(".."))
        .then(|| say!(policy::BucketNameEnds, name))
}
