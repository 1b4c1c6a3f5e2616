//! Where: are the ARNs right, and what do their wildcards take in.

use super::{At, Check, spaces};
use crate::arn::{Arn, PARTITIONS};
use crate::finding::{Code, Severity};
use crate::kind::Kind;
use crate::pattern;

/// Whether there is a `Resource` where one belongs.
pub(super) fn presence(check: &mut Check, at: At) {
    match (check.kind, &at.statement.resource) {
        (Kind::Trust, Some(_)) => {
            let text = "A trust policy has no “Resource”: it is about the role it is attached to.";
            let path = at.path("Resource");
            check.remove(Code::ResourceNotAllowed, Severity::Error, &path, text, "Remove “Resource”");
        }
        (Kind::Trust, None) | (_, Some(_)) => {}
        (_, None) => {
            let text = "The statement does not say where: “Resource” is missing.";
            check.say(Code::MissingElement, Severity::Error, &at.whole(), text);
        }
    }
}

pub(super) fn check(check: &mut Check, at: At) {
    let except = at.statement.resource.as_ref().is_some_and(|choice| choice.except);
    if except && at.statement.allows() {
        let text = "This allows it everywhere but in a few places, also in buckets that are made later.";
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
                let says =
                    "A bucket policy speaks of its bucket and its files alone. S3 refuses other resources in it.";
                check.remove(Code::BadResource, Severity::Error, &path, says, "Leave it out");
            }
        }
    }
}

fn everything(check: &mut Check, at: At, path: &str, except: bool) {
    // Actions that work on nothing in particular take nothing else.
    let narrow = |name: &str| crate::action::find(name).is_some_and(|action| action.resources.is_empty());
    let needed = !at.statement.action.except && at.statement.action.of.list.iter().all(|name| narrow(name));
    if at.statement.allows() && !except && !needed {
        check.say(
            Code::AllResources,
            Severity::Warning,
            path,
            "This is for every bucket and everything else. Name the bucket.",
        );
    }
}

fn well_formed<'a>(check: &mut Check, path: &str, text: &'a str) -> Option<Arn<'a>> {
    if text.contains("://") {
        let address =
            text.rsplit_once("://").map(|(_, address)| address.trim_matches('/')).filter(|a| !a.contains("amazonaws"));
        let says = "An address such as s3://… does not belong here: a bucket is “arn:aws:s3:::NAME”.";
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
        let says = "There is an ARN inside an ARN.";
        check.rewrite(Code::BadResource, Severity::Error, path, says, &text[at..]);
        return None;
    }
    match Arn::parse(text) {
        Some(arn) => Some(arn),
        None if text.starts_with("arn:") => {
            let says = "This ARN is too short: it has six parts with colons between, as “arn:aws:s3:::NAME”.";
            check.say(Code::BadResource, Severity::Error, path, says);
            None
        }
        None => {
            let says = "Where something may be done is said with an ARN: “arn:aws:s3:::NAME” for a bucket, \
                        “arn:aws:s3:::NAME/*” for its files.";
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
    check.facts.partition.as_deref().unwrap_or("aws")
}

fn partition(check: &mut Check, path: &str, text: &str, arn: &Arn) {
    if arn.partition.contains(['*', '?', '$']) {
        return;
    }
    let own = check.facts.partition.as_deref();
    let known = PARTITIONS.contains(&arn.partition);
    if known && own.is_none_or(|own| own == arn.partition) {
        return;
    }
    let says = match own {
        Some(own) => format!("This bucket is in the part of AWS called “{own}”: its ARNs begin with “arn:{own}:”."),
        None => format!("There is no part of AWS called “{}”.", arn.partition),
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
            let says = "The ARN of a bucket has neither region nor account: three colons stand before its name.";
            let meant = format!("arn:{}:s3:::{}", arn.partition, arn.resource);
            check.rewrite(Code::BadResource, Severity::Error, path, says, &meant);
        }
        return;
    };
    let wild = name.contains(['*', '?']);
    if key == Some("") {
        let says = "This ends with “/” and so means no file at all. “/*” means all files.";
        check.rewrite(Code::BadResource, Severity::Error, path, says, &format!("{text}*"));
    } else if key.is_some_and(|key| key.ends_with('/')) {
        let says = "This ends with “/”: it means the marker of the folder alone, and none of the files in it. “/*” means the \
                    files.";
        check.rewrite(Code::MarkerOnly, Severity::Warning, path, says, &format!("{text}*"));
    }
    if wild && name != "*" && at.statement.allows() {
        let says = format!("“{name}” also takes in buckets of other people with such a name, and all files in them.");
        check.say(Code::LoosePattern, Severity::Warning, path, says);
    } else if name == "*" && at.statement.allows() && !only_names(at) {
        check.say(Code::AllResources, Severity::Warning, path, "This is for every bucket. Name the bucket.");
    }
    if !wild
        && !name.contains("${")
        && let Some(fault) = fault_of_name(name)
    {
        let says = format!("“{name}” is not the name of a bucket: {fault}.");
        check.say(Code::BadBucketName, Severity::Warning, path, says);
    }
    if let Some(own) = check.facts.bucket.clone().filter(|_| check.kind == Kind::Bucket)
        && !pattern::matches(&pattern::plain(&crate::action::without_variables(name)), &own)
    {
        let says = format!("The policy of “{own}” can only speak of “{own}”. AWS refuses other buckets in it.");
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
fn fault_of_name(name: &str) -> Option<&'static str> {
    if name.len() < 3 || name.len() > 63 {
        return Some("it needs 3 to 63 letters");
    }
    if name.chars().any(|letter| letter.is_ascii_uppercase()) {
        return Some("it has capital letters");
    }
    if !name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter)) {
        return Some("it takes lower-case letters, digits, dots and dashes only");
    }
    let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
    (edge(name.chars().next()) || edge(name.chars().last()) || name.contains(".."))
        .then_some("it begins and ends with a letter or digit and has no two dots in a row")
}
