//! Who, in plain words.

use words::{Words, policy, say};

use super::quoted;
use crate::arn::{Arn, is_account};
use crate::document::{Document, PrincipalType, Principals, Statement};
use crate::fitting::Fitting;
use crate::kind::Kind;
use crate::principal;

/// Services by the names that AWS gives its products.
const SERVICES: [(&str, &str); 7] = [
    ("cloudfront.", "Amazon CloudFront"),
    ("cloudtrail.", "AWS CloudTrail"),
    ("s3.", "Amazon S3"),
    ("lambda.", "AWS Lambda"),
    ("ec2.", "Amazon EC2"),
    ("config.", "AWS Config"),
    ("ecs-tasks.", "Amazon ECS"),
];

/// Somebody whom a statement is for, however the sentence begins.
pub(super) enum Who<'a> {
    /// Anybody at all.
    Anyone,
    /// Whoever the policy is attached to.
    Holder,
    /// The session that a policy is handed over with.
    Session,
    /// Everybody but these.
    AllBut(Vec<(PrincipalType, &'a str)>),
    /// One who is named.
    Named(PrincipalType, &'a str),
}

/// One or those whom a statement is for, with the search for what they can ask.
pub(super) fn each<'a>(document: &'a Document, statement: &'a Statement, kind: Kind) -> Vec<(Who<'a>, Fitting<'a>)> {
    let all = |who| vec![(who, Fitting::new(document, statement, kind))];
    let Some(principal) = &statement.principal else {
        return all(if kind == Kind::Session { Who::Session } else { Who::Holder });
    };
    match &principal.of {
        Principals::Everyone => all(Who::Anyone),
        Principals::Listed(groups) => {
            let each = || groups.iter().flat_map(|(kind, texts)| texts.list.iter().map(|text| (*kind, text.as_str())));
            if principal.except {
                return all(Who::AllBut(each().collect()));
            }
            let alone =
                |(sort, text)| (Who::Named(sort, text), Fitting::named(document, statement, kind, (sort, text)));
            each().map(alone).collect()
        }
    }
}

impl Who<'_> {
    /// In words, at the start of a sentence or inside one.
    pub(super) fn words(&self, start: bool) -> Words {
        let at = if start { "start" } else { "inner" };
        match self {
            Self::Anyone => say!(policy::WhoAnyone, at),
            Self::Holder => say!(policy::WhoHolder, at),
            Self::Session => say!(policy::WhoSession, at),
            Self::AllBut(named) => {
                let who: Vec<Words> = named.iter().map(|(kind, text)| phrase(*kind, text, "inner")).collect();
                say!(policy::WhoAllBut, at, who)
            }
            Self::Named(kind, text) => phrase(*kind, text, at),
        }
    }
}

fn phrase(kind: PrincipalType, text: &str, at: &str) -> Words {
    match kind {
        PrincipalType::Aws | PrincipalType::Scw if text == "*" => say!(policy::WhoAnyone, at),
        PrincipalType::Aws => aws(text, at),
        PrincipalType::Service => service(text, at),
        PrincipalType::Federated => {
            let provider = text.rsplit_once("-provider/").map_or(text, |(_, provider)| provider);
            say!(policy::WhoSignedIn, at, provider = quoted(provider))
        }
        PrincipalType::Scw => match text.split_once("_id:") {
            Some(("user", id)) => say!(policy::WhoScalewayUser, id = quoted(id)),
            Some(("application", id)) => say!(policy::WhoScalewayApplication, id = quoted(id)),
            Some(("project", id)) => say!(policy::WhoScalewayProject, id = quoted(id)),
            _ => quoted(text),
        },
        PrincipalType::CanonicalUser => {
            say!(policy::WhoCanonical, at, id = text.chars().take(8).collect::<String>())
        }
    }
}

fn service(text: &str, at: &str) -> Words {
    let is = |start: &str| text.starts_with(start) && text.contains("amazonaws");
    match SERVICES.iter().find(|(start, _)| is(start)) {
        _ if is("logging.s3.") => say!(policy::WhoS3Logs),
        _ if is("delivery.logs.") => say!(policy::WhoAwsLogs),
        Some((_, name)) => (*name).into(),
        None => say!(policy::WhoService, at, name = quoted(text)),
    }
}

fn aws(text: &str, at: &str) -> Words {
    if let Some(account) = principal::account(text).filter(|account| is_account(account)) {
        return say!(policy::WhoAccount, at, account);
    }
    let Some(arn) = Arn::parse(text) else { return quoted(text) };
    let account = if is_account(arn.account) { arn.account.into() } else { quoted(arn.account) };
    let name = |path: &str| quoted(path.rsplit('/').next().unwrap_or(path));
    match arn.resource.split_once('/') {
        Some(("user", path)) => say!(policy::WhoUser, at, name = name(path), account),
        Some(("role", path)) => say!(policy::WhoRole, at, name = name(path), account),
        Some(("assumed-role", path)) => {
            let (role, session) = path.split_once('/').unwrap_or((path, "*"));
            say!(policy::WhoRoleSession, at, session = quoted(session), role = quoted(role), account)
        }
        Some(("federated-user", path)) => say!(policy::WhoFederated, at, name = name(path), account),
        _ => quoted(text),
    }
}
