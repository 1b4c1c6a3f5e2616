//! Who: what may stand in `Principal`, and what it lets in.

use super::{At, Check, items};
use crate::arn::{Arn, PARTITIONS, is_account};
use crate::document::{Choice, PrincipalType, Principals};
use crate::finding::{Code, Severity};
use crate::kind::Kind;
use crate::principal::everyone;
use crate::public;

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
            let text = "The statement does not say whom it is for: “Principal” is missing.";
            check.say(Code::PrincipalMissing, Severity::Error, &at.whole(), text);
        }
        return;
    };
    if check.kind.is_identity() {
        let text = format!(
            "“Principal” must not stand in {}: it is always for the one it is attached to. AWS refuses it.",
            check.kind.name()
        );
        check.remove(Code::PrincipalNotAllowed, Severity::Error, &path, text, "Remove “Principal”");
        return;
    }
    if principal.except {
        all_but(check, at, &path);
    }
    for (path, kind, text) in listed(at) {
        form(check, &path, kind, text);
    }
    if everyone(principal) && at.statement.allows() {
        anybody(check, at, &path);
    }
}

fn all_but(check: &mut Check, at: At, path: &str) {
    if check.kind == Kind::Trust {
        check.say(Code::BadPrincipal, Severity::Error, path, "AWS takes no “NotPrincipal” in a trust policy.");
    } else if at.statement.allows() {
        let text = "This lets in everybody on earth but a few, also people who have not signed in. AWS advises against \
                    it and mostly refuses it.";
        check.say(Code::NotPrincipalAllow, Severity::Error, path, text);
    } else {
        let text = "This shuts out everybody but a few. It is easily wrong: the account and the session of those few \
                    must be named too. A condition on “aws:PrincipalArn” says the same safely.";
        check.say(Code::NotPrincipalDeny, Severity::Warning, path, text);
    }
}

fn form(check: &mut Check, path: &str, kind: PrincipalType, text: &str) {
    let says = match kind {
        PrincipalType::Aws => return aws(check, path, text),
        PrincipalType::Service if !text.contains('.') || text.contains([' ', '/', '*']) || text.starts_with("arn:") => {
            "A service is named like “logging.s3.amazonaws.com”."
        }
        PrincipalType::Federated if text.contains('*') || !text.contains(['.', ':']) => {
            "A sign-in provider is named by its ARN, or like “cognito-identity.amazonaws.com”."
        }
        PrincipalType::CanonicalUser if check.kind == Kind::Trust => "A trust policy takes no canonical user.",
        PrincipalType::CanonicalUser if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            "A canonical user is named by 64 digits and letters from a to f."
        }
        _ => return,
    };
    check.say(Code::BadPrincipal, Severity::Error, path, says);
}

fn aws(check: &mut Check, path: &str, text: &str) {
    let digits: String = text.chars().filter(|letter| !"- ".contains(*letter)).collect();
    if text == "*" || is_account(text) {
    } else if is_account(&digits) {
        let says = "The number of an account is written without spaces and dashes.";
        check.rewrite(Code::BadPrincipal, Severity::Error, path, says, &digits);
    } else if ["AIDA", "AROA", "AGPA", "ANPA"].iter().any(|start| text.starts_with(start)) && text.len() >= 16 {
        let says = "This is what remains of a user or role that was deleted. It lets nobody in.";
        check.say(Code::BadPrincipal, Severity::Warning, path, says);
    } else if text.contains(['*', '?']) {
        let says = "AWS takes no “*” inside the name of a principal. Name each one, or their account, or test \
                    “aws:PrincipalArn” in a condition.";
        check.say(Code::WildcardPrincipal, Severity::Error, path, says);
    } else {
        match Arn::parse(text) {
            Some(arn) if names_somebody(&arn) => partition(check, path, text, &arn),
            Some(_) => {
                let says = "This ARN is not one of a user, a role, a session or an account.";
                check.say(Code::BadPrincipal, Severity::Error, path, says);
            }
            None => {
                let says = "A principal is the number of an account, or the ARN of a user, role or session: \
                            “arn:aws:iam::ACCOUNT:role/NAME”.";
                check.say(Code::BadPrincipal, Severity::Error, path, says);
            }
        }
    }
}

fn names_somebody(arn: &Arn) -> bool {
    // Older policies let CloudFront in by an identity of its own.
    let service = arn.account == "cloudfront" && arn.service == "iam";
    let kinds: &[&str] = match arn.service {
        "iam" => &["user/", "role/", "root"],
        "sts" => &["assumed-role/", "federated-user/"],
        _ => &[],
    };
    (is_account(arn.account) || service) && kinds.iter().any(|kind| arn.resource.starts_with(kind))
}

fn partition(check: &mut Check, path: &str, text: &str, arn: &Arn) {
    let own = check.facts.partition.clone();
    if !PARTITIONS.contains(&arn.partition) || own.as_deref().is_some_and(|own| own != arn.partition) {
        let says =
            format!("“{}” is not the part of AWS that this is in; nobody from there can be let in.", arn.partition);
        let meant = own.map(|own| text.replacen(arn.partition, &own, 1));
        match meant.filter(|_| !PARTITIONS.contains(&arn.partition)) {
            Some(meant) => check.rewrite(Code::WrongPartition, Severity::Error, path, says, &meant),
            None => check.say(Code::WrongPartition, Severity::Error, path, says),
        }
    }
}

fn anybody(check: &mut Check, at: At, path: &str) {
    if public::narrowed(at.statement) {
        return;
    }
    let text = if check.kind == Kind::Trust {
        "Anybody with an account at AWS may take this role."
    } else {
        "This is for anybody on the Internet, also without signing in. AWS refuses it while “Block public access” is on."
    };
    check.say(Code::Everyone, Severity::Warning, path, text);
}
