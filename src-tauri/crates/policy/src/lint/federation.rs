//! Roles that others take, and services that act for others: what must be agreed besides the name.

use super::{At, Check, principals};
use crate::document::PrincipalType;
use crate::finding::{Code, Severity};
use crate::kind::Kind;
use crate::principal;

/// Services that act for the role's own account and nobody else.
const OWN: [&str; 4] = ["ec2.", "ecs-tasks.", "lambda.", "pods.eks."];

pub(super) fn check(check: &mut Check, at: At) {
    if check.kind.is_identity() || !at.statement.allows() {
        return;
    }
    let tests = |key: &str| at.statement.conditions.iter().any(|condition| condition.key.eq_ignore_ascii_case(key));
    let listed = principals::listed(at);
    let source = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"].into_iter().any(tests);
    for (path, kind, text) in &listed {
        if *kind == PrincipalType::Service && !source && !OWN.iter().any(|own| text.starts_with(own)) {
            let says = format!(
                "{text} may do this for any of its customers. Say for whom with “aws:SourceAccount” or “aws:SourceArn”."
            );
            let severity = if check.kind == Kind::Bucket { Severity::Warning } else { Severity::Note };
            check.say(Code::ServiceWithoutSource, severity, path, says);
        }
    }
    if check.kind == Kind::Trust {
        external_id(check, at, &listed, tests("sts:ExternalId"));
        second_factor(check, at);
        subject(check, at, &listed);
    }
}

/// AWS calls it the confused deputy: whoever knows the role's name could have another company use it for them.
fn external_id(check: &mut Check, at: At, listed: &[(String, PrincipalType, &str)], agreed: bool) {
    let own = check.facts.account.clone();
    let others = |text: &str| principal::account_of(text).is_some_and(|account| own.as_deref() != Some(account));
    let assumes = at.statement.action.of.list.iter().any(|action| crate::action::covers(action, "sts:AssumeRole"));
    let mut from_outside = listed.iter().filter(|(_, kind, text)| *kind == PrincipalType::Aws && others(text));
    if let Some((path, ..)) = from_outside.next().filter(|_| assumes && !agreed) {
        let (severity, text) = if own.is_some() {
            (
                Severity::Warning,
                "Another account may take this role without an external ID. Agree on one with them: it \
                                 keeps their other customers out.",
            )
        } else {
            (
                Severity::Note,
                "If this account belongs to another company, agree on an external ID with them: it keeps \
                              their other customers out.",
            )
        };
        check.say(Code::NoExternalId, severity, path, text);
    }
    for condition in at.statement.conditions.iter().filter(|c| c.key.eq_ignore_ascii_case("sts:ExternalId")) {
        let name = &condition.operator.name;
        let path = format!("{}.{name}.{}", at.path("Condition"), condition.key);
        let pattern = condition.operator.is(crate::condition::Compare::StringLike)
            && condition.values.iter().any(|value| value.text().contains(['*', '?']));
        if pattern || condition.operator.if_exists || condition.operator.test.is_some_and(|test| test.not) {
            let text =
                "The external ID must be tested with “StringEquals” and its full value; like this it proves nothing.";
            check.say(Code::LooseExternalId, Severity::Warning, &path, text);
        }
    }
}

fn second_factor(check: &mut Check, at: At) {
    for condition in &at.statement.conditions {
        if ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"]
            .iter()
            .any(|k| k.eq_ignore_ascii_case(&condition.key))
        {
            let path = format!("{}.{}.{}", at.path("Condition"), condition.operator.name, condition.key);
            let text = "Only a person with a second factor can take this role. A program cannot.";
            check.say(Code::MfaForMachine, Severity::Warning, &path, text);
        }
    }
}

fn subject(check: &mut Check, at: At, listed: &[(String, PrincipalType, &str)]) {
    let sub = at.statement.conditions.iter().any(|condition| condition.key.ends_with(":sub"));
    for (path, kind, text) in listed {
        if *kind == PrincipalType::Federated && !text.contains(":saml-provider/") && !sub {
            let provider = text.rsplit_once("oidc-provider/").map_or(*text, |(_, provider)| provider);
            let says =
                format!("Every user of {provider} may take this role. Say which with a condition on “{provider}:sub”.");
            check.say(Code::FederatedWithoutSubject, Severity::Warning, path, says);
        }
    }
}
