//! What: do the actions exist, and what do they bring.

use words::{Words, policy, say};

use super::{At, Check, spaces};
use crate::action::{self, Action, Level};
use crate::decide::{Verdict, decide_alone};
use crate::finding::{Code, Severity};
use crate::fitting::Fitting;
use crate::kind::Kind;
use crate::request::{Context, Request};
use crate::spelling;

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
        let text = say!(policy::NotActionAllow);
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
            let text = say!(policy::TrustOnly);
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
        "kms" => say!(policy::KmsElsewhere, action = name),
        _ => say!(policy::ActionElsewhere, action = name),
    };
    check.remove(Code::ActionElsewhere, Severity::Error, path, text);
    true
}

/// Whether the action exists, as far as is known; says so if not.
fn exists(check: &mut Check, path: &str, name: &str) -> bool {
    if name == "*" {
        return true;
    }
    let Some((service, action)) = name.split_once(':') else {
        match action::find(&format!("s3:{name}")) {
            Some(found) => {
                let text = say!(policy::ActionService, action = name);
                check.rewrite(Code::BadAction, Severity::Error, path, text, &found.to_string());
            }
            None => check.say(Code::BadAction, Severity::Error, path, say!(policy::ActionForm)),
        }
        return false;
    };
    let fits = |part: &str| part.chars().all(|letter| letter.is_ascii_alphanumeric() || "*?-".contains(letter));
    if service.is_empty() || service.contains(['*', '?']) || action.is_empty() || !fits(service) || !fits(action) {
        check.say(Code::BadAction, Severity::Error, path, say!(policy::ActionForm));
        return false;
    }
    if !action::knows(service) || !action::matching(name).is_empty() {
        return true;
    }
    let request = REQUESTS.iter().find(|(request, _)| request.eq_ignore_ascii_case(action));
    if let Some((request, needs)) = request.filter(|_| service.eq_ignore_ascii_case("s3")) {
        let text = say!(policy::RequestName, request = *request, actions = named(needs.iter().copied()));
        match needs {
            [one] => check.rewrite(Code::RequestNotAction, Severity::Error, path, text, one),
            _ => check.say(Code::RequestNotAction, Severity::Error, path, text),
        }
        return false;
    }
    let names: Vec<&str> = action::all().filter(|a| a.service.eq_ignore_ascii_case(service)).map(|a| a.name).collect();
    match spelling::nearest(action, &names) {
        Some(meant) if !action.contains(['*', '?']) => {
            let meant = format!("{service}:{meant}");
            let text = say!(policy::UnknownActionMeant, action = name, meant = &meant);
            check.rewrite(Code::UnknownAction, Severity::Error, path, text, &meant);
        }
        _ => check.say(Code::UnknownAction, Severity::Error, path, say!(policy::UnknownAction, action = name)),
    }
    false
}

/// What an allowed action brings that people may not expect.
fn brings(check: &mut Check, path: &str, name: &str) {
    let service = name.split(':').next().unwrap_or_default();
    if name == "*" || name.ends_with(":*") {
        let text = if name == "*" { say!(policy::AllActions) } else { say!(policy::AllOfService, service) };
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
            let text = say!(policy::SeesAllBuckets);
            check.say(Code::SeesAllBuckets, Severity::Note, path, text);
        }
        "DeleteObjectVersion" => {
            let text = say!(policy::DeletesOld);
            check.remove(Code::DeletesForGood, Severity::Warning, path, text);
        }
        "PutObjectAcl" | "PutObjectVersionAcl" if check.surroundings.acls_off => {
            let text = say!(policy::AclsOff);
            check.remove(Code::AclSwitchedOff, Severity::Warning, path, text);
        }
        _ if action.level == Level::Permissions => {
            let text = say!(policy::ChangesAccess, action = name);
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
    let (pattern, count) = (name, found.len());
    let text = match more.map(ToString::to_string) {
        None => say!(policy::BroadAction, pattern, count),
        Some(example) if permissions.is_empty() => say!(policy::BroadActionSuch, pattern, count, example),
        Some(example) => say!(policy::BroadAccess, pattern, count, example),
    };
    check.say(Code::BroadAction, severity, path, text);
}

/// Files that are encrypted with an own key cannot be opened without a permission for the key.
pub(super) fn missing_key(check: &mut Check) {
    let Some(key) = check.surroundings.key.clone().filter(|_| check.kind.is_identity()) else { return };
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
    let missing: Vec<&str> = [("s3:GetObject", "kms:Decrypt"), ("s3:PutObject", "kms:GenerateDataKey")]
        .into_iter()
        .filter(|(files, key)| allows(files) && !opens(key))
        .map(|(_, key)| key)
        .collect();
    if !missing.is_empty() {
        let (count, actions) = (missing.len(), named(missing));
        let text = say!(policy::KeyMissing, key, actions, count);
        check.say(Code::KeyMissing, Severity::Warning, "", text);
    }
}

/// Names as a sentence has them.
pub(super) fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Words> {
    names.into_iter().map(|name| say!(policy::Name, name)).collect()
}
