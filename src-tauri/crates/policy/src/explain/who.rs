//! Who, in plain words.

use super::quoted;
use crate::arn::{Arn, is_account};
use crate::document::{Document, PrincipalType, Principals, Statement};
use crate::fitting::Fitting;
use crate::kind::Kind;
use crate::principal;
use crate::words;

/// Services as people know them.
const SERVICES: [(&str, &str); 9] = [
    ("logging.s3.", "the access logs of Amazon S3"),
    ("cloudfront.", "Amazon CloudFront"),
    ("cloudtrail.", "AWS CloudTrail"),
    ("delivery.logs.", "the log delivery of AWS"),
    ("s3.", "Amazon S3"),
    ("lambda.", "AWS Lambda"),
    ("ec2.", "Amazon's virtual machines (EC2)"),
    ("config.", "AWS Config"),
    ("ecs-tasks.", "Amazon's containers (ECS)"),
];

/// One or those whom a statement is for, in words, with the search for what they can ask.
pub(super) fn each<'a>(document: &'a Document, statement: &'a Statement, kind: Kind) -> Vec<(String, Fitting<'a>)> {
    let all = |words: &str| vec![(words.to_owned(), Fitting::new(document, statement, kind))];
    let Some(principal) = &statement.principal else {
        return all(if kind == Kind::Session { "this session" } else { "whoever has this policy" });
    };
    match &principal.of {
        Principals::Everyone => all("anybody"),
        Principals::Listed(groups) => {
            let each = || groups.iter().flat_map(|(kind, texts)| texts.list.iter().map(|text| (*kind, text.as_str())));
            if principal.except {
                let named: Vec<String> = each().map(|(kind, text)| phrase(kind, text)).collect();
                return all(&format!("everybody but {}", words::join(&named, "and")));
            }
            let alone = |(sort, text)| (phrase(sort, text), Fitting::named(document, statement, kind, (sort, text)));
            each().map(alone).collect()
        }
    }
}

fn phrase(kind: PrincipalType, text: &str) -> String {
    match kind {
        PrincipalType::Aws if text == "*" => "anybody".into(),
        PrincipalType::Aws => aws(text),
        PrincipalType::Service => {
            let known = SERVICES.iter().find(|(start, _)| text.starts_with(start) && text.contains("amazonaws"));
            known.map_or_else(|| format!("the service {}", quoted(text)), |(_, name)| (*name).to_owned())
        }
        PrincipalType::Federated => {
            let provider = text.rsplit_once("-provider/").map_or(text, |(_, provider)| provider);
            format!("people who signed in with {}", quoted(provider))
        }
        PrincipalType::Scw if text == "*" => "anybody".into(),
        PrincipalType::Scw => match text.split_once("_id:") {
            Some((what, id)) => format!("the {what} {} of Scaleway", quoted(id)),
            None => quoted(text),
        },
        PrincipalType::CanonicalUser => {
            let short: String = text.chars().take(8).collect();
            format!("the account with the canonical ID `{short}…`")
        }
    }
}

fn aws(text: &str) -> String {
    if let Some(account) = principal::account(text).filter(|account| is_account(account)) {
        return format!("whoever the account `{account}` lets");
    }
    let Some(arn) = Arn::parse(text) else { return quoted(text) };
    let named = |what: &str, path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        format!("the {what} {} of the account `{}`", quoted(name), arn.account)
    };
    match arn.resource.split_once('/') {
        Some(("user", path)) => named("user", path),
        Some(("role", path)) => named("role", path),
        Some(("assumed-role", path)) => {
            let (role, session) = path.split_once('/').unwrap_or((path, "*"));
            format!("{} of the role {} of the account `{}`", quoted(session), quoted(role), arn.account)
        }
        Some(("federated-user", path)) => named("guest", path),
        _ => quoted(text),
    }
}
