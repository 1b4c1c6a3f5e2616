//! Who: what may stand in `Principal`, and what it lets in.

use words::{policy, say};

use super::{At, Check, items, spaces};
use crate::arn::{Arn, PARTITIONS, is_account};
use crate::document::{Choice, PrincipalType, Principals};
use crate::finding::{Code, Repair, Severity};
use crate::kind::Kind;
use crate::public::{self, Stranger};

/// Each principal of a statement with its path and type.
pub(super) fn listed(at: At<'_>) -> Vec<(String, PrincipalType, &str)> {
    let Some(Choice { of: Principals::Listed(groups), .. }) = &at.statement.principal else { return Vec::new() };
    let path = at.path("Principal");
    let mut found = Vec::new();
    for (kind, texts) in groups {
        let own = items(&format!("{path}.{}", kind.name()), texts);
        found.extend(own.into_iter().map(|(path, text)| (path, *kind, text)));
    }
    found
}

pub(super) fn check(check: &mut Check, at: At) {
    let path = at.path("Principal");
    let Some(principal) = &at.statement.principal else {
        if !check.kind.is_identity() {
            let text = say!(policy::PrincipalMissing);
            check.say(Code::PrincipalMissing, Severity::Error, &at.whole(), text);
        }
        return;
    };
    if check.kind.is_identity() {
        let text = say!(policy::PrincipalNotAllowed, kind = check.kind.name());
        check.remove(Code::PrincipalNotAllowed, Severity::Error, &path, text);
        return;
    }
    if principal.except {
        all_but(check, at, &path);
    }
    for (path, kind, text) in listed(at) {
        form(check, &path, kind, text);
    }
    if !principal.except && at.statement.allows() {
        anybody(check, at, &path);
    }
}

fn all_but(check: &mut Check, at: At, path: &str) {
    if check.kind == Kind::Trust {
        check.say(Code::BadPrincipal, Severity::Error, path, say!(policy::NotPrincipalTrust));
    } else if at.statement.allows() {
        check.say(Code::NotPrincipalAllow, Severity::Error, path, say!(policy::NotPrincipalAllow));
    } else {
        check.say(Code::NotPrincipalDeny, Severity::Warning, path, say!(policy::NotPrincipalDeny));
    }
}

fn form(check: &mut Check, path: &str, kind: PrincipalType, text: &str) {
    if let Some(meant) = spaces::mended(text)
        && meant.starts_with("arn:")
    {
        // Said, with what is meant.
        return;
    }
    let says = match kind {
        PrincipalType::Aws => return aws(check, path, text),
        PrincipalType::Scw => return scaleways(check, path, text),
        PrincipalType::Service if !text.contains('.') || text.contains([' ', '/', '*']) || text.starts_with("arn:") => {
            say!(policy::ServiceForm)
        }
        PrincipalType::Federated if text.contains('*') || !text.contains(['.', ':']) => {
            say!(policy::ProviderForm)
        }
        PrincipalType::CanonicalUser if check.kind == Kind::Trust => say!(policy::CanonicalTrust),
        PrincipalType::CanonicalUser if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            say!(policy::CanonicalForm)
        }
        _ => return,
    };
    check.say(Code::BadPrincipal, Severity::Error, path, says);
}

fn aws(check: &mut Check, path: &str, text: &str) {
    let digits: String = text.chars().filter(|letter| !"- ".contains(*letter)).collect();
    if text == "*" || is_account(text) {
    } else if is_account(&digits) {
        let says = say!(policy::AccountForm);
        check.rewrite(Code::BadPrincipal, Severity::Error, path, says, &digits);
    } else if is_remains(text) {
        remains(check, path, text);
    } else if text.contains(['*', '?']) {
        check.say(Code::WildcardPrincipal, Severity::Error, path, say!(policy::WildcardPrincipal));
    } else {
        match Arn::parse(text) {
            Some(arn) if names_somebody(&arn) => partition(check, path, text, &arn),
            Some(_) => check.say(Code::BadPrincipal, Severity::Error, path, say!(policy::PrincipalArn)),
            None => check.say(Code::BadPrincipal, Severity::Error, path, say!(policy::PrincipalForm)),
        }
    }
}

/// Scaleway names users, applications and, in the older version, projects by their IDs.
fn scaleways(check: &mut Check, path: &str, text: &str) {
    let named = ["user_id:", "application_id:", "project_id:"].iter().find_map(|kind| text.strip_prefix(kind));
    let is_id = |id: &str| id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if text != "*" && !named.is_some_and(is_id) {
        check.say(Code::BadPrincipal, Severity::Error, path, say!(policy::ScalewayPrincipal));
    }
}

/// Whether it is the ID that AWS shows in the place of a user or role that was deleted.
fn is_remains(text: &str) -> bool {
    ["AIDA", "AROA", "AGPA", "ANPA"].iter().any(|start| text.starts_with(start))
        && text.len() >= 16
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An ID that is left of a deleted user or role. The repair removes it, and with it the list, the
/// statement or the policy that would then name nobody.
fn remains(check: &mut Check, path: &str, text: &str) {
    let group = path.rsplit_once('[').map_or(path, |(group, _)| group);
    let statement = path.split('.').next().unwrap_or(path);
    let whole = || {
        let all = check.source.text();
        (check.kind == Kind::Bucket && check.document.statements.len() == 1)
            .then(|| Repair::new(say!(policy::RemovePolicyButton), 0, all.len(), ""))
    };
    let repair = check
        .source
        .removal(path, say!(policy::RemoveNamedButton, name = text))
        .or_else(|| check.source.removal(group, say!(policy::RemoveNamedButton, name = text)))
        .or_else(|| check.source.removal(statement, say!(policy::RemoveStatementButton)))
        .or_else(whole);
    check.offer(Code::BadPrincipal, Severity::Error, path, say!(policy::DeletedPrincipal), repair);
}

fn names_somebody(arn: &Arn) -> bool {
    // Older policies gave CloudFront access by an identity of its own.
    let service = arn.account == "cloudfront" && arn.service == "iam";
    let kinds: &[&str] = match arn.service {
        "iam" => &["user/", "role/", "root"],
        "sts" => &["assumed-role/", "federated-user/"],
        _ => &[],
    };
    (is_account(arn.account) || service) && kinds.iter().any(|kind| arn.resource.starts_with(kind))
}

fn partition(check: &mut Check, path: &str, text: &str, arn: &Arn) {
    let own = check.surroundings.partition.clone();
    if !PARTITIONS.contains(&arn.partition) || own.as_deref().is_some_and(|own| own != arn.partition) {
        let says = say!(policy::PrincipalPartition, partition = arn.partition);
        let meant = own.map(|own| text.replacen(arn.partition, &own, 1));
        match meant.filter(|_| !PARTITIONS.contains(&arn.partition)) {
            Some(meant) => check.rewrite(Code::WrongPartition, Severity::Error, path, says, &meant),
            None => check.say(Code::WrongPartition, Severity::Error, path, says),
        }
    }
}

fn anybody(check: &mut Check, at: At, path: &str) {
    let text = match public::stranger(check.document, at.statement, check.kind) {
        None => return,
        Some(_) if check.kind == Kind::Trust => say!(policy::TrustAnyone),
        Some(Stranger::Unsigned) => say!(policy::Public),
        Some(Stranger::Signed) => say!(policy::PublicSigned),
    };
    check.say(Code::Everyone, Severity::Warning, path, text);
}
