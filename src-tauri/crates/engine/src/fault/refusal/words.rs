//! The sentences about a refusal.

use policy::explain::Verb;
use words::{Words, faults, say};

use super::super::subject::in_words;
use super::{Answer, Certain, Letter, Refusal, RefusedBy};

pub(super) fn tried(permission: &str, answer: Answer<'_>) -> Words {
    let place = || in_words(answer.bucket, answer.key);
    let verb = policy::action::find(permission).map(Verb::of);
    let tried: Words = match (permission, answer.bucket, answer.key) {
        ("s3:GetObject", ..) => say!(faults::TriedOpen, place = place()),
        ("s3:PutObject", ..) => say!(faults::TriedUpload, place = place()),
        ("s3:DeleteObject", ..) => say!(faults::TriedDelete, place = place()),
        ("sts:AssumeRole", ..) => say!(faults::TriedRole),
        (_, bucket, key) => {
            let does = verb.map_or_else(|| answer.operation.into(), Verb::phrase);
            match (bucket, key) {
                (Some(_), Some(_)) => say!(faults::TriedOn, does, place = place()),
                (Some(_), None) => say!(faults::TriedIn, does, place = place()),
                (None, _) => does,
            }
        }
    };
    if permission.is_empty() { tried } else { say!(faults::TriedWith, tried, permission) }
}

/// Which rule said no, and how that is known.
pub(super) fn cause(by: RefusedBy, certain: Certain, operation: &str) -> Words {
    let rule = rule(by);
    let known = match certain {
        Certain::Said => say!(faults::CauseSaid, rule),
        Certain::Read => say!(faults::CauseRead, rule),
        Certain::Open => rule,
    };
    match by {
        // The cause that is met most where only uploads are refused, and what the program can do
        // about it.
        RefusedBy::Unknown | RefusedBy::ResourceDeny if uploads(operation) => say!(faults::CauseUpload, rule = known),
        RefusedBy::Unknown if operation.starts_with("Head") => say!(faults::CauseHead, rule = known),
        _ => known,
    }
}

/// What was read from the policies: which rule said no, and what more is known of it.
pub(crate) fn found(by: RefusedBy, more: Option<Words>) -> Words {
    let rule = rule(by);
    match more {
        Some(more) => say!(faults::CauseFound, rule, more),
        None => say!(faults::CauseRead, rule),
    }
}

/// Whether an operation stores a file.
fn uploads(operation: &str) -> bool {
    ["PutObject", "CreateMultipartUpload", "CopyObject"].contains(&operation)
}

/// Each rule in a sentence or two.
fn rule(by: RefusedBy) -> Words {
    match by {
        RefusedBy::NothingAllows => say!(faults::ByNothingAllows),
        RefusedBy::OwnDeny => say!(faults::ByOwnDeny),
        RefusedBy::ResourceDeny => say!(faults::ByResourceDeny),
        RefusedBy::OtherAccount => say!(faults::ByOtherAccount),
        RefusedBy::Organisation => say!(faults::ByOrganisation),
        RefusedBy::Boundary => say!(faults::ByBoundary),
        RefusedBy::Session => say!(faults::BySession),
        RefusedBy::Network => say!(faults::ByNetwork),
        RefusedBy::Trust => say!(faults::ByTrust),
        RefusedBy::Key => say!(faults::ByKey),
        RefusedBy::PublicLock => say!(faults::ByPublicLock),
        RefusedBy::Account => say!(faults::ByAccount),
        RefusedBy::Unknown => say!(faults::ByUnknown),
    }
}

/// A message for whoever can change it. It names nothing but what they need.
pub(super) fn ask(refusal: &Refusal) -> Letter {
    let who = refusal.who.as_deref().map_or_else(|| say!(faults::LetterMyLogin), Words::from);
    let mut letter = Letter::default();
    letter.line(say!(faults::LetterDenied, tried = &refusal.tried));
    letter.line("".into());
    letter.line(say!(faults::LetterWho, who));
    letter.line(say!(faults::LetterWhy, why = &refusal.cause));
    for line in &refusal.looked_at {
        letter.line(say!(faults::LetterChecked, line));
    }
    letter.line("".into());
    letter.line(wanted(refusal.by));
    if let Some(statement) = &refusal.statement {
        letter.line("".into());
        letter.text(statement);
    }
    letter
}

/// Who can change it, and to what.
fn wanted(by: RefusedBy) -> Words {
    match by {
        RefusedBy::NothingAllows => say!(faults::WantedNothingAllows),
        RefusedBy::OwnDeny => say!(faults::WantedOwnDeny),
        RefusedBy::ResourceDeny => say!(faults::WantedResourceDeny),
        RefusedBy::OtherAccount => say!(faults::WantedOtherAccount),
        RefusedBy::Organisation => say!(faults::WantedOrganisation),
        RefusedBy::Boundary => say!(faults::WantedBoundary),
        RefusedBy::Session => say!(faults::WantedSession),
        RefusedBy::Network => say!(faults::WantedNetwork),
        RefusedBy::Trust => say!(faults::WantedTrust),
        RefusedBy::Key => say!(faults::WantedKey),
        RefusedBy::PublicLock => say!(faults::WantedPublicLock),
        RefusedBy::Account => say!(faults::WantedAccount),
        RefusedBy::Unknown => say!(faults::WantedUnknown),
    }
}
