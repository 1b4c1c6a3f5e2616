//! The forms that answers take: names, numbers, ARNs, external IDs, websites.

use std::collections::BTreeSet;

use policy::arn::{Arn, is_account, partition_of};
use policy::cors::{METHODS, repair_origin};
use words::{plans, say};

use crate::answers::{Answers, Bucket, Scope, Standing};
use crate::finding::Findings;
use crate::preset::{Way, WayKind};
use ground::quoting::line;

pub(super) fn buckets(way: &Way, answers: &Answers, findings: &mut Findings) {
    if answers.buckets.is_empty() {
        findings.stop("buckets", say!(plans::ChooseBucket));
    }
    let mut seen = BTreeSet::new();
    for (bucket, nth) in answers.buckets.iter().zip(0..) {
        let field = |name: &str| format!("buckets[{nth}].{name}");
        bucket_name(&field("name"), &bucket.name, findings);
        if !seen.insert((&bucket.name, bucket.path())) {
            findings.stop(&field("name"), say!(plans::BucketTwice, bucket = &bucket.name));
        }
        standing(&field("name"), bucket, findings);
        if bucket.standing != Standing::Missing {
            scope(&field("folder"), way, bucket, findings);
        }
        folder(&field("folder"), &bucket.folder, findings);
        let is_key = |key: &str| {
            Arn::parse(key).is_some_and(|arn| arn.service == "kms")
                && key.chars().all(in_arns)
                && !key.contains(['*', '?'])
        };
        if bucket.kms_key.as_deref().is_some_and(|key| !is_key(key)) {
            findings.stop(&field("kms_key"), say!(plans::KmsKeyForm));
        }
    }
    let regions = answers.buckets.iter().map(|bucket| bucket.region.as_str()).filter(|region| !region.is_empty());
    if regions.map(partition_of).collect::<BTreeSet<_>>().len() > 1 {
        findings.stop("buckets", say!(plans::SeparatePartitions));
    }
}

/// Whether the bucket is there: nothing is set up for one that is not.
fn standing(field: &str, bucket: &Bucket, findings: &mut Findings) {
    let name = &bucket.name;
    match bucket.standing {
        Standing::There => {}
        Standing::Missing => findings.stop(field, say!(plans::BucketMissing, bucket = name)),
        Standing::Shut => findings.warn(field, say!(plans::BucketShut, bucket = name)),
    }
}

/// How much of a bucket is opened has been said: an empty folder is never taken for one.
fn scope(field: &str, way: &Way, bucket: &Bucket, findings: &mut Findings) {
    let (name, empty) = (&bucket.name, bucket.path().is_empty());
    if way.kind == WayKind::Nothing {
        if !empty {
            findings.warn(field, say!(plans::WholeBucketOnly, bucket = name));
        }
        return;
    }
    match bucket.scope {
        Scope::Unanswered => findings.stop(field, say!(plans::ChooseScope, bucket = name)),
        Scope::Folder if empty => findings.stop(field, say!(plans::FolderMissing, bucket = name)),
        Scope::Folder | Scope::Whole => {}
    }
}

fn bucket_name(field: &str, name: &str, findings: &mut Findings) {
    let bare = name.trim().trim_start_matches("s3://").trim_start_matches("arn:aws:s3:::").trim_end_matches("/*");
    let bare = bare.split('/').next().unwrap_or_default();
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
    let fits = |name: &str| {
        let ends = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        (3..=63).contains(&name.len())
            && name.bytes().all(letter)
            && ends(name.as_bytes().first())
            && ends(name.as_bytes().last())
    };
    match (fits(name), fits(bare)) {
        (true, _) => {}
        (false, true) => findings.rather(field, say!(plans::BucketNameOnly), bare),
        (false, false) => findings.stop(field, say!(plans::BucketNameForm)),
    }
}

fn folder(field: &str, folder: &str, findings: &mut Findings) {
    if folder.starts_with('/') || folder.contains("//") {
        let mended: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
        findings.rather(field, say!(plans::FolderSlashes), mended.join("/"));
    } else if folder.len() > 900 {
        findings.stop(field, say!(plans::FolderLong));
    } else if folder.chars().any(|letter| letter > '\u{ff}') {
        findings.warn(field, say!(plans::FolderLetters));
    } else if folder.chars().any(char::is_control) {
        findings.stop(field, say!(plans::FolderCharacter));
    }
}

pub(super) fn account(answers: &Answers, needed: bool, findings: &mut Findings) {
    match answers.account.trim() {
        "" if needed => findings.stop("account", say!(plans::AccountNeeded)),
        "" => {}
        number => account_number("account", number, findings),
    }
}

pub(super) fn account_number(field: &str, number: &str, findings: &mut Findings) {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if is_account(number) {
    } else if is_account(&digits) {
        findings.rather(field, say!(plans::AccountDigitsOnly), digits);
    } else {
        findings.stop(field, say!(plans::AccountForm));
    }
}

pub(super) fn name(name: &str, way: &Way, findings: &mut Findings) {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "_+=,.@-".contains(letter);
    let mended: String = name.chars().map(|letter| if fits(letter) { letter } else { '-' }).take(64).collect();
    if name != mended {
        findings.rather("name", say!(plans::NameForm), mended);
    } else if !name.contains(|letter: char| letter.is_ascii_alphanumeric()) {
        findings.stop("name", say!(plans::NameLetter));
    }
    if let Some(fixed) = way.role_name.as_ref().filter(|fixed| *fixed != name) {
        findings.rather("name", say!(plans::NameFixed, name = fixed), fixed);
    }
}

pub(super) fn text(field: &str, text: &str, findings: &mut Findings) {
    if text.starts_with('<') && text.ends_with('>') || text.starts_with("YOUR_") || text.contains("EXAMPLE") {
        findings.stop(field, say!(plans::Placeholder, text));
    } else if text.len() > 500 || text.chars().any(|letter| letter.is_control() || letter > '\u{ff}') {
        findings.stop(field, say!(plans::TextForm));
    }
}

pub(super) fn partner(field: &str, text: &str, partition: &str, findings: &mut Findings) {
    if !text.starts_with("arn:") && text.contains(char::is_alphabetic) {
        return findings.stop(field, say!(plans::PartnerForm));
    }
    if !text.starts_with("arn:") {
        return account_number(field, text, findings);
    }
    if !arn(field, text, partition, findings) {
        return;
    }
    let Some(parts) = Arn::parse(text) else { return };
    if parts.service == "sts" {
        let role = parts.resource.split('/').nth(1).unwrap_or_default();
        let role = format!("arn:{partition}:iam::{}:role/{role}", parts.account);
        findings.rather(field, say!(plans::PartnerSession), role);
    } else if parts.service != "iam" || !is_account(parts.account) {
        findings.stop(field, say!(plans::PartnerForm));
    } else if parts.resource.contains(['*', '?']) {
        findings.stop(field, say!(plans::PartnerWildcard));
    } else if parts.resource == "root" {
        findings.warn(field, say!(plans::PartnerAccount));
    }
}

pub(super) fn person(field: &str, text: &str, partition: &str, findings: &mut Findings) {
    if arn(field, text, partition, findings) {
        let Some(parts) = Arn::parse(text) else { return };
        let kind = parts.resource.split('/').next().unwrap_or_default();
        if parts.service != "iam" || !["user", "role"].contains(&kind) || !is_account(parts.account) {
            findings.stop(field, say!(plans::PersonForm));
        }
    }
}

/// Whether it is one, of the part of AWS where the buckets lie.
pub(super) fn arn(field: &str, text: &str, partition: &str, findings: &mut Findings) -> bool {
    let Some(parts) = Arn::parse(text).filter(|_| !text.contains(char::is_whitespace)) else {
        findings.stop(field, say!(plans::ArnForm, partition));
        return false;
    };
    if let Some(letter) = text.chars().find(|letter| !in_arns(*letter)) {
        findings.stop(field, say!(plans::ArnCharacter, letter = line(&letter.to_string())));
        return false;
    }
    if parts.partition != partition {
        findings.stop(field, say!(plans::ArnPartition, partition = parts.partition, buckets = partition));
        return false;
    }
    true
}

/// What the names and paths of users, roles, queues, keys and the rest are made of, and wildcards.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
fn in_arns(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_+=,.@:/-*?".contains(letter)
}

pub(super) fn external_id(field: &str, id: &str, findings: &mut Findings) {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "_+=,.@:/-".contains(letter);
    let length = id.chars().count();
    if !(2..=1224).contains(&length) {
        findings.stop(field, say!(plans::ExternalIdLength, length));
    } else if let Some(letter) = id.chars().find(|letter| !fits(*letter)) {
        findings.stop(field, say!(plans::ExternalIdCharacter, letter = letter.to_string()));
    } else if length < 8 {
        findings.warn(field, say!(plans::ExternalIdShort));
    }
}

/// Each website as a browser sends it, by the same reader as the CORS rules of a bucket. The
/// suggestion is the whole list, with each that has to change mended.
pub(super) fn origins(field: &str, origins: &[&str], findings: &mut Findings) {
    let mended = origins.iter().map(|origin| match repair_origin(origin) {
        Some(repair) => Some(repair.instead.join(", ")).filter(|sites| !sites.is_empty()),
        None => Some((*origin).to_owned()),
    });
    let mended = mended.collect::<Option<Vec<_>>>().map(|sites| sites.join(", "));
    for origin in origins {
        if *origin == "*" {
            findings.warn(field, say!(plans::EveryWebsite));
        }
        let Some(repair) = repair_origin(origin) else { continue };
        let words = say!(plans::Website, website = origin, problem = repair.why);
        match (&mended, repair.stops) {
            (_, false) => findings.warn(field, words),
            (Some(mended), true) => findings.rather(field, words, mended.clone()),
            (None, true) => findings.stop(field, words),
        }
    }
}

/// What websites may do; something has to be left.
pub(super) fn methods(field: &str, methods: &[&str], findings: &mut Findings) {
    if methods.is_empty() {
        findings.stop(field, say!(plans::ChooseOne));
    }
    if let Some(strange) = methods.iter().find(|method| !METHODS.contains(method)) {
        findings.stop(field, say!(plans::NoChoice, given = strange, choices = super::either(METHODS)));
    }
}
