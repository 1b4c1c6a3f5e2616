//! The sentences about a refusal.

use super::{Answer, Certain, Refusal, RefusedBy};

/// What was tried.
pub(super) fn tried(action: &str, answer: Answer<'_>) -> String {
    let verb = policy::action::find(action).map(policy::explain::Verb::of);
    let what = match (action, verb) {
        ("s3:GetObject", _) => "open".to_owned(),
        ("s3:PutObject", _) => "add or replace".to_owned(),
        ("s3:DeleteObject", _) => "delete".to_owned(),
        ("sts:AssumeRole", _) => "take a role".to_owned(),
        (_, Some(verb)) => verb.phrase().to_owned(),
        (_, None) => answer.operation.to_owned(),
    };
    let place = match (answer.bucket, answer.key) {
        (Some(bucket), Some(key)) => format!(" “{key}” in “{bucket}”"),
        (Some(bucket), None) => format!(", in “{bucket}”"),
        (None, _) => String::new(),
    };
    let told = if action.is_empty() { String::new() } else { format!(" ({action})") };
    format!("{what}{place}{told}").replace(super::super::unruly, "\u{fffd}")
}

/// Which rule said no, and how that is known.
pub(super) fn cause(by: RefusedBy, certain: Certain, operation: &str) -> String {
    let known = match certain {
        Certain::Said => "The storage says so.",
        Certain::Read => "That follows from the policies as they are now.",
        Certain::Open => "",
    };
    let rule = rule(by);
    match by {
        RefusedBy::Unknown if uploads(operation) => format!("{rule} {UPLOADS}"),
        RefusedBy::ResourceDeny if uploads(operation) => format!("{rule} {known} {UPLOADS}"),
        RefusedBy::Unknown if operation.starts_with("Head") => format!(
            "{rule} To this kind of question it answers with a number alone (403). A file that is not there looks the \
             same to a login that may not list the folder."
        ),
        RefusedBy::Unknown => rule.to_owned(),
        _ => format!("{rule} {known}"),
    }
}

/// Whether an operation stores a file.
fn uploads(operation: &str) -> bool {
    ["PutObject", "CreateMultipartUpload", "CopyObject"].contains(&operation)
}

/// The cause that is met most where only uploads are refused, and what the program can do about it.
const UPLOADS: &str = "Where files can be opened and only uploads are refused, the bucket’s policy often takes encrypted \
                       uploads only: “Upload in another way…” has a choice of the encryption.";

/// Each rule in a sentence or two.
pub(crate) fn rule(by: RefusedBy) -> &'static str {
    match by {
        RefusedBy::NothingAllows => "No policy of your login allows it. That is how it is until somebody allows it.",
        RefusedBy::OwnDeny => {
            "A policy of your login forbids it. Being allowed elsewhere does not help: what is forbidden stays so."
        }
        RefusedBy::ResourceDeny => {
            "The bucket’s own policy forbids it. Being allowed elsewhere does not help: what is forbidden stays so."
        }
        RefusedBy::OtherAccount => "It belongs to another account, which has not let your login in.",
        RefusedBy::Organisation => {
            "A rule of your organisation forbids it, for everybody it applies to. Nobody in this account can lift it."
        }
        RefusedBy::Boundary => "A ceiling is set on your login (its permissions boundary), and this lies above it.",
        RefusedBy::Session => "This sign-in is narrower than the login behind it (a session policy).",
        RefusedBy::Network => "The private network that the request came through does not let it pass.",
        RefusedBy::Trust => {
            "The role does not let your login take it: another name, another external ID, or none was expected."
        }
        RefusedBy::Key => "The file is encrypted with a key that is not shared with your login.",
        RefusedBy::PublicLock => "The bucket is locked against being made public. That lock is meant to hold.",
        RefusedBy::Account => "The account itself is suspended, unpaid or not set up yet.",
        RefusedBy::Unknown => {
            "The storage does not say which rule it was. It can be your login’s policies, the bucket’s policy, the \
             encryption key, or a rule above both."
        }
    }
}

/// A message for whoever can change it. It names nothing but what they need.
pub(super) fn ask(refusal: &Refusal) -> String {
    let who = refusal.who.as_deref().unwrap_or("my login");
    let mut text = format!("I was refused when I tried to {}.\n\nWho: {who}\nWhy: {}\n", refusal.tried, refusal.cause);
    for line in &refusal.looked_at {
        text.push_str(&format!("- {line}\n"));
    }
    text.push_str(&format!("\n{}\n", wanted(refusal.by)));
    if let Some(statement) = &refusal.statement {
        text.push_str(&format!("\n{statement}\n"));
    }
    text
}

/// Who can change it, and to what.
fn wanted(by: RefusedBy) -> &'static str {
    match by {
        RefusedBy::NothingAllows => "Can you allow it, if I am meant to do this? This statement would:",
        RefusedBy::OwnDeny => "Can you change the statement that forbids it, if I am meant to do this?",
        RefusedBy::ResourceDeny => "Can you change that statement in the bucket’s policy, if I am meant to do this?",
        RefusedBy::OtherAccount => {
            "Can you let me in, if I am meant to do this? This statement in the bucket’s policy would:"
        }
        RefusedBy::Organisation => {
            "This is for whoever looks after the organisation’s rules: is it meant to hold here?"
        }
        RefusedBy::Boundary => "Can you raise the boundary by this, if I am meant to do this?",
        RefusedBy::Session => "How do I sign in without that narrowing, if I am meant to do this?",
        RefusedBy::Network => "From which network is this permitted, or can its endpoint policy let it pass?",
        RefusedBy::Trust => {
            "Can you compare the role’s trust policy with who I am and with the external ID I was given?"
        }
        RefusedBy::Key => {
            "Can you share the key, if I am meant to do this? It takes this statement for me, and a key policy that \
             leaves the decision to the account:"
        }
        RefusedBy::PublicLock => {
            "I take it that this bucket is not to be public. Is there another way to share the file?"
        }
        RefusedBy::Account => "Can you look into the account with AWS support?",
        RefusedBy::Unknown => "Can you look which rule it was? If nothing allows it yet, this statement would:",
    }
}
