//! Only if: the keys of conditions, and whether a request for the actions ever carries them.

use words::{Value, policy, say};

use super::{At, Check, what::named};
use crate::condition::{Compare, holds};
use crate::document::Condition;
use crate::finding::{Code, Severity};
use crate::request::Context;
use crate::{action, key, spelling};

/// The keys that any service may carry, from “AWS global condition context keys”, in lower case
/// where it matters not.
const GLOBAL: [&str; 61] = [
    "aws:AssumedRoot",
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn",
    "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag/*",
    "aws:PrincipalType",
    "aws:Referer",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/*",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/*",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:UserId",
    "aws:userid",
    "aws:username",
    "aws:ViaAWSService",
    "aws:ViaAWSMCPService",
    "aws:CalledViaAWSMCP",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:VpcSourceIp",
    "aws:SourceInstanceARN",
    "aws:SignInSessionArn",
    "aws:ResourceControlPolicy",
    "aws:PrincipalVpc",
    "aws:Ec2SourceInstanceArn",
    "aws:RoleSessionName",
    "aws:rp",
];

pub(super) fn check(check: &mut Check, at: At) {
    for condition in &at.statement.conditions {
        let path = format!("{}.{}.{}", at.path("Condition"), condition.operator.name, condition.key);
        if exists(check, &path, &condition.key) {
            carried(check, at, &path, condition);
            many(check, &path, condition);
            forms(check, at, &path, condition);
        }
    }
}

fn exists(check: &mut Check, path: &str, key: &str) -> bool {
    let Some((service, _)) = key.split_once(':') else {
        check.say(Code::UnknownKey, Severity::Error, path, say!(policy::KeyForm, key));
        return false;
    };
    let (known, names) = match service.to_ascii_lowercase().as_str() {
        "aws" => (global(key), GLOBAL.to_vec()),
        "s3" | "kms" | "sts" => (action::key_exists(service, key), action::keys(service)),
        _ => return true,
    };
    if known {
        return true;
    }
    match spelling::nearest(key, &names) {
        Some(meant) => {
            let text = say!(policy::UnknownKeyMeant, service, key, meant);
            let repair = check.source.replacement(path, meant);
            check.offer(Code::UnknownKey, Severity::Error, path, text, repair);
        }
        None => check.say(Code::UnknownKey, Severity::Error, path, say!(policy::UnknownKey, service, key)),
    }
    false
}

fn global(key: &str) -> bool {
    GLOBAL.iter().any(|known| match known.strip_suffix('*') {
        Some(start) => {
            key.len() > start.len()
                && key.is_char_boundary(start.len())
                && key[..start.len()].eq_ignore_ascii_case(start)
        }
        None => key.eq_ignore_ascii_case(known),
    })
}

/// A key of a service is part of the requests of some of its actions only. For the others it is
/// missing, and then no ordinary operator is fulfilled: what looks like a narrower permission is
/// none.
fn carried(check: &mut Check, at: At, path: &str, condition: &Condition) {
    let service = condition.key.split(':').next().unwrap_or_default();
    if !["s3", "kms", "sts"].iter().any(|known| known.eq_ignore_ascii_case(service)) || at.statement.action.except {
        return;
    }
    let actions = at.actions();
    let without: Vec<&str> = actions
        .iter()
        .filter(|(_, name)| {
            let found = action::matching(name);
            *name != "*" && !found.is_empty() && !found.iter().any(|action| action.knows_key(&condition.key))
        })
        .map(|(_, name)| *name)
        .collect();
    if without.is_empty() {
        return;
    }
    let passes = holds(condition, &Context::default(), check.document.has_variables()).unwrap_or(false);
    let (actions, key) = (Value::Any { any: named(without) }, &condition.key);
    let severity = if passes { Severity::Warning } else { Severity::Error };
    let text = match (passes, at.statement.allows()) {
        (true, _) => say!(policy::KeyIdle, actions, key),
        (false, true) => say!(policy::KeyNeverAllows, actions, key),
        (false, false) => say!(policy::KeyNeverDenies, actions, key),
    };
    check.say(Code::KeyNeverThere, severity, path, text);
}

/// Values that look nothing like what requests carry under the key.
fn forms(check: &mut Check, at: At, path: &str, condition: &Condition) {
    let Some(test) = condition.operator.test else { return };
    let wildcards = matches!(test.compare, Compare::StringLike | Compare::Arn);
    let letters = [Compare::StringEquals, Compare::StringEqualsIgnoreCase].contains(&test.compare);
    if !wildcards && !letters {
        return;
    }
    let unfit = |text: &str| {
        let bare = matches!(test.compare, Compare::StringEqualsIgnoreCase);
        // Of a space at its edge enough was said.
        if bare || text.trim() != text { None } else { key::unfit(&condition.key, text, wildcards) }
    };
    let all = condition.values.iter().all(|value| unfit(value.text()).is_some());
    let plain = condition.operator.quantifier.is_none() && !condition.operator.if_exists;
    let effect = match (all && plain, test.not, at.statement.allows()) {
        (true, true, false) => "spares",
        (true, true, true) => "blocks",
        (true, false, true) => "allows",
        (true, false, false) => "denies",
        _ => "changes",
    };
    for (value, nth) in condition.values.iter().zip(0..) {
        let text = value.text();
        if let Some(form) = unfit(text) {
            let says = say!(policy::ValueNeverThere, form = form(&condition.key), value = text, effect);
            let path = format!("{path}[{nth}]");
            match key::nearest(&condition.key, text) {
                Some(meant) => check.rewrite(Code::ValueNeverThere, Severity::Warning, &path, says, meant),
                None => check.say(Code::ValueNeverThere, Severity::Warning, &path, says),
            }
        }
    }
}

fn many(check: &mut Check, path: &str, condition: &Condition) {
    let null = condition.operator.is(Compare::Null);
    if key::holds_many(&condition.key) && condition.operator.quantifier.is_none() && !null {
        check.say(Code::NeedsSetOperator, Severity::Warning, path, say!(policy::NeedsSet, key = &condition.key));
    }
}
