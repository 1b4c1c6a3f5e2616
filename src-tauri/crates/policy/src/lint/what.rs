//! What: do the actions exist, and what do they bring.

use super::{At, Check, spaces};
use crate::action::{self, Action, Level};
use crate::decide::{Verdict, decide_alone};
use crate::finding::{Code, Severity};
use crate::fitting::Fitting;
use crate::kind::Kind;
use crate::request::{Context, Request};
use crate::words;

/// Requests whose permission has another name, as AWS's list of permissions for S3 operations has
/// them.
const REQUESTS: [(&str, &[&str]); 24] = [
    ("HeadObject", &["s3:GetObject"]),
    ("HeadBucket", &["s3:ListBucket"]),
    ("ListObjects", &["s3:ListBucket"]),
    ("ListObjectsV2", &["s3:ListBucket"]),
    ("ListBuckets", &["s3:ListAllMyBuckets"]),
    ("ListObjectVersions", &["s3:ListBucketVersions"]),
    ("ListMultipartUploads", &["s3:ListBucketMultipartUploads"]),
    ("ListParts", &["s3:ListMultipartUploadParts"]),
    ("DeleteObjects", &["s3:DeleteObject"]),
    ("CopyObject", &["s3:GetObject", "s3:PutObject"]),
    ("PostObject", &["s3:PutObject"]),
    ("CreateMultipartUpload", &["s3:PutObject"]),
    ("UploadPart", &["s3:PutObject"]),
    ("UploadPartCopy", &["s3:GetObject", "s3:PutObject"]),
    ("CompleteMultipartUpload", &["s3:PutObject"]),
    ("GetBucketEncryption", &["s3:GetEncryptionConfiguration"]),
    ("PutBucketEncryption", &["s3:PutEncryptionConfiguration"]),
    ("GetBucketLifecycleConfiguration", &["s3:GetLifecycleConfiguration"]),
    ("PutBucketLifecycleConfiguration", &["s3:PutLifecycleConfiguration"]),
    ("GetBucketReplication", &["s3:GetReplicationConfiguration"]),
    ("GetPublicAccessBlock", &["s3:GetBucketPublicAccessBlock"]),
    ("PutPublicAccessBlock", &["s3:PutBucketPublicAccessBlock"]),
    ("DeleteBucketCors", &["s3:PutBucketCORS"]),
    ("GetObjectLockConfiguration", &["s3:GetBucketObjectLockConfiguration"]),
];

pub(super) fn check(check: &mut Check, at: At, foreign: bool) {
    let allows = at.statement.allows();
    if at.statement.action.except && allows {
        let text = "This allows every action of every service but a few, also those that AWS will invent.";
        check.say(Code::NotActionAllow, Severity::Warning, &at.path("Action"), text);
    }
    for (path, name) in at.actions() {
        // Looking for the name that was meant is the one thing here that takes time.
        if check.found.len() >= super::MOST {
            return;
        }
        // Of a space in it enough was said.
        if spaces::mended(name).is_some() || !exists(check, &path, name) {
            continue;
        }
        if check.kind == Kind::Bucket && !foreign && elsewhere(check, &path, name) {
            continue;
        }
        if check.kind == Kind::Trust && !name.to_ascii_lowercase().starts_with("sts:") {
            let text = "A trust policy speaks of taking the role alone: “sts:AssumeRole”.";
            check.say(Code::BadAction, Severity::Error, &path, text);
        }
        if allows && !at.statement.action.except {
            brings(check, &path, name);
        }
    }
}

/// Whether the action is of another service than S3, which S3 refuses in a bucket policy.
fn elsewhere(check: &mut Check, path: &str, name: &str) -> bool {
    let service = name.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if name == "*" || service.starts_with("s3") {
        return false;
    }
    let text = match service.as_str() {
        "kms" => format!("S3 refuses “{name}” in a bucket policy. Access to a key belongs into the key's own policy."),
        _ => format!("S3 refuses “{name}” in a bucket policy: only actions of S3 belong there."),
    };
    check.remove(Code::ActionElsewhere, Severity::Error, path, text, "Leave it out");
    true
}

/// Whether the action exists, as far as is known; says so if not.
fn exists(check: &mut Check, path: &str, name: &str) -> bool {
    if name == "*" {
        return true;
    }
    let Some((service, action)) = name.split_once(':') else {
        let text = format!("An action is written with its service: “s3:{name}”.");
        match action::find(&format!("s3:{name}")) {
            Some(found) => check.rewrite(Code::BadAction, Severity::Error, path, text, &found.to_string()),
            None => check.say(Code::BadAction, Severity::Error, path, "An action is written “service:Name”."),
        }
        return false;
    };
    let named = |part: &str| part.chars().all(|letter| letter.is_ascii_alphanumeric() || "*?-".contains(letter));
    if service.is_empty() || service.contains(['*', '?']) || action.is_empty() || !named(service) || !named(action) {
        check.say(Code::BadAction, Severity::Error, path, "An action is written “service:Name”, as “s3:GetObject”.");
        return false;
    }
    if !action::knows(service) || !action::matching(name).is_empty() {
        return true;
    }
    let request = REQUESTS.iter().find(|(request, _)| request.eq_ignore_ascii_case(action));
    if let Some((request, needs)) = request.filter(|_| service.eq_ignore_ascii_case("s3")) {
        let needs: Vec<String> = needs.iter().map(|need| format!("“{need}”")).collect();
        let text = format!("“{request}” is a request, not a permission. It needs {}.", words::join(&needs, "and"));
        match needs.as_slice() {
            [one] => {
                let one = one.trim_matches(['“', '”']).to_owned();
                check.rewrite(Code::RequestNotAction, Severity::Error, path, text, &one);
            }
            _ => check.say(Code::RequestNotAction, Severity::Error, path, text),
        }
        return false;
    }
    let names: Vec<&str> = action::all().filter(|a| a.service.eq_ignore_ascii_case(service)).map(|a| a.name).collect();
    match words::nearest(action, &names) {
        Some(meant) if !action.contains(['*', '?']) => {
            let text = format!("AWS has no action “{name}”. “{service}:{meant}” was probably meant.");
            check.rewrite(Code::UnknownAction, Severity::Error, path, text, &format!("{service}:{meant}"));
        }
        _ => check.say(Code::UnknownAction, Severity::Error, path, format!("AWS has no action “{name}”.")),
    }
    false
}

/// What an allowed action brings that people may not expect.
fn brings(check: &mut Check, path: &str, name: &str) {
    let service = name.split(':').next().unwrap_or_default();
    if name == "*" || name.ends_with(":*") {
        let what = if name == "*" { "everything at AWS".into() } else { format!("everything that {service} can do") };
        let text = format!("This allows {what}, also to change who has access. Name what is needed.");
        check.say(Code::AllActions, Severity::Warning, path, text);
        return;
    }
    let found = action::matching(name);
    if found.is_empty() {
        // What other services can do is not known here.
        return;
    }
    if name.contains(['*', '?']) {
        broad(check, path, name, &found);
        return;
    }
    let Some(action) = found.first() else { return };
    match action.name {
        "ListAllMyBuckets" => {
            let text = "This shows the names of all buckets of the account. AWS cannot narrow it to some.";
            check.say(Code::SeesAllBuckets, Severity::Note, path, text);
        }
        "DeleteObjectVersion" => {
            let text = "This deletes old versions for good. To delete as people do, “s3:DeleteObject” is enough.";
            check.remove(Code::DeletesForGood, Severity::Warning, path, text, "Leave it out");
        }
        "PutObjectAcl" | "PutObjectVersionAcl" if check.facts.acls_off => {
            let text = "ACLs are switched off for this bucket: requests with this permission fail. Leave it out.";
            check.remove(Code::AclSwitchedOff, Severity::Warning, path, text, "Leave it out");
        }
        _ if action.level == Level::Permissions => {
            let text = format!("“{name}” lets them change who has access.");
            check.say(Code::ChangesAccess, Severity::Warning, path, text);
        }
        _ => {}
    }
}

fn broad(check: &mut Check, path: &str, name: &str, found: &[&Action]) {
    let permissions: Vec<&&Action> = found.iter().filter(|action| action.level == Level::Permissions).collect();
    let (severity, more) = if permissions.is_empty() {
        let settings = |action: &&&Action| !action.resources.contains(&"object") && action.level == Level::Read;
        (Severity::Note, found.iter().find(settings))
    } else {
        (Severity::Warning, permissions.first().copied())
    };
    let example = more.map(|action| format!(", among them “{action}”")).unwrap_or_default();
    let access = if permissions.is_empty() { "" } else { ", and they can change who has access" };
    let text = format!("“{name}” stands for {} actions{example}{access}.", found.len());
    check.say(Code::BroadAction, severity, path, text);
}

/// Files that are encrypted with an own key cannot be opened without a permission for the key.
pub(super) fn missing_key(check: &mut Check) {
    let Some(key) = check.facts.key.clone().filter(|_| check.kind.is_identity()) else { return };
    // Under which conditions is not asked: a key is often opened to requests of S3 alone.
    let mut open = check.document.clone();
    open.statements.retain(|statement| statement.allows());
    open.statements.iter_mut().for_each(|statement| statement.conditions.clear());
    let opens = |name: &str| {
        let request = Request::new(None, name, &key, Context::default());
        decide_alone(&open, &request).verdict == Verdict::Allow
    };
    let allows = |name: &str| {
        let each = open.statements.iter().map(|statement| Fitting::new(&open, statement, check.kind));
        action::find(name).is_some_and(|action| each.into_iter().any(|fitting| fitting.request(action).may_be()))
    };
    let missing: Vec<String> = [("s3:GetObject", "kms:Decrypt"), ("s3:PutObject", "kms:GenerateDataKey")]
        .into_iter()
        .filter(|(files, key)| allows(files) && !opens(key))
        .map(|(_, key)| format!("“{key}”"))
        .collect();
    if !missing.is_empty() {
        let text =
            format!("The files are encrypted with the key {key}: {} is missing for it.", words::join(&missing, "and"));
        check.say(Code::KeyMissing, Severity::Warning, "", text);
    }
}
