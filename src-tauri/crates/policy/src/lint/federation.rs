//! Roles that others take, and services that act for others: what must be agreed besides the name.
//! A stranger is sent to the statement each time; where one gets through, something is missing.

use words::{policy, say};

use super::{At, Check, principals};
use crate::action::covers;
use crate::condition::Compare;
use crate::document::{Condition, PrincipalType};
use crate::finding::{Code, Severity};
use crate::fitting::{Fitting, SOURCE_KEYS, Strange};
use crate::kind::Kind;
use crate::principal;

/// Services that act for the role's own account and nobody else.
const OWN: [&str; 4] = ["ec2.", "ecs-tasks.", "lambda.", "pods.eks."];

type Listed<'a> = [(String, PrincipalType, &'a str)];

pub(super) fn check(check: &mut Check, at: At) {
    if check.kind.is_identity() || !at.statement.allows() {
        return;
    }
    let listed = principals::listed(at);
    let except = at.statement.principal.as_ref().is_some_and(|principal| principal.except);
    for (path, kind, text) in listed.iter().filter(|_| !except) {
        if *kind == PrincipalType::Service && !OWN.iter().any(|own| text.starts_with(own)) {
            source(check, at, path, text);
        }
    }
    if check.kind == Kind::Trust && !except {
        external_id(check, at, &listed);
        second_factor(check, at);
        ways(check, at, &listed);
        subject(check, at, &listed);
    }
}

fn passes(check: &Check, at: At, stranger: Strange) -> bool {
    Fitting::strange(check.document, at.statement, check.kind, stranger).any()
}

fn source(check: &mut Check, at: At, path: &str, service: &str) {
    if !passes(check, at, Strange::Source(service)) {
        return;
    }
    let tested = on(at, |key| SOURCE_KEYS.iter().any(|own| own.eq_ignore_ascii_case(key))).next().is_some();
    let says = match tested {
        true => say!(policy::SourceLoose, service),
        false => say!(policy::SourceMissing, service),
    };
    let severity = if tested || check.kind == Kind::Bucket { Severity::Warning } else { Severity::Note };
    check.say(Code::ServiceWithoutSource, severity, path, says);
}

/// The conditions on some keys.
fn on<'a>(at: At<'a>, is: impl Fn(&str) -> bool) -> impl Iterator<Item = &'a Condition> {
    at.statement.conditions.iter().filter(move |condition| is(&condition.key))
}

/// AWS calls it the confused deputy: whoever knows the role's name could have another company use
/// it for them.
fn external_id(check: &mut Check, at: At, listed: &Listed) {
    let own = check.surroundings.account.clone();
    let others = |text: &str| principal::account_of(text).is_some_and(|account| own.as_deref() != Some(account));
    let assumes = at.statement.action.of.list.iter().any(|action| covers(action, "sts:AssumeRole"));
    let tested: Vec<&Condition> = on(at, |key| key.eq_ignore_ascii_case("sts:ExternalId")).collect();
    let mut from_outside = listed.iter().filter(|(_, kind, text)| *kind == PrincipalType::Aws && others(text));
    let outside = from_outside.next().filter(|_| assumes);
    if let Some((path, ..)) = outside.filter(|_| tested.is_empty()) {
        let (severity, text) = match own {
            Some(_) => (Severity::Warning, say!(policy::NoExternalId)),
            None => (Severity::Note, say!(policy::PerhapsExternalId)),
        };
        check.say(Code::NoExternalId, severity, path, text);
    }
    let open = listed
        .iter()
        .any(|(_, kind, text)| *kind == PrincipalType::Aws && passes(check, at, Strange::ExternalId(text)));
    for condition in tested {
        let name = &condition.operator.name;
        let path = format!("{}.{name}.{}", at.path("Condition"), condition.key);
        let pattern = condition.operator.is(Compare::StringLike)
            && condition.values.iter().any(|value| value.text().contains(['*', '?']));
        if open || pattern || condition.operator.if_exists || condition.operator.test.is_some_and(|test| test.not) {
            check.say(Code::LooseExternalId, Severity::Warning, &path, say!(policy::LooseExternalId));
        }
    }
}

fn second_factor(check: &mut Check, at: At) {
    let keys = ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];
    for condition in on(at, |key| keys.iter().any(|own| own.eq_ignore_ascii_case(key))) {
        let path = format!("{}.{}.{}", at.path("Condition"), condition.operator.name, condition.key);
        check.say(Code::MfaForMachine, Severity::Warning, &path, say!(policy::MfaProgram));
    }
}

/// Each sort of principal takes a role by an action of its own.
fn ways(check: &mut Check, at: At, listed: &Listed) {
    let saml = |text: &str| text.contains(":saml-provider/");
    let way = |(_, kind, text): &(String, PrincipalType, &str)| match kind {
        PrincipalType::Federated if saml(text) => "sts:AssumeRoleWithSAML",
        PrincipalType::Federated => "sts:AssumeRoleWithWebIdentity",
        _ => "sts:AssumeRole",
    };
    let mut ways: Vec<&str> = listed.iter().map(way).collect();
    ways.dedup();
    let [way] = ways[..] else { return };
    let all = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];
    if at.statement.action.except || at.actions().iter().any(|(_, name)| covers(name, way)) {
        return;
    }
    for (path, name) in at.actions() {
        if all.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            let says = match way {
                "sts:AssumeRole" => say!(policy::WayPrincipal, way, action = name),
                _ => say!(policy::WaySignedIn, way, action = name),
            };
            check.rewrite(Code::ActionWithoutPrincipal, Severity::Warning, &path, says, way);
        }
    }
}

fn subject(check: &mut Check, at: At, listed: &Listed) {
    for (path, kind, text) in listed {
        if *kind != PrincipalType::Federated
            || text.contains(":saml-provider/")
            || !passes(check, at, Strange::Token(text))
        {
            continue;
        }
        let provider = text.rsplit_once("oidc-provider/").map_or(*text, |(_, provider)| provider);
        let key = format!("{provider}:sub");
        let tested = on(at, |own| own.eq_ignore_ascii_case(&key)).next();
        match tested {
            None => {
                let says = say!(policy::NoSubject, provider, key);
                check.say(Code::FederatedWithoutSubject, Severity::Warning, path, says);
            }
            Some(condition) => {
                let says = say!(policy::LooseSubject, provider);
                let path = format!("{}.{}.{}", at.path("Condition"), condition.operator.name, condition.key);
                check.say(Code::LooseSubject, Severity::Warning, &path, says);
            }
        }
    }
}
